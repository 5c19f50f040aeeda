"""The kept bank is the one that compiling would give."""

import shutil
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.book import kept
from courseware.errors import CoursewareError

LANDS = Path(__file__).parents[1] / "two_lands"


@pytest.fixture
def unit(tmp_path):
    return Path(shutil.copytree(LANDS, tmp_path / "unit"))


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_it_is_compiled_once_and_again_after_a_change(unit, tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(kept, "load_bank", lambda *given: calls.append(given) or load_bank(*given))
    for sealed in (False, True, False, True):
        assert kept.kept_bank(unit, sealed, tmp_path) == load_bank(unit, sealed)
    assert len(calls) == 2, "once an edition"
    page = unit / "chapters/rivers.md"
    change(page, "It rises in Highland.", "It rises somewhere.")
    kept.kept_bank(unit, False, tmp_path)
    assert len(calls) == 2, "the bank knows no text of pages"
    change(page, "## The Ruda", "## The river Ruda")
    assert kept.kept_bank(unit, False, tmp_path).item("rivers-01").section.endswith("The river Ruda")
    change(unit / "exercises/items/rivers.yml", "The bridge", "The old bridge")
    assert "The old bridge" in str(kept.kept_bank(unit, False, tmp_path).item("rivers-02").view)
    assert len(calls) == 4


def test_a_fault_is_told_as_ever_and_half_a_file_is_no_bank(unit, tmp_path):
    kept.kept_bank(unit, False, tmp_path)
    change(unit / "chapters/rivers.md", "(the-ruda)=", "(the-other)=")
    with pytest.raises(CoursewareError, match="the-ruda"):
        kept.kept_bank(unit, False, tmp_path)
    change(unit / "chapters/rivers.md", "(the-other)=", "(the-ruda)=")
    (tmp_path / "courseware-bank-practice.pickle").write_bytes(b"\x80\x05half")
    assert kept.kept_bank(unit, False, tmp_path) == load_bank(unit)
