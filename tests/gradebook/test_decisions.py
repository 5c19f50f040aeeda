"""A teacher's files of overrides and marks: read as meant, refused with the line where they cannot be."""

from __future__ import annotations

import pytest

from courseware.bank.rubric import Criterion, Level, Rubric
from courseware.errors import CoursewareError
from courseware.gradebook.decisions import Decision
from courseware.gradebook.overrides import load_overrides
from courseware.gradebook.rubric_marks import load_marks

RUBRIC = Rubric(
    "talk",
    "A talk",
    (Level("Good", 400), Level("Fair", 200)),
    (Criterion("clear", "Clear", ("", "")), Criterion("short", "Short", ("", ""))),
)
CLASS = {"s-1": "s-1", "S-1": "s-1", "s-2": "s-2"}


@pytest.fixture
def overrides(tmp_path, bank):
    """Read overrides from the text of a file, by student."""

    def read(text):
        path = tmp_path / "overrides.csv"
        path.write_text(text, encoding="utf-8")
        return load_overrides(path, bank).by_student(CLASS.get)

    return read


@pytest.fixture
def marks(tmp_path):
    """Read marks from the text of a file, by student."""

    def read(text):
        path = tmp_path / "marks.csv"
        path.write_text(text, encoding="utf-8")
        return load_marks(path, RUBRIC).by_student(CLASS.get)

    return read


def test_reads_points_and_reasons_in_the_order_of_the_items(overrides):
    lines = "S-1,RIVERS-04,1.25,Said it aloud\ns-2,rivers-01,1,x\ns-1,rivers-01,0,y\n"
    assert overrides(f"student,item,points,reason\n{lines}") == {
        "s-1": (Decision("rivers-01", 0, 0, "y"), Decision("rivers-04", 3, 125, "Said it aloud")),
        "s-2": (Decision("rivers-01", 0, 100, "x"),),
    }


def test_reads_what_spreadsheets_write_and_passes_other_columns_over(overrides):
    text = "\ufeffDate;Reason;POINTS;Item;Student\r\n1 May;a b;0,5;rivers-01;s-1\r\n;;;;\r\n"
    assert overrides(text) == {"s-1": (Decision("rivers-01", 0, 50, "a b"),)}


def test_a_list_without_lines_decides_nothing(overrides, marks):
    assert overrides("student,item,points,reason\n") == {}
    assert marks("student,criterion,points,reason\n") == {}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("s-9,rivers-01,1,x", 'no student with the id "s-9" is on the roster or has handed in'),
        (",rivers-01,1,x", "it names no student; write the student's id as the roster has it."),
        ("s-1,rivers-1,1,x", 'there is no item "rivers-1"; write "rivers-01" if that is meant.'),
        ("s-1,zz,1,x", 'there is no item "zz"; use an id such as "rivers-01".'),
        ("s-1,,1,x", 'it names no item; write the item\'s id, such as "rivers-01".'),
        ("s-1,rivers-04,,x", "it gives no points; write a number from 0 to 2, such as 1."),
        ("s-1,rivers-04,-1,x", 'the points are "-1"; write a number from 0 to 2, such as 1.'),
        ("s-1,rivers-04,1/2,x", 'the points are "1/2"; write a number from 0 to 2, such as 1.'),
        ("s-1,rivers-04,0.125,x", 'the points are "0.125"; write a number from 0 to 2, such as 1.'),
        ("s-1,rivers-04,١,x", 'the points are "١"; write a number from 0 to 2, such as 1.'),
        ("s-1,rivers-04,2.01,x", "it gives 2.01 points for rivers-04, which is worth 2; give no more"),
        ("s-1,rivers-04,1,", "it gives no reason; write the reason, which the student will read."),
        (f"s-1,rivers-04,1,{'x' * 1001}", "the reason has 1,001 characters; use at most 1,000."),
        ("s-1,rivers-04,1,x,y", "it has 5 cells, and the header has 4; put quotes around a cell"),
        ('s-1,rivers-04,1,"x', "this is not CSV"),
    ],
)
def test_refuses_with_file_line_and_mend(overrides, line, sentence):
    with pytest.raises(CoursewareError) as caught:
        overrides(f"student,item,points,reason\ns-2,rivers-04,1,x\n{line}\n")
    assert f"overrides.csv, line 3: {sentence}" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "overrides.csv: the file is empty; give it a first line with the columns student, item"),
        ("student,item,points\n", 'line 1: there is no column "reason" among student, item, points'),
        ("student,item,points,reason,Item\n", 'line 1: the column "item" stands twice; rename one'),
        (
            "student,item,points,reason\ns-1,rivers-01,1,x\nS-1,Rivers-01,0,y\n",
            'line 3: rivers-01 of the student "s-1" stands on line 2 already; keep one of the two lines.',
        ),
    ],
)
def test_refuses_a_file_that_is_not_clear_as_a_whole(overrides, text, sentence):
    with pytest.raises(CoursewareError) as caught:
        overrides(text)
    assert sentence in str(caught.value)


def test_says_where_there_is_no_such_file(tmp_path, bank):
    with pytest.raises(CoursewareError, match="there is no such file; name the CSV file of overrides"):
        load_overrides(tmp_path / "overrides.csv", bank)


def test_marks_go_by_halves_and_need_no_reason(marks):
    text = "student,criterion,points,reason\ns-1,short,2.5,\ns-1,clear,\"3,50\",well told\n"
    assert marks(text) == {"s-1": (Decision("clear", 0, 350, "well told"), Decision("short", 1, 250, ""))}
    with pytest.raises(CoursewareError, match=r"line 2: it gives 2\.25 points for short; go by steps of 0.5"):
        marks("student,criterion,points,reason\ns-1,short,2.25,\n")
    with pytest.raises(CoursewareError, match=r"line 2: it gives 4\.5 points for short, which is worth 4"):
        marks("student,criterion,points,reason\ns-1,short,4.5,\n")
    with pytest.raises(CoursewareError, match='there is no criterion "shirt"; write "short" if'):
        marks("student,criterion,points,reason\ns-1,shirt,4,\n")
