"""A student with the zip and no network: reads, works in notebooks, hands in; the teacher grades."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT, bank_of
from tests.jupyterlab import command, notebooks

NOTEBOOK = "exercises/03-trade"
WHO = 'student("s-017", "Aigerim")'
ANSWERED = ("trade-02", "trade-04")


@pytest.fixture(scope="module")
def items():
    return {item: bank_of(ROOT).item(item) for item in ANSWERED}


def test_the_book_opens_from_the_folder(computer):
    asked = []
    with computer.browser() as browser:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((computer.unit / "START-HERE.html").as_uri())
        page.get_by_role("link", name="Open book/index.html").click()
        page.get_by_role("link", name="Trade and comparative advantage").first.click()
        form = page.locator("form[data-item='trade-02']")
        form.get_by_role("textbox").fill(str(bank_of(ROOT).item("trade-02").scoring["key"]))
        form.get_by_role("button", name="Check").click()
        expect(form).to_contain_text("Yes:")
    assert asked and all(url.startswith(("file:", "data:", "blob:")) for url in asked), asked


def test_a_notebook_is_done_handed_in_and_graded(computer, items, tmp_path):
    changes = {"who": f"from courseware.notebook import *\n{WHO}"}
    for item in items.values():
        changes[f"q{item.id[-2:]}"] = f"answer({item.id!r}, {item.scoring['key']!r})"
    path = computer.unit / f"{NOTEBOOK}.ipynb"
    names = [cell["id"] for cell in json.loads(path.read_bytes())["cells"]]
    points = sum(item.points for item in items.values()) / 100
    said = f"{len(items)} of {len(bank_of(ROOT).items)} questions answered, {points:g} of 29 points."
    with (
        computer.jupyterlab() as address,
        computer.browser() as browser,
        notebooks(browser, address) as open_notebook,
    ):
        page = open_notebook(NOTEBOOK)
        expect(output(cell(page, names.index("hand-in")))).to_contain_text("questions answered")
        for name, source in changes.items():
            run_cell(page, names.index(name), source)
        run_cell(page, names.index("hand-in"), "hand_in()")
        expect(output(cell(page, names.index("hand-in")))).to_contain_text(said)
        save(page, path, said)
    for name in ("answers.json", path.name):
        grade(tmp_path / name, path.with_name(name), points)


# What reading, answering and grading take; the rest builds the book, the paper and the bundle.
ALONE = """
import importlib, pkgutil, courseware
parts = "bank export figures gradebook handin notebook report sample_class scoring widgets".split()
for part in parts:
    package = importlib.import_module(f"courseware.{part}")
    for found in pkgutil.walk_packages(getattr(package, "__path__", []), f"{package.__name__}."):
        if found.name != "courseware.gradebook.cluster":
            importlib.import_module(found.name)
"""


def test_notebooks_and_grading_need_no_package_of_the_book(computer, tmp_path):
    python = computer.documented()[1][0]
    computer.run([python, "-c", ALONE])
    (tmp_path / "roster.csv").write_text("id,name\ns-017,Aigerim\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    words = ["in", "--roster", "roster.csv", "--out", "results", "--root", computer.unit]
    done = computer.run([str(computer.unit / python), "-m", "courseware", "grade", *words], cwd=tmp_path)
    assert "missing               1" in done.stdout


def cell(page: Page, number: int) -> Locator:
    return page.locator(".jp-NotebookPanel .jp-Cell").nth(number)


def output(of: Locator) -> Locator:
    return of.locator(".jp-OutputArea-output").last


def run_cell(page: Page, number: int, source: str) -> None:
    """Put `source` in the place of what a cell holds, as typed, and run it."""
    prompt = cell(page, number).locator(".jp-InputPrompt")
    before = prompt.inner_text()
    cell(page, number).locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")
    expect(prompt).not_to_have_text(before)
    expect(prompt).not_to_have_text("[*]:")


def save(page: Page, path: Path, said: str) -> None:
    command(page, "docmanager:save")
    deadline = time.monotonic() + 60
    while said not in path.read_text(encoding="utf-8") and time.monotonic() < deadline:
        time.sleep(0.2)
    assert said in path.read_text(encoding="utf-8")


def grade(folder: Path, handed_in: Path, points: float) -> None:
    """Grade one file in a folder of its own, as a teacher does."""
    (folder / "in").mkdir(parents=True)
    (folder / "in" / handed_in.name).write_bytes(handed_in.read_bytes())
    (folder / "roster.csv").write_text("id,name\ns-017,Aigerim\n", encoding="utf-8")
    words = ["grade", "in", "--roster", "roster.csv", "--out", "results", "--root", str(ROOT)]
    subprocess.run([sys.executable, "-m", "courseware", *words], cwd=folder, check=True, capture_output=True)
    with (folder / "results" / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["status"], float(row["total"])) == ("s-017", "graded", points)
