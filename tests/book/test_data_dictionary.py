"""The page that tells what every table holds, in a small book."""

import io
import json
import re
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from courseware.book.item_directive import Refused

SETTINGS = {
    "extensions": ["myst_parser", "courseware.book.data_dictionary"],
    "html_theme": "basic",
    "exclude_patterns": ["out*"],
}


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "index.md").write_text("# Book\n\n```{toctree}\npages/data\n```\n")
    (tmp_path / "pages" / "data.md").write_text("# The data\n\n```{data-dictionary}\n```\n")
    table = 'year,land,printed,unit\n2020,Ruda,0,metres\n2021,"Sava, lower",0,metres\n'
    (tmp_path / "data" / "rain.csv").write_text(table)
    fields = [
        {"name": "year", "type": "year", "title": "Year", "constraints": {"minimum": 2020, "maximum": 2021}},
        {"name": "land", "type": "string", "title": "Land", "constraints": {"enum": ["Ruda", "Sava, lower"]}},
        {"name": "printed", "type": "number", "title": "As printed", "description": "Rain in metres.",
         "constraints": {"minimum": 0, "maximum": 0}},
        {"name": "unit", "type": "string", "title": "Unit", "constraints": {"enum": ["metres"]}},
    ]
    rain = {
        "name": "rain",
        "path": "rain.csv",
        "title": "Rain <a year>",
        "description": "How much rain fell.",
        "sources": [{"title": "The almanac"}],
        "schema": {"fields": fields},
    }
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps({"name": "lands", "resources": [rain]}))
    return tmp_path


def build(unit: Path) -> str:
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        Sphinx(unit, None, unit / "out", unit / "out-trees", "html", SETTINGS, None, warnings).build()
    assert warnings.getvalue() == ""
    return (unit / "out" / "pages" / "data.html").read_text(encoding="utf-8")


def test_every_table_has_a_section_its_columns_and_its_file(unit):
    html = build(unit)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert '<section id="data-rain">' in html and "Rain &lt;a year&gt;" in html
    assert "How much rain fell." in text and "2 rows. From: The almanac. rain.csv" in text
    assert "year (year)" in text and "Year. From 2020 to 2021." in text
    assert "Land. One of: Ruda, Sava, lower." in text
    assert "printed (number)" in text and "As printed. Rain in metres. Always 0." in text
    assert "Unit. Always: metres." in text
    [file] = re.findall(r'href="\.\./(_downloads/[^"]+/rain\.csv)"', html)
    assert (unit / "out" / file).read_bytes() == (unit / "data" / "rain.csv").read_bytes()


def test_a_changed_table_reaches_the_page(unit):
    build(unit)
    with (unit / "data" / "rain.csv").open("a") as file:
        file.write("2021,Ruda,0,metres\n")
    assert "3 rows." in build(unit)


def test_a_missing_table_is_told_in_a_sentence(unit):
    (unit / "data" / "rain.csv").unlink()
    with pytest.raises(Refused, match=r"rain\.csv: there is no such file; put it back, or take it out of"):
        build(unit)
