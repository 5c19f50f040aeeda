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
from courseware.bank import CompiledItem, Unit
from courseware.notebook_answers import ANSWER, ANSWER_FORMAT
from courseware.record import Student, dump_record, make_record

SAVED = datetime(2026, 1, 1, tzinfo=UTC)


def write_records(
    folder: Path, unit: Unit, items: Sequence[CompiledItem], answers: Mapping[str, Mapping]
) -> None:
    """A record a student, and the roster beside the folder."""
    _roster(folder, answers)
    marks = {item.id: item.fingerprint for item in items}
    for student, given in answers.items():
        record = make_record(unit.id, unit.edition, Student(student, ""), given, marks, SAVED)
        (folder / f"{student}.json").write_bytes(dump_record(record))


def write_notebooks(
    folder: Path, unit: Unit, items: Sequence[CompiledItem], answers: Mapping[str, Mapping]
) -> None:
    """A notebook a student: prompts, `answer` cells, their outputs; the roster beside the folder."""
    _roster(folder, answers)
    for student, given in answers.items():
        cells = []
        for item in items:
            cells.append(new_markdown_cell(item.view["prompt"]))
            payload = {
                "format": ANSWER_FORMAT,
                "unit": unit.id,
                "edition": unit.edition,
                "item": item.id,
                "value": given[item.id],
                "fingerprint": item.fingerprint,
                "student": {"id": student, "name": ""},
            }
            output = new_output("display_data", {ANSWER: payload, "text/plain": f"{item.id}: saved"})
            cells.append(new_code_cell(f"answer({item.id!r}, {given[item.id]!r})", outputs=[output]))
        nbformat.write(new_notebook(cells=cells), folder / f"{student}.ipynb")


def grade(folder: Path, out: Path) -> float:
    """Run `courseware grade`, gradebook and feedback pages written; CPU seconds."""
    command = (
        sys.executable,
        "-m",
        "courseware",
        "grade",
        folder,
        "--roster",
        _roster_file(folder),
        "--out",
        out,
    )
    return run(command, ROOT)


def points(out: Path, items: Sequence[CompiledItem]) -> dict[str, dict[str, int]]:
    """Student id → item id → hundredths of a point, 0 where nothing was answered, from `gradebook.csv`."""
    with (out / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            row["student"]: {item.id: round(float(row[item.id] or 0) * 100) for item in items}
            for row in csv.DictReader(file)
        }


def _roster_file(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-roster.csv")


def _roster(folder: Path, answers: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True)
    rows = [f"{student},Student {student}\n" for student in answers]
    _roster_file(folder).write_text("".join(["id,name\n", *rows]), encoding="utf-8")
