"""The tests in several processes: what is dear is made once, files stay whole, the longest come first.

`pytest --nbval -n 2` shares the run between two processes. Without `-n` all this holds for the one process:
it is the first to ask for everything, and nobody else holds a lock.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# What runs first, in this order: folders or files. One process builds the book; the other has meanwhile what
# needs none, the notebooks before a browser holds the event loop. Then what takes long comes before what is
# soon done, so that all end together.
FIRST = (
    "tests/book/test_reproducible.py",
    "chapters/",
    "exercises/",
    "tests/widgets/test_kernel.py",
    "tests/bundle/test_offline.py",
    "tests/notebook/test_forms_in_jupyterlab.py",
    "tests/sealing/test_build.py",
    "tests/browser/test_site.py",
    "tests/browser/test_every_reader.py",
    "tests/browser/test_end_to_end.py",
    "tests/sealing/",
    "tests/paper/",
    "tests/page/",
    "tests/widgets/",
)
# Long files of which each test can run in another process.
SEPARABLE = (
    "tests/browser/test_site.py",
    "tests/browser/test_every_reader.py",
    "tests/browser/test_end_to_end.py",
)
# Files with this name measure times: they come last, and each test runs alone on the machine.
SPEED = "test_speed.py"


def place(nodeid: str) -> int:
    """Where a test stands in the order of a run in several processes."""
    file = nodeid.partition("::")[0]
    if file.endswith(SPEED):
        return len(FIRST) + 1
    return next((n for n, name in enumerate(FIRST) if file.startswith(name)), len(FIRST))


class WholeFiles(LoadScopeScheduling):
    """Gives each process one file after the other, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return nodeid if file in SEPARABLE else file


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The run's folder `name`, which the first process to ask has `make` fill; the others wait for it.

    Raises:
        pytest.fail.Exception: `make` failed so, in this process or before in another.
    """
    folder = _of_the_run(factory) / name
    with open(folder.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done, failed = folder.with_suffix(".done"), folder.with_suffix(".failed")
        if failed.exists():
            pytest.fail(failed.read_text(encoding="utf-8"), pytrace=False)
        if not done.exists():
            folder.mkdir(exist_ok=True)
            try:
                make(folder)
            except pytest.fail.Exception as failure:
                failed.write_text(str(failure), encoding="utf-8")
                raise
            done.touch()
    return folder


@contextmanager
def turn(factory: pytest.TempPathFactory, alone: bool) -> Iterator[None]:
    """Lasts as long as one test; while one runs `alone`, no other process is in a test."""
    folder = _of_the_run(factory)
    with open(folder / "gate.lock", "w") as gate, open(folder / "running.lock", "w") as running:
        fcntl.flock(gate, fcntl.LOCK_EX)  # one that waits to be alone lets nobody pass
        fcntl.flock(running, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(gate, fcntl.LOCK_UN)
        yield


def _of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The run's temporary folder; each of several processes has one of its own in it."""
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own
