"""The folder that students get: enough to work in, and nothing that is the teacher's."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile

import pytest

from courseware.bank import load_bank
from courseware.bundle import students_tree
from courseware.bundle.requirements import LOCK
from courseware.errors import CoursewareError
from courseware.notebook.edition import open_edition
from courseware.tables import load_table
from tests.conftest import ROOT, bank_of

LANDS = ROOT / "tests" / "two_lands"


@pytest.fixture
def lands(tmp_path):
    """A small unit with a lock."""
    root = shutil.copytree(LANDS, tmp_path / "unit")
    shutil.copy(ROOT / LOCK, root / LOCK)
    return root


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_questions_are_those_of_the_unit(practice_tree):
    assert load_bank(practice_tree) == bank_of(ROOT)


def test_every_notebook_is_there_without_what_a_run_left_in_it(practice_tree):
    for part in ("chapters", "exercises"):
        names = {path.name for path in (ROOT / part).glob("*.ipynb")}
        assert names and {path.name for path in (practice_tree / part).glob("*.ipynb")} == names
    for path in practice_tree.rglob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")], path


def test_the_tables_that_notebooks_load_are_there(practice_tree):
    for path in practice_tree.rglob("*.ipynb"):
        for name in re.findall(r'load_table\(root, \\"([a-z_0-9]+)\\"', path.read_text(encoding="utf-8")):
            assert len(load_table(practice_tree, name)), (path, name)


def test_the_engine_is_named_with_its_checksum(practice_tree):
    (wheel,) = (practice_tree / "wheels").iterdir()
    text = (practice_tree / "requirements.txt").read_text(encoding="utf-8")
    name, version = wheel.name.split("-")[:2]
    assert text.startswith("--find-links wheels\n") and f"\n{name}=={version} \\\n" in text
    assert f"sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n" in text
    assert "\njupyterlab==" in text and "\nnotebook==" in text
    assert not re.search(r"(?m)^(sphinx|jupyter-book|typst|nodejs)", text), "builds the book"


def test_the_engine_is_whole(practice_tree):
    (wheel,) = (practice_tree / "wheels").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    sources = {path for path in (ROOT / "courseware").rglob("*") if path.is_file()}
    wanted = {path.relative_to(ROOT).as_posix() for path in sources if "__pycache__" not in path.parts}
    assert packed == wanted


def test_the_same_commit_gives_the_same_bytes(lands, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        students_tree(lands, folder)
    assert files(first) == files(second)
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in files(first))
    assert "chapters/rivers.md" in files(first), "a page without cells that feedback sends to"
    assert load_bank(first) == load_bank(LANDS)


def test_a_sealed_folder_asks_and_does_not_tell(lands, tmp_path):
    students_tree(lands, tmp_path / "sealed", sealed=True)
    assert "exercises/questions.json" in files(tmp_path / "sealed")
    assert not [name for name in files(tmp_path / "sealed") if "items" in name or "checks" in name]
    assert open_edition(tmp_path / "sealed" / "exercises").unit.sealed


def test_a_unit_without_a_lock_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CoursewareError, match=r"requirements-student\.txt: there is no such file; write"):
        students_tree(LANDS, tmp_path / "tree")
