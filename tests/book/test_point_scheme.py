"""The table of points in the invented unit."""

import io
import re
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from courseware.bank import load_bank
from courseware.book.point_scheme import scheme

UNIT = Path(__file__).parents[1] / "two_lands"
SETTINGS = {
    "extensions": ["myst_parser", "courseware.book.item_directive", "courseware.book.point_scheme"],
    "html_theme": "basic",
    "exclude_patterns": ["out*"],
}


def test_every_module_has_a_row_and_the_rows_add_up():
    header, *rows, last = scheme(load_bank(UNIT))
    assert header == ("Module", "Questions", "Points")
    assert len(rows) == len(load_bank(UNIT).unit.modules)
    assert sum(float(points) for *_, points in rows) == float(last[2]) == load_bank(UNIT).unit.total / 100
    assert (
        sum(int(count) for _, count, _ in rows if count != "–") == int(last[1]) == len(load_bank(UNIT).items)
    )


def test_the_page_links_to_the_modules_that_have_one(tmp_path):
    unit = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    with (unit / "index.md").open("a", encoding="utf-8") as index:
        index.write("\n```{point-scheme}\n```\n")
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        Sphinx(unit, None, unit / "out", unit / "out-trees", "html", SETTINGS, None, warnings).build()
    assert warnings.getvalue() == ""
    html = (unit / "out/index.html").read_text(encoding="utf-8")
    [table] = re.findall(r'<table class="table cw-scheme.*?</table>', html, re.DOTALL)
    written = [module for module in load_bank(UNIT).unit.modules if module.page]
    assert re.findall(r'href="([^"]+)"', table) == [f"{module.page}.html" for module in written]
    assert all(module.title in table for module in load_bank(UNIT).unit.modules)
