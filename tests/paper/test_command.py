"""`courseware paper`: what it prints, and one sentence with exit code 2 for bad input."""

from __future__ import annotations

import shutil

import pytest

from courseware.cli import main
from tests.paper.conftest import LANDS


@pytest.fixture
def unit(tmp_path, monkeypatch):
    shutil.copytree(LANDS, tmp_path / "unit")
    monkeypatch.chdir(tmp_path / "unit")
    return tmp_path / "unit"


def test_both_paths_are_told_at_the_end(unit, capsys):
    assert main(["paper"]) == 0
    out, err = capsys.readouterr()
    assert out == "Questions: _build/paper/questions.pdf\nAnswers:   _build/paper/answers.pdf\n"
    assert err == ""
    assert sorted(path.name for path in (unit / "_build/paper").iterdir()) == ["answers.pdf", "questions.pdf"]


def _refused(arguments, capsys):
    assert main(["paper", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("courseware: ") and err.endswith(".\n") and err.count("\n") == 1
    return err


@pytest.mark.parametrize("number", ["0", "-1", "101", "10000"])
def test_a_number_of_copies_that_cannot_be(unit, capsys, number):
    assert "ask for 1 to 100" in _refused(["--copies", number], capsys)
    assert not (unit / "_build").exists()


def test_a_number_that_is_none_and_an_unknown_edition(unit):
    for arguments in (["--copies", "many"], ["--edition", "open"]):
        with pytest.raises(SystemExit) as caught:
            main(["paper", *arguments])
        assert caught.value.code == 2


def test_out_that_is_a_file(unit, capsys):
    (unit / "x").write_text("mine")
    assert "x: this is not a folder" in _refused(["--out", "x"], capsys)
    assert (unit / "x").read_text() == "mine"


def test_out_below_a_file(unit, capsys):
    (unit / "x").write_text("mine")
    assert "x" in _refused(["--out", "x/y"], capsys)


def test_a_file_that_cannot_be_replaced_leaves_both_as_they_were(unit, capsys):
    assert main(["paper"]) == 0
    before = (unit / "_build/paper/questions.pdf").read_bytes()
    (unit / "_build/paper/answers.pdf").unlink()
    (unit / "_build/paper/answers.pdf").mkdir()
    capsys.readouterr()
    _refused(["--copies", "2"], capsys)
    assert (unit / "_build/paper/questions.pdf").read_bytes() == before
    assert sorted(path.name for path in (unit / "_build/paper").iterdir()) == ["answers.pdf", "questions.pdf"]


def test_a_faulty_bank_or_exhibit_loses_nothing(unit, capsys):
    assert main(["paper"]) == 0
    before = {path: path.read_bytes() for path in (unit / "_build/paper").iterdir()}
    capsys.readouterr()
    (unit / "exercises/exhibits.yml").write_text("exhibits:\n  - id: map\n    title: 1\n")
    assert "exercises/exhibits.yml, line 3, exhibit map" in _refused([], capsys)
    (unit / "exercises/items/rivers.yml").write_text("- id: [\n")
    _refused([], capsys)
    assert {path: path.read_bytes() for path in (unit / "_build/paper").iterdir()} == before


def test_the_sealed_edition_draws_its_own_variants(unit, capsys):
    assert main(["paper", "--copies", "3", "--edition", "sealed", "--out", "a"]) == 0
    assert main(["paper", "--copies", "3", "--out", "b"]) == 0
    assert (unit / "a/answers.pdf").read_bytes() != (unit / "b/answers.pdf").read_bytes()


def test_a_unit_without_a_sealed_edition(unit, capsys):
    file = unit / "exercises/unit.yml"
    file.write_text(file.read_text().replace("sealed_edition: sealed-1\n", ""))
    assert "the unit has no sealed edition" in _refused(["--edition", "sealed"], capsys)
