"""The students' folders of the real unit, made once for the whole run."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from courseware.bundle import students_tree
from tests.conftest import ROOT
from tests.parallel import made_once


@pytest.fixture(scope="session")
def practice_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What students get in practice."""
    return made_once(tmp_path_factory, "students-practice", partial(_write, sealed=False)) / "tree"


def _write(folder: Path, sealed: bool) -> None:
    students_tree(ROOT, folder / "tree", sealed)
