"""The roster: read in every form that spreadsheets save, refused with the line where it cannot be."""

from __future__ import annotations

import csv

import pytest

from courseware.errors import CoursewareError
from courseware.gradebook.roster import RosterRow, load_roster


@pytest.mark.parametrize(
    "data",
    [
        b"id,name,group\ns-1,Ada,A\ns-2,Ben,B\n",
        b"\xef\xbb\xbfid;name;group\r\ns-1;Ada;A\r\ns-2;Ben;B\r\n",
        b"ID\tName\tgroup\ns-1\tAda\tA\n\n s-2 \tBen\tB\t\t\n",
        b'"id","name","group"\n"s-1","Ada","A"\n"s-2","Ben","B"',
        b"group,name,id\nA,Ada,s-1\nB,Ben,s-2\n,,\n",
    ],
)
def test_reads(tmp_path, data):
    path = tmp_path / "roster.csv"
    path.write_bytes(data)
    roster = load_roster(path)
    assert roster.rows == [RosterRow("s-1", "Ada", ("A",)), RosterRow("s-2", "Ben", ("B",))]
    assert roster.others == ("group",)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "roster.csv: the roster is empty; give it a first line with the columns id and name."),
        (b"id,name\n", "roster.csv: the roster lists no students; add a line for each."),
        (
            b"number,name\n1,Ada\n",
            'roster.csv, line 1: there is no column "id" among number, name; '
            "give it a first line with the columns id and name.",
        ),
        (
            b"id,surname\n1,Ada\n",
            'roster.csv, line 1: there is no column "name" among id, surname; '
            "give it a first line with the columns id and name.",
        ),
        (
            b"id,name,ID\n1,Ada,1\n",
            'roster.csv, line 1: the column "id" stands twice; give every column its own name.',
        ),
        (
            b"id,name\ns-1,Ada\ns-2,Ben\ns-1,Cem\n",
            'roster.csv, line 4: the id "s-1" stands on line 2 already; '
            "give every student an id of their own.",
        ),
        (b"id,name\n ,Ada\n", "roster.csv, line 2: the id is empty; give every student an id."),
        (
            b"id,name\n" + b"s" * 10_000 + b",Ada\n",
            "roster.csv, line 2: the id has 10,000 characters; use ids of at most 200.",
        ),
        (
            b"id,name\ns-1,Ada, Countess\n",
            "roster.csv, line 2: it has 3 cells, and the header has 2; "
            "put quotes around a cell that holds the separator.",
        ),
        (
            "id,name\ns-1,Аня\n".encode("cp1251"),
            'roster.csv: this is not text in UTF-8; save it as "CSV UTF-8".',
        ),
        (
            "id,name\ns-1,Ada\n".encode("utf-16"),
            'roster.csv: this is not text in UTF-8; save it as "CSV UTF-8".',
        ),
        (
            b"id,name\ns-1," + b"x" * 200_000,
            "roster.csv, line 2: this is not CSV (field larger than field limit (131072)); "
            "mend the line, and close each quote in it.",
        ),
        (
            b'id,name\ns-1,"Ada\ns-2,Ben\ns-3,Cem\n',
            "roster.csv, line 2: this is not CSV (unexpected end of data); "
            "mend the line, and close each quote in it.",
        ),
        (
            b'id,name\ns-1,"Ada\ns-2,Ben\ns-3,"Cem"\n',
            "roster.csv, line 2: this is not CSV (',' expected after '\"'); "
            "mend the line, and close each quote in it.",
        ),
    ],
)
def test_refuses_with_the_line_and_the_mend(tmp_path, data, sentence):
    path = tmp_path / "roster.csv"
    path.write_bytes(data)
    csv.field_size_limit(10**9)  # as some packages do when they are imported
    with pytest.raises(CoursewareError) as caught:
        load_roster(path)
    assert str(caught.value) == f"{tmp_path}/{sentence}"


def test_refuses_what_is_no_file(tmp_path):
    for path, problem in ((tmp_path, "this is not a file"), (tmp_path / "none.csv", "there is no such file")):
        with pytest.raises(CoursewareError, match=f"{problem}; name the CSV file of the roster"):
            load_roster(path)


def test_a_line_break_in_quotes_moves_no_line_number(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_bytes(b'id,name\ns-1,"Ada\nByron"\ns-1,Ben\n')
    with pytest.raises(CoursewareError, match='line 4: the id "s-1" stands on line 2 already'):
        load_roster(path)
