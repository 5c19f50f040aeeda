"""The benchmarks compare like with like: the same text in both pages, the same steps told."""

from __future__ import annotations

from datetime import date

from benchmarks import ten_minutes
from benchmarks.page.stock_book import without_items
from tests.conftest import ROOT, bank_of

BANK = bank_of(ROOT)


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
