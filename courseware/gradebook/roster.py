"""The roster: who should have handed in, and who a file might be from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from courseware.errors import CoursewareError
from courseware.gradebook.csv_table import check_width, csv_lines
from courseware.gradebook.name_forms import run_together, squeezed, words_of
from courseware.gradebook.roster_columns import (
    NAMING,
    Columns,
    Form,
    is_no_student,
    spoken,
    understand,
)
from courseware.handin.place import Place
from courseware.handin.record import MAX_NAME

_Lines = list[tuple[int, list[str]]]  # number of a line and its cells
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
        form: whose roster it is: the teacher's own, or one that Moodle or Canvas exported.
        id_column: the column that the ids stand in, as the file names it.
        roles: what a column is ("group", "email", "login", "number", "user", "participant") -> its place in
            `others`; -1 for the column of the ids.
    """

    def __init__(
        self,
        rows: list[RosterRow],
        others: tuple[str, ...] = (),
        form: Form = "own",
        id_column: str = "id",
        roles: Mapping[str, int] | None = None,
    ) -> None:
        self.rows, self.others, self.form, self.id_column = rows, others, form, id_column
        self._roles = dict(roles or {})
        self._ids = {row.id: row for row in rows}
        self._folded: dict[str, list[str]] = {}
        for row in rows:
            self._folded.setdefault(row.id.casefold(), []).append(row.id)

    def row(self, student_id: str) -> RosterRow | None:
        """The row of an id in the roster's spelling."""
        return self._ids.get(student_id)

    def cell(self, row: RosterRow, role: str) -> str:
        """What a row has in the column of a role; "" where the roster has no such column."""
        place = self._roles.get(role)
        return "" if place is None else row.id if place < 0 else row.others[place]

    def has(self, role: str) -> bool:
        """Whether there is a column of the role."""
        return role in self._roles

    def find(self, student_id: str) -> str | None:
        """The roster's spelling of an id: the same one, or the only one that differs in letter case alone."""
        if student_id in self._ids:
            return student_id
        candidates = self._folded.get(student_id.casefold(), [])
        return candidates[0] if len(candidates) == 1 else None

    def find_by_other(self, text: str) -> tuple[str, str] | None:
        """The one student whom a login, an email address or another number of theirs names.

        Returns:
            The student's id and the name of the column; None if `text` stands for nobody or for several.
        """
        found = {
            student_id: column
            for column, students in self._naming.items()
            for student_id in students.get(text.casefold(), ())
        }
        return next(iter(found.items())) if len(found) == 1 and text else None

    def at(self, place: Place) -> list[str]:
        """The students whom a platform may have meant: by its number if the roster has it, else by name.

        Letter case, the order of the names and what the platform leaves out of them make no difference.
        """
        by_number = self._by_number.get((place.system, place.number))
        if by_number:
            return by_number
        if place.system == "Canvas":
            return self._by_run_together.get(squeezed(place.name), [])
        return self._by_words.get(words_of(place.name), [])

    def groups_at(self, place: Place) -> list[str]:
        """The groups that a platform may have meant where groups hand in."""
        return self._groups_by_form.get(squeezed(place.name), [])

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

    @cached_property
    def _naming(self) -> dict[str, dict[str, list[str]]]:
        """Column -> what stands in it -> ids of the students."""
        return {
            self.others[place]: self._index(partial(_folded_cell, place))
            for role in NAMING
            if (place := self._roles.get(role, -1)) >= 0
        }

    @cached_property
    def _by_number(self) -> dict[tuple[str, str], list[str]]:
        """System and its number -> ids: Canvas's user, Moodle's participant ("Participant 12")."""
        found: dict[tuple[str, str], list[str]] = {}
        for system, role in (("Canvas", "user"), ("Moodle", "participant")):
            for row in self.rows if self.has(role) else ():
                if number := re.search(r"[0-9]+$", self.cell(row, role)):
                    found.setdefault((system, number[0]), []).append(row.id)
        return found

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], list[str]]:
        return self._index(lambda row: [words_of(row.name)])

    @cached_property
    def _by_run_together(self) -> dict[str, list[str]]:
        return self._index(lambda row: run_together(row.name))

    @cached_property
    def _groups_by_form(self) -> dict[str, list[str]]:
        groups = sorted({self.cell(row, "group") for row in self.rows})
        found: dict[str, list[str]] = {}
        for group in groups:
            found.setdefault(squeezed(group), []).append(group)
        return found

    def _index(self, forms: Callable[[RosterRow], Iterable[object]]) -> dict:
        """What rows are known by -> their ids; without what is empty."""
        found: dict[object, list[str]] = {}
        for row in self.rows:
            for form in forms(row):
                if form:
                    found.setdefault(form, []).append(row.id)
        return found


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def load_roster(path: Path) -> Roster:
    """Read a roster: CSV in UTF-8 with a header line; separated by comma, semicolon or tab.

    The teacher's own has the columns `id` and `name`, in any letter case; those that Moodle and Canvas export
    are taken as they are (see `roster_columns`). Other columns are carried into the gradebook.

    Raises:
        CoursewareError: with the line, for everything that keeps a student from being told apart.
    """
    return _roster(path, csv_lines(path, "the roster"))


