"""The teacher's page in a small book: its scripts, on that page alone, and the key of a practice edition."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.conftest import ROOT

UNIT = ROOT / "tests/two_lands"
NAMES = ("item_directive", "grading_directive", "key_file", "page_files", "site_files")
PARTS = [f"courseware.book.{name}" for name in NAMES]
SETTINGS = {
    "extensions": ["myst_parser", *PARTS],
    "html_theme": "basic",
    "exclude_patterns": ["out*", "node_modules"],
}


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    unit = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    (unit / "node_modules").symlink_to(ROOT / "node_modules")
    (unit / "grading.md").write_text(
        "---\norphan: true\n---\n# Grading\n\n```{grading}\n```\n", encoding="utf-8"
    )
    return unit


def build(unit: Path, builder: str = "html") -> str:
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(unit, None, unit / "out", unit / "out-trees", builder, SETTINGS, None, warnings)
        app.build()
    return re.sub(r"\x1b\[\d+m", "", warnings.getvalue())


def scripts(page: Path) -> list[str]:
    found = re.findall(r"_static/courseware/([\w-]+)\.\w{10}\.(js|css)", page.read_text(encoding="utf-8"))
    return [".".join(parts) for parts in found]


def test_the_page_and_no_other_loads_its_files(unit):
    assert build(unit) == ""
    found = scripts(unit / "out/grading.html")
    assert found.index("lock.js") < found.index("courseware.js") < found.index("grading.js")
    assert "key.js" not in found  # the page's script asks for it
    assert "grading.css" in found
    assert not {"grading.js", "grading.css"} & set(scripts(unit / "out/chapters/rivers.html"))
    page = (unit / "out/grading.html").read_text(encoding="utf-8")
    assert 'data-unit="two-lands" data-edition="practice-1" data-sealed="false"' in page
    key = (unit / "out/_static/courseware/key.js").read_text(encoding="utf-8")
    document = json.loads(key.split(".key = ")[1].rstrip(";\n"))
    assert document["format"] == "courseware-key/1"


def test_a_sealed_book_holds_no_open_key(unit, monkeypatch):
    monkeypatch.setenv("COURSEWARE_EDITION", "sealed")
    monkeypatch.setenv("COURSEWARE_UNLOCK_CODE", "ABCD-EFGH-JKMN-PQRS")
    build(unit)
    page = (unit / "out/grading.html").read_text(encoding="utf-8")
    assert 'data-edition="sealed-1" data-sealed="true"' in page
    for file in (unit / "out").rglob("*.js"):
        assert '"courseware-key/1","unit"' not in file.read_text(encoding="utf-8")


def test_other_builders_get_a_sentence(unit):
    build(unit, "text")
    text = (unit / "out/grading.txt").read_text(encoding="utf-8")
    assert "without sending anything anywhere" in " ".join(text.split())
