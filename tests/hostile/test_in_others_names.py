"""Students who try to hand in as others, or to answer what is not theirs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from courseware.bank import Bank, load_bank
from tests.gradebook.conftest import LANDS, RIGHT, School

WRONG = dict.fromkeys(("rivers-01",), "low")


@pytest.fixture
def school(tmp_path: Path, bank: Bank) -> School:
    school = School(tmp_path, bank)
    school.enrol(("s-1", "Ada Berg"), ("s-2", "Ben Cole"), ("s-3", "Cem Demir"))
    return school


def packed(school: School, *files: tuple[str, dict]) -> None:
    with zipfile.ZipFile(school.put("all.zip", b""), "w") as made:
        for name, record in files:
            made.writestr(name, school.put("one.json", record).read_bytes())
    (school.hand_ins / "one.json").unlink()


def totals(school: School) -> dict[str, str]:
    return {student: row["total"] for student, row in school.rows().items()}


@pytest.mark.parametrize(
    "name",
    [
        "Ada Berg_11_assignsubmission_file_/answers.json",
        "Ada Berg_11_assignsubmission_file_/Ben Cole_12_assignsubmission_file_/answers.json",
        "Ada Berg_11_assignsubmission_file_/Ben Cole_12_assignsubmission_file_answers.json",
        "Ada Berg_11_assignsubmission_file_/Ben Cole - answers.json",
        "Ada Berg_11_assignsubmission_file_/colebenjamin_12_13_answers.json",
        "Ada Berg_11_assignsubmission_file_Ben Cole_12_assignsubmission_file_answers.json",
        "bergada_11_12_Ben Cole_12_assignsubmission_file_answers.json",
        "bergada_11_12_coleben_13_14_answers.json",
    ],
)
def test_where_it_was_collected_goes_before_whatever_a_student_writes(school, name):
    """Ada signs wrong answers as Ben, under a file name that a platform might have made for Ben."""
    packed(
        school,
        (name, school.record("s-2", WRONG, "2026-11-21T23:00:00Z")),
        ("Ben Cole_12_assignsubmission_file_/answers.json", school.record("s-2")),
    )
    assert totals(school) == {"s-1": "0.00", "s-2": "7.50", "s-3": ""}
    assert "signed as" in school.rows()["s-1"]["remarks"]


def test_the_same_file_of_two_students_is_told(school):
    packed(
        school,
        ("Ada Berg_11_assignsubmission_file_/answers.json", school.record("s-1")),
        ("Ben Cole_12_assignsubmission_file_/answers.json", school.record("s-1")),
    )
    rows = school.rows()
    assert [rows[student]["total"] for student in ("s-1", "s-2")] == ["7.50", "7.50"]
    assert all("same file" in rows[student]["remarks"] for student in ("s-1", "s-2"))


def test_a_sealed_edition_takes_no_variant_and_no_try_of_another(tmp_path):
    """In a sealed edition everybody has their own variant: the answer to an easier one is worth nothing."""
    bank = load_bank(LANDS, sealed=True)
    school = School(tmp_path, bank)
    variants = bank.item("rivers-03").variants
    keys = {"62,5": 0, "25": 1, "75": 2}
    school.enrol(*((f"{n}-{answer}", "") for n in range(6) for answer in keys))
    for n in range(6):
        for answer, number in keys.items():
            marks = {"rivers-03": variants[number].fingerprint}
            right = {**RIGHT, "rivers-03": answer}
            tries = {"first": {"rivers-03": {"value": answer, **{"fingerprint": marks["rivers-03"]}}}}
            record = school.record(f"{n}-{answer}", right, fingerprints=marks, **tries)
            school.put(f"{n}-{answer}.json", record)
    rows = school.rows()
    states = {row["rivers-03 state"] for row in rows.values()}
    assert states == {"graded", "other variant"}
    for row in rows.values():
        assert row["rivers-03"] == ("1.50" if row["rivers-03 state"] == "graded" else "")
        assert row["first try"] == ""


def test_practice_answers_are_nothing_in_a_sealed_edition(tmp_path, bank):
    school = School(tmp_path, load_bank(LANDS, sealed=True))
    school.put("1.json", {**school.record("s-1"), "edition": bank.unit.edition})
    row = school.rows()["s-1"]
    assert (row["status"], row["total"]) == ("wrong edition", "")