def _roster(path: Path, records: Iterable[tuple[int, list[str]]]) -> Roster:
    header: list[str] | None = None
    lines: _Lines = []
    for line, cells in records:
        if not any(cells):
            continue
        if header is None:
            header = _header(cells)
            columns = _columns(path, f"line {line}", header)
            continue
        check_width(path, line, cells, header)
        cells = (cells + [""] * len(header))[: len(header)]
        if not is_no_student(columns.form, cells[columns.names[0]]):
            lines.append((line, cells))
    if header is None:
        raise CoursewareError(path, "", "the roster is empty", _COLUMNS)
    if not lines:
        raise CoursewareError(path, "", "the roster lists no students", "add a line for each")
    return _understood(path, header, columns, lines)


def _understood(path: Path, header: list[str], columns: Columns, lines: _Lines) -> Roster:
    own = _id_column(columns, lines)
    kept = [place for place in range(len(header)) if place != own and place not in columns.names]
    rows: list[RosterRow] = []
    seen: dict[str, int] = {}
    for line, cells in lines:
        student_id, name = cells[own], " ".join(cells[place] for place in columns.names).strip()
        _check_id(path, f"line {line}", header[own], student_id, seen)
        seen[student_id] = line
        if columns.form == "Canvas":
            name = spoken(name)
        rows.append(RosterRow(student_id, name, tuple(cells[place] for place in kept)))
    roles = {role: kept.index(place) if place in kept else -1 for role, place in columns.roles.items()}
    return Roster(rows, tuple(header[place] for place in kept), columns.form, header[own], roles)


def _id_column(columns: Columns, lines: _Lines) -> int:
    """The first column in which every student has an entry of their own; else the first choice."""
    for place in columns.ids:
        entries = [cells[place] for _, cells in lines]
        if all(entries) and len(set(entries)) == len(entries):
            return place
    return columns.ids[0]


def _check_id(path: Path, place: str, column: str, student_id: str, seen: Mapping[str, int]) -> None:
    if not student_id:
        raise CoursewareError(path, place, f"the {column} is empty", "give every student an id")
    if len(student_id) > MAX_NAME:
        problem = f"the {column} has {len(student_id):,} characters"
        raise CoursewareError(path, place, problem, f"use ids of at most {MAX_NAME}")
    if student_id in seen:
        problem = f'the {column} "{student_id}" stands on line {seen[student_id]} already'
        raise CoursewareError(path, place, problem, "give every student an id of their own")


def _header(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    columns = understand(cells)
    if columns and columns.form != "own":
        return cells
    return [cell.lower() if cell.lower() in ("id", "name") else cell for cell in cells]


def _columns(path: Path, place: str, header: list[str]) -> Columns:
    columns = understand(header)
    if columns is None:
        name = next(name for name in ("id", "name") if name not in header)
        problem = f'there is no column "{name}" among {", ".join(header)[:200]}'
        raise CoursewareError(path, place, problem, _COLUMNS)
    twice = next((name for index, name in enumerate(header) if name in header[:index]), None)
    if twice is not None:
        problem = f'the column "{twice[:60]}" stands twice'
        raise CoursewareError(path, place, problem, "give every column its own name")
    return columns


def _folded_cell(place: int, row: RosterRow) -> list[str]:
    return [row.others[place].casefold()]
