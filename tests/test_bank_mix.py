"""What the bank promises as a whole: its mix of items, its variants, and no cue to a key."""

from __future__ import annotations

import re
from collections import Counter
from statistics import mean

import pytest
import yaml

from courseware.bank.files import ITEMS
from courseware.bank.models import LEVELS
from courseware.scoring import SCORERS
from courseware.tables import load_table
from tests.conftest import ROOT, bank_of

BANK = bank_of(ROOT)
WRITTEN = {
    entry["id"]: entry
    for file in sorted((ROOT / ITEMS).glob("*.yml"))
    for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
}
CLOSED = [item for item in BANK.items if item.type in ("choice", "multiple")]
SHOWN = [pytest.param(item, id=item.id) for item in BANK.items]


def right(scoring):
    """Ids of the right options of a choice or multiple item."""
    weights = scoring.get("weights")
    return {scoring["key"]} if weights is None else {name for name, weight in weights.items() if weight > 0}


def lengths(variant):
    return {option["id"]: len(option["text"]) for option in variant.view["options"]}


def test_there_are_enough_items_and_not_too_many():
    assert 18 <= len(BANK.items) <= 26
    assert sum(item.points for item in BANK.items) == BANK.unit.total == 2900


def test_all_six_types_are_used():
    assert {item.type for item in BANK.items} == set(SCORERS)


def test_most_items_ask_for_more_than_recall():
    levels = Counter(item.level for item in BANK.items)
    recall = sum(levels[name] for name in ("remember", "understand"))
    assert recall * 3 <= len(BANK.items) and set(levels) <= set(LEVELS)


def test_a_third_of_the_items_ask_for_work_on_data():
    """They compute with the tables, and do so above the level of recall."""
    on_data = [
        item
        for item in BANK.items
        if item.level not in ("remember", "understand") and "function" in str(WRITTEN[item.id])
    ]
    assert len(on_data) * 3 >= len(BANK.items)


def test_eight_items_have_ten_variants_or_more():
    assert sum(len(item.variants) >= 10 for item in BANK.items) >= 8


def test_five_items_rest_on_disagreements_between_or_within_sources():
    claims = load_table(ROOT, "claims").set_index("id")["discrepancy"]
    assert sum(bool(claims[item.source].ne("").any()) for item in BANK.items) >= 5


@pytest.mark.parametrize("item", SHOWN)
def test_every_variant_has_a_hint(item):
    assert all(variant.hint for variant in item.variants)


@pytest.mark.parametrize("item", SHOWN)
def test_no_option_speaks_of_the_others(item):
    said = str(item.view).casefold()
    assert not re.search(r"\b(all|none|both|any) of (the|these) (above|below|options|answers)\b", said)


def test_the_right_option_is_seldom_the_longest():
    giving_away = 0
    for item in CLOSED:
        size = lengths(item)
        longest = {name for name, length in size.items() if length == max(size.values())}
        giving_away += longest <= right(item.scoring)
    assert giving_away * 2 <= len(CLOSED)


@pytest.mark.parametrize("item", [pytest.param(item, id=item.id) for item in CLOSED])
def test_right_and_wrong_options_are_of_a_length(item):
    for variant in item.variants:
        size, keys = lengths(variant), right(variant.scoring)
        good = mean(size[name] for name in keys)
        bad = mean(length for name, length in size.items() if name not in keys)
        assert 0.7 <= good / bad <= 1.4


def test_the_right_option_is_not_always_in_one_place():
    first = [item.variants[0] for item in CLOSED if item.type == "choice"]
    places = {[option["id"] for option in v.view["options"]].index(v.scoring["key"]) for v in first}
    assert len(first) < 3 or len(places) > 1


@pytest.mark.parametrize("item", [pytest.param(i, id=i.id) for i in BANK.items if i.type == "multiple"])
def test_to_tick_everything_does_not_pay(item):
    assert all(max(0, sum(v.scoring["weights"].values())) * 4 <= item.points for v in item.variants)


@pytest.mark.parametrize("item", [pytest.param(i, id=i.id) for i in BANK.items if i.type == "match"])
def test_the_sides_of_a_match_do_not_stand_in_one_order(item):
    for variant in item.variants:
        left = [entry["id"] for entry in variant.view["left"]]
        places = [entry["id"] for entry in variant.view["right"]]
        found = [places.index(variant.scoring["key"][name]) for name in left]
        assert sum(here == there for here, there in enumerate(found)) * 2 <= len(left)
        # or else the last pair is a gift
        assert len(places) > len(set(found)) or "more than once" in variant.view["prompt"]


@pytest.mark.parametrize("item", [pytest.param(i, id=i.id) for i in BANK.items if i.type == "numeric"])
def test_a_number_has_its_foreseen_mistakes(item):
    assert all(len(variant.scoring["wrong"]) >= 3 for variant in item.variants)
