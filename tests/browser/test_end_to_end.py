"""The whole unit by keyboard, in both editions: one sheet earns the same points wherever it is graded."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Page, expect

from courseware.bank import Bank, CompiledItem
from courseware.gradebook import grade_class
from courseware.paper import Written, write_paper
from courseware.scoring import draw, score
from courseware.sealing.notebooks import write_notebooks
from tests.browser.answering import fill_in, mixed, right, tab_to
from tests.chromium import rested
from tests.conftest import ROOT, SEALED_CODE, bank_of
from tests.paper.marker import Sheet, on_paper

PANEL = "exercises/answers.html"
TEACHER = "exercises/grading.html"
STUDENT, NAME = "s-1", "Aigerim"


class Edition(NamedTuple):
    """An edition, and its items as the student has them."""

    bank: Bank
    items: list[CompiledItem]

    @property
    def name(self) -> str:
        return "sealed" if self.bank.unit.sealed else "practice"


def edition_of(sealed: bool) -> Edition:
    bank = bank_of(ROOT, sealed)
    number = {
        item.id: draw(bank.unit.edition, item.id, STUDENT, len(item.variants)) if sealed else 0
        for item in bank.items
    }
    return Edition(bank, [item.singles[number[item.id]] for item in bank.items])


EDITIONS = {name: edition_of(name == "sealed") for name in ("practice", "sealed")}
SHEETS = {"right": right, "mixed": mixed, "blank": lambda item: None}


@pytest.fixture(params=EDITIONS)
def edition(request) -> Edition:
    return EDITIONS[request.param]


@pytest.fixture
def pages(edition, visit, request) -> Page:
    """A page of the edition's book, from a file, with the network off."""
    page = visit(PANEL).page
    if edition.bank.unit.sealed:
        page.goto((request.getfixturevalue("sealed_book") / PANEL).as_uri())
    return page


@pytest.fixture(scope="session")
def paper(tmp_path_factory) -> Written:
    return write_paper(ROOT, tmp_path_factory.mktemp("paper"), None, False, lambda *_: None)


def points(text: str) -> int:
    """Hundredths in "0.75 of 1 point"."""
    return round(float(re.search(r"([\d.]+) of [\d.]+ point", text)[1]) * 100)


def go(page: Page, to: str) -> None:
    page.goto(page.url[: page.url.index("/html/") + len("/html/")] + to)


def result(page: Page, item: CompiledItem) -> str:
    return page.locator(f"#item-{item.id} .cw-item-result").text_content()


def type_code(page: Page, form: str) -> None:
    tab_to(page, f"{form} input[type=text]")
    page.keyboard.type(SEALED_CODE.lower())
    page.keyboard.press("Enter")


def walk(page: Page, edition: Edition, answers: dict[str, Any]) -> dict[str, int]:
    """Answer module after module by keyboard; the points that practice shows at once."""
    shown = {}
    for module in edition.bank.unit.modules:
        first = next(item for item in edition.items if item.module == module.id)
        go(page, f"{module.page}.html#item-{first.id}")  # as by a link of the panel: Tab goes on from there
        student = page.locator("[data-student] input")  # where a question draws its variant from the id
        if edition.bank.unit.sealed and student.count() and not student.input_value():
            go(page, f"{module.page}.html")
            tab_to(page, "[data-student] input")
            page.keyboard.type(STUDENT)
            page.keyboard.press("Enter")
        for item in edition.items:
            if item.module == module.id and answers[item.id] is not None:
                fill_in(page, item, answers[item.id], check=not edition.bank.unit.sealed)
                if edition.bank.unit.sealed:
                    assert result(page, item) == "Answer kept."
                else:
                    shown[item.id] = points(result(page, item))
    return shown


