"""The sample class, made and graded by the commands as they are printed: everybody gets what was meant."""

from __future__ import annotations

import contextlib
import csv
import io
import shlex
import shutil
from pathlib import Path

import pytest

from courseware.bank import Bank, load_bank
from courseware.bank.files import RUBRIC
from courseware.cli import main
from courseware.gradebook.grade import grade_record
from courseware.gradebook.rows import STATUSES
from courseware.sample_class import make_answers
from courseware.sample_class.hand_ins import BY_MAIL, NOTEBOOKS, Role
from courseware.sample_class.write import STUDENTS
from tests.conftest import ROOT
from tests.sample_class.conftest import LANDS
from tests.sample_class.test_answers import as_record

NOT_GRADED = {
    Role.MISSING: "missing",
    Role.UNSIGNED: "missing",
    Role.BLANK: "blank",
    Role.BROKEN: "unreadable",
    Role.INVALID: "invalid",
    Role.OTHER_UNIT: "wrong unit",
    Role.OTHER_EDITION: "wrong edition",
}
REMARKS = {
    Role.SIGNED_OTHERWISE: "signed as",
    Role.UNSIGNED: "perhaps from this student",
    Role.COPY: "the same file as s-005",
    Role.COPIED: "the same file as s-026",
}


@pytest.fixture(scope="module", params=["practice", "sealed"])
def graded(request, tmp_path_factory) -> tuple[Bank, dict[int, dict[str, str]], str]:
    """The bank, the gradebook's rows by the student's number, and what grading printed."""
    folder = tmp_path_factory.mktemp("school") / "a class"
    root = tmp_path_factory.mktemp("unit") / "two lands"
    shutil.copytree(LANDS, root)
    shutil.copy(ROOT / RUBRIC, root / RUBRIC)
    arguments = ["sample-class", str(folder), "--root", str(root), "--edition", request.param]
    told = _said(arguments)
    told = _said(shlex.split(told.splitlines()[-1])[1:])
    with open(folder / "results" / "gradebook.csv", encoding="utf-8-sig", newline="") as file:
        rows = dict(enumerate(csv.DictReader(file), start=1))
    return load_bank(LANDS, sealed=request.param == "sealed"), rows, told


def _said(arguments: list[str]) -> str:
    """What a command prints; it must succeed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(arguments) == 0
    return out.getvalue().strip()


def test_every_status_of_the_summary_occurs_where_it_is_meant(graded):
    _, rows, told = graded
    assert len(rows) == STUDENTS
    assert {number: row["status"] for number, row in rows.items()} == {
        number: NOT_GRADED.get(number, "graded") for number in rows
    }
    table = dict(line.rsplit(maxsplit=1) for line in told.splitlines() if line.strip().startswith(STATUSES))
    assert {name.strip(): int(count) for name, count in table.items()} == {
        status: sum(row["status"] == status for row in rows.values()) for status in STATUSES
    }
    assert all(int(count) for count in table.values())


def test_the_late_are_marked_and_nobody_else(graded):
    _, rows, _ = graded
    late = {number for number, row in rows.items() if row["late"]}
    assert late == {Role.LATE, Role.LATE_BY_MAIL}


def test_remarks_stand_where_something_is_odd_and_nowhere_else(graded):
    _, rows, _ = graded
    for number, row in rows.items():
        if number in REMARKS:
            assert REMARKS[number] in row["remarks"], number
        elif row["status"] == "graded":
            assert not row["remarks"], (number, row["remarks"])
    assert "assignsubmission" in rows[Role.TWICE]["earlier"] and "by mail" in rows[Role.TWICE]["file"]


def test_the_points_are_those_of_the_answers_by_whichever_way_they_came(graded):
    bank, rows, _ = graded
    for number, sheet in enumerate(make_answers(bank, STUDENTS), start=1):
        if rows[number]["status"] == "graded" and number != Role.COPY and not rows[number]["overrides"]:
            total = grade_record(as_record(bank, sheet), bank).total
            assert round(float(rows[number]["total"]) * 100) == total, (number, BY_MAIL.get(number))
    assert {Path(rows[number]["file"]).suffix for number in NOTEBOOKS} == {".ipynb"}


def test_a_copy_is_told_from_both_sides_and_keeps_its_points(graded):
    _, rows, _ = graded
    copied, copy = rows[Role.COPIED], rows[Role.COPY]
    assert copy["total"] == copied["total"] and copy["remarks"].startswith("signed as s-005")


def test_the_teachers_decisions_stand_beside_what_was_scored(graded):
    _, rows, _ = graded
    overridden = [row for row in rows.values() if row["overrides"]]
    assert overridden and all("instead of" in row["overrides"] for row in overridden)
    marked = [row for row in rows.values() if row["discussion total"]]
    assert 0.6 * STUDENTS < len(marked) < STUDENTS
