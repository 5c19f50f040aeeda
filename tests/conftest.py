"""What the tests share: one strictly built book for the whole run, and one browser a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, expect
from xdist.scheduler import Scheduling

from courseware.bank import load_bank
from tests.chromium import launch
from tests.parallel import SPEED, WholeFiles, made_once, place, turn

ROOT = Path(__file__).parents[1]

# The same examples on every run, and no time limit for a machine that is busy with other things.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")
expect.set_options(timeout=30_000)  # ms; what is waited for comes late where several browsers run at once

SEALED_CODE = "KMNP-3FHX-TW9R"

bank_of = cache(load_bank)  # `bank_of(ROOT)`: one that no test changes, compiled once a process


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    return WholeFiles(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with turn(item.config._tmp_path_factory, alone=item.path.name == SPEED):
        return (yield)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the built book. Every warning of the build is an error, every page is built anew."""
    make = partial(_build, COURSEWARE_EDITION="practice")
    return made_once(tmp_path_factory, "book", make) / "_build/html"


@pytest.fixture(scope="session")
def sealed_book(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the book's sealed edition, which `SEALED_CODE` unlocks; built after `book`, not beside it."""
    make = partial(_build, COURSEWARE_EDITION="sealed", COURSEWARE_UNLOCK_CODE=SEALED_CODE)
    return made_once(tmp_path_factory, "sealed-book", make) / "_build/html"


def _build(out: Path, **settings: str) -> None:
    builder = Path(sys.executable).parent / "jupyter-book"
    command = [builder, "build", ROOT, "--path-output", out, "-W", "-n", "--keep-going"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **settings})
    if done.returncode:
        pytest.fail(f"the strict build failed:\n{(done.stdout + done.stderr)[-6000:]}", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for all tests of the process; each test opens its own context."""
    with launch() as running:
        yield running
