"""A teacher's decisions on points that stand above the scorer's: a file of the teacher's, only ever read."""

from __future__ import annotations

from pathlib import Path

from courseware.bank import Bank
from courseware.gradebook.decisions import Decisions, Kind, load_decisions


def load_overrides(path: Path, bank: Bank) -> Decisions:
    """Read a list of overrides: CSV with the columns student, item, points and reason.

    Points are a number from 0 to what the item is worth, with two decimals at most.

    Raises:
        CoursewareError: with the line, for everything that keeps an override from being clear.
    """
    most = {item.id: item.points for item in bank.items}
    return load_decisions(path, Kind("overrides", "item", most, step=1, reason_needed=True))
