"""Grades in the forms that Canvas and Moodle import.

Canvas, *Gradebook > Import* (Canvas Instructor Guide, *How do I upload changes to the Gradebook?*; read by
lib/gradebook_importer.rb): the columns "Student", "ID", "SIS User ID", "SIS Login ID" and "Section" in this
order, then one column an assignment. Canvas finds a student by the first of these numbers that it knows, and
without them by name; it finds the assignment by the number in brackets after its name, or by the name. The
line "Points Possible" tells what can be earned.

Moodle, *Grades > Import > CSV file* (docs.moodle.org, *Grade import*; read by
grade/import/csv/classes/load_data.php): a header, and columns that the teacher maps: one that identifies the
user ("ID number", "Username" or "Email address", letter case counts) and one that holds the grade.

Both files hold the students of the roster who have points. The others are left out: a state is not a zero,
Moodle stores an empty cell of a new grade item as 0, and in both an empty cell takes away a grade that was
given by hand. Moodle stops at a user whom it does not know, and gives the grade of a line without one to the
student of the line before; so nobody stands in its file who is not on the roster, and no column that is empty
for any student.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from courseware.gradebook.roster import Roster, RosterRow
from courseware.gradebook.sheet import points, safe_cell

CANVAS, MOODLE = "canvas.csv", "moodle.csv"
_MOODLE_COLUMNS = (("number", "ID number"), ("login", "Username"), ("email", "Email address"))
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}")  # what a spreadsheet may take for a formula and comes to itself


def lms_files(
    roster: Roster, totals: Iterable[tuple[str, int | None]], title: str, of: int
) -> Iterator[tuple[str, bytes]]:
    """The two files: name and content.

    Args:
        totals: ids of students and what each earned, in hundredths of a point, overrides included; None for
            no points. Students who are not on the roster are left out.
        title: of the assignment.
        of: hundredths of a point that can be earned.
    """
    known = ((roster.row(student), total) for student, total in totals)
    earned = [(row, points(total)) for row, total in known if row and total is not None]
    yield CANVAS, _csv(_canvas(roster, earned, title, of))
    yield MOODLE, _csv(_moodle(roster, earned, title))


def _canvas(
    roster: Roster, earned: Sequence[tuple[RosterRow, str]], title: str, of: int
) -> Iterator[list[str]]:
    yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", _assignment(roster, title)]
    yield ["Points Possible", "", "", "", "", points(of)]
    for row, grade in earned:
        number, login = roster.cell(row, "number"), roster.cell(row, "login")
        if roster.form == "own":
            number, login = number or row.id, login or roster.cell(row, "email")
        yield [row.name, roster.cell(row, "user"), number, login, roster.cell(row, "group"), grade]


def _assignment(roster: Roster, title: str) -> str:
    """The assignment's column: as Canvas exported it with the roster, so that it is found, else the title."""
    own = re.compile(re.escape(title) + r"\s*\([0-9]+\)", re.IGNORECASE)
    return next((name for name in roster.others if own.fullmatch(name)), title)


def _moodle(roster: Roster, earned: Sequence[tuple[RosterRow, str]], title: str) -> Iterator[list[str]]:
    columns = {name: [roster.cell(row, role) for row, _ in earned] for role, name in _MOODLE_COLUMNS}
    if roster.form == "own" and not roster.has("number"):
        columns["ID number"] = [row.id for row, _ in earned]
    # "0" is as good as empty to Moodle
    whole = {name: cells for name, cells in columns.items() if all(cell.strip("0") for cell in cells)}
    yield ["Name", *whole, title]
    for place, (row, grade) in enumerate(earned):
        yield [row.name, *(cells[place] for cells in whole.values()), grade]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as both platforms read it and Excel opens it: UTF-8 with byte order mark, which both take off.

    Cells are made safe as in `sheet`, but numbers stay whole: an apostrophe before a phone number for a login
    would hide the student from the platform.
    """
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [cell if _NUMBER.fullmatch(cell) else safe_cell(cell) for cell in row] for row in rows
    )
    return out.getvalue().encode("utf-8-sig", "replace")
