"""What would have been right, for every type: it earns everything, and reads like an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.gradebook.right_answer import right_answer, right_lines
from courseware.scoring import SCORERS, score
from tests.conftest import ROOT, bank_of

LANDS = load_bank(Path(__file__).parents[1] / "two_lands")


@pytest.mark.parametrize("bank", [LANDS, bank_of(ROOT)], ids=lambda bank: bank.unit.id)
def test_it_earns_everything_in_every_variant(bank):
    for item in bank.items:
        for single in item.singles:
            assert score(single.scoring, right_answer(single)).score == item.points, item.id
            assert all(right_lines(single)), item.id


@pytest.mark.parametrize(
    ("item_id", "variant", "lines"),
    [
        ("rivers-01", 0, ["Highland, where it rises between two hills"]),
        ("rivers-02", 0, ["The bridge", "The ferry"]),
        ("rivers-03", 0, ["62.5% (anything from 62.45 to 62.55 counts)"]),
        ("rivers-03", 2, ["75% (anything from 74.95 to 75.05 counts)"]),
        ("rivers-04", 0, ["The spring", "The <em>mill</em>", "The bridge", "The mouth"]),
        (
            "rivers-05",
            0,
            [
                "The ferry – Lowland",
                "The <em>waterfall</em> – Highland",
                "The port, with its two piers – Lowland",
            ],
        ),
        ("rivers-06", 0, ["Ruda"]),
    ],
)
def test_in_words(item_id, variant, lines):
    assert right_lines(LANDS.item(item_id).singles[variant]) == lines


def test_the_examples_above_hold_every_type():
    assert {item.type for item in LANDS.items} == SCORERS.keys()
