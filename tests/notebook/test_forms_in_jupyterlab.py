"""Questions as forms in JupyterLab and Notebook: answered by keyboard, kept in file and outputs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Locator, Page, expect

from courseware.bank import load_bank
from courseware.gradebook.grade import grade_record
from courseware.handin.notebook_answers import record_of_notebook
from courseware.handin.record import parse_record
from courseware.sealing.documents import question_document
from tests.browser.conftest import axe
from tests.jupyterlab import command, jupyterlab, notebooks, wait_for_kernel
from tests.notebook.conftest import LANDS

BANK = load_bank(LANDS)
SEALED = load_bank(LANDS, sealed=True)
START = "from courseware.notebook import *\nstudent('s-017', 'Aigerim')"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address of a JupyterLab and the folder it serves: a unit, and a sealed one as students get it."""
    tmp_path = tmp_path_factory.mktemp("jupyterlab")
    folder = tmp_path / "served"
    shutil.copytree(LANDS, folder)
    test = folder / "test" / "exercises"
    test.mkdir(parents=True)
    (test / "questions.json").write_text(json.dumps(question_document(SEALED)), encoding="utf-8")
    write(folder / "all.ipynb", START, *(f"ask('{item.id}')" for item in BANK.items), "hand_in()")
    write(folder / "chapters" / "two.ipynb", START, "ask('rivers-01')", "answer('rivers-01', 'low')")
    write(test / "test.ipynb", START, "ask('rivers-03')", "ask('rivers-01')")
    with jupyterlab(folder, tmp_path) as address:
        yield address, folder


def write(path: Path, *cells: str) -> None:
    nbformat.write(new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=KERNEL), path)


@pytest.fixture
def run(browser: Browser, served: tuple[str, Path]) -> Iterator[Callable[[str], Page]]:
    with notebooks(browser, served[0]) as open_notebook:
        yield open_notebook


def form(page: Page, item: str) -> Locator:
    return page.locator(f"form[data-item='{item}']")


