"""Rules of the house that no single part can see: engine and content stay apart, and imports go one way."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import courseware
from courseware import book, handin
from tests.conftest import ROOT

CONTENT_WORDS = re.compile(r"\bEEU\b|\bEAEU\b|eurasia|kazakh|russia|belarus|armenia|kyrgyz", re.IGNORECASE)
ENGINE = ROOT / "courseware"
TEXTS = {".py", ".js", ".css", ".j2", ".json", ".html", ".typ"}


def test_the_engine_says_nothing_about_the_unit():
    files = [file for file in ENGINE.rglob("*") if file.suffix in TEXTS]
    assert len(files) > 300
    assert not [str(file) for file in files if CONTENT_WORDS.search(file.read_text(encoding="utf-8"))]


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


def imports(file: Path) -> Iterator[str]:
    """Modules of the engine that a file imports, and names in them."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name}" for name in names]
        yield from (name for name in names if name.startswith("courseware."))


def test_each_part_of_the_engine_imports_only_what_stands_above_it():
    """A part is a package, or a file that is in none."""
    order = re.findall(r"^\* ``(\w+)``", courseware.__doc__ or "", re.MULTILINE)
    uses: dict[str, set[str]] = {}
    for file in ENGINE.rglob("*.py"):
        name = file.relative_to(ENGINE).with_suffix("").parts[0]
        if not name.startswith("__"):
            used = {module.split(".")[1] for module in imports(file)}
            uses.setdefault(name, set()).update(used - {name})
    packages = {file.parent.name for file in ENGINE.glob("*/__init__.py")}
    assert packages <= set(order) <= set(uses), "the list in courseware/__init__.py names every package"
    tools = [name for name in TopologicalSorter(uses).static_order() if name not in order]
    placed = [*tools, *order]
    for name, used in uses.items():
        below = [other for other in used if placed.index(other) > placed.index(name)]
        assert not below, f"{name} imports {below}, which courseware/__init__.py has below it"


def test_the_lists_of_parts_are_whole():
    modules = {file.stem for file in (ENGINE / "handin").glob("[!_]*.py")}
    for package, parts in ((book, {*book.PARTS}), (handin, modules)):
        assert parts <= {*re.findall(r"``(\w+)``", package.__doc__ or "")}
