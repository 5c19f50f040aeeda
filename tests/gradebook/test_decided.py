"""A teacher's decisions in the results: in the gradebook, on the page, in what platforms import."""

from __future__ import annotations

import re

import pytest

from courseware.bank.files import RUBRIC
from courseware.bank.rubric import load_rubric
from courseware.errors import CoursewareError
from tests.browser.conftest import axe
from tests.gradebook.conftest import RIGHT

OVERRIDES = """\
student,item,points,reason
s-1,rivers-01,1,"Meant the ""upper"" <b>land</b>"
s-1,rivers-06,0.25,Said it aloud
S-2,rivers-04,2,Was at the dentist's
"""
TALK = """\
id: talk
title: A talk & more
levels: [{name: Good, points: 4}, {name: Fair, points: 2}]
criteria:
  - {id: clear, title: Clear *words*, levels: [All is clear., Some is.]}
  - {id: short, title: Short, levels: [Two minutes., Five.]}
"""
MARKS = "student,criterion,points,reason\ns-1,short,3,Nearly\ns-1,clear,2,\ns-2,clear,0.5,\n"


@pytest.fixture
def decided(school):
    """Grade s-1's answers, with s-2 and s-3 missing, under the teacher's decisions; the rows by student."""
    school.put("x.json", school.record("s-1", {**RIGHT, "rivers-01": "low", "rivers-06": ""}))
    (school.root / RUBRIC).write_text(TALK)
    rubric = load_rubric(school.root)

    def grade(overrides=OVERRIDES, marks="", **options):
        for name, text in (("overrides.csv", overrides), ("marks.csv", marks)):
            (school.hand_ins / name).write_text(text, encoding="utf-8")
        files = {"overrides": school.hand_ins / "overrides.csv"} if overrides else {}
        files |= {"discussion": school.hand_ins / "marks.csv", "rubric": rubric} if marks else {}
        return school.rows(**files, **options)

    return grade


def page(school, student="s-1"):
    text = (school.out / "feedback" / f"{student}.html").read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", text.split("<body>")[1]).split())


def test_an_override_counts_and_says_what_it_changed_and_why(decided, school):
    row = decided()["s-1"]
    assert (row["rivers-01"], row["rivers-06"], row["total"]) == ("1.00", "0.25", "6.75")
    assert (row["rivers-01 state"], row["rivers-02 state"]) == ("override", "graded")
    assert row["overrides"] == (
        'rivers-01: 1.00 instead of 0.00 (Meant the "upper" <b>land</b>); '
        "rivers-06: 0.25 instead of blank (Said it aloud)"
    )
    assert (row["status"], row["answered"]) == ("graded", "5")
    said = page(school)
    assert "6.75 of 7.5 points 5 of 6 questions answered." in said
    assert "Your teacher gave the points of 2 questions." in said
    assert "Not correct: 0 of 1 point" in said
    assert "Your teacher gave 1 of 1 point instead. Meant the &#34;upper&#34; &lt;b&gt;land&lt;/b&gt;" in said
    assert "Not answered What is the name of the river? Your teacher gave 0.25 of 1 point. Said it" in said
    assert "Ruda One" not in said and "Right answer: Ruda" not in said


def test_one_for_a_student_who_handed_in_nothing_counts_and_the_status_stays(decided, school):
    row = decided()["s-2"]
    assert (row["status"], row["total"], row["rivers-04"], row["answered"]) == ("missing", "2.00", "2.00", "")
    assert row["overrides"] == "rivers-04: 2.00 instead of missing (Was at the dentist's)"
    assert row["feedback"] == "feedback/s-2.html"
    said = page(school, "s-2")
    assert "2 of 7.5 points Nothing was handed in. Your teacher gave the points of 1 question." in said
    assert "Rivers and bridges 0 of 6 2 of 7.5" in said
    assert "Question 4 rivers-04 Not graded Your teacher gave 2 of 2 points." in said
    assert said.count("Question ") == 1


def test_one_for_a_hand_in_that_could_not_be_graded(decided, school):
    school.put("two.json", school.record("s-2", edition="older"))
    row = decided()["s-2"]
    assert (row["status"], row["total"]) == ("wrong edition", "2.00")
    assert "instead of wrong edition" in row["overrides"]
    assert "This could not be graded: wrong edition." in page(school, "s-2")


