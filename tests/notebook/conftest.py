"""A folder inside the invented unit "Lowland and Highland", in which somebody works."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from courseware import notebook
from courseware.bank import load_bank
from courseware.handin.record import Record, parse_record
from courseware.sealing.documents import question_document

OR_THE_NOTEBOOK = "Or save this notebook now and hand it in: it holds the same answers."
LANDS = Path(__file__).parents[1] / "two_lands"


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a notebook, inside a unit; the working directory."""
    shutil.copytree(LANDS, tmp_path / "unit")
    return _enter(tmp_path / "unit" / "exercises" / "lab", monkeypatch)


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As `lab`, in a unit as students get it for a test: with questions and without items."""
    exercises = tmp_path / "test" / "exercises"
    exercises.mkdir(parents=True)
    questions = question_document(load_bank(LANDS, sealed=True))
    (exercises / "questions.json").write_text(json.dumps(questions), encoding="utf-8")
    return _enter(exercises, monkeypatch)


def _enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("COURSEWARE_EDITION", raising=False)
    notebook._session.cache_clear()
    return folder


def new_kernel() -> None:
    """What a restart of the kernel forgets."""
    notebook._session.cache_clear()


def saved(folder: Path) -> Record:
    """The record beside the notebook."""
    return parse_record((folder / "answers.json").read_bytes())
