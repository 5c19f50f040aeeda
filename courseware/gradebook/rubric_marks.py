"""A teacher's marks by the unit's rubric: reported beside the points of the items and never among them."""

from __future__ import annotations

from pathlib import Path

from courseware.bank.rubric import Rubric
from courseware.gradebook.decisions import Decisions, Kind, load_decisions

_HALF = 50  # hundredths: a text may stand between two levels


def load_marks(path: Path, rubric: Rubric) -> Decisions:
    """Read a list of marks: CSV with the columns student, criterion, points and reason.

    Points are whole or half ones from 0 to those of the highest level; a reason may be given.

    Raises:
        CoursewareError: with the line, for everything that keeps a mark from being clear.
    """
    most = {criterion.id: rubric.most for criterion in rubric.criteria}
    return load_decisions(path, Kind("marks", "criterion", most, _HALF, reason_needed=False))
