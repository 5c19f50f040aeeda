"""Checklists and tables of sentences in a small book."""

import io
import re
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

SETTINGS = {
    "extensions": ["myst_parser", "courseware.book.plain_forms"],
    "myst_enable_extensions": ["attrs_block"],
    "html_theme": "basic",
    "exclude_patterns": ["out*"],
}
PAGE = """# Book

- [ ] Read *both* texts.
- [ ] Ask "why".

Not all of these:

- [ ] a box
- no box

{.cw-stacked}
| What | Good | Poor |
|---|---|---|
| Reasons | **Two** | One |
| Words |  | None |

| What | Good |
|---|---|
| Plain | Yes |
"""


@pytest.fixture
def build(tmp_path: Path):
    (tmp_path / "index.md").write_text(PAGE)

    def run(builder: str) -> str:
        warnings = io.StringIO()
        with patch_docutils(), docutils_namespace():
            trees = tmp_path / "out-trees"
            Sphinx(tmp_path, None, tmp_path / "out", trees, builder, SETTINGS, None, warnings).build()
        assert warnings.getvalue() == ""
        name = "index.html" if builder == "html" else "index.txt"
        return (tmp_path / "out" / name).read_text(encoding="utf-8")

    return run


def test_a_list_of_boxes_can_be_ticked(build):
    html = build("html")
    labels = re.findall(r'<label class="cw-check"><input type="checkbox">(.*?)</label>', html)
    assert labels == ["<span>Read <em>both</em> texts.</span>", "<span>Ask “why”.</span>"]
    assert html.count("cw-checklist") == 1
    assert "[ ] a box" in html


def test_a_stacked_table_has_row_headings_and_cells_that_name_their_column(build):
    stacked, plain = re.findall(r"<table.*?</table>", build("html"), re.DOTALL)
    cells = re.findall(r"<td><p>(.*?)</p>", stacked)
    name = '<span class="cw-cell-name">{}</span>'.format
    assert cells == [
        name("Good") + "<strong>Two</strong>",
        name("Poor") + "One",
        name("Good"),
        name("Poor") + "None",
    ]
    assert re.findall(r'<th class="stub"><p>(.*?)</p>', stacked) == ["Reasons", "Words"]
    assert "cw-cell-name" not in plain and "stub" not in plain


def test_other_builders_get_the_words(build):
    text = build("text")
    assert "Read *both* texts." in text and "input" not in text
