"""From hand-ins to the gradebook: statuses, points, which hand-in counts."""

from __future__ import annotations

import csv
import json

import pytest

from courseware.bank import load_bank
from courseware.errors import CoursewareError
from tests.gradebook.conftest import LANDS, RIGHT

ITEMS = [f"rivers-0{n}" for n in range(1, 7)]
RIGHT_POINTS = ["1.00", "1.00", "1.50", "2.00", "1.00", "1.00"]
EARLY, LATE = "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"


def test_right_answers_earn_all_points_from_a_record_and_from_a_notebook(school):
    school.put("one.json", school.record("s-1"))
    school.put("two.ipynb", school.notebook("s-2"))
    rows = school.rows()
    for student in ("s-1", "s-2"):
        row = rows[student]
        assert [row[item] for item in ITEMS] == RIGHT_POINTS
        assert (row["status"], row["total"], row["of"], row["answered"]) == ("graded", "7.50", "7.50", "6")
        assert row["saved"] == "2026-11-21T20:50:00Z"
    assert [rows["s-1"]["name"], rows["s-2"]["name"]] == ["Ada", "Ben"]


def test_part_of_the_points(school):
    answers = {
        "rivers-01": "low",
        "rivers-02": ["bridge"],
        "rivers-03": 62.2,
        "rivers-04": ["spring", "bridge", "mill", "mouth"],
        "rivers-05": {"ferry": "low"},
        "rivers-06": "Rudda",
    }
    school.put("one.json", school.record("s-1", answers))
    row = school.rows()["s-1"]
    assert [row[item] for item in ITEMS] == ["0.00", "0.50", "0.50", "1.00", "0.33", "0.00"]
    assert row["total"] == "2.33"


def test_a_state_is_not_a_zero(school):
    answers = {"rivers-01": "low", "rivers-02": "", "rivers-03": "1,234", "rivers-06": "Ruda"}
    school.put("one.json", school.record("s-1", answers, fingerprints={"rivers-06": "older than ours"}))
    row = school.rows()["s-1"]
    assert [row[item] for item in ITEMS] == ["0.00", "", "", "", "", ""]
    assert [row[f"{item} state"] for item in ITEMS] == [
        "graded",
        "blank",
        "invalid",
        "blank",
        "blank",
        "changed",
    ]
    assert (row["status"], row["total"], row["answered"]) == ("graded", "0.00", "3")


@pytest.mark.parametrize(
    ("answers", "status"),
    [({}, "blank"), ({"rivers-01": ""}, "blank"), ({"rivers-01": "no such option"}, "invalid")],
)
def test_a_hand_in_without_one_gradable_answer_has_no_total(school, answers, status):
    school.put("one.json", school.record("s-1", answers))
    row = school.rows()["s-1"]
    assert (row["status"], row["total"]) == (status, "")


def test_first_tries_are_a_column_of_their_own_beside_what_counts(school, bank):
    second = bank.item("rivers-03").variants[1].fingerprint
    answers = {"rivers-01": "high", "rivers-03": "62.1", "rivers-06": "Ruda", "rivers-02": ["bridge"]}
    tries = {
        "rivers-01": {"value": "low"},
        "rivers-03": {"value": "25", "fingerprint": second},  # right for the second variant
        "rivers-06": {"value": "Ruda"},
    }
    school.put("one.json", school.record("s-1", answers, first=tries))
    school.put("two.json", school.record("s-2", answers))
    rows = school.rows()
    assert (rows["s-1"]["total"], rows["s-1"]["first try"]) == ("3.00", "3.00")
    assert (rows["s-2"]["total"], rows["s-2"]["first try"]) == ("3.00", "")
    assert rows["s-3"]["first try"] == ""
    header = list(rows["s-1"])
    assert header[header.index("total") :][:3] == ["total", "first try", "of"]


def test_first_tries_that_earn_nothing_yet_have_no_points(school):
    tries = {"rivers-06": {"value": "Ruda", "fingerprint": "older than ours"}}
    school.put("one.json", school.record("s-1", {"rivers-06": "Ruda"}, first=tries))
    row = school.rows()["s-1"]
    assert (row["total"], row["first try"]) == ("1.00", "")


