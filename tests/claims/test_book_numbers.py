"""Every number of the book has its claim, and the command says so or names what has none."""

from __future__ import annotations

import shutil

import pytest

from courseware.claims.check import check_book
from courseware.cli import main
from courseware.datapackage import refresh
from tests.conftest import ROOT


def test_the_whole_book_agrees_with_its_register():
    assert [str(fault) for fault in check_book(ROOT)] == []


@pytest.fixture
def copy(tmp_path):
    root = tmp_path / "unit"
    for folder in ("chapters", "exercises", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in ("_toc.yml", "index.md"):
        shutil.copy(ROOT / file, root / file)
    return root


def test_the_command_names_the_place_and_exits_2(copy, capsys):
    assert main(["claims", "--root", str(copy)]) == 0
    with (copy / "index.md").open("a", encoding="utf-8") as index:
        index.write("\nTrade rose by 98.7654% in all.\n")
    assert main(["claims", "--root", str(copy)]) == 2
    told = capsys.readouterr().err
    assert "98.7654 has no claim behind it" in told
    assert "1 number of the text without a claim" in told


def test_an_exception_that_nothing_needs_is_refused(copy, capsys):
    with (copy / "data" / "uncited_numbers.csv").open("a", encoding="utf-8") as listed:
        listed.write("index,98.7654,invented\n")
    refresh(copy)
    assert main(["claims", "--root", str(copy)]) == 2
    assert "98.7654 on index is listed as an exception" in capsys.readouterr().err
