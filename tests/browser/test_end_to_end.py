"""One student's answers, by keyboard on the page and in a notebook: the gradebook gives the same points."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from courseware.bank import load_bank
from courseware.scoring import score
from tests.browser.answering import fill_in, mixed, right, tab_to
from tests.conftest import ROOT

PANEL = "exercises/answers.html"
BANK = load_bank(ROOT)
ITEMS = BANK.items
PAGES = {module.id: f"{module.page}.html" for module in BANK.unit.modules}


def grade(folder: Path, submissions: Path) -> dict[str, str]:
    """Grade with the command; the one student's row of the gradebook."""
    roster = folder / "roster.csv"
    roster.write_text("id,name\ns-1,Aigerim\n", encoding="utf-8")
    command = [
        Path(sys.executable).parent / "courseware",
        "grade",
        submissions,
        "--roster",
        roster,
        "--out",
        folder / "results",
        "--root",
        ROOT,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with open(folder / "results" / "gradebook.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    return row


def points(text: str) -> int:
    """Hundredths in "0.75 of 1 point"."""
    return round(float(re.search(r"([\d.]+) of [\d.]+ point", text)[1]) * 100)


@pytest.mark.parametrize("sheet", [right, mixed])
def test_page_record_notebook_and_gradebook_agree(visit, tmp_path, sheet):
    answers = {item.id: sheet(item) for item in ITEMS}
    expected = {item.id: score(item.scoring, answers[item.id]).score for item in ITEMS}
    total = sum(expected.values())
    full = total == BANK.unit.total == 2900
    assert full == (sheet is right), "a mixed sheet that earns everything would test nothing"

    # on the pages, by keyboard
    page = visit(PANEL).page
    panel = page.url
    shown = {}
    for module, name in PAGES.items():
        page.goto(panel.replace(PANEL, name))
        for item in (item for item in ITEMS if item.module == module):
            fill_in(page, item, answers[item.id])
            shown[item.id] = points(page.locator(f"#item-{item.id} .cw-item-result").text_content())
    assert shown == expected
    page.reload()
    last = ITEMS[-1].id
    assert points(page.locator(f"#item-{last} .cw-item-result").text_content()) == expected[last]
    page.goto(panel)
    assert page.locator(".cw-panel-score").first.text_content().split()[0] == f"{total / 100:g}"
    tab_to(page, "[data-progress] input[name=id]")
    page.keyboard.type("s-1")
    tab_to(page, "[data-progress] button[type=submit]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    handed_in = tmp_path / "page"
    handed_in.mkdir()
    download.value.save_as(handed_in / download.value.suggested_filename)

    # graded with the command
    row = grade(tmp_path, handed_in)
    assert row["status"] == "graded"
    assert {i: round(float(row[i]) * 100) for i in expected} == expected
    assert round(float(row["total"]) * 100) == total

    # the same answers in a notebook, whose file and whose outputs are both handed in
    for name in ("chapters", "data", "exercises"):
        shutil.copytree(ROOT / name, tmp_path / "unit" / name)
    work = tmp_path / "unit" / "exercises"
    cells = [
        "from courseware.notebook import answer, student\nstudent('s-1', 'Aigerim')",
        *(f"answer({item.id!r}, {answers[item.id]!r})" for item in ITEMS),
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": work}}
    ).execute()
    nbformat.write(notebook, work / "mine.ipynb")
    assert json.loads((work / "answers.json").read_text())["answers"].keys() == answers.keys()
    for name in ("answers.json", "mine.ipynb"):
        row = grade(tmp_path, work / name)
        assert (row["status"], round(float(row["total"]) * 100)) == ("graded", total), name
