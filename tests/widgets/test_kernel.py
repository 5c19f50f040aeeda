"""Every kind of widget in JupyterLab and in Notebook 7, with a kernel and without a network.

One notebook holds them all, with three cells each; a test runs those of its widget as a student would. Others
are opened again after their kernel is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import Browser, Locator, Page, expect

import courseware.widgets
from courseware.widgets import WIDGETS
from tests.chromium import rested
from tests.jupyterlab import jupyterlab, pages, wait_for_kernel
from tests.widgets.kernel_cases import CASES, IMPORTS, Case

NAMES = [widget.__name__ for widget in WIDGETS]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CONTROLS = ":is(input, select, textarea, button, summary, [tabindex])"
# Focuses one control after the other; gives those whose keys the notebook would take.
UNMARKED = """(controls) => controls.filter((one) => one.checkVisibility() && !one.disabled).filter((one) => {
  one.focus();
  return one.ownerDocument.activeElement !== one || !one.hasAttribute("data-lm-suppress-shortcuts");
}).map((one) => one.outerHTML)"""
CELLS = "jupyterapp.shell.currentWidget.content.widgets.map((cell) => cell.model.type)"
RESTART = "jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
HAZARDS = "aabddxmmyzc00"  # make, delete, cut and change cells in JupyterLab, and restart the kernel


def assignments(values: dict[str, object]) -> str:
    return "; ".join(f"w.{name} = {value!r}" for name, value in values.items())


def cells_of(case: Case) -> tuple[str, str, str]:
    """Show the widget; change it, show it again; say what it holds and what was observed."""
    observe = f"w.observe(lambda change: seen.append(change['new']), {case.observed!r})"
    refuse = f"try:\n    {assignments(case.refused)}\nexcept TraitError as error:\n    print(error)"
    read = ", ".join(f"w.{name}" for name in case.reads)
    return (
        f"w = {case.make}\nseen = []\n{observe}\nw",
        f"{assignments(case.sets)}\n{refuse}\nw",
        f"print([{read}], 'seen:', seen[-1])",
    )


def test_every_kind_of_widget_has_a_case():
    assert sorted(CASES) == sorted(NAMES)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address of a server, and the folder that it serves in its home."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "notebooks"
    folder.mkdir()
    with jupyterlab(folder, home) as address:
        yield address, folder


@pytest.fixture(scope="module", params=["lab", "notebook"])
def front(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def page(browser: Browser, served: tuple[str, Path], front: str) -> Iterator[Page]:
    """The notebook with all widgets. An error in the console fails the tests."""
    address, folder = served
    cells = [IMPORTS, *(cell for name in NAMES for cell in cells_of(CASES[name]))]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=KERNEL)
    nbformat.write(notebook, folder / f"{front}.ipynb")
    faults = []
    with pages(browser, address, front) as open_page:
        page = open_page(front)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        wait_for_kernel(page)
        run(page, 0)
        yield page
    assert faults == []


def run(page: Page, number: int) -> Locator:
    """Run a cell: click beside it, press Ctrl+Enter."""
    cell = page.locator(".jp-Cell").nth(number)
    cell.locator(".jp-InputArea-prompt").click()
    page.keyboard.press("Control+Enter")
    return cell


@pytest.mark.parametrize("name", NAMES)
def test_code_and_keyboard_change_one_widget(page, name):
    case, start = CASES[name], 1 + 3 * NAMES.index(name)
    first = run(page, start).locator(".cww")
    expect(first).to_be_visible()
    rested(page)
    fresh = first.text_content()

    second = run(page, start + 1)
    expect(second).to_contain_text(case.says)
    for view in (first, second.locator(".cww")):
        expect(view).to_contain_text(case.shown)

    for role, label, before, keys in case.keys:
        first.get_by_role(role, name=label, exact=True).nth(before).focus()
        for key in keys:
            page.keyboard.press(key)
    for view in (first, second.locator(".cww")):
        expect(view).to_contain_text(case.after)
    output = run(page, start + 2).locator(".jp-OutputArea-output")
    value = case.reads.get(case.observed, case.sets.get(case.observed))
    expect(output).to_have_text(f"{list(case.reads.values())} seen: {value}")

    assert first.locator(CONTROLS).evaluate_all(UNMARKED) == []
    page.keyboard.press("Control+Enter")  # from within: the cell is run again
    expect(first).to_have_text(fresh)
    expect(page.locator(".cw-saved").first).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "controls"),
    [
        ("ArgumentBuilder", {"combobox": "Use it", "textbox": "Your answer in one or two sentences"}),
        ("Timeline", {"checkbox": "talks", "slider": "Year, slider", "button": "Event after"}),
        ("MultiplierWhatIf", {"spinbutton": "Multiplier", "group": "Numbers in this view"}),
    ],
)
def test_no_key_that_a_widget_has_reaches_the_notebook(page, name, controls):
    cells = page.evaluate(CELLS)
    view = run(page, 1 + 3 * NAMES.index(name)).locator(".cww")
    expect(view).to_be_visible()
    view.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    for role, label in controls.items():
        view.get_by_role(role, name=label, exact=True).last.focus()
        press_hazards(page)
    assert page.evaluate(CELLS) == cells
    expect(page.get_by_role("dialog")).to_have_count(0)


def press_hazards(page: Page) -> None:
    """None of them takes the focus out of the widget."""
    for key in (*HAZARDS, "ArrowDown", "ArrowUp", "Shift+ArrowDown", "Escape", "Shift+M"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('.cww') !== null")


def opened_again(name: str) -> NotebookNode:
    """A notebook with a view whose kernel is gone, and its cell."""
    outputs = []
    with patch("courseware.widgets.base.display", lambda data, raw: outputs.append(data)):
        eval(CASES[name].make, {"cw": courseware.widgets})._ipython_display_()
    outputs = [new_output("display_data", data) for data in outputs]
    cell = new_code_cell(f"import courseware.widgets as cw\n{CASES[name].make}", outputs=outputs)
    return new_notebook(cells=[cell], metadata=KERNEL)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_notebook_opened_again_has_the_numbers_until_its_cell_is_run(browser, served, front, trusted):
    address, folder = served
    notebook, file = opened_again("RateConverter"), folder / f"again-{front}-{trusted}.ipynb"
    nbformat.write(notebook, file)
    if trusted:
        NotebookNotary(data_dir=str(folder.parent / "jupyter_data_dir")).sign(nbformat.read(file, 4))
    with pages(browser, address, front) as open_page:
        page = open_page(file.stem)
        saved, view = page.locator(".cw-saved"), page.locator(".cww")
        expect(saved).to_be_visible()
        saved.locator("summary").click()
        expect(saved).to_contain_text("First year")
        expect(page.locator(".jp-OutputArea")).not_to_contain_text("model not found", use_inner_text=True)
        expect(page.locator(".jp-OutputArea")).not_to_contain_text("Loading", use_inner_text=True)
        if not trusted:
            return
        wait_for_kernel(page)
        run(page, 0)
        expect(view).to_be_visible()
        expect(saved).to_be_hidden()
        view.get_by_role("radio").first.focus()
        page.keyboard.press("Control+s")  # the notebook's, not the browser's
        expect(page.locator(".jp-mod-dirty")).to_have_count(0)
        page.evaluate(RESTART)
        expect(view).to_contain_text("This view has lost its kernel")
