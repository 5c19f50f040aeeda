"""Whatever is changed reaches its page in the next build, which then leaves the same files as a first one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.book.test_reproducible import BOOKKEEPING
from tests.conftest import ROOT

UNIT = ROOT / "tests/two_lands"
SETTINGS = """
extensions = ["myst_nb", "sphinx_copybutton", "sphinx_togglebutton", "sphinx_design", "courseware.book"]
html_theme = "sphinx_book_theme"
html_copy_source = False
exclude_patterns = ["_build", "node_modules"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
"""
READ = """
import pandas as pd
import plotly.graph_objects as go
from courseware.figures import describe
from courseware.widgets import SeriesExplorer
wool = pd.read_csv("../data/wool.csv")
"""
CHART = """
fig = go.Figure(go.Bar(x=wool["year"].astype(str), y=wool["tonnes"]), {"title": {"text": "Wool by year"}})
describe(fig, alt="Two bars.", source="Invented")
"""
WIDGET = """
SeriesExplorer(wool, x="year", series="land", value="tonnes", unit="t", title="By land", source="Invented")
"""
GLOSSARY = "# Words\n\n```{glossary}\nfulling\n  Cleaning wool.\n```\n"
TABLE = "year,land,tonnes\n1900,Highland,4711\n1901,Highland,5000\n"


class Book:
    """A small book with an engine of its own, so that that can be changed too."""

    def __init__(self, folder: Path) -> None:
        self.root, self.engine = folder / "unit", folder / "engine/courseware"
        self.site, self.trees = self.root / "_build/html", self.root / "_build/trees"
        shutil.copytree(UNIT, self.root)
        shutil.copytree(ROOT / "courseware", self.engine, ignore=shutil.ignore_patterns("__pycache__"))
        (self.root / "node_modules").symlink_to(ROOT / "node_modules")
        (self.root / "conf.py").write_text(SETTINGS)
        (self.root / "data").mkdir(exist_ok=True)
        (self.root / "data/wool.csv").write_text(TABLE)
        cells = [new_markdown_cell("# Wool"), *map(new_code_cell, (READ, CHART, WIDGET))]
        nbformat.write(new_notebook(cells=cells), self.root / "chapters/wool.ipynb")
        (self.root / "words.md").write_text(GLOSSARY)
        change(self.root / "index.md", "chapters/rivers\n", "chapters/rivers\nchapters/wool\nwords\n")

    def build(self) -> None:
        """In a process of its own, as in real life."""
        command = [sys.executable, "-m", "sphinx", "-q", "-d", self.trees, self.root, self.site]
        environment = {**os.environ, "PYTHONPATH": str(self.engine.parent)}
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr

    def page(self, name: str) -> str:
        return (self.site / f"{name}.html").read_text(encoding="utf-8")

    def asset(self, name: str) -> str:
        """The file of this name that the wool's page asks for, whatever its hash."""
        [found] = set(re.findall(rf'_static/courseware/{name}\.\w+\.\w+(?=")', self.page("chapters/wool")))
        return (self.site / found).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        files = (file for file in self.site.rglob("*") if file.is_file() and file.name not in BOOKKEEPING)
        return {file.relative_to(self.site).as_posix(): file.read_bytes() for file in files}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Built once; the tests stand in their order and go on with what the one before left."""
    made = Book(tmp_path_factory.mktemp("rebuilding"))
    made.build()
    return made


def test_a_changed_text_script_and_style_need_no_other_page_to_be_read(book):
    before = (book.trees / "chapters/wool.doctree").stat().st_mtime_ns
    change(book.root / "chapters/rivers.md", "It rises in Highland.", "It rises in zyzzyvas and Highland.")
    with (book.engine / "widgets/series_explorer.js").open("a") as script:
        script.write('const TESTED = "";\n')
    with (book.engine / "page/score.css").open("a") as style:
        style.write(".cw-tested { color: red; }\n")
    book.build()
    assert "zyzzyvas" in book.page("chapters/rivers")
    assert "TESTED" in book.asset("widget-series-explorer")
    assert ".cw-tested" in book.asset("site")
    with (book.engine / "page/print.js").open("a") as script:
        script.write('const ON_PAPER = "";\n')
    book.build()
    assert "ON_PAPER" in book.asset("theme"), "in a build that writes no page"
    assert (book.trees / "chapters/wool.doctree").stat().st_mtime_ns == before


def test_changed_data_items_titles_and_engine_reach_every_page(book):
    change(book.root / "data/wool.csv", "4711", "4712")
    change(book.root / "exercises/items/rivers.yml", "The bridge", "The old stone bridge")
    change(book.root / "chapters/wool.ipynb", "Wool by year", "Wool, year by year")
    change(book.root / "chapters/rivers.md", "zyzzyvas and ", "")
    change(book.root / "chapters/rivers.md", "# Rivers and bridges", "# Rivers and ferries")
    change(book.engine / "book/page_metadata.py", '"article"', '"book"')
    book.build()
    wool, csv = book.page("chapters/wool"), (book.site / "_figures/fig-wool-year-by-year.csv").read_text()
    assert "4711" not in wool + csv, "the cached output of the notebook is shown"
    assert "1900,4712" in csv and wool.count("4712") > 2, "in the chart, its table and the widget"
    assert "The old stone bridge" in book.page("chapters/rivers")
    assert 'property="og:type" content="book"' in wool
    assert "Rivers and ferries" in wool, "the contents list of another page"


def test_nothing_tells_a_rebuilt_site_from_a_new_one(book):
    change(book.root / "chapters/rivers.md", "It rises in Highland.", "It rises up in Highland.")
    book.build()
    rebuilt = book.files()
    assert b"fulling" in rebuilt["searchindex.js"]
    shutil.rmtree(book.site)
    shutil.rmtree(book.trees)
    book.build()
    new = book.files()
    assert rebuilt.keys() == new.keys()
    assert [name for name in new if new[name] != rebuilt[name]] == []
