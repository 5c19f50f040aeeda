"""What the tests share: one strictly built book and one browser for the whole run."""

from __future__ import annotations

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


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built book. Every warning of the build is an error, every page is built anew."""
    out = tmp_path_factory.mktemp("book")
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
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"the strict build failed:\n{(done.stdout + done.stderr)[-6000:]}", pytrace=False)
    return out / "_build" / "html"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run; each test opens its own context."""
    with launch() as running:
        yield running
