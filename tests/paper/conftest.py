"""The papers of the small unit of the tests and of the book, each set once."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.paper import Written, write_paper
from tests.conftest import ROOT

LANDS = Path(__file__).parents[1] / "two_lands"
COPIES = 12


def silent(*_: object) -> None:
    """Shows no progress."""


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The small unit on paper."""
    return write_paper(LANDS, tmp_path_factory.mktemp("plain"), None, False, silent)


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Copies of the small unit, of the sealed edition."""
    return write_paper(LANDS, tmp_path_factory.mktemp("several"), COPIES, True, silent)


@pytest.fixture(scope="session")
def book_paper(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """This book's unit on paper."""
    return write_paper(ROOT, tmp_path_factory.mktemp("book-paper"), None, False, silent)


@pytest.fixture(scope="session")
def book_copies(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Copies of this book's unit, of the sealed edition."""
    return write_paper(ROOT, tmp_path_factory.mktemp("book-copies"), COPIES, True, silent)