def test_a_sealed_edition_has_no_first_tries(school):
    school.bank = load_bank(LANDS, sealed=True)
    tries = {"rivers-01": {"value": "high"}}
    school.put("one.json", school.record("s-1", {"rivers-01": "low"}, first=tries))
    row = school.rows()["s-1"]
    assert (row["total"], row["first try"]) == ("0.00", "")
    assert "First try" not in (school.out / row["feedback"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("saved", "wrong"),
    [("2026-11-23T08:00:00Z", False), ("2026-11-23T08:00:01Z", True), ("9999-12-31T23:59:59Z", True)],
)
def test_a_clock_ahead_by_more_than_a_day_is_remarked(school, saved, wrong):
    school.put("one.json", school.record("s-1", RIGHT, saved))
    school.put("two.json", school.record("s-2", {}, saved))
    rows = school.rows()
    said = "saved in the future: the clock was wrong"
    assert rows["s-1"]["remarks"] == (said if wrong else "")
    assert school.files()["one.json"]["reason"] == (said if wrong else "")
    assert school.files()["two.json"]["reason"] == "The hand-in holds no answers." + f"; {said}" * wrong
    assert rows["s-1"]["total"] == "7.50"


def test_every_status_of_a_student(school):
    school.enrol(*((name, name) for name in ("ok", "empty", "absent", "broken", "other-unit", "old")))
    school.put("1", school.record("ok"))
    school.put("2", school.record("empty", {}))
    school.put("3", school.record("broken", [1]))
    school.put("4", school.record("other-unit", unit="seas"))
    school.put("5", school.record("old", edition="practice-0"))
    school.put("6.pdf", b"%PDF-1.7 \xff")
    rows = school.rows()
    assert {student: row["status"] for student, row in rows.items()} == {
        "ok": "graded",
        "empty": "blank",
        "absent": "missing",
        "broken": "invalid",
        "other-unit": "wrong unit",
        "old": "wrong edition",
    }
    assert all(rows[student]["total"] == "" for student in rows if student != "ok")
    assert (
        rows["broken"]["remarks"]
        == "'answers' must be an object".replace("'", '"') + ": item ids with an answer each."
    )
    assert {row["file"].rsplit("/", 1)[1]: row["status"] for row in school.table("hand-ins.csv")} == {
        "1": "valid",
        "2": "blank",
        "3": "invalid",
        "4": "wrong unit",
        "5": "wrong edition",
        "6.pdf": "unreadable",
    }


def test_summary_counts_every_status(school):
    school.put("1", school.record("s-1"))
    school.put("2", b"\xff")
    summary = school.grade()
    assert summary.students == {
        "graded": 1,
        "blank": 0,
        "missing": 2,
        "invalid": 0,
        "unreadable": 0,
        "wrong unit": 0,
        "wrong edition": 0,
    }
    assert (summary.files, summary.nobody) == (2, 1)


def test_the_last_hand_in_by_its_own_time_counts_and_the_others_are_listed(school):
    school.put("z-first.json", school.record("s-1", {"rivers-01": "low"}, EARLY))
    school.put("a-last.json", school.record("s-1", saved=LATE))
    school.put("m-middle.ipynb", school.notebook("s-1", {"rivers-01": "sea"}, "2026-11-20T20:00:00Z"))
    row = school.rows()["s-1"]
    assert row["file"].endswith("a-last.json")
    assert row["total"] == "7.50"
    assert [name.rsplit("/", 1)[1] for name in row["earlier"].split("; ")] == [
        "m-middle.ipynb",
        "z-first.json",
    ]
    assert {name: file["use"] for name, file in school.files().items()} == {
        "a-last.json": "counted",
        "m-middle.ipynb": "earlier",
        "z-first.json": "earlier",
    }


def test_a_later_hand_in_that_cannot_count_does_not_displace_one_that_can(school):
    school.put("good.json", school.record("s-1", saved=EARLY))
    school.put("empty.json", school.record("s-1", {}, LATE))
    school.put("old.json", school.record("s-1", saved=LATE, edition="practice-0"))
    school.put("broken.json", school.record("s-1", [], LATE))
    row = school.rows()["s-1"]
    assert row["file"].endswith("good.json")
    assert row["remarks"].count("does not count") == 2
    assert "old.json (wrong edition)" in row["remarks"]
    assert "broken.json (invalid)" in row["remarks"]


def test_the_record_that_a_notebook_wrote_goes_before_the_notebook(school):
    school.put("lab.ipynb", school.notebook("s-1", {"rivers-01": "high"}))
    school.put("answers.json", school.record("s-1"))
    assert school.rows()["s-1"]["file"].endswith("answers.json")


def test_files_are_recognised_by_content_in_any_depth(school):
    school.put("a/b/c/photo.jpg", school.record("s-1"))
    school.put("a/report.docx", school.notebook("s-2"))
    school.put("a/answers.json", b"\x89PNG\r\n")
    rows = school.rows()
    assert [rows[student]["status"] for student in ("s-1", "s-2", "s-3")] == ["graded", "graded", "missing"]
    assert school.files()["a/answers.json"]["status"] == "unreadable"


def test_an_unreadable_file_is_labelled_never_credited(school):
    school.put("Moodle/Cem_4711/answers.json", b"{")
    school.put("s-2/answers.ipynb", json.dumps(school.notebook("", {})))
    school.put("s-1 s-2.txt", "by both")
    rows = school.rows()
    assert {name: file["perhaps"] for name, file in school.files().items()} == {
        "Moodle/Cem_4711/answers.json": "s-3",
        "s-2/answers.ipynb": "s-2",
        "s-1 s-2.txt": "",
    }
    assert [rows[student]["status"] for student in ("s-1", "s-2", "s-3")] == ["missing"] * 3
    assert rows["s-3"]["remarks"].startswith("perhaps from this student: ")
    assert rows["s-3"]["remarks"].endswith("Cem_4711/answers.json (unreadable)")
    assert rows["s-2"]["remarks"].endswith("s-2/answers.ipynb (blank)")


def test_a_label_comes_from_the_hand_ins_not_from_the_folders_above(school):
    school.hand_ins = school.hand_ins / "Ada" / "s-2"
    school.put("broken.json", b"{")
    school.grade()
    assert school.files()["broken.json"]["perhaps"] == ""


def test_somebody_who_is_not_on_the_roster_gets_a_row_that_says_so(school):
    school.put("x.json", school.record("s-9", name="Zoe"))
    row = school.rows()["s-9"]
    assert (row["name"], row["on roster"], row["status"]) == ("Zoe", "no", "graded")
    assert row["remarks"] == "not on the roster"
    assert school.rows()["s-1"]["on roster"] == "yes"


def test_an_id_in_other_letter_case_is_the_same_student_unless_the_roster_has_both(school):
    school.put("x.json", school.record("S-1"))
    assert list(school.rows()) == ["s-1", "s-2", "s-3"]
    school.enrol(("s-1", "Ada"), ("S-1", "Ali"))
    rows = school.rows()
    assert (rows["s-1"]["status"], rows["S-1"]["status"]) == ("missing", "graded")


def test_another_name_under_the_same_id_is_remarked(school):
    school.put("x.json", school.record("s-1", name="Ben"))
    assert school.rows()["s-1"]["remarks"] == "signed as Ben"


def test_a_record_without_a_student_is_nobodys(school):
    school.put("x.json", school.record(""))
    summary = school.grade()
    assert summary.nobody == 1
    assert school.files()["x.json"]["reason"] == "The hand-in names no student."


def test_answers_to_unknown_items_are_remarked(school):
    school.put("x.json", school.record("s-1", {"rivers-01": "high", "rivers-99": "a"}))
    row = school.rows()["s-1"]
    assert (row["total"], row["remarks"]) == ("1.00", "1 answer(s) to unknown items: rivers-99")


def test_roster_columns_are_carried_and_never_hide_ours(school):
    school.roster.write_text("ID;Group;Name;total\ns-1;A;Ada;99\n", encoding="utf-8-sig")
    school.put("x.json", school.record("s-1"))
    row = school.rows()["s-1"]
    assert (row["Group"], row["roster: total"], row["total"]) == ("A", "99", "7.50")


def test_results_roster_and_litter_are_no_hand_ins(school):
    school.out = school.hand_ins / "results"
    school.roster = school.roster.rename(school.hand_ins / "roster.csv")
    school.put("x.json", school.record("s-1"))
    school.put(".DS_Store", b"\x00")
    school.put(".~lock.roster.csv#", b"Ada")
    school.put("~$roster.xlsx", b"Ada")
    school.put(".ipynb_checkpoints/x-checkpoint.ipynb", b"{}")
    assert school.grade().files == 1
    assert school.grade().files == 1


def test_of_an_earlier_folder_of_results_only_the_mark_is_listed(school):
    school.put("x.json", school.record("s-1"))
    school.out = school.hand_ins / "last week"
    school.grade()
    school.out = school.hand_ins.parent / "this week"
    assert school.grade().files == 2
    assert school.rows()["s-1"]["status"] == "graded"


def test_the_same_file_named_twice_counts_once(school):
    from courseware.gradebook import grade_class

    path = school.put("a/x.json", school.record("s-1"))
    summary = grade_class(school.bank, [school.hand_ins, path, path.parent], school.roster, school.out)
    assert summary.files == 1


def test_grading_again_gives_the_same_bytes(school):
    school.put("1", school.record("s-1"))
    school.put("2", school.notebook("s-2", {"rivers-01": "low"}))
    school.put("3", b"\x00")
    school.grade()
    first = {
        path.relative_to(school.out): path.read_bytes() for path in school.out.rglob("*") if path.is_file()
    }
    school.grade()
    assert {
        path.relative_to(school.out): path.read_bytes() for path in school.out.rglob("*") if path.is_file()
    } == first
    assert len(first) == 9


def test_the_gradebook_is_utf8_with_a_mark_and_one_line_a_student(school):
    school.enrol(("s-1", "Әйгерім"), ("s-2", "two\nlines"))
    school.grade()
    raw = (school.out / "gradebook.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "Әйгерім" in raw.decode("utf-8")
    assert raw.count(b"\r\n") == 3


def test_submissions_that_do_not_exist_are_said_and_leave_results_alone(school):
    school.grade()
    before = (school.out / "gradebook.csv").read_bytes()
    school.hand_ins = school.folder / "nowhere"
    with pytest.raises(
        CoursewareError, match="nowhere: there is no such file or folder; name what was handed in"
    ):
        school.grade()
    assert (school.out / "gradebook.csv").read_bytes() == before


def test_a_file_that_changes_under_our_hands_is_said(school, monkeypatch):
    from courseware.gradebook import class_rows

    path = school.put("x.json", school.record("s-1"))
    choose = class_rows.choose

    def choose_late(*arguments):
        path.write_text(json.dumps(school.record("s-2")))
        return choose(*arguments)

    monkeypatch.setattr(class_rows, "choose", choose_late)
    with pytest.raises(CoursewareError, match="the file changed while it was graded"):
        school.grade()
    assert not school.out.exists()


def test_of_very_many_files_a_page_names_the_first(school):
    for n in range(40):
        school.put(f"{n:02}.json", school.record("s-1", {}, f"2026-11-21T20:{n:02}:00Z"))
    school.grade()
    text = (school.out / "feedback" / "s-1.html").read_text()
    assert "Not counted: 38.json; 37.json;" in text
    assert "19.json; and 19 more." in text


def test_csv_module_reads_back_what_was_written(school):
    school.enrol(("s-1", 'He said "no", twice'), ("s-2", "a;b"))
    school.grade()
    text = (school.out / "gradebook.csv").read_text(encoding="utf-8-sig")
    assert [row[1] for row in csv.reader(text.splitlines())] == ["name", 'He said "no", twice', "a;b"]