def test_platforms_import_the_total_with_overrides(decided, school):
    decided()
    grades = {row["Student"]: row["Lowland and Highland"] for row in school.table("canvas.csv")}
    assert grades == {"Points Possible": "7.50", "Ada": "6.75", "Ben": "2.00"}


def test_columns_come_with_the_files_alone_and_the_files_are_no_hand_ins(decided, school):
    header = list(decided(marks=MARKS)["s-1"])
    assert header[header.index("remarks") + 1] == "overrides"
    names = ("clear", "short", "total", "of", "reasons")
    assert header[header.index("feedback") + 1 :][:5] == [f"talk {name}" for name in names]
    assert [row["file"] for row in school.table("hand-ins.csv")] == [str(school.hand_ins / "x.json")]
    (school.hand_ins / "overrides.csv").unlink()
    (school.hand_ins / "marks.csv").unlink()
    header = list(school.rows()["s-1"])
    assert "overrides" not in header and not any(name.startswith("talk") for name in header)


def test_marks_stand_beside_the_points_and_never_inside(decided, school):
    rows = decided(overrides="", marks=MARKS)
    one, two = rows["s-1"], rows["s-2"]
    assert (one["total"], one["talk clear"], one["talk short"], one["talk total"], one["talk of"]) == (
        "5.50",
        "2.00",
        "3.00",
        "5.00",
        "8.00",
    )
    assert one["talk reasons"] == "short: Nearly"
    assert (two["talk clear"], two["talk short"], two["talk total"], two["total"]) == ("0.50", "", "", "")
    said = page(school)
    assert "5.5 of 7.5 points" in said
    assert "A talk &amp; more: 5 of 8 points Marked by your teacher." in said
    assert "These points are not part of the 7.5 points above." in said
    assert "Clear words 2 of 4 Fair: Some is. Short 3 of 4 Between Fair and Good. Nearly" in said
    said = page(school, "s-2")
    assert "Nothing was handed in. A talk &amp; more Marked by your teacher" in said
    assert "So far 1 of 2 criteria are marked." in said
    assert "0.5 of 4 Below Fair." in said


def test_decisions_survive_every_grading_and_are_only_read(decided, school):
    first, text = decided()["s-1"], (school.hand_ins / "overrides.csv").read_bytes()
    again = decided()["s-1"]
    assert (first, text) == (again, (school.hand_ins / "overrides.csv").read_bytes())
    school.put("y.json", school.record("s-1", RIGHT, "2026-11-21T21:00:00Z"))
    later = decided()["s-1"]
    assert (later["total"], later["rivers-06"]) == ("6.75", "0.25")
    assert "rivers-06: 0.25 instead of 1.00" in later["overrides"]


def test_a_guest_can_be_decided_on_and_a_stranger_is_refused_with_nothing_lost(decided, school):
    school.put("g.json", school.record("guest", {}))
    row = decided("student,item,points,reason\nguest,rivers-01,1,x\n")["guest"]
    assert (row["total"], row["on roster"], row["status"]) == ("1.00", "no", "blank")
    before = (school.out / "gradebook.csv").read_bytes()
    with pytest.raises(CoursewareError, match=r'overrides\.csv, line 2: no student with the id "s-9" is'):
        decided("student,item,points,reason\ns-9,rivers-01,1,x\n")
    assert (school.out / "gradebook.csv").read_bytes() == before


def test_marks_without_a_rubric_are_refused(school, tmp_path):
    (tmp_path / "m.csv").write_text(MARKS)
    with pytest.raises(CoursewareError, match=r"m\.csv: the unit has no rubric to mark by"):
        school.grade(discussion=tmp_path / "m.csv")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_decisions(decided, school, browser, theme):
    decided(marks=MARKS)
    context = browser.new_context(color_scheme=theme, viewport={"width": 320, "height": 800}, bypass_csp=True)
    opened = context.new_page()
    opened.goto((school.out / "feedback" / "s-1.html").as_uri())
    assert axe(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") == 320
    context.close()
