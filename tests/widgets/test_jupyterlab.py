"""A widget in JupyterLab with a kernel and no network: changed by keyboard, read back by a later cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page, expect

from tests.jupyterlab import jupyterlab, notebooks

LABORATORY = (
    "from courseware.widgets import AdvantageLab\n"
    "from tests.widgets.sample import exports_table\n"
    "seen = []\n"
    "lab = AdvantageLab(exports_table(), total='All goods', unit='USD million', title='Who exports what')\n"
    "lab.observe(lambda change: seen.append(change['new']), 'group')\n"
    "lab",
    "lab.exclude_self = True",
    "print(lab.group, lab.what_if, seen, f'{lab.index:.6f}')",
)
EXPLORER = (
    "from courseware.widgets import SeriesExplorer\n"
    "from tests.widgets.sample import trade_table\n"
    "explorer = SeriesExplorer(trade_table(), x='year', series='member', value='value', unit='USD million',\n"
    "                          total='Union', title='Trade by member', source='Table 1')\n"
    "explorer",
    "explorer.x_from = 2014",
    "print(explorer.measure, explorer.x_from, len(explorer.selection))",
)
CALCULATOR = (
    "from courseware.widgets import GrowthCalculator\n"
    "from tests.widgets.sample import flows_table\n"
    "tables = {'corrected': flows_table(), 'printed': flows_table(9.0)}\n"
    "growth = GrowthCalculator(tables, x='year', series='partner', flow='flow', flows=['export', 'import'],\n"
    "                          value='value', boundary=2015, unit='USD million', title='Before and after',\n"
    "                          source='Table 2')\n"
    "growth",
    "growth.method = 'cagr'",
    "print(growth.flow, growth.method, growth.boundary_side, growth.result['before']['last'])",
)
TREE = (
    "from courseware.widgets import DecisionTree\n"
    "from tests.widgets.sample import cases_table, steps_table\n"
    "tree = DecisionTree(steps_table(), cases_table(), title='Is it allowed?')\n"
    "tree",
    "tree.case = 'Open school'",
    "print(tree.case, tree.path, tree.outcome, tree.found)",
)
CLAIMS = (
    "from courseware.widgets import ClaimSorter\n"
    "from tests.widgets.sample import claims_table\n"
    "sorter = ClaimSorter(claims_table(), title='What do you make of these?')\n"
    "sorter",
    "sorter.guesses = {'c-2': 'holds'}",
    "print(sorter.guesses, sorter.shown)",
)
TIMELINE = (
    "import pandas as pd\n"
    "from courseware.widgets import Timeline\n"
    "events = pd.DataFrame({'date': ['2001', '2005-05', '2009-09-09'], 'event': ['A', 'B', 'C'],\n"
    "                       'category': 'steps', 'source': 'x'})\n"
    "timeline = Timeline(events, title='Steps')\n"
    "timeline",
    "timeline.on_date = '2005-05-01'",
    "print(timeline.on_date, timeline.selection['state'].tolist())",
)
BUILDER = (
    "import pandas as pd\n"
    "from courseware.widgets import ArgumentBuilder\n"
    "evidence = pd.DataFrame({'id': ['e1', 'e2'], 'text': ['It is cheap.', 'It is old.'], 'source': 'Shop',\n"
    "                         'verdict': 'reproduces'})\n"
    "builder = ArgumentBuilder(evidence, sides=['Buy', 'Wait'], title='Buy or wait')\n"
    "builder",
    "builder.choices = [{'id': 'e2', 'side': 'Wait', 'stance': 'for'}]",
    "print(builder.choices, builder.outline.count('It is cheap'))",
)
NOTEBOOKS = {
    "laboratory": LABORATORY,
    "explorer": EXPLORER,
    "calculator": CALCULATOR,
    "tree": TREE,
    "claims": CLAIMS,
    "timeline": TIMELINE,
    "builder": BUILDER,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a JupyterLab that serves the notebooks and writes nothing outside a temporary folder."""
    tmp_path = tmp_path_factory.mktemp("jupyterlab")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    for name, cells in NOTEBOOKS.items():
        notebook = new_notebook(cells=[new_code_cell(source) for source in cells], metadata=kernel)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    with jupyterlab(folder, tmp_path) as address:
        yield address


@pytest.fixture
def run(browser: Browser, server: str) -> Iterator[Callable[[str], Page]]:
    """Open a notebook and run all its cells; any request that leaves the machine fails the test."""
    with notebooks(browser, server) as open_notebook:
        yield open_notebook


