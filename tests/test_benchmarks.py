"""The benchmarks compare like with like: the same points from both graders, the same text in both pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks import ten_minutes
from benchmarks.grading.answers import draw_class
from benchmarks.grading.nbgrader_course import grading_code, variable
from benchmarks.page.stock_book import without_items
from courseware.bank import load_bank
from courseware.scoring import score

ROOT = Path(__file__).parents[1]
BANK = load_bank(ROOT)


def test_nbgraders_test_cells_give_the_points_of_our_scorer():
    states = set()
    for student, answers in draw_class(BANK.items, 100).items():
        for item in BANK.items:
            ours = score(item.scoring, answers[item.id])
            theirs = eval(grading_code(item), {variable(item): answers[item.id]})
            assert round(theirs * 100) == ours.score, (student, item.id, answers[item.id])
            states.add((item.type, ours.state, 0 < ours.score < item.points))
    assert {kind for kind, *_ in states} == {item.type for item in BANK.items}
    assert {state for _, state, _ in states} == {"graded", "blank"}
    assert any(partly for *_, partly in states)


def test_a_stock_page_has_prompts_where_ours_has_forms():
    item = BANK.items[0]
    page = f"Before\n\n```{{progress}}\n```\n\n```{{item}} {item.id}\n```\n\n:::{{note}}\nAfter\n:::\n"
    stock = without_items(page, BANK)
    assert item.view["prompt"] in stock
    assert "{item}" not in stock and "{progress}" not in stock
    assert ":::{note}\nAfter\n:::" in stock


def test_the_ten_minutes_are_told_step_by_step():
    told = ten_minutes.report([("git clone", 2.4), ("make book", 247.6)], date(2026, 11, 22))
    assert told.startswith("2026-11-22; ")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines()[-3:]]
    assert cells == [["`git clone`", "0:02"], ["`make book`", "4:08"], ["all", "4:10"]]
