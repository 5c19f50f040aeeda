"""A class's hand-ins as this project takes them, and the run of `courseware grade`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from benchmarks.commands import ROOT, run
from courseware.bank import Bank, CompiledItem
from courseware.handin.notebook_answers import ANSWER, ANSWER_FORMAT
from courseware.handin.record import Student, dump_record, make_record

Answers = Mapping[str, Mapping[str, Any]]  # student id → item id → answer, None where left open
SAVED = datetime(2026, 1, 1, tzinfo=UTC)


def write_records(folder: Path, bank: Bank, answers: Answers) -> None:
    """A record a student, and the roster beside the folder."""
    _roster(folder, answers)
    for student, given in answers.items():
        answered = {item: value for item, value in given.items() if value is not None}
        marks = {item: bank.item(item).fingerprint for item in answered}
        record = make_record(bank.unit.id, bank.unit.edition, Student(student, ""), answered, marks, SAVED)
        (folder / f"{student}.json").write_bytes(dump_record(record))


def write_notebooks(folder: Path, bank: Bank, answers: Answers) -> None:
    """A notebook a student: prompts, `answer` cells, their outputs; the roster beside the folder."""
    _roster(folder, answers)
    for student, given in answers.items():
        cells = []
        for item, value in given.items():
            outputs = [] if value is None else [_output(bank, student, item, value)]
            cells.append(new_markdown_cell(bank.item(item).view["prompt"]))
            cells.append(new_code_cell(f"answer({item!r}, {value!r})", outputs=outputs))
        # Without the check that nbformat.write does: it takes longer than grading.
        text = nbformat.v4.writes(new_notebook(cells=cells))
        (folder / f"{student}.ipynb").write_text(text, encoding="utf-8")


def _output(bank: Bank, student: str, item: str, value: Any) -> nbformat.NotebookNode:
    """What a call of `answer` leaves in the notebook."""
    payload = {
        "format": ANSWER_FORMAT,
        "unit": bank.unit.id,
        "edition": bank.unit.edition,
        "item": item,
        "value": value,
        "fingerprint": bank.item(item).fingerprint,
        "student": {"id": student, "name": ""},
    }
    return new_output("display_data", {ANSWER: payload, "text/plain": f"{item}: saved"})


def grade(folder: Path, out: Path, pages: bool) -> float:
    """Run `courseware grade`, which writes gradebook, report and perhaps feedback pages; CPU seconds."""
    return run(command(folder, out, *([] if pages else ["--no-pages"])), ROOT)


def command(folder: Path, out: Path, *more: str) -> list[str | Path]:
    """The command that grades a folder of hand-ins."""
    program = [sys.executable, "-m", "courseware", "grade", folder]
    return [*program, "--roster", roster_file(folder), "--out", out, *more]


def points(out: Path, items: Sequence[CompiledItem]) -> dict[str, dict[str, int]]:
    """Student id → item id → hundredths of a point, 0 where nothing was answered, from `gradebook.csv`."""
    with (out / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            row["student"]: {item.id: round(float(row[item.id] or 0) * 100) for item in items}
            for row in csv.DictReader(file)
        }


def roster_file(folder: Path) -> Path:
    """Where the roster of a folder of hand-ins lies."""
    return folder.with_name(f"{folder.name}-roster.csv")


def _roster(folder: Path, answers: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True)
    rows = [f"{student},Student {student}\n" for student in answers]
    roster_file(folder).write_text("".join(["id,name\n", *rows]), encoding="utf-8")
