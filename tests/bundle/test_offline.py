"""A student with the zip and no network: reads, works in notebooks, hands in; the teacher grades."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.conftest import ROOT, bank_of
from tests.jupyterlab import command, notebooks

LAB = "exercises/lab3-trade"


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


def test_a_lab_is_done_handed_in_and_graded(computer, tmp_path):
    path = computer.unit / f"{LAB}.ipynb"
    given, solved = sources(path), sources(ROOT / f"{LAB}.ipynb")
    changes = {name: solved[name] for name, (kind, text) in given.items() if text != solved[name][1]}
    assert len(changes) > 5, "something is left to do"
    code = "\n".join(text for kind, text in solved.values() if kind == "code")
    wanted = set(re.findall(r'(?m)^answer\("([a-z]+-[0-9]+)"', code))
    points = sum(bank_of(ROOT).item(item).points for item in wanted) / 100
    count, total = len(bank_of(ROOT).items), bank_of(ROOT).unit.total / 100
    said = f"{len(wanted)} of {count} questions answered, {points:g} of {total:g} points."
    with (
        computer.jupyterlab() as address,
        computer.browser() as browser,
        notebooks(browser, address) as open_notebook,
    ):
        page = open_notebook(LAB)
        expect(cells(page)).to_have_count(len(given))
        all_have_run(page)  # up to the first thing to do
        for number, (name, (kind, text)) in enumerate(given.items()):
            if name in changes and kind == "code":
                fill(page, number, solved[name][1])
            elif "# student(" in text:
                fill(page, number, text.replace("# student(", "student(").replace("Your name", "Aigerim"))
        command(page, "notebook:run-all-cells")
        expect(output(cells(page).last)).to_contain_text(said, timeout=120_000)
        save(page, path, said)
    for name in ("answers.json", path.name):
        grade(tmp_path / name, path.with_name(name), points)


# What reading, answering and grading take; the rest builds the book, the paper and the bundle.
ALONE = """
import importlib, pkgutil, courseware
parts = "bank export figures gradebook handin notebook sample_class scoring widgets".split()
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


def sources(path: Path) -> dict[str, tuple[str, str]]:
    """Kind and text of a notebook's cells, by their ids."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: (cell["cell_type"], "".join(cell["source"])) for cell in found}


def cells(page: Page) -> Locator:
    return page.locator(".jp-NotebookPanel .jp-Cell")


def all_have_run(page: Page) -> None:
    """Wait until the first cell was run and no other one is waiting to be."""
    prompts = page.locator(".jp-NotebookPanel .jp-CodeCell .jp-InputPrompt")
    expect(prompts.first).to_have_text(re.compile(r"\[\d+\]:"), timeout=120_000)
    expect(prompts.filter(has_text="*")).to_have_count(0, timeout=120_000)


def output(of: Locator) -> Locator:
    return of.locator(".jp-OutputArea-output").last


def fill(page: Page, number: int, source: str) -> None:
    """Put `source` in the place of what a cell holds, as one who types it."""
    editor = cells(page).nth(number).locator(".cm-content")
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)
    expect(editor).to_contain_text(source.splitlines()[0])


def save(page: Page, path: Path, said: str) -> None:
    command(page, "docmanager:save")
    deadline = time.monotonic() + 60
    while said not in path.read_text(encoding="utf-8") and time.monotonic() < deadline:
        page.wait_for_timeout(200)  # not by sleeping: the page's requests pass through this process
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
    assert (row["student"], row["status"], float(row["total"])) == ("s-017", "graded", points)
