"""The files that Canvas and Moodle import."""

from __future__ import annotations

import csv
import io

from courseware.gradebook.lms_files import lms_files
from courseware.gradebook.roster import load_roster
from tests.gradebook.test_roster_columns import CANVAS, MOODLE

TITLE = "Lowland and Highland"


def made(tmp_path, roster: str, totals: dict[str, int | None]) -> dict[str, list[list[str]]]:
    path = tmp_path / "roster.csv"
    path.write_text(roster, encoding="utf-8")
    files = dict(lms_files(load_roster(path), totals.items(), TITLE, 750))
    for content in files.values():
        assert content.startswith(b"\xef\xbb\xbf")
    return {
        name: list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        for name, content in files.items()
    }


def test_from_a_canvas_roster(tmp_path):
    rows = made(tmp_path, CANVAS, {"2026-01": 733, "2026-02": None, "guest": 100})["canvas.csv"]
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Lowland and Highland (77)"],
        ["Points Possible", "", "", "", "", "7.50"],
        ["Anna Maria Berg", "4001", "2026-01", "aberg", "A", "7.33"],
    ]


def test_from_a_moodle_roster(tmp_path):
    rows = made(tmp_path, MOODLE, {"2026-01": 733, "2026-02": 0, "2026-03": None})["moodle.csv"]
    assert rows == [
        ["Name", "ID number", "Email address", TITLE],
        ["Anna Berg", "2026-01", "anna@example.org", "7.33"],
        ["Ben Kim", "2026-02", "ben@example.org", "0.00"],
    ]


def test_from_the_teachers_own_roster(tmp_path):
    files = made(
        tmp_path, "id,name,group,email\ns-1,Ada,A,\ns-2,Ben,B,b@example.org\n", {"s-1": 750, "s-2": 1}
    )
    assert files["canvas.csv"][2:] == [
        ["Ada", "", "s-1", "", "A", "7.50"],
        ["Ben", "", "s-2", "b@example.org", "B", "0.01"],
    ]
    # one student has no address, so the column is left out: Moodle would give her grade to somebody else
    assert files["moodle.csv"] == [
        ["Name", "ID number", TITLE],
        ["Ada", "s-1", "7.50"],
        ["Ben", "s-2", "0.01"],
    ]


def test_cells_run_nothing_and_numbers_stay_whole(tmp_path):
    roster = "id,name,login\n+77011234567,=cmd(),@x\n"
    files = made(tmp_path, roster, {"+77011234567": 750})
    assert files["moodle.csv"][1] == ["'=cmd()", "+77011234567", "'@x", "7.50"]


def test_nobody_with_points(tmp_path):
    files = made(tmp_path, MOODLE, {"2026-01": None})
    assert len(files["canvas.csv"]) == 2
    assert len(files["moodle.csv"]) == 1
