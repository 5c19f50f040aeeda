"""Begun on the page, gone on with in a notebook, finished on the page: one record, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Locator, Page, expect

from courseware.bank import load_bank
from courseware.gradebook.grade import grade_record
from courseware.handin.notebook_answers import record_of_notebook
from courseware.handin.record import parse_record
from courseware.scoring import draw
from courseware.sealing.documents import question_document
from tests.jupyterlab import command, jupyterlab, notebooks, wait_for_kernel
from tests.notebook.conftest import LANDS
from tests.page.conftest import write_pages

BANKS = {"practice": load_bank(LANDS), "sealed": load_bank(LANDS, sealed=True)}
# Whose variant of rivers-03 is the second, for whom 25 is right, in the sealed edition.
STUDENT = next(name for name in (f"s-{n}" for n in range(99)) if draw("sealed-1", "rivers-03", name, 3) == 1)
CELLS = (
    "from courseware.notebook import *",
    f"student('{STUDENT}', 'Aigerim')",
    "open_answers('answers (1).json')",
    "ask('rivers-01')",
    "ask('rivers-03')",
    "answer('rivers-06', 'Ruda')",
    "hand_in()",
)
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address of a JupyterLab and the folder it serves: both editions, each with a notebook."""
    tmp_path = tmp_path_factory.mktemp("round-trip")
    folder = tmp_path / "served"
    shutil.copytree(LANDS, folder / "practice")
    (folder / "sealed" / "exercises").mkdir(parents=True)
    questions = json.dumps(question_document(BANKS["sealed"]))
    (folder / "sealed" / "exercises" / "questions.json").write_text(questions, encoding="utf-8")
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in CELLS], metadata=KERNEL)
    for edition in BANKS:
        nbformat.write(notebook, folder / edition / "exercises" / "lab.ipynb")
    with jupyterlab(folder, tmp_path) as address:
        yield address, folder


def form(page: Page, item: str) -> Locator:
    return page.locator(f"form[data-item='{item}']")


def check(page: Page, item: str, edition: str, says: str) -> None:
    if edition == "practice":
        form(page, item).get_by_role("button", name="Check").click()
        expect(form(page, item)).to_contain_text(says)
    else:
        expect(form(page, item)).to_contain_text("Answer kept.")


def begin_on_the_page(page: Page, edition: str, target: Path) -> None:
    """Answer two questions, one of them in the second variant, and download."""
    page.get_by_label("Student id").last.fill(STUDENT)
    page.get_by_label("Student id").last.press("Enter")
    if edition == "practice":
        form(page, "rivers-01").get_by_role("radio", name="Lowland", exact=True).check()
        check(page, "rivers-01", edition, "Not correct")
        form(page, "rivers-03").get_by_role("button", name="Try another").click()
    form(page, "rivers-01").get_by_role("radio", name=re.compile("Highland")).check()
    check(page, "rivers-01", edition, "Yes, it rises in Highland.")
    expect(form(page, "rivers-03")).to_contain_text("where it runs for 20 km?")
    form(page, "rivers-03").get_by_role("textbox").fill("25")
    check(page, "rivers-03", edition, "Yes: 20 of 80.")
    download(page, target)


def download(page: Page, target: Path) -> None:
    with page.expect_download() as event:
        page.get_by_role("button", name="Download my answers").click()
    event.value.save_as(target)


@pytest.mark.parametrize("edition", ["practice", "sealed"])
def test_page_notebook_page(browser: Browser, served, tmp_path: Path, edition: str):
    address, folder = served
    exercises = folder / edition / "exercises"
    bank = BANKS[edition]
    write_pages(tmp_path, bank)
    context = browser.new_context(viewport={"width": 1000, "height": 1200}, offline=True)
    page = context.new_page()
    page.goto((tmp_path / "light.html").as_uri())
    begin_on_the_page(page, edition, exercises / "answers (1).json")
    from_page = parse_record((exercises / "answers (1).json").read_bytes())
    assert from_page.answers == {"rivers-01": "high", "rivers-03": "25"}

    with notebooks(browser, address) as open_notebook:
        lab = open_notebook(f"{edition}/exercises/lab")
        highland = form(lab, "rivers-01").get_by_role("radio", name=re.compile("Highland"))
        expect(highland).to_be_checked(timeout=60_000)
        expect(form(lab, "rivers-03")).to_contain_text("where it runs for 20 km?")
        expect(form(lab, "rivers-03").get_by_role("textbox")).to_have_value("25")
        if edition == "practice":
            expect(form(lab, "rivers-01")).to_contain_text("First try: 0.")
        link = lab.get_by_role("link", name="Download answers.json")
        expect(link).to_be_visible()
        with lab.expect_download() as event:
            link.click()
        assert event.value.suggested_filename == "answers.json"
        event.value.save_as(tmp_path / "answers (2).json")
        wait_for_kernel(lab)
        command(lab, "docmanager:save")
        expect(lab.locator(".jp-mod-dirty")).to_have_count(0)

    record = parse_record((tmp_path / "answers (2).json").read_bytes())
    assert record == parse_record((exercises / "answers.json").read_bytes())
    assert record.answers == {**from_page.answers, "rivers-06": "Ruda"}
    assert {item: record.first[item] for item in from_page.first} == from_page.first
    of_notebook = record_of_notebook(json.loads((exercises / "lab.ipynb").read_bytes()))
    assert grade_record(of_notebook, bank) == grade_record(record, bank)
    assert grade_record(record, bank).total == 350

    page.get_by_label("Student id").last.fill(STUDENT)  # the same device, with its own answers still there
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load answers").click()
    chooser.value.set_files(tmp_path / "answers (2).json")
    expect(page.locator(".cw-panel-hand-in .cw-panel-said")).to_contain_text("3 answers loaded.")
    expect(page.locator(".cw-panel-live [data-number=answered]").first).to_have_text("3")
    expect(form(page, "rivers-06").get_by_role("textbox")).to_have_value("Ruda")
    if edition == "practice":
        expect(page.locator(".cw-panel-live [data-number=earned]")).to_have_text("3.5")
        expect(page.locator(".cw-panel-live [data-number=first]")).to_have_text("2.5")
    download(page, tmp_path / "answers (3).json")
    after = parse_record((tmp_path / "answers (3).json").read_bytes())
    assert after._replace(saved=record.saved) == record
    context.close()
