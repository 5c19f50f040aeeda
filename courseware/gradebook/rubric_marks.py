"""A teacher's marks by the unit's rubric: reported beside the points of the items and never among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from courseware.bank.rubric import Rubric
from courseware.gradebook.decisions import Decision, Decisions, Kind, load_decisions
from courseware.gradebook.sheet import points

_HALF = 50  # hundredths: a text may stand between two levels


def load_marks(path: Path, rubric: Rubric) -> Decisions:
    """Read a list of marks: CSV with the columns student, criterion, points and reason.

    Points are whole or half ones from 0 to those of the highest level; a reason may be given.

    Raises:
        CoursewareError: with the line, for everything that keeps a mark from being clear.
    """
    most = {criterion.id: rubric.most for criterion in rubric.criteria}
    return load_decisions(path, Kind("marks", "criterion", most, _HALF, reason_needed=False))


def marks_total(rubric: Rubric, marks: Sequence[Decision]) -> int | None:
    """Hundredths of a point of all criteria together; None until each of them is marked."""
    return sum(mark.points for mark in marks) if len(marks) == len(rubric.criteria) else None


def mark_columns(rubric: Rubric) -> list[str]:
    """Names of the gradebook's columns: "discussion thesis", …, "discussion total", "of" and "reasons"."""
    names = [criterion.id for criterion in rubric.criteria]
    return [f"{rubric.id} {name}" for name in (*names, "total", "of", "reasons")]


def mark_cells(rubric: Rubric, marks: Sequence[Decision]) -> list[str]:
    """One student's cells in the order of `mark_columns`; empty where nothing is marked."""
    earned = {mark.what: points(mark.points) for mark in marks}
    return [
        *(earned.get(criterion.id, "") for criterion in rubric.criteria),
        points(marks_total(rubric, marks)),
        points(rubric.total),
        "; ".join(f"{mark.what}: {mark.reason}" for mark in marks if mark.reason),
    ]
