"""The students' folders of the real unit, and a student's computer with all of it and no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from courseware.bundle import students_tree, tree
from courseware.bundle.write import write_bundle
from tests.bundle.student import Computer, new_computer
from tests.conftest import ROOT
from tests.no_network import no_network
from tests.parallel import made_once
from tests.tools import student_wheels


@pytest.fixture(scope="session")
def practice_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What students get in practice."""
    return made_once(tmp_path_factory, "students-practice", partial(_write, sealed=False)) / "tree"


@pytest.fixture
def engine_at_hand(practice_tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's wheel is built already, which takes seconds."""
    (built,) = (practice_tree / "wheels").iterdir()

    def copy(folder: Path, moment: int) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(built, folder / built.name))

    monkeypatch.setattr(tree, "write_engine_wheel", copy)


def _write(folder: Path, sealed: bool) -> None:
    students_tree(ROOT, folder / "tree", sealed)


@pytest.fixture(scope="module")
def computer(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    """A student's computer with the bundle unpacked, its environment made as START-HERE.txt says."""
    tmp_path = tmp_path_factory.mktemp("student")

    def wheels(_: Path) -> list[Path]:
        return sorted(student_wheels().glob("*.whl"))

    written = write_bundle(ROOT, sealed=False, book=book, folder=tmp_path / "stick", wheels=wheels)
    with no_network() as place:
        own = new_computer(tmp_path / "home", place, written.path)
        make, install, _ = own.documented()
        own.run(make)
        own.run(install)
        yield own
