"""Handing in: the file and the notebook alone earn the same in `courseware grade`."""

from __future__ import annotations

import base64
import csv
import json
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from courseware.bank import load_bank
from courseware.bundle import students_tree, tree
from courseware.bundle.requirements import LOCK
from courseware.cli import main
from courseware.handin.notebook_answers import record_of_notebook
from courseware.handin.record import parse_record
from courseware.notebook import answer, hand_in, student
from tests.conftest import ROOT
from tests.notebook.conftest import LANDS, saved

START = "from courseware.notebook import *\nstudent('s-017', 'Aigerim')"
FIRST = [START, "answer('rivers-01', 'low')\nanswer('rivers-01', 'high')", "answer('rivers-02', ['bridge'])"]
SECOND = [START, "answer('rivers-06', 'Ruda')", "answer('rivers-04', ['spring'])", "hand_in()"]
TAKEN_BACK = """import subprocess, sys
code = "from courseware.notebook import *; answer('rivers-01', '')"
subprocess.run([sys.executable, "-c", code], check=True)"""


def run(folder: Path, name: str, *cells: str) -> Path:
    """A notebook as a kernel leaves it in a folder."""
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(node, resources={"metadata": {"path": str(folder)}}, timeout=60).execute()
    nbformat.write(node, folder / name)
    return folder / name


def no_wheel(folder: Path, moment: int) -> Path:
    """In the place of the engine's wheel, which these notebooks need not install."""
    folder.mkdir(parents=True)
    wheel = folder / f"courseware-{version('courseware')}-py3-none-any.whl"
    wheel.touch()
    return wheel


def graded(tmp_path: Path, name: str, file: Path, edition: str) -> dict[str, str]:
    """The student's row where this one file was handed in, and what is known of the file left out."""
    folder, roster = tmp_path / name, tmp_path / "roster.csv"
    folder.mkdir()
    shutil.copy(file, folder)
    roster.write_text("id,name\ns-017,Aigerim\n", encoding="utf-8")
    out = tmp_path / f"{name}-results"
    command = ["grade", str(folder), "--roster", str(roster), "--out", str(out), "--root", str(LANDS)]
    assert main([*command, "--edition", edition, "--strict"]) == 0
    with (out / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    return {name: value for name, value in row.items() if name not in ("file", "saved", "feedback")}


@pytest.mark.parametrize("edition", ["practice", "sealed"])
def test_the_file_and_the_last_notebook_earn_the_same(tmp_path, monkeypatch, edition):
    monkeypatch.delenv("COURSEWARE_EDITION", raising=False)
    monkeypatch.setattr(tree, "write_engine_wheel", no_wheel)
    unit = tmp_path / "unit"
    root = Path(shutil.copytree(LANDS, tmp_path / "root"))
    shutil.copy(ROOT / LOCK, root / LOCK)
    students_tree(root, unit, sealed=edition == "sealed")
    run(unit / "exercises", "one.ipynb", *FIRST)
    notebook = run(unit / "exercises", "two.ipynb", *SECOND)  # holds half of the answers but for hand_in()
    of_file = graded(tmp_path, "file", unit / "exercises" / "answers.json", edition)
    of_notebook = graded(tmp_path, "notebook", notebook, edition)
    assert of_file == of_notebook
    assert float(of_file["total"]) == 2.5
    record = record_of_notebook(json.loads(notebook.read_bytes()))
    assert record.student.id == "s-017"
    answered = {"rivers-01", "rivers-02", "rivers-06"}
    assert record.answers.keys() == answered | ({"rivers-04"} if edition == "practice" else set())


def test_an_answer_given_after_hand_in_is_in_the_notebook_too(tmp_path):
    shutil.copytree(LANDS, tmp_path / "unit")
    path = run(tmp_path / "unit", "lab.ipynb", *SECOND, "answer('rivers-01', 'high')")
    assert record_of_notebook(json.loads(path.read_bytes())).answers["rivers-01"] == "high"


def test_an_answer_taken_back_in_another_notebook_does_not_come_back(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEWARE_EDITION", "sealed")
    shutil.copytree(LANDS, tmp_path / "unit")
    path = run(tmp_path / "unit", "lab.ipynb", START, "answer('rivers-01', 'high')", TAKEN_BACK, *SECOND[1:])
    answers = record_of_notebook(json.loads(path.read_bytes())).answers
    assert answers["rivers-06"] == "Ruda"
    assert "rivers-01" not in answers
    assert "rivers-01" not in saved(tmp_path / "unit").answers


def link_in(path: Path) -> bytes:
    """What the download link in the last output holds."""
    html = nbformat.read(path, 4).cells[-1].outputs[0].data["text/html"]
    [content] = re.findall(r'<a download="answers\.json" href="data:application/json;base64,([^"]+)">', html)
    return base64.b64decode(content)


def test_the_link_holds_the_file_itself(tmp_path):
    shutil.copytree(LANDS, tmp_path / "unit")
    path = run(tmp_path / "unit", "lab.ipynb", *SECOND)
    assert link_in(path) == (tmp_path / "unit" / "answers.json").read_bytes()


def test_where_nothing_can_be_written_the_link_and_the_notebook_hold_it_all(tmp_path):
    shutil.copytree(LANDS, tmp_path / "unit")
    broken = (
        "import os\n"
        "def refuse(*_): raise OSError(30, 'Read-only file system')\n"
        "os.replace = refuse"
    )
    path = run(tmp_path / "unit", "lab.ipynb", broken, *SECOND)
    words = nbformat.read(path, 4).cells[-1].outputs[0].data["text/plain"]
    assert words.endswith(
        "answers.json could not be saved: Read-only file system. "
        "Your answer is in this notebook only: save it, and hand in the notebook."
    )
    record = parse_record(link_in(path))
    assert record.answers["rivers-06"] == "Ruda"
    assert record.student.id == "s-017"
    assert record_of_notebook(json.loads(path.read_bytes())).answers["rivers-06"] == "Ruda"
    assert not (tmp_path / "unit" / "answers.json").exists()


def test_hand_in_writes_the_file_anew(lab, capsys):
    student("s-017", "Aigerim")
    answer("rivers-01", "high")
    before = saved(lab)
    hand_in()
    after = saved(lab)
    assert after.saved >= before.saved
    assert after._replace(saved=before.saved) == before
    assert "These are the answers of Aigerim, id s-017.\n" in capsys.readouterr().out


def test_the_file_stays_where_the_first_call_was_made(lab, monkeypatch):
    answer("rivers-01", "high")
    monkeypatch.chdir(lab.parent)
    answer("rivers-06", "Ruda")
    assert saved(lab).answers == {"rivers-01": "high", "rivers-06": "Ruda"}
    assert not (lab.parent / "answers.json").exists()


def test_practice_says_that_nothing_was_checked_and_the_sealed_edition_says_nothing(lab, sealed):
    from courseware.notebook.answer_file import AnswerFile
    from courseware.notebook.kept import Try

    for is_sealed in (False, True):
        file = AnswerFile(lab / str(is_sealed), load_bank(LANDS, sealed=is_sealed).unit)
        file.path.parent.mkdir()
        file.change(lambda kept: kept.answered("rivers-06", Try("Ruda")))
        assert ("first" in json.loads(file.path.read_text())) != is_sealed
