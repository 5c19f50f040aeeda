"""The unit as an nbgrader course, as the export writes it: submissions, and the run of `nbgrader`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

from benchmarks.commands import BUILD, run
from courseware.bank import Bank
from courseware.export.cells import assignment, variable
from courseware.export.nbgrader import nbgrader_course
from courseware.export.new_folder import write_new_folder
from tests.tools import POINTS, environment, variables


def install() -> None:
    """Make nbgrader's own environment, unless it is there."""
    environment("nbgrader")


def create(course: Path, bank: Bank, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """A course with one assignment, released, and with every student's submission in place.

    Args:
        course: a folder that does not exist.
        answers: student id → item id → answer.
    """
    write_new_folder(course, nbgrader_course(bank))
    name = assignment(bank)
    _nbgrader(course, "generate_assignment", name)
    released = nbformat.read(course / "release" / name / f"{name}.ipynb", 4)
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in released.cells if "nbgrader" in cell.metadata}
    for student, given in answers.items():
        for item in bank.items:
            cells[item.id].source = f"{variable(item)} = {given[item.id]!r}"
        place = course / "submitted" / student / name / f"{name}.ipynb"
        place.parent.mkdir(parents=True)
        nbformat.write(released, place)


def autograde(course: Path, bank: Bank) -> float:
    """Run `nbgrader autograde` on all submissions; CPU seconds, kernels included."""
    return _nbgrader(course, "autograde", assignment(bank))


def points(course: Path, bank: Bank) -> dict[str, dict[str, int]]:
    """Student id → item id → hundredths of a point, from nbgrader's gradebook."""
    out = course / "points.json"
    python = environment("nbgrader") / "python"
    run((python, POINTS, course / "gradebook.db", assignment(bank), out), course)
    return json.loads(out.read_text(encoding="utf-8"))


def _nbgrader(course: Path, *arguments: str) -> float:
    programs = environment("nbgrader")
    return run((programs / "nbgrader", *arguments), course, variables(programs, BUILD / "nbgrader-home"))
