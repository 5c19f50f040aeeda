"""Every verdict in the register of claims follows from the printed figure and its recomputation."""

import itertools
import re
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from courseware import measures
from courseware.bank.expressions import Expression, evaluate
from courseware.tables import load_table

REPRODUCES, MISPRINTED, SELF, OTHER, UNCHECKED = (
    "reproduces", "misprinted", "contradicts itself", "contradicts another source", "cannot be checked")
NUMBER = re.compile(r"-?\d+(\.\d+)?")

# What a printed word asks of the recomputed number.
WORDS = {
    "increase": lambda x: x > 0, "growth": lambda x: x > 0, "positive": lambda x: x > 0,
    "decline": lambda x: x < 0, "surplus": lambda x: x > 0, "deficit": lambda x: x < 0,
    "dominant": lambda x: x > 50, "above 1": lambda x: x > 1, "below 1": lambda x: x < 1,
    "similar": lambda x: abs(x) < 10, "stable": lambda x: 0.5 < x < 2,
}


@pytest.fixture(scope="module")
def claims(unit):
    return load_table(unit, "claims")


def agrees(printed: str, recomputed: float) -> bool | None:
    """Whether the recomputed number rounds to the printed one or bears its word out; None: not comparable."""
    if NUMBER.fullmatch(printed):
        last_digit = 10.0 ** -len(printed.partition(".")[2])
        return abs(recomputed - float(printed)) <= last_digit / 2 + 1e-9
    return WORDS[printed](recomputed) if printed in WORDS else None


def test_identifiers_count_up_within_each_module(claims):
    prefixes = claims["id"].str[:-4]
    for prefix in prefixes.unique():
        ids = list(claims.loc[prefixes == prefix, "id"])
        assert ids == [f"{prefix}-{number:03}" for number in range(1, len(ids) + 1)]


def test_every_check_gives_the_recomputed_number(unit, claims):
    expression = TypeAdapter(Expression)
    checked = claims[claims["check"] != ""]
    assert len(checked) > 50
    for row in checked.itertuples():
        result = evaluate(expression.validate_json(row.check), lambda *table: load_table(unit, *table))
        assert float(result) * row.factor == pytest.approx(row.recomputed, abs=0.005 + 1e-9), row.id


def test_what_is_recomputed_without_a_check_is_computed_in_a_test(claims):
    computed: dict[str, float] = {}
    for file in sorted(Path(__file__).parent.glob("test_data_*.py")):
        if "\nRECOMPUTED = {" in file.read_text(encoding="utf-8"):
            module = import_module(f"tests.data.{file.stem}")
            assert not computed.keys() & module.RECOMPUTED.keys(), file.name
            computed |= module.RECOMPUTED
    found = claims[(claims["check"] == "") & claims["recomputed"].notna()]
    assert set(found["id"]) == set(computed)
    for row in found.itertuples():
        assert computed[row.id] == pytest.approx(row.recomputed, abs=0.005 + 1e-9), row.id


def test_verdicts_follow_from_the_numbers(claims):
    compared = 0
    for row in claims[claims["recomputed"].notna()].itertuples():
        agree = agrees(row.printed, row.recomputed)
        if agree is not None:
            compared += 1
            assert agree == (row.verdict == REPRODUCES), row.id
    assert compared > 50


def test_what_cannot_be_checked_has_no_recomputation_and_the_rest_says_how(claims):
    for row in claims.itertuples():
        has_number = row.recomputed == row.recomputed
        assert not (row.verdict == UNCHECKED and has_number), row.id
        if has_number or row.verdict == REPRODUCES:
            assert row.computation, row.id  # a calculation, or the passages that were compared


def test_a_claim_that_fails_names_what_it_fails_by(claims):
    failing = claims["verdict"].isin([MISPRINTED, SELF, OTHER])
    assert (claims.loc[failing, "discrepancy"] != "").all()
    assert (claims.loc[claims["reason"] == "", "id"]).empty


def test_every_verdict_and_every_source_occurs(claims):
    assert set(claims["verdict"]) == {REPRODUCES, MISPRINTED, SELF, OTHER, UNCHECKED}
    assert set(claims["source"]) == {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize(("claim", "first", "last", "printed"), [
    ("Trade with Armenia is said to have grown by −2.4%", 2011, 2015, -2.4),
    ("Trade with Armenia is said to have grown by 276%", 2015, 2020, 276),
])
def test_rounding_hides_the_averages_for_armenia(unit, claims, claim, first, last, printed):
    """Every amount may be off by 0.05; the extremes of the mean lie at the corners."""
    exports = load_table(unit, "bilateral_trade").query("partner == 'Armenia' and flow == 'export'")
    levels = exports.set_index("year")["value"].loc[first:last]
    corners = itertools.product(*[(level - 0.05, level + 0.05) for level in levels])
    means = [sum(b / a - 1 for a, b in itertools.pairwise(corner)) / (len(levels) - 1) * 100
             for corner in corners]
    low, high = min(means), max(means)
    assert low < printed < high
    row = claims[claims["statement"].str.startswith(claim)].iloc[0]
    assert row["verdict"] == UNCHECKED
    for number in (low, high, measures.mean_growth(levels)):
        decimals = 1 if abs(number) < 10 else 0
        assert f"{abs(number):.{decimals}f}" in row["reason"]


def test_counts_stated_in_reasons(unit, claims):
    bilateral = load_table(unit, "bilateral_trade")
    changed = bilateral[bilateral["printed"] != bilateral["corrected"]]
    assert list(changed.groupby("flow").size()[["balance", "turnover"]]) == [15, 10]
    assert claims["reason"].str.contains("Fifteen balances").sum() == 1
