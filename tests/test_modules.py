"""Every module keeps the form that the overview promises."""

from __future__ import annotations

import json
import re

import pytest

from courseware.widgets import WIDGETS
from tests.conftest import ROOT, bank_of

BANK = bank_of(ROOT)
TOTAL = f"{BANK.unit.total / 100:g}"
KINDS = [widget.__name__ for widget in WIDGETS]


def cells(page: str, kind: str) -> list[str]:
    notebook = json.loads((ROOT / f"{page}.ipynb").read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def prose(page: str) -> str:
    """The Markdown of a page without directives, labels, links' targets and tables."""
    text = "\n\n".join(cells(page, "markdown"))
    text = re.sub(r"(?ms)^```\{.*?^```$|^\$\$.*?\$\$", "", text)
    text = re.sub(r"(?m)^\(.*\)=$|^\|.*$|^:::.*$|\]\([^)]*\)|\{\w+(:\w+)?\}", " ", text)
    return text


@pytest.fixture(params=[module for module in BANK.unit.modules], ids=lambda module: module.id)
def module(request):
    return request.param


def test_all_seven_are_written():
    assert len(BANK.unit.modules) == 7 and all(module.page for module in BANK.unit.modules)
    assert sum(module.points for module in BANK.unit.modules) == BANK.unit.total == 2900


@pytest.mark.parametrize("page", ["index.md", "exercises/answers.md", "exercises/teaching.md"])
def test_pages_say_how_many_points_the_unit_has(page):
    said = re.findall(r"\b(?:the|worth|same) (\d+) points\b", (ROOT / page).read_text(encoding="utf-8"))
    assert said and {*said} == {TOTAL}


def test_a_module_says_what_it_takes_and_what_it_gives(module):
    head = prose(module.page)[:2500]
    assert re.search(r"Reading: about \d+ minutes", head)
    assert f" {module.points / 100:g} of the unit's {TOTAL} points" in head
    objectives = re.search(r"After this module you can\s+((?:- .*\n(?:  .*\n)*)+)", head + "\n")
    assert 3 <= len(re.findall(r"(?m)^- ", objectives[1])) <= 5


@pytest.mark.parametrize("part", ["claims", "disagree", "summary", "questions"])
def test_a_module_has_its_parts(module, part):
    assert f"({module.id}-{part})=" in "\n".join(cells(module.page, "markdown"))


def test_a_module_has_a_tool_to_test_a_claim_with(module):
    code = "\n".join(cells(module.page, "code"))
    assert re.search(rf"(?m)\b({'|'.join(KINDS)})\(", code)


def test_a_module_asks_all_its_questions_and_ends_with_the_score(module):
    text = "\n".join(cells(module.page, "markdown"))
    asked = re.findall(r"```\{item\} (\S+)", text)
    assert asked == [item.id for item in BANK.items if item.module == module.id]
    assert text.rstrip().endswith("```{progress}\n```")


def test_a_module_is_neither_a_note_nor_a_book(module):
    assert 1000 <= len(re.findall(r"\b[A-Za-z][\w'’-]*", prose(module.page))) <= 2600


def test_the_unit_has_nine_tools_at_least():
    code = "\n".join(part for module in BANK.unit.modules for part in cells(module.page, "code"))
    assert len({kind for kind in KINDS if f"{kind}(" in code}) >= 9


def test_the_cover_says_how_long_a_module_takes(module):
    said = re.search(r"the questions: (about (?:an hour|\d+ minutes))", prose(module.page))[1]
    cover = (ROOT / "index.md").read_text(encoding="utf-8")
    assert re.search(rf"^{module.id}: {{takes: {said}, ", cover, re.MULTILINE)
