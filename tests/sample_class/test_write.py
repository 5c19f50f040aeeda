"""The sample class as a folder: made by the command, the same each time, and nothing overwritten."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import nbformat
import pytest

from courseware.bank import load_bank
from courseware.bank.rubric import load_rubric
from courseware.cli import main
from courseware.handin.notebook_answers import record_of_notebook
from courseware.sample_class import make_answers
from courseware.sample_class.hand_ins import ARCHIVE, Role
from courseware.sample_class.write import STUDENTS, grading_command, sample_files
from tests.sample_class.conftest import LANDS

RUBRIC = load_rubric(LANDS.parents[1])


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_same_bytes_every_time(bank):
    assert list(sample_files(bank, RUBRIC, "grade it")) == list(sample_files(bank, RUBRIC, "grade it"))
    assert dict(sample_files(bank, RUBRIC, "")) != dict(sample_files(bank, RUBRIC, "", seed=2))


def test_roster_and_hand_ins_are_of_the_same_thirty(bank):
    files = dict(sample_files(bank, RUBRIC, ""))
    roster = table(files["roster.csv"])
    assert [*roster[0]] == ["id", "name", "group", "email"] and len(roster) == STUDENTS
    assert len({row["name"] for row in roster}) == STUDENTS
    platform = zipfile.ZipFile(io.BytesIO(files[f"hand-ins/{ARCHIVE}"])).namelist()
    mails = [name for name in files if name.startswith("hand-ins/by mail/")]
    # one hands in nothing, one twice
    assert len(platform) + len(mails) == STUDENTS


def test_a_notebook_holds_what_the_record_would(bank):
    files = dict(sample_files(bank, RUBRIC, ""))
    sheets = list(make_answers(bank, STUDENTS))
    notebooks = {name: data for name, data in files.items() if name.endswith(".ipynb")}
    assert len(notebooks) == 3
    for name, data in notebooks.items():
        sheet = next(sheet for sheet in sheets if sheet.student.id in name)
        nbformat.validate(nbformat.reads(data.decode(), 4))
        record = record_of_notebook(json.loads(data))
        assert (record.student.id, record.answers) == (sheet.student.id, sheet.answers)
        assert record.fingerprints == sheet.fingerprints and record.first == sheet.first
        assert not record.note


def test_decisions_are_about_students_and_items_of_the_unit(bank):
    files = dict(sample_files(bank, RUBRIC, ""))
    ids = {row["id"] for row in table(files["roster.csv"])}
    decided = table(files["overrides.csv"])
    kinds = 3 if len(bank.items) > 10 else 1  # a small unit has fewer occasions
    assert len({row["reason"] for row in decided}) == len(decided) >= kinds
    for row in decided:
        assert row["student"] in ids and row["reason"]
        assert 0 < float(row["points"]) * 100 <= bank.item(row["item"]).points


def test_marks_are_half_points_of_the_rubric_for_most_students(bank):
    given = table(dict(sample_files(bank, RUBRIC, ""))["discussion.csv"])
    marked = {row["student"] for row in given}
    assert 0.6 * STUDENTS < len(marked) < STUDENTS and len(given) == len(RUBRIC.criteria) * len(marked)
    most = RUBRIC.most / 100
    assert all(0 < float(row["points"]) <= most and float(row["points"]) * 2 % 1 == 0 for row in given)
    assert len({row["points"] for row in given}) > 4


def test_a_unit_without_a_rubric_has_no_marks(bank):
    files = dict(sample_files(bank, None, ""))
    assert "discussion.csv" not in files and b"discussion" not in files["README.txt"]


def test_the_readme_names_the_students_that_it_speaks_of(bank):
    files = dict(sample_files(bank, RUBRIC, "the very command"))
    readme = files["README.txt"].decode()
    roster = table(files["roster.csv"])
    assert "the very command" in readme and "{" not in readme
    for role in Role:
        assert f"{roster[role - 1]['id']} {roster[role - 1]['name']}" in readme, role


@pytest.mark.parametrize("edition", ["practice", "sealed"])
def test_the_command_writes_the_class_and_says_how_to_grade_it(edition, tmp_path, capsys):
    folder = tmp_path / "a class"
    assert main(["sample-class", str(folder), "--root", str(LANDS), "--edition", edition]) == 0
    told = capsys.readouterr().out
    bank = load_bank(LANDS, edition == "sealed")
    assert told.strip().endswith(grading_command(bank, None, folder, LANDS))
    assert (folder / "README.txt").is_file() and (folder / "hand-ins" / ARCHIVE).is_file()


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["sample-class", str(tmp_path), "--root", str(LANDS)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    assert main(["sample-class", str(tmp_path / "mine.txt"), "--root", str(LANDS)]) == 2
    assert "this is a file" in capsys.readouterr().err
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_what_could_not_be_written_is_taken_away(tmp_path, capsys, monkeypatch):
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "overrides.csv":
            raise OSError(28, "No space left on device", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["sample-class", str(tmp_path / "new"), "--root", str(LANDS)]) == 2
    assert "No space left" in capsys.readouterr().err
    assert not [path for path in (tmp_path / "new").rglob("*") if path.is_file()]
