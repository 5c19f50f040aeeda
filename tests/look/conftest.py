"""A small book in the theme, made of invented pages, for looking at."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
    settings = "".join(f"{name} = {value!r}\n" for name, value in SETTINGS.items())
    (unit / "conf.py").write_text(settings, encoding="utf-8")
    # in a process of its own: myst-nb and the myst-parser of other tests do not share one
    command = [sys.executable, "-m", "sphinx", "-q", "-d", folder / "trees", unit, folder / "html"]
    subprocess.run(command, check=True, cwd=ROOT)


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book's site."""
    return made_once(tmp_path_factory, "look", _make) / "html"
