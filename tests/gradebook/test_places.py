"""Hand-ins as learning platforms give them out: whose they are, which count, and what is said of them."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from courseware.cli import main
from courseware.gradebook import Options, grade_class
from courseware.gradebook.due import parse_due
from tests.gradebook.conftest import NOW, RIGHT, School

WRONG = {"rivers-01": "low"}
EARLY, LATE = "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"
DUE = parse_due("2026-11-20 23:59 Asia/Almaty")


def graded(school: School, **options: object) -> dict[str, dict[str, str]]:
    grade_class(
        school.bank, [school.hand_ins], school.roster, school.out, options=Options(now=NOW, **options)
    )
    return {row["student"]: row for row in school.table("gradebook.csv")}


def enrol(school: School, text: str) -> None:
    school.roster.write_text(text, encoding="utf-8")


def packed(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    shutil.rmtree(folder)
    return out.getvalue()


@pytest.fixture
def names(school):
    """The school with full names, which platforms write."""
    school.enrol(("s-1", "Ada Byron"), ("s-2", "Ben Kim"), ("s-3", "Cem O'Hara"), ("s-4", "Әсел Қасым"))
    return school


def test_the_place_goes_before_the_signature(names):
    names.put("Ada Byron_11_assignsubmission_file/answers.json", names.record("s-2", name="Ben Kim"))
    names.put("kimben_12_34_answers.json", names.record("no-id"))
    names.put("COHara/Cem OHara_13_assignsubmission_file_/sub/lab.ipynb", names.notebook(""))
    names.put("қасымәсел_LATE_14_35_answers.json", names.record("s-4"))
    rows = graded(names)
    assert {student: (row["status"], row["remarks"]) for student, row in rows.items()} == {
        "s-1": ("graded", "signed as s-2 (Ben Kim)"),
        "s-2": ("graded", "signed as no-id"),
        "s-3": ("graded", ""),
        "s-4": ("graded", "late, as the platform says"),
    }
    assert {row["total"] for row in rows.values()} == {"7.50"}
    assert [row["student"] for row in names.table("hand-ins.csv")] == ["s-1", "s-3", "s-2", "s-4"]


def test_a_zip_is_a_folder(names):
    names.put("Ada Byron_11_assignsubmission_file/answers.json", names.record(""))
    names.put("Ben Kim_12_assignsubmission_file/answers.json", names.record("s-2", WRONG))
    inner = names.put("inner/deep/answers.json", names.record("s-1", WRONG))
    data = packed(inner.parents[1])
    names.put("Cem OHara_13_assignsubmission_file/work.zip", data)
    names.put("__MACOSX/._answers.json", b"\0")
    names.put(".DS_Store", b"\0")
    outer = packed(names.hand_ins)
    names.put("Unit 4-Rivers-77.zip", outer)
    rows = graded(names)
    assert [rows[f"s-{n}"]["total"] for n in (1, 2, 3, 4)] == ["7.50", "0.00", "0.00", ""]
    assert rows["s-3"]["file"].endswith(
        "77.zip/Cem OHara_13_assignsubmission_file/work.zip/deep/answers.json"
    )
    assert len(names.table("hand-ins.csv")) == 3
    assert not list(names.hand_ins.glob("*/*"))  # nothing was unpacked


def test_folders_named_one_by_one_tell_too(names):
    path = names.put("Ada Byron_11_assignsubmission_file/answers.json", names.record(""))
    grade_class(names.bank, [path.parent], names.roster, names.out, options=Options(now=NOW))
    assert names.table("gradebook.csv")[0]["status"] == "graded"


def test_what_lies_beside_the_answers_hides_nothing(names):
    names.put("Ada Byron_11_assignsubmission_onlinetext/onlinetext.html", "<p>See the file.</p>")
    names.put("Ada Byron_11_assignsubmission_file/thoughts.pdf", b"%PDF-1.4 \xff")
    names.put("Ada Byron_11_assignsubmission_file/answers.json", names.record("s-1"))
    names.put("Ben Kim_12_assignsubmission_onlinetext/onlinetext.html", "<p>I forgot the file.</p>")
    rows = graded(names)
    assert (rows["s-1"]["status"], rows["s-1"]["remarks"]) == ("graded", "")
    assert rows["s-2"]["status"] == "unreadable"
    assert "The file cannot be read" in rows["s-2"]["remarks"]
    assert [row["status"] for row in names.table("hand-ins.csv")].count("unreadable") == 3


def test_a_place_that_fits_nobody_or_several_leaves_it_to_the_id(names):
    names.enrol(("s-1", "Ada Byron"), ("s-2", "Ada Byron"), ("s-3", "Cem"))
    names.put("Ada Byron_11_assignsubmission_file/a.json", names.record("s-2"))
    names.put("Ada Byron_12_assignsubmission_file/a.json", names.record(""))
    names.put("Participant_13_assignsubmission_file/a.json", names.record("s-3"))
    names.put("Notes - a.json", names.record("s-1"))
    names.put("Dora_14_assignsubmission_file/a.json", names.record("d"))
    rows = graded(names)
    assert rows["s-2"]["remarks"] == ""
    assert rows["s-1"]["remarks"] == ""
    assert rows["s-3"]["remarks"] == (
        '"Participant_13_assignsubmission_file" names nobody on the roster, so the id in the file counts'
    )
    assert "not on the roster" in rows["d"]["remarks"]
    unsigned = names.files()["Ada Byron_12_assignsubmission_file/a.json"]
    assert (unsigned["status"], unsigned["student"]) == ("invalid", "")
    assert unsigned["reason"] == "The hand-in names no student."


def test_an_unsigned_file_of_nobody_is_as_it_was(names):
    names.put("a.json", names.record(""))
    names.put("Eve_9_assignsubmission_file/blank.ipynb", names.notebook("", {}))
    graded(names)
    files = names.files()
    assert (files["a.json"]["status"], files["a.json"]["reason"]) == (
        "invalid",
        "The hand-in names no student.",
    )
    assert files["Eve_9_assignsubmission_file/blank.ipynb"]["status"] == "blank"


def test_a_platforms_roster_and_other_names_of_a_student(school):
    enrol(
        school,
        "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
        '"Byron, Ada",401,s-1,ada@example.org,A\n"Kim, Ben",402,s-2,ben@example.org,B\n',
    )
    school.put("a.json", school.record("ADA@example.org", name="Ada Byron"))
    school.put("whatever_402_9_a.json", school.record("ben@example.org"))
    rows = graded(school)
    assert rows["s-1"]["remarks"] == "signed as ADA@example.org, found in the roster's column SIS Login ID"
    assert rows["s-2"]["remarks"] == "signed as ben@example.org, found in the roster's column SIS Login ID"
    assert (rows["s-1"]["Section"], rows["s-1"]["name"], rows["s-1"]["total"]) == ("A", "Ada Byron", "7.50")
    assert school.table("canvas.csv")[1:] == [
        {
            "Student": name,
            "ID": number,
            "SIS User ID": student,
            "SIS Login ID": login,
            "Section": section,
            "Lowland and Highland": "7.50",
        }
        for name, number, student, login, section in (
            ("Ada Byron", "401", "s-1", "ada@example.org", "A"),
            ("Ben Kim", "402", "s-2", "ben@example.org", "B"),
        )
    ]


def test_late_is_flagged_and_gives_way_and_is_never_zero(school):
    school.put("one.json", school.record("s-1", RIGHT, LATE))
    school.put("two/early.json", school.record("s-2", WRONG, EARLY))
    school.put("two/late.json", school.record("s-2", RIGHT, LATE))
    school.put("three/blank.json", school.record("s-3", {}, EARLY))
    school.put("three/late.json", school.record("s-3", RIGHT, LATE))
    rows = graded(school, due=DUE)
    assert [(row["total"], row["late"]) for row in rows.values()] == [
        ("7.50", "yes"),
        ("0.00", ""),
        ("7.50", "yes"),
    ]
    assert school.files()["two/late.json"]["reason"] == "late"
    assert school.files()["two/late.json"]["use"] == "earlier"
    assert list(rows["s-1"]).index("late") == list(rows["s-1"]).index("saved") + 1
    rows = graded(school)
    assert "late" not in rows["s-1"]
    assert rows["s-2"]["total"] == "7.50"


def test_group_work_counts_for_every_member(school):
    enrol(school, "id,name,group\ns-1,Ada,A\ns-2,Ben,A\ns-3,Cem,B\ns-4,Dan,B\ns-5,Eve,\ns-6,Fay,C\n")
    school.put("first.json", school.record("s-1", WRONG, EARLY))
    school.put("second.json", school.record("s-2", RIGHT, LATE))
    school.put("B_77_assignsubmission_file/work.json", school.record(""))
    school.put("fifth.json", school.record("s-5"))
    rows = graded(school, group_work=True)
    assert {student: (row["total"], row["remarks"]) for student, row in rows.items()} == {
        "s-1": ("7.50", "handed in by s-2"),
        "s-2": ("7.50", ""),
        "s-3": ("7.50", "handed in by the group"),
        "s-4": ("7.50", "handed in by the group"),
        "s-5": ("7.50", ""),
        "s-6": ("", ""),
    }
    assert all((school.out / rows[student]["feedback"]).is_file() for student in ("s-1", "s-2", "s-3", "s-4"))
    rows = graded(school)
    assert [rows[f"s-{n}"]["status"] for n in range(1, 7)] == ["graded"] * 2 + ["missing"] * 2 + [
        "graded",
        "missing",
    ]


def test_equal_files_of_two_students_are_remarked(names):
    record = names.record("s-1")
    for place in ("Ada Byron_1_assignsubmission_file/a.json", "Ben Kim_2_assignsubmission_file/b.json"):
        names.put(place, record)
    blank = names.notebook("", {})
    for place in ("Cem OHara_3_assignsubmission_file/a.ipynb", "Әсел Қасым_4_assignsubmission_file/a.ipynb"):
        names.put(place, blank)
    rows = graded(names)
    assert rows["s-1"]["remarks"] == "the same file as s-2"
    assert rows["s-2"]["remarks"] == "signed as s-1; the same file as s-1"
    assert "same file" not in rows["s-3"]["remarks"] + rows["s-4"]["remarks"]


def test_the_command(names, capsys, monkeypatch):
    names.put("Ada Byron_1_assignsubmission_file/a.json", names.record("s-1", RIGHT, LATE))
    monkeypatch.chdir(names.folder)
    command = ["grade", "hand-ins", "--roster", "roster.csv", "--out", "results", "--root", "unit"]
    assert main([*command, "--strict", "--due", "2026-11-20 23:59 +05:00"]) == 1
    assert capsys.readouterr().err == "courseware: 3 of 4 students not graded: 3 missing.\n"
    assert names.table("gradebook.csv")[0]["late"] == "yes"
    assert main([*command, "--due", "2026-11-20 23:59"]) == 2
    assert "does not say in which time zone; write it as" in capsys.readouterr().err
    assert main([*command, "--group-work"]) == 2
    assert "roster.csv: there is no column group, and --group-work needs one" in capsys.readouterr().err
    names.enrol(("s-1", "Ada Byron"))
    assert main([*command, "--strict"]) == 0


def test_the_teachers_own_folders_above_tell_nothing(names):
    home = names.folder / "Ada Byron_1_assignsubmission_file"
    home.mkdir()
    shutil.move(names.hand_ins, home)
    names.hand_ins = home / "hand-ins"
    (names.hand_ins / "a.json").write_text(json.dumps(names.record("s-2")))
    rows = graded(names)
    assert [rows["s-1"]["status"], rows["s-2"]["status"]] == ["missing", "graded"]