def run_last_cell(page: Page) -> None:
    """As a student would: click beside it, press Ctrl+Enter."""
    page.locator(".jp-Cell").nth(2).locator(".jp-InputArea-prompt").click()
    page.keyboard.press("Control+Enter")


def test_a_kernel_reads_what_the_reader_chose(run):
    page = run("laboratory")
    status = page.locator(".cww").get_by_role("status")
    expect(status).to_contain_text("Highland exports 40.5 USD million of Grain", timeout=30_000)
    output = page.locator(".jp-Cell").nth(2).locator(".jp-OutputArea-output")
    expect(output).to_contain_text("Grain 40.5 []")
    # The second cell's assignment is in the view.
    expect(page.get_by_label("The others only")).to_be_checked()

    field = page.get_by_role("combobox", name="Group of goods")
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(status).to_contain_text("61.2 USD million of Metal")
    slider = page.get_by_role("slider", name="What-if export, slider")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")  # without its mark, JupyterLab would take this key
    expect(status).to_contain_text("With ")
    chosen = float(page.get_by_label("Export (USD million)").input_value())
    assert chosen > 0
    shown = float(page.locator(".cww-tile-strong data").get_attribute("value"))

    run_last_cell(page)
    expect(output).to_contain_text(f"Metal {chosen} ['Metal'] {shown:.6f}")


@pytest.mark.parametrize(
    ("name", "before", "control", "after"),
    [
        ("explorer", "level 2014 ", "Level", "share 2014 "),
        ("calculator", "export cagr before 2015", "before", "export cagr after 2014"),
    ],
)
def test_the_other_widgets_answer_to_kernel_and_keyboard_too(run, name, before, control, after):
    page = run(name)
    output = page.locator(".jp-Cell").nth(2).locator(".jp-OutputArea-output")
    expect(output).to_contain_text(before, timeout=30_000)
    page.get_by_role("radio", name=control).focus()
    page.keyboard.press("ArrowRight")
    run_last_cell(page)
    expect(output).to_contain_text(after)


def test_a_kernel_reads_the_way_through_a_tree(run):
    page = run("tree")
    output = page.locator(".jp-Cell").nth(2).locator(".jp-OutputArea-output")
    expect(output).to_contain_text("Open school [] None {}", timeout=30_000)
    page.locator(".cww").get_by_role("button", name="Yes").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Next case")).to_be_focused()
    run_last_cell(page)
    expect(output).to_contain_text("Open school ['yes', 'yes'] Forbidden {'Open school': 'forbidden'}")
    page.get_by_role("button", name="Next case").click()
    run_last_cell(page)
    expect(output).to_contain_text("Cheap loan [] None {'Open school': 'forbidden'}")


def test_a_kernel_reads_what_was_made_of_the_claims(run):
    page = run("claims")
    output = page.locator(".jp-Cell").nth(2).locator(".jp-OutputArea-output")
    expect(output).to_contain_text("{'c-2': 'holds'} []", timeout=30_000)
    second = page.locator(".cww-claim").nth(1)
    expect(second.get_by_label("Holds")).to_be_checked()
    second.get_by_label("Holds").focus()
    page.keyboard.press("ArrowRight")
    second.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(second).to_contain_text("You agree.")
    run_last_cell(page)
    expect(output).to_contain_text("{'c-2': 'contradicts itself'} ['c-2']")


def test_a_kernel_reads_the_day_on_a_time_line(run):
    page = run("timeline")
    output = page.locator(".jp-Cell").nth(2).locator(".jp-OutputArea-output")
    expect(output).to_contain_text("2005-05-01 ['before', 'open', 'after']", timeout=30_000)
    page.get_by_role("button", name="Event after", exact=True).focus()
    page.keyboard.press("Enter")
    run_last_cell(page)
    expect(output).to_contain_text("2009-09-09 ['before', 'before', 'on']")


def test_an_argument_is_typed_and_read_by_the_kernel(run):
    page = run("builder")
    output = page.locator(".jp-Cell").nth(2).locator(".jp-OutputArea-output")
    second = "{'id': 'e2', 'side': 'Wait', 'stance': 'for', 'weight': 2, 'note': ''}"
    expect(output).to_contain_text(f"[{second}] 0", timeout=30_000)
    piece = page.get_by_role("group", name="1. It is cheap.")
    piece.get_by_role("combobox").focus()
    page.keyboard.type("For: Buy")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Just a joy: dd, b, m")  # each of them is a shortcut of JupyterLab's
    run_last_cell(page)
    first = "{'id': 'e1', 'side': 'Buy', 'stance': 'for', 'weight': 3, 'note': 'Just a joy: dd, b, m'}"
    expect(output).to_contain_text(f"[{second}, {first}] 1")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('courseware'))") == []
