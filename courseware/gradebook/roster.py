"""The roster: who should have handed in, and who a file might be from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from courseware.errors import CoursewareError
from courseware.gradebook.csv_table import check_width, csv_lines
from courseware.handin.record import MAX_NAME

_COLUMNS = "give it a first line with the columns id and name"


class RosterRow(NamedTuple):
    """One student: id, name, and the cells of the roster's other columns."""

    id: str
    name: str
    others: tuple[str, ...]


class Roster:
    """The students of a class, in the order of the file.

    Args:
        rows: one a student; no two with the same id.
        others: names of the columns beside id and name.
    """

    def __init__(self, rows: list[RosterRow], others: tuple[str, ...] = ()) -> None:
        self.rows, self.others = rows, others
        self._ids = {row.id: row.id for row in rows}
        self._folded: dict[str, list[str]] = {}
        for row in rows:
            self._folded.setdefault(row.id.casefold(), []).append(row.id)

    def find(self, student_id: str) -> str | None:
        """The roster's spelling of an id: the same one, or the only one that differs in letter case alone."""
        if student_id in self._ids:
            return student_id
        candidates = self._folded.get(student_id.casefold(), [])
        return candidates[0] if len(candidates) == 1 else None

    def guess(self, text: str) -> str | None:
        """The one student whose id, else whose name, stands as words in a path; None if not exactly one.

        A label for the teacher's eye, nothing to credit points by.
        """
        words = f" {_words(text)} "
        for looked_for in self._looked_for:
            found = [student_id for part, student_id in looked_for if part in words]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    @cached_property
    def _looked_for(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The words of every id, and those of every name, each with the student's id."""
        ids = [(f" {part} ", row.id) for row in self.rows if (part := _words(row.id))]
        names = [(f" {part} ", row.id) for row in self.rows if (part := _words(row.name))]
        return ids, names


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def load_roster(path: Path) -> Roster:
    """Read a roster: CSV in UTF-8 with a header line; separated by comma, semicolon or tab.

    The columns `id` and `name` must be there, in any letter case; other columns are carried into the
    gradebook.

    Raises:
        CoursewareError: with the line, for everything that keeps a student from being told apart.
    """
    return _roster(path, csv_lines(path, "the roster"))


def _roster(path: Path, records: Iterable[tuple[int, list[str]]]) -> Roster:
    columns: list[str] | None = None
    rows: list[RosterRow] = []
    lines: dict[str, int] = {}
    for line, cells in records:
        if not any(cells):
            continue
        place = f"line {line}"
        if columns is None:
            columns = _header(path, place, cells)
            continue
        check_width(path, line, cells, columns)
        row = dict(zip(columns, cells + [""] * len(columns), strict=False))
        student_id, name = row.pop("id"), row.pop("name")
        if not student_id:
            raise CoursewareError(path, place, "the id is empty", "give every student an id")
        if len(student_id) > MAX_NAME:
            problem = f"the id has {len(student_id):,} characters"
            raise CoursewareError(path, place, problem, f"use ids of at most {MAX_NAME}")
        if student_id in lines:
            problem = f'the id "{student_id}" stands on line {lines[student_id]} already'
            raise CoursewareError(path, place, problem, "give every student an id of their own")
        lines[student_id] = line
        rows.append(RosterRow(student_id, name, tuple(row.values())))
    if columns is None:
        raise CoursewareError(path, "", "the roster is empty", _COLUMNS)
    if not rows:
        raise CoursewareError(path, "", "the roster lists no students", "add a line for each")
    return Roster(rows, tuple(name for name in columns if name not in ("id", "name")))


def _header(path: Path, place: str, cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    columns = [cell.lower() if cell.lower() in ("id", "name") else cell for cell in cells]
    for name in ("id", "name"):
        if name not in columns:
            problem = f'there is no column "{name}" among {", ".join(columns)[:200]}'
            raise CoursewareError(path, place, problem, _COLUMNS)
    twice = next((name for index, name in enumerate(columns) if name in columns[:index]), None)
    if twice is not None:
        problem = f'the column "{twice[:60]}" stands twice'
        raise CoursewareError(path, place, problem, "give every column its own name")
    return columns
