"""Names as Moodle, Canvas and Google Classroom write them."""

from __future__ import annotations

import pytest

from courseware.handin.place import Place, place_of


def told(path: str) -> tuple | None:
    place = place_of(path.split("/"))
    return place and (place.system, place.name, place.number, place.late)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("All/Anna Berg_1234_assignsubmission_file/answers.json", ("Moodle", "Anna Berg", "1234", False)),
        ("Anna Berg_1234_assignsubmission_file_/deep/er/a.json", ("Moodle", "Anna Berg", "1234", False)),
        ("Anna Berg_1234_assignsubmission_file_answers.json", ("Moodle", "Anna Berg", "1234", False)),
        ("Айгерім Ә_7_assignsubmission_onlinetext/onlinetext.html", ("Moodle", "Айгерім Ә", "7", False)),
        ("Participant_88_assignsubmission_file/a.json", ("Moodle", "Participant", "88", False)),
        ("Group A_55_assignsubmission_file/a.json", ("Moodle", "Group A", "55", False)),
        ("Default group_assignsubmission_file/a.json", ("Moodle", "Default group", "", False)),
        ("berganna_1234_56789_answers.json", ("Canvas", "berganna", "1234", False)),
        ("berganna_LATE_1234_56789_answers-1.json", ("Canvas", "berganna", "1234", True)),
        ("әсел_12_34_a.json", ("Canvas", "әсел", "12", False)),
        ("ศรีมาลี_12_34_a.json", ("Canvas", "ศรีมาลี", "12", False)),
        ("berganna_1234_text.html", ("Canvas", "berganna", "1234", False)),
        ("berganna_LATE_1234_link.html", ("Canvas", "berganna", "1234", True)),
        ("anon_aB3xY_567_answers.json", ("Canvas", "", "", False)),
        ("LATE_anon_aB3xY_567_answers.json", ("Canvas", "", "", True)),
        ("Class/Unit/Anna Berg - answers.json", ("Classroom", "Anna Berg", "", False)),
        ("answers-trade-s-017.json", None),
        ("Anna Berg/answers.json", None),
        ("lab_3.ipynb", None),
        ("Anna_12_34_answers.json", None),  # Canvas has small letters only
        ("Unit 4 - Anna/answers.json", None),
        ("", None),
    ],
)
def test_names(path, place):
    assert told(path) == place


def test_what_the_student_named_does_not_hide_what_the_platform_wrote():
    own = "Anna Berg_12_assignsubmission_file_Ben Kim_13_assignsubmission_file_a.json"
    assert told(own) == ("Moodle", "Anna Berg", "12", False)
    assert told(f"Anna Berg_12_assignsubmission_file/{own.replace('Anna', 'Eve')}")[1] == "Anna Berg"
    assert told("berganna_12_34_kimben_56_78_a.json") == ("Canvas", "berganna", "12", False)
    assert told("Anna Berg_12_assignsubmission_file/Ben Kim - a.json")[1] == "Anna Berg"


def test_the_part_that_tells_is_kept():
    place = place_of(["all.zip", "Anna Berg_1_assignsubmission_file", "a.json"])
    assert place == Place("Moodle", "Anna Berg", "1", False, "Anna Berg_1_assignsubmission_file")


def test_long_and_hostile_names_take_no_time():
    for part in ("_1" * 40_000, "a_" * 40_000 + "assignsubmission_", "x" * 100_000 + " - y", "a_1_" * 70):
        place_of([part + "!"])
