"""Rules of the house that no single part can see: engine and content stay apart."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT

CONTENT_WORDS = re.compile(r"\bEEU\b|\bEAEU\b|eurasia|kazakh|russia|belarus|armenia|kyrgyz", re.IGNORECASE)
ENGINE = sorted(
    p for p in (ROOT / "courseware").rglob("*") if p.suffix in {".py", ".js", ".css", ".j2", ".json", ".html"}
)


@pytest.mark.parametrize("file", ENGINE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_engine_says_nothing_about_the_unit(file):
    assert not CONTENT_WORDS.search(file.read_text(encoding="utf-8"))


def test_chapters_define_no_functions_and_no_classes():
    notebooks = sorted((ROOT / "chapters").glob("*.ipynb"))
    assert notebooks
    for notebook in notebooks:
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                assert not re.search(r"^\s*(def|class) ", "".join(cell["source"]), re.MULTILINE), cell["id"]


def test_notebooks_keep_only_outputs_that_a_test_compares():
    for notebook in sorted([*(ROOT / "chapters").glob("*.ipynb"), *(ROOT / "exercises").glob("*.ipynb")]):
        content = json.loads(notebook.read_text(encoding="utf-8"))
        assert "widgets" not in content["metadata"], notebook
        for cell in content["cells"]:
            if "nbval-ignore-output" in cell["metadata"].get("tags", []):
                assert cell["outputs"] == [], (notebook, cell["id"])