def hand_in(page: Page, folder: Path, answered: str) -> Path:
    """Download the record by keyboard, once the panel says how many are `answered`.

    What the last page kept may reach this one a moment after it has opened.
    """
    go(page, PANEL)
    expect(page.locator(".cw-panel-counts li").first).to_have_text(f"{answered} questions answered")
    if not page.locator("[data-progress] input[name=id]").input_value():
        tab_to(page, "[data-progress] input[name=id]")
        page.keyboard.type(STUDENT)
    tab_to(page, "[data-progress] .cw-panel-hand-in button[type=submit]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    folder.mkdir()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def graded_by_command(edition: Edition, folder: Path, submissions: Path) -> dict[str, str]:
    """The one student's row of the gradebook."""
    roster = folder / "roster.csv"
    roster.write_text(f"id,name\n{STUDENT},{NAME}\n", encoding="utf-8")
    command = [
        *(Path(sys.executable).parent / "courseware", "grade", submissions, "--roster", roster),
        *("--out", folder / "results", "--root", ROOT, "--edition", edition.name),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with open(folder / "results" / "gradebook.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    return row


def graded_in_process(edition: Edition, folder: Path, submissions: Path) -> dict[str, str]:
    """As `graded_by_command`, which has shown the way from the command to here."""
    out = folder / "results"
    grade_class(edition.bank, [submissions], folder / "roster.csv", out)
    with open(out / "gradebook.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    return row


def graded_by_page(page: Page, edition: Edition, record: Path) -> dict[str, str]:
    """The one student's row of the gradebook that the teacher's page gives."""
    go(page, TEACHER)
    if edition.bank.unit.sealed:
        type_code(page, ".cw-grading-code")
    page.locator("[data-grading] [data-pick=files]").set_input_files(record)
    page.get_by_role("region", name="Students", exact=True).get_by_role("button", name=STUDENT).wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download gradebook.csv").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    return row


def answered_in_notebook(edition: Edition, folder: Path, answers: dict[str, Any]) -> tuple[Path, ...]:
    """The record and the notebook of somebody who gives the same answers in JupyterLab."""
    if edition.bank.unit.sealed:
        write_notebooks(ROOT, edition.bank, folder)
    else:
        for name in ("chapters", "data", "exercises"):
            shutil.copytree(ROOT / name, folder / name)
    work = folder / "exercises"
    cells = [
        f"from courseware.notebook import answer, student\nstudent({STUDENT!r}, {NAME!r})",
        *(f"answer({name!r}, {value!r})" for name, value in answers.items()),
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    resources = {"metadata": {"path": work}}
    NotebookClient(notebook, timeout=180, kernel_name="python3", resources=resources).execute()
    nbformat.write(notebook, work / "mine.ipynb")
    assert json.loads((work / "answers.json").read_text())["answers"].keys() == answers.keys()
    return work / "answers.json", work / "mine.ipynb"


@pytest.mark.parametrize("sheet", ["right", "mixed"])
def test_the_whole_unit_by_keyboard_earns_the_same_everywhere(edition, pages, paper, tmp_path, sheet):
    answers = {item.id: SHEETS[sheet](item) for item in edition.items}
    expected = {item.id: score(item.scoring, answers[item.id]).score for item in edition.items}
    total = sum(expected.values())
    assert (total == 2900) == (sheet == "right"), "a mixed sheet that earns everything would test nothing"

    shown = walk(pages, edition, answers)
    record = hand_in(pages, tmp_path / "page", f"{len(answers)} of {len(answers)}")
    if edition.bank.unit.sealed:
        assert shown == {} and pages.locator(".cw-panel-score:visible").count() == 0
    else:
        assert shown == expected
        assert rested(pages).locator(".cw-panel-score").inner_text().split()[0] == f"{total / 100:g}"

    for row in (
        graded_by_command(edition, tmp_path, record.parent),
        graded_by_page(pages, edition, record),
    ):
        assert (row["status"], row["answered"]) == ("graded", str(len(expected)))
        assert {name: round(float(row[name]) * 100) for name in expected} == expected
        assert round(float(row["total"]) * 100) == total

    if edition.bank.unit.sealed:  # unlocked, the same pages show what was earned
        go(pages, PANEL)
        if pages.locator(".cw-panel-lock [data-do=lock]:visible").count() == 0:
            type_code(pages, ".cw-panel-lock")
            pages.locator(".cw-panel-score:visible").wait_for()
        assert rested(pages).locator(".cw-panel-score").inner_text().split()[0] == f"{total / 100:g}"
        for module in edition.bank.unit.modules:
            go(pages, f"{module.page}.html")
            mine = [item for item in edition.items if item.module == module.id]
            pages.locator(f"#item-{mine[-1].id} .cw-verdict").wait_for()
            assert {item.id: points(result(pages, item)) for item in mine} == {
                item.id: expected[item.id] for item in mine
            }
    else:
        marked = Sheet(paper.answers)
        on_sheet = {item.id: marked.mark(item.id, on_paper(item, answers[item.id])) for item in edition.items}
        assert on_sheet == {name: Decimal(earned) / 100 for name, earned in expected.items()}

    for path in answered_in_notebook(edition, tmp_path / "unit", answers):
        row = graded_in_process(edition, tmp_path, path)
        assert (row["status"], round(float(row["total"]) * 100)) == ("graded", total), path.name


def test_a_blank_sheet_is_worth_nothing_and_says_that_nothing_was_answered(edition, pages, paper, tmp_path):
    nothing = {item.id: None for item in edition.items}
    assert walk(pages, edition, nothing) == {}
    record = hand_in(pages, tmp_path / "page", f"0 of {len(nothing)}")
    if not edition.bank.unit.sealed:
        assert rested(pages).locator(".cw-panel-score").inner_text().split()[:3] == ["0", "of", "29"]
        marked = Sheet(paper.answers)
        assert sum(marked.mark(item.id, on_paper(item, None)) for item in edition.items) == 0
    for row in (
        graded_by_command(edition, tmp_path, record.parent),
        graded_by_page(pages, edition, record),
    ):
        assert (row["status"], row["total"], row["of"]) == ("blank", "", "29.00")
        assert row["answered"] in ("", "0")
        assert {row[name] for name in nothing} == {""}
