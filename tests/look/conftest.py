"""A small book in the theme, made of invented pages, for looking at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.claims.conftest import write_register
from tests.conftest import ROOT
from tests.parallel import made_once

UNIT = Path(__file__).parents[1] / "two_lands"
PAGES = Path(__file__).parent
SETTINGS = {
    "extensions": [
        "myst_nb", "sphinx_copybutton", "sphinx_togglebutton", "sphinx_design",  # as jupyter-book has them
        "courseware.book",
    ],
    "html_theme": "sphinx_book_theme",
    "html_title": "Two lands",
    "html_math_renderer": "mathml",
    "exclude_patterns": ["out*", "node_modules"],
    "myst_enable_extensions": ["colon_fence", "deflist", "attrs_block", "attrs_inline", "dollarmath"],
    "nb_execution_mode": "off",
}  # fmt: skip


def _make(folder: Path) -> None:
    unit = folder / "unit"
    shutil.copytree(UNIT, unit)
    write_register(unit)
    shutil.copy(PAGES / "specimen.md", unit)
    shutil.copy(PAGES / "cover.md", unit / "index.md")
    (unit / "node_modules").symlink_to(ROOT / "node_modules")
    with patch_docutils(), docutils_namespace():
        Sphinx(unit, None, folder / "html", folder / "trees", "html", SETTINGS, None).build()


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book's site."""
    return made_once(tmp_path_factory, "look", _make) / "html"