def keys(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def answer_everything(page: Page) -> None:
    """By keyboard alone: everything right, after two mistakes."""
    form(page, "rivers-01").get_by_role("radio").first.focus()
    keys(page, "Space", "Enter")  # the first option, which is wrong
    expect(form(page, "rivers-01")).to_contain_text("Not correct")
    form(page, "rivers-01").get_by_role("radio").first.focus()
    keys(page, "ArrowDown", "Enter")
    expect(form(page, "rivers-01")).to_contain_text("This is your best so far; it counts.")

    form(page, "rivers-02").get_by_role("checkbox").first.focus()
    keys(page, "Space", "Tab", "Space", "Enter")
    expect(form(page, "rivers-02")).to_contain_text("Both ways across.")

    form(page, "rivers-03").get_by_role("textbox").focus()
    page.keyboard.type("37,5")  # "3" and "7" are shortcuts of JupyterLab's
    keys(page, "Enter")
    expect(form(page, "rivers-03")).to_contain_text("That is the part in Highland.")
    form(page, "rivers-03").get_by_role("button", name="Try another").focus()
    keys(page, "Enter")
    expect(form(page, "rivers-03")).to_contain_text("where it runs for 20 km?")
    form(page, "rivers-03").get_by_role("textbox").focus()
    page.keyboard.type("25")
    keys(page, "Enter")
    expect(form(page, "rivers-03")).to_contain_text("Yes: 20 of 80.")

    order = form(page, "rivers-04")
    for place, name in enumerate(["The spring", "The mill", "The bridge", "The mouth"]):
        button = order.get_by_role("button", name=f"Move up: {name}")
        button.focus()
        for _ in range(4):
            if order.locator("li").nth(place).inner_text().strip() == name:
                break
            keys(page, "Enter")
    order.get_by_role("button", name="Check").focus()
    keys(page, "Enter")
    expect(order).to_contain_text("That is how the water runs.")

    for name, choice in {"The ferry": "L", "The waterfall": "H", "The port": "L"}.items():
        form(page, "rivers-05").get_by_label(name).focus()
        page.keyboard.type(choice)
    form(page, "rivers-05").get_by_role("button", name="Check").focus()
    keys(page, "Enter")
    expect(form(page, "rivers-05")).to_contain_text("All three.")

    form(page, "rivers-06").get_by_role("textbox").focus()
    page.keyboard.type("ruda")  # two d's in a row would delete the cell
    keys(page, "Enter")
    expect(form(page, "rivers-06")).to_contain_text("The Ruda it is.")


def saved_notebook(page: Page, path: Path) -> dict:
    page.wait_for_timeout(600)  # what was typed last is on its way to the kernel
    wait_for_kernel(page)
    command(page, "docmanager:save")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    page.wait_for_timeout(500)
    return json.loads(path.read_bytes())


def restart(page: Page) -> None:
    page.evaluate("() => { globalThis.old = document.querySelectorAll('form[data-item]'); }")
    command(page, "notebook:restart-run-all")
    page.get_by_role("dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function("() => [...globalThis.old].every((form) => !form.isConnected)", timeout=60_000)
    wait_for_kernel(page)


def test_a_unit_is_answered_by_keyboard_and_is_there_again_after_a_restart(run, served):
    folder = served[1]
    page = run("all")
    expect(form(page, "rivers-06")).to_be_visible(timeout=60_000)
    answer_everything(page)
    document = saved_notebook(page, folder / "all.ipynb")
    file, outputs = parse_record((folder / "answers.json").read_bytes()), record_of_notebook(document)
    assert grade_record(file, BANK).total == grade_record(outputs, BANK).total == 750
    assert (outputs.answers, outputs.fingerprints) == (file.answers, file.fingerprints)
    assert outputs.first == file.first
    assert file.first["rivers-01"]["value"] == "low"
    assert (file.student.id, outputs.student.id) == ("s-017", "s-017")
    assert grade_record(file.first_tries(), BANK).total == 500

    restart(page)
    expect(page.locator(".jp-OutputArea-output").last).to_contain_text(
        "6 of 6 questions answered, 7.5 of 7.5"
    )
    expect(form(page, "rivers-01").get_by_role("radio", name="Highland")).to_be_checked()
    expect(form(page, "rivers-01")).to_contain_text("First try: 0.")
    expect(form(page, "rivers-03").get_by_role("textbox")).to_have_value("25")
    expect(form(page, "rivers-03")).to_contain_text("where it runs for 20 km?")
    document = saved_notebook(page, folder / "all.ipynb")
    again = record_of_notebook(document)
    assert again._replace(saved=outputs.saved) == outputs
    after = parse_record((folder / "answers.json").read_bytes())
    assert after._replace(saved=file.saved) == file


def test_axe_finds_nothing_in_the_forms_in_light_and_dark(run):
    page = run("chapters/two")
    expect(form(page, "rivers-01")).to_contain_text("It ends there", timeout=60_000)
    assert axe(page, within=".cw-lab") == []
    page.evaluate("() => jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    expect(page.locator("body[data-jp-theme-light=false]")).to_have_count(1)
    card = form(page, "rivers-01").evaluate("(form) => getComputedStyle(form).backgroundColor")
    assert card == "rgb(26, 32, 40)"
    assert axe(page, within=".cw-lab") == []


def test_code_and_form_see_each_other(run, served):
    folder = served[1] / "chapters"
    page = run("chapters/two")
    expect(form(page, "rivers-01")).to_contain_text(
        "It ends there", timeout=60_000
    )  # the later cell's answer
    expect(form(page, "rivers-01").get_by_role("radio", name="Lowland")).to_be_checked()
    form(page, "rivers-01").get_by_role("radio", name="Highland").check()
    document = saved_notebook(page, folder / "two.ipynb")
    # Chosen and not checked: what was checked counts.
    assert record_of_notebook(document).answers == {"rivers-01": "low"}
    assert parse_record((folder / "answers.json").read_bytes()).answers == {"rivers-01": "low"}


def test_a_sealed_form_keeps_and_tells_nothing(run, served):
    folder = served[1] / "test" / "exercises"
    page = run("test/exercises/test")
    expect(form(page, "rivers-01")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name=re.compile("Check|Try another"))).to_have_count(0)
    form(page, "rivers-01").get_by_role("radio").nth(1).focus()
    keys(page, "Space")
    expect(form(page, "rivers-01")).to_contain_text("Answer kept.")
    form(page, "rivers-03").get_by_role("textbox").focus()
    page.keyboard.type("25")
    document = saved_notebook(page, folder / "test.ipynb")
    assert "scoring" not in json.dumps(document)
    file, outputs = parse_record((folder / "answers.json").read_bytes()), record_of_notebook(document)
    assert file.answers == outputs.answers == {"rivers-01": "high", "rivers-03": "25"}
    states = [result.state for result in grade_record(file, SEALED).results]
    assert (states[0], states[2]) == ("graded", "graded")
    assert grade_record(file, SEALED) == grade_record(outputs, SEALED)
    restart(page)
    expect(form(page, "rivers-03").get_by_role("textbox")).to_have_value("25")


def test_in_notebook_7_a_form_keeps_its_keys_and_says_when_its_kernel_is_gone(browser, served):
    write(served[1] / "chapters" / "seven.ipynb", START, "ask('rivers-06')")
    with notebooks(browser, served[0], "notebook") as open_notebook:
        page = open_notebook("chapters/seven")
        question = form(page, "rivers-06")
        expect(question).to_be_visible(timeout=60_000)
        question.get_by_role("textbox").focus()
        page.keyboard.type("ruda")
        keys(page, "Enter")
        expect(question).to_contain_text("The Ruda it is.")
        expect(page.locator(".jp-Cell").nth(1)).to_contain_text("Your answer is kept in this notebook")
        page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
        expect(page.locator(".cw-lab")).to_contain_text("This question has lost its kernel")
        expect(page.locator(".cw-lab [inert]")).to_have_count(1)
