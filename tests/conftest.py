"""What the tests share: one strictly built book and one browser for the whole run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser

from tests.chromium import launch

ROOT = Path(__file__).parents[1]

# The same examples on every run, and no time limit for a machine that is busy with other things.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")


SEALED_CODE = "KMNP-3FHX-TW9R"


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built book. Every warning of the build is an error, every page is built anew."""
    return _built(tmp_path_factory.mktemp("book"), COURSEWARE_EDITION="practice")


@pytest.fixture(scope="session")
def sealed_book(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the book's sealed edition, which `SEALED_CODE` unlocks; built after `book`, not beside it."""
    settings = {"COURSEWARE_EDITION": "sealed", "COURSEWARE_UNLOCK_CODE": SEALED_CODE}
    return _built(tmp_path_factory.mktemp("sealed-book"), **settings)


def _built(out: Path, **settings: str) -> Path:
    command = [
        Path(sys.executable).parent / "jupyter-book",
        "build",
        ROOT,
        "--path-output",
        out,
        "-W",
        "-n",
        "--keep-going",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **settings})
    if done.returncode:
        pytest.fail(f"the strict build failed:\n{(done.stdout + done.stderr)[-6000:]}", pytrace=False)
    return out / "_build" / "html"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run; each test opens its own context."""
    with launch() as running:
        yield running
