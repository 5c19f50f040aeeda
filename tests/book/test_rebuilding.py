"""A change in the data or the bank reaches a page that nobody has touched."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

UNIT = Path(__file__).parents[1] / "two_lands"
SETTINGS = """
extensions = ["myst_nb", "courseware.book.item_directive", "courseware.book.freshness"]
html_theme = "basic"
exclude_patterns = ["_build"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
"""


def build(unit: Path) -> None:
    # in a process of its own, as in real life: myst-nb and myst-parser do not share one
    command = [sys.executable, "-m", "sphinx", "-q", "-d", unit / "_build/trees", unit, unit / "_build/out"]
    subprocess.run(command, check=True, cwd=unit, capture_output=True)


def test_a_corrected_cell_and_a_reworded_item_reach_their_pages(tmp_path):
    unit = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    (unit / "conf.py").write_text(SETTINGS)
    table, items = unit / "data/wool.csv", next((unit / "exercises/items").glob("*.yml"))
    table.parent.mkdir(exist_ok=True)
    table.write_text("tonnes\n4711\n")
    cells = [new_markdown_cell("# Wool"), new_code_cell("print(open('../data/wool.csv').read())")]
    nbformat.write(new_notebook(cells=cells), unit / "chapters/wool.ipynb")
    build(unit)
    wool, rivers = unit / "_build/out/chapters/wool.html", unit / "_build/out/chapters/rivers.html"
    assert "4711" in wool.read_text()

    table.write_text("tonnes\n4712\n")
    text = items.read_text(encoding="utf-8")
    items.write_text(text.replace("The bridge", "The old stone bridge"), encoding="utf-8")
    assert "The old stone bridge" not in rivers.read_text(encoding="utf-8")
    build(unit)
    assert "4712" in wool.read_text(), "the notebook's cached output is shown"
    assert "The old stone bridge" in rivers.read_text(encoding="utf-8")
