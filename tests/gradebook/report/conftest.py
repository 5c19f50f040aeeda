"""A class of the invented unit "Lowland and Highland", as rows of the gradebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from courseware.bank import Bank, load_bank
from courseware.gradebook.grade import grade_first_tries, grade_record
from courseware.gradebook.rows import Row
from courseware.handin.record import record_from
from tests.gradebook.conftest import LANDS, RIGHT, School


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(LANDS)


@pytest.fixture(scope="session")
def row(bank):
    """A graded row: `row("s-1", {item: answer}, group="A", first={…}, fingerprints={…})`."""

    def make(student: str, answers: dict[str, Any], group: str = "", **parts: Any) -> Row:
        document = {
            "format": "courseware-record/1",
            "unit": bank.unit.id,
            "edition": bank.unit.edition,
            "student": {"id": student, "name": ""},
            "saved": "2026-11-21T20:50:00Z",
            "answers": answers,
            **parts,
        }
        record = record_from(document)
        graded = grade_record(record, bank)
        of = sum(item.points for item in bank.items)
        first = grade_first_tries(record, bank, graded)
        return Row(student, "", (group,), True, graded.status, of, None, graded, first)

    return make


@pytest.fixture(scope="session")
def rows(row):
    """Rows of several students, each given by changes to the right answers; None leaves an item blank."""

    def make(changes: Sequence[dict[str, Any]], **parts: Any) -> list[Row]:
        sheets = ({k: v for k, v in (RIGHT | change).items() if v is not None} for change in changes)
        return [row(f"s-{number}", sheet, **parts) for number, sheet in enumerate(sheets, start=1)]

    return make


@pytest.fixture
def school(tmp_path, bank) -> School:
    return School(tmp_path, bank)
