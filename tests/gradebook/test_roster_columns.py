"""Rosters as Moodle and Canvas export them, and by what they find a student."""

from __future__ import annotations

import pytest

from courseware.errors import CoursewareError
from courseware.gradebook.roster import Roster, RosterRow, load_roster
from courseware.handin.place import place_of

MOODLE = """First name,Last name,ID number,Email address,Groups
Anna,Berg,2026-01,anna@example.org,A
Ben,Kim,2026-02,ben@example.org,B
Anna,Berg,2026-03,other.anna@example.org,
"""
WORKSHEET = """Identifier,Full name,ID number,Email address,Status,Grade
Participant 101,Anna Berg,,anna@example.org,Submitted,
Participant 102,Ben Kim,,ben@example.org,Submitted,
"""
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,"Lowland and Highland (77)",Final Score
,,,,,Manual Posting,
    Points Possible,,,,,7.50,(read only)
"Berg, Anna Maria",4001,2026-01,aberg,A,,
"Kim, Ben",4002,2026-02,bkim,B,,
"Student, Test",4999,,0123456789abcdef,A,,
"""


@pytest.fixture
def load(tmp_path):
    def from_text(text: str) -> Roster:
        path = tmp_path / "roster.csv"
        path.write_text(text, encoding="utf-8")
        return load_roster(path)

    return from_text


def test_moodle(load):
    roster = load(MOODLE)
    assert (roster.form, roster.id_column) == ("Moodle", "ID number")
    assert roster.rows[0] == RosterRow("2026-01", "Anna Berg", ("anna@example.org", "A"))
    assert roster.others == ("Email address", "Groups")
    assert [roster.cell(row, "group") for row in roster.rows] == ["A", "B", ""]


def test_moodle_with_its_older_column_and_without_numbers(load):
    roster = load(
        "First name,Surname,ID number,Email address\nAnna,Berg,,a@example.org\nBen,Kim,7,b@example.org\n"
    )
    assert roster.id_column == "Email address"
    assert roster.rows[1] == RosterRow("b@example.org", "Ben Kim", ("7",))
    assert roster.find_by_other("7") == ("b@example.org", "ID number")


def test_a_grading_worksheet_tells_who_the_participants_are(load):
    roster = load(WORKSHEET)
    assert roster.id_column == "Email address"
    for path in ("Participant_102_assignsubmission_file", "Ben Kim_102_assignsubmission_file_"):
        assert roster.at(place_of([path])) == ["ben@example.org"]
    assert roster.at(place_of(["Participant_999_assignsubmission_file"])) == []


def test_canvas(load):
    roster = load(CANVAS)
    assert (roster.form, roster.id_column) == ("Canvas", "SIS User ID")
    assert [(row.id, row.name) for row in roster.rows] == [
        ("2026-01", "Anna Maria Berg"),
        ("2026-02", "Ben Kim"),
    ]
    assert roster.others[:3] == ("ID", "SIS Login ID", "Section")
    assert roster.at(place_of(["someoneelse_4002_9_a.json"])) == ["2026-02"]
    assert roster.find_by_other("BKIM") == ("2026-02", "SIS Login ID")
    assert roster.find_by_other("4001") == ("2026-01", "ID")


def test_canvas_with_two_columns_for_the_name(load):
    roster = load("LastName,FirstName,ID,SIS User ID,SIS Login ID,Section\nBerg,Anna,1,,aberg,A\n")
    assert (roster.id_column, roster.rows[0].name) == ("SIS Login ID", "Anna Berg")


def test_the_teachers_own_keeps_its_columns_in_any_letter_case(load):
    roster = load("ID;Name;GROUP;E-Mail;Remark\ns-1;Ada;A;ada@example.org;x\n")
    assert roster.rows == [RosterRow("s-1", "Ada", ("A", "ada@example.org", "x"))]
    assert roster.others == ("GROUP", "E-Mail", "Remark")
    assert [roster.cell(roster.rows[0], role) for role in ("group", "email", "login")] == [
        "A",
        "ada@example.org",
        "",
    ]
    assert roster.find_by_other("ADA@example.org") == ("s-1", "E-Mail")


def test_an_entry_of_two_students_finds_neither(load):
    roster = load("id,name,email,login\n1,Ada,x@example.org,ben\n2,Ben,x@example.org,b\n3,Cem,ben,c\n")
    assert roster.find_by_other("x@example.org") is None
    assert roster.find_by_other("ben") is None  # one's login, another's address
    assert roster.find_by_other("") is None
    assert roster.find_by_other("c") == ("3", "login")


@pytest.mark.parametrize(
    ("name", "place", "fits"),
    [
        ("Anna Berg", "Anna Berg_1_assignsubmission_file", True),
        ("Berg, Anna", "Anna Berg_1_assignsubmission_file", True),
        ("Anna Berg", "BERG ANNA_1_assignsubmission_file_a.json", True),
        ("Anna O'Brien-Łuk", "Anna OBrien-Łuk_1_assignsubmission_file", True),
        ("Anna O’Brien", "anna o'brien_1_assignsubmission_file", True),
        ("Anna Maria Berg", "Anna Berg_1_assignsubmission_file", False),
        ("Anna Berg", "berganna_1_2_a.json", True),
        ("Anna Maria von Berg", "vonberganamaria_1_2_a.json", False),
        ("Anna Maria von Berg", "vonbergannamaria_1_2_a.json", True),
        ("Anna O'Brien-Łuk", "obrienłukanna_LATE_1_2_a.json", True),
        ("Әсел Қасым", "қасымәсел_1_2_a.json", True),
        ("ศรี มาลี", "มาลีศรี_1_2_a.json", True),
        ("Zoe\u0308 Berg", "Zo\u00eb Berg - a.json", True),
        ("Anna Berg", "Unit 4 - a.json", False),
    ],
)
def test_names_as_platforms_write_them(name, place, fits):
    roster = Roster([RosterRow("s-1", name, ()), RosterRow("s-2", "Somebody Else", ())])
    assert roster.at(place_of([place])) == (["s-1"] if fits else [])


def test_numbers_of_a_platform_are_not_taken_for_the_teachers_own():
    roster = Roster([RosterRow("12", "Ada Byron", ()), RosterRow("13", "Ben Kim", ())])
    assert roster.at(place_of(["Ben Kim_12_assignsubmission_file"])) == ["13"]
    assert roster.at(place_of(["kimben_12_34_a.json"])) == ["13"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "First name,Last name,Email address\nAnna,Berg,a@example.org\nBen,Kim,\n",
            "line 3: the Email address is empty; give every student an id",
        ),
        (
            "First name,Last name,ID number\nAnna,Berg,7\nBen,Kim,7\n",
            'line 3: the ID number "7" stands on line 2 already; give every student an id of their own',
        ),
        ("First name,Last name\nAnna,Berg\n", 'line 1: there is no column "id" among First name, Last name'),
        ("Student,ID\nPoints Possible,\n", "the roster lists no students; add a line for each"),
    ],
)
def test_refusals_name_the_column_and_the_line(load, text, sentence):
    with pytest.raises(CoursewareError) as caught:
        load(text)
    assert sentence in str(caught.value)
