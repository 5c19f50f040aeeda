"""The rubric in a notebook: a plain table in JupyterLab, and one with row headings in the book."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import nbformat
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from courseware.bank.rubric import Criterion, Level, Rubric
from courseware.rubric_table import rubric_table, table_text
from tests.conftest import ROOT

RUBRIC = Rubric(
    "talk",
    "A talk",
    (Level("Good", 150), Level("Fair", 100)),
    (Criterion("clear", "Clear", ("It *is*,\nand not | long.", "Half.")),),
)
CELL = {"mystnb": {"markdown_format": "myst"}}  # as the cell in the book's notebook says


def test_a_row_a_criterion_on_one_line_each():
    assert table_text(RUBRIC).splitlines() == [
        "{.cw-stacked}",
        "| Criterion | Good (1.5 points) | Fair (1 point) |",
        "| --- | --- | --- |",
        "| **Clear** | It *is*, and not \\| long. | Half. |",
    ]


def test_the_book_makes_a_table_of_it(tmp_path: Path):
    outputs = [nbformat.v4.new_output("execute_result", {"text/markdown": table_text(RUBRIC)})]
    cell = nbformat.v4.new_code_cell("rubric_table(root)", metadata=CELL, outputs=outputs)
    cells = [nbformat.v4.new_markdown_cell("# Book"), cell]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
    nbformat.write(notebook, tmp_path / "index.ipynb")
    settings = {
        "extensions": ["myst_nb", "courseware.book.plain_forms"],
        "myst_enable_extensions": ["attrs_block"],
        "nb_execution_mode": "off",
        "suppress_warnings": ["myst-nb.lexer"],
        "html_theme": "basic",
    }
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        out, trees = tmp_path / "out", tmp_path / "out-trees"
        Sphinx(tmp_path, None, out, trees, "html", settings, None, warnings).build()
    assert warnings.getvalue() == ""
    html = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    [table] = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert "cw-stacked" in table
    assert '<th class="stub"><p><strong>Clear</strong></p>' in table
    assert '<span class="cw-cell-name">Good (1.5 points)</span>It <em>is</em>, and not | long.' in table


def test_the_books_own_cell_shows_it_so():
    cells = json.loads((ROOT / "exercises" / "discussion.ipynb").read_text(encoding="utf-8"))["cells"]
    [cell] = [cell for cell in cells if "".join(cell["source"]).startswith("rubric_table(")]
    assert cell["metadata"]["mystnb"] == CELL["mystnb"]
    assert "Thesis" in rubric_table(ROOT).data
