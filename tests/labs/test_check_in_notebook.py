"""`check` in a notebook: one line a value, and nothing of it in a sealed edition."""

import json

import pytest

from courseware import notebook
from courseware.bank import load_bank
from courseware.sealing.notebooks import write_notebooks


@pytest.fixture
def lab(unit, monkeypatch):
    """The unit; the working directory is that of its notebooks."""
    monkeypatch.chdir(unit.root / "exercises")
    monkeypatch.delenv("COURSEWARE_EDITION", raising=False)
    _new_kernel()
    yield unit
    _new_kernel()


def _new_kernel():
    notebook._session.cache_clear()
    notebook.lab_check._checks.cache_clear()


def said(capsys, *arguments):
    notebook.check(*arguments)
    return capsys.readouterr().out


def test_one_line_says_what_is_the_matter(lab, capsys):
    assert said(capsys, "lab1-share", 60) == "lab1-share: right. It is the larger part.\n"
    assert said(capsys, "lab1-most", "Lowland") == "lab1-most: right.\n"
    before = 100 * 110 / 231
    assert said(capsys, "lab1-share", before) == "lab1-share: not right yet. This is the year before.\n"
    dots = "lab1-share: not done yet. Replace the dots (...) by your own code, and run the cells again.\n"
    assert said(capsys, "lab1-share", ...) == dots
    assert not (lab.root / "exercises/answers.json").exists(), "a check is kept nowhere"


def test_a_misspelt_id_is_answered_in_a_sentence(lab, capsys):
    assert said(capsys, "lab1-shar", 60).startswith("There is no check 'lab1-shar'. Did you mean lab1-share")
    assert said(capsys, None, 60) == "There is no check 'None'. Use the id that stands in the lab.\n"


def test_missing_checks_and_data_are_told_in_a_sentence(lab, capsys):
    table = lab.root / "data/wool.csv"
    text = table.read_text()
    table.unlink()
    assert "wool.csv: there is no such file" in said(capsys, "lab1-share", 60)
    table.write_text(text)
    _new_kernel()
    (lab.root / "exercises/checks/lab1.yml").unlink()
    gone = "There is no folder exercises/checks here. Unpack the unit's files again.\n"
    assert said(capsys, "lab1-share", 60) == gone


def test_dots_are_no_answer(lab, capsys):
    notebook.answer("wool-03", ...)
    assert capsys.readouterr().out == "wool-03: replace the dots (...) first, above. Nothing was saved.\n"


def test_a_sealed_edition_checks_nothing_and_students_get_no_checks(lab, tmp_path, capsys, monkeypatch):
    lab.change("edition: practice-1", "edition: practice-1\nsealed_edition: sealed-1", "exercises/unit.yml")
    folder = tmp_path / "students"
    write_notebooks(lab.root, load_bank(lab.root, sealed=True), folder)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert [name for name in files if name.startswith("exercises/")] == [
        "exercises/lab1-wool.ipynb", "exercises/questions.json", "exercises/unit.yml"]
    text = (folder / "exercises/lab1-wool.ipynb").read_text()
    assert "your turn" in text and "60.0" not in text and "sheep" not in text
    monkeypatch.chdir(folder / "exercises")
    _new_kernel()
    off = "Checks are off during the test: go on with what you computed.\n"
    assert said(capsys, "lab1-share", 60) == off
    monkeypatch.chdir(lab.root / "exercises")
    monkeypatch.setenv("COURSEWARE_EDITION", "sealed")
    _new_kernel()
    assert said(capsys, "lab1-share", 60) == off
    assert json.loads(text)["nbformat"] == 4
