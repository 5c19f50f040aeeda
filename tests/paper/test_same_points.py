"""Whoever marks by the words of the answer sheet gives the points of the scorer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from courseware.bank import Bank, CompiledItem, load_bank
from courseware.gradebook.right_answer import right_answer
from courseware.paper import Written
from courseware.paper.copies import copies_of
from courseware.paper.marking import MARKERS, marking
from courseware.scoring import SCORERS, score
from tests.conftest import ROOT, bank_of
from tests.paper.answering import SOME, some_answers
from tests.paper.conftest import COPIES, LANDS
from tests.paper.marker import Sheet, on_paper


def by_scorer(item: CompiledItem, value: object) -> Decimal:
    return Decimal(score(item.scoring, value).score) / 100


@pytest.fixture(scope="module")
def bank() -> Bank:
    return bank_of(ROOT)


def test_every_type_can_be_marked_and_answered():
    assert SCORERS.keys() == MARKERS.keys() == SOME.keys()


@pytest.mark.parametrize("paper", ["plain", "book_paper"])
def test_all_right_blank_and_mixed(paper, request):
    written: Written = request.getfixturevalue(paper)
    root = LANDS if paper == "plain" else ROOT
    bank, sheet = bank_of(root), Sheet(written.answers)
    assert list(sheet.items) == [item.id for item in bank.items]
    right = [(item, right_answer(item)) for item in bank.items]
    assert (
        sum(sheet.mark(item.id, on_paper(item, value)) for item, value in right)
        == Decimal(sum(item.points for item in bank.items)) / 100
    )
    assert sum(sheet.mark(item.id, on_paper(item, None)) for item in bank.items) == 0
    # every third left blank, every third right, every third somehow
    mixed = [(item, (None, value, some_answers(item, 1)[0])[n % 3]) for n, (item, value) in enumerate(right)]
    marked = [sheet.mark(item.id, on_paper(item, value)) for item, value in mixed]
    assert marked == [by_scorer(item, value) for item, value in mixed]
    assert 0 < sum(marked) < 29


def test_the_book_gives_29(book_paper, bank):
    sheet = Sheet(book_paper.answers)
    right = (sheet.mark(item.id, on_paper(item, right_answer(item))) for item in bank.items)
    assert sum(right) == bank.unit.total / 100 == 29


@pytest.mark.parametrize("paper", ["plain", "book_paper"])
def test_generated_answers(paper, request):
    written: Written = request.getfixturevalue(paper)
    sheet = Sheet(written.answers)
    for item in bank_of(LANDS if paper == "plain" else ROOT).items:
        for value in some_answers(item, 300 if item.type == "numeric" else 60):
            assert sheet.mark(item.id, on_paper(item, value)) == by_scorer(item, value), (item.id, value)


@pytest.mark.parametrize("paper", ["several", "book_copies"])
def test_generated_answers_of_copies(paper, request):
    written: Written = request.getfixturevalue(paper)
    bank, sheet = bank_of(LANDS if paper == "several" else ROOT, sealed=True), Sheet(written.answers)
    for copy in copies_of(bank, COPIES):
        total = Decimal(0)
        for number, item in enumerate(copy.items(bank), start=1):
            total += sheet.mark(item.id, on_paper(item, right_answer(item)), copy.number)
            for value in some_answers(item, 25):
                marked = sheet.mark(item.id, on_paper(item, value), copy.number)
                assert marked == by_scorer(item, value), (copy.number, item.id, value)
            row = " ".join(f" {number} {marking(item).key} {item.points / 100:g} ".split())
            assert f" {row} " in sheet.grid(copy.number).replace("\u202f", ""), (copy.number, item.id)
        assert total == Decimal(sum(item.points for item in bank.items)) / 100


def test_what_cannot_be_an_answer_earns_nothing(plain):
    sheet = Sheet(plain.answers)
    assert sheet.mark("rivers-01", {"A", "B"}) == 0
    assert sheet.mark("rivers-03", "62.5 km") == 0
    assert sheet.mark("rivers-04", ["1", "1", "2", "3"]) == 0
    assert sheet.mark("rivers-05", ["A", "", "Z"]) == Decimal("0.33")


@pytest.mark.parametrize("item", load_bank(Path(LANDS)).items, ids=lambda item: item.id)
def test_the_grid_holds_the_whole_rule(item):
    assert (
        marking(item.singles[0]).key
        == {
            "rivers-01": "B",
            "rivers-02": "A +0.5  B +0.5  C −0.5  D −0.25",
            "rivers-03": "62.45 to 62.55 → 1.5; 62 to 63 → 0.5",
            "rivers-04": marking(item.singles[0]).key if item.type != "order" else _order_key(item),
            "rivers-05": "A B A; right 1 → 0.33, 2 → 0.67, 3 → 1",
            "rivers-06": "ruda | the ruda",
        }[item.id]
    )


def _order_key(item: CompiledItem) -> str:
    places = [item.scoring["key"].index(option["id"]) + 1 for option in item.view["options"]]
    return f"{' '.join(map(str, places))}; right 1 → 0.5, 2 → 1, 3 → 1.5, 4 → 2"
