"""The weights of the members and the time line: what can be proved of them without the sources."""

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from courseware.datapackage import read_package
from courseware.tables import load_table

FOUR = "The other four"


GROWTH, SHARE_BEFORE, SHARE_AFTER = 17.8, 3.7, 4.1  # percent, as the Times Tengri article prints them
AFTER = 1 + GROWTH / 100

# What the register recomputes without an expression over a table.
RECOMPUTED = {
    "c-union-001": len(["Belarus", "Kazakhstan", "Russia"]),
    "c-union-002": len(["Russia", "Belarus", "Kazakhstan"]),
    "c-union-003": len(["Belarus", "Kazakhstan", "Russia"]),
    "c-union-008": date.fromisoformat("2015-01-01").year,
    "c-union-009": date.fromisoformat("2015-01-01").year,
    "c-union-011": 2000,
    "c-union-012": date.fromisoformat("2007-12-06").year,
    "c-union-013": 2007,
    "c-union-015": 2003,
    "c-union-023": 2026 - 2021,
    "c-union-024": 2026 - 2015,
    "c-union-045": 100 * (AFTER ** (1 / (2024 - 2015)) - 1),
    "c-union-049": 1 / (SHARE_AFTER / 100),
    "c-union-050": 1 - 1 / AFTER,
    "c-union-051": AFTER / (AFTER - 1),
    "c-union-052": AFTER / (AFTER - 1) / (SHARE_AFTER / 100),
    "c-union-053": 100 * (AFTER * SHARE_BEFORE / SHARE_AFTER - 1),
    "c-union-089": 2014,
}


@pytest.fixture(scope="module")
def weights(unit) -> pd.DataFrame:
    return load_table(unit, "member_weights")


@pytest.fixture(scope="module")
def timeline(unit) -> pd.DataFrame:
    return load_table(unit, "timeline")


@pytest.fixture(scope="module")
def claims(unit) -> pd.DataFrame:
    claims = load_table(unit, "claims")
    return claims[claims["id"].str.startswith("c-union-")].set_index("id")


def test_the_shares_of_each_measure_cover_the_union(weights):
    totals = weights.groupby("measure")["value"].sum()
    assert totals.to_dict() == pytest.approx({"Area": 100, "Population": 100, "Output": 100}, abs=1e-9)


def test_only_the_rest_is_computed_and_says_so(weights):
    computed = weights[weights["printed"].isna()]
    assert set(computed["member"]) == {FOUR}
    assert set(computed["measure"]) == {"Area", "Population"}
    assert computed["note"].str.startswith("Computed").all()
    printed = weights[weights["printed"].notna()]
    assert (printed["printed"] == printed["corrected"]).all()


def test_dates_count_up_and_lie_in_the_years_of_the_sources(timeline):
    assert list(timeline["date"]) == sorted(timeline["date"])
    assert timeline["date"].str[:4].astype(int).between(1995, 2026).all()
    whole = timeline[timeline["date"].str.len() == 10]["date"]
    assert whole.map(date.fromisoformat).notna().all()


def test_nothing_ends_before_it_begins(timeline):
    spans = timeline[timeline["end"] != ""]
    assert len(spans) > 5
    assert (spans["end"] >= spans["date"].str[:4]).all()
    assert (spans["end"].str[:4] >= spans["date"].str[:4]).all()


def test_every_source_dates_something(timeline):
    assert set(timeline["source"]) == {"000", "001", "002", "003", "004"}


def test_an_event_told_twice_has_two_dates_and_says_so(timeline):
    told = timeline[timeline.duplicated("event", keep=False)]
    assert set(told["event"]) == {
        "The Customs Union is set up",
        "The Eurasian Economic Community is created",
        "The treaty on the union is signed",
    }
    assert (told["note"] != "").all()


@pytest.mark.parametrize(("day", "weekday"), [("2023-02-01", 2), ("2023-02-02", 3), ("2023-02-03", 4)])
def test_the_weekdays_of_the_news_article_fit_the_year(timeline, day, weekday):
    assert date.fromisoformat(day).weekday() == weekday
    assert day in set(timeline["date"])


def test_what_is_recomputed_without_a_check(claims):
    found = claims[claims["recomputed"].notna() & (claims["check"] == "")]["recomputed"]
    assert found.to_dict() == pytest.approx(RECOMPUTED, abs=0.005 + 1e-9)


def test_numbers_that_only_a_statement_or_a_reason_holds(claims):
    """What would follow if an unsettled figure held is told in words, not in the column of results."""
    world = Fraction("20.2603") / Fraction("0.14")
    assert f"{float(world):.1f}" in claims.loc["c-union-027", "statement"]
    assert f"{1 / 0.041:.1f}" in claims.loc["c-union-046", "reason"]


def test_claims_on_dates_are_those_of_the_time_line(claims, timeline):
    known = set(timeline["date"])
    dated = claims[claims["unit"] == "date"]["printed"]
    for text in dated[dated.str.match(r"\d+ \w+ \d{4}$")]:
        assert pd.to_datetime(text, format="%d %B %Y").date().isoformat() in known, text


def test_every_key_of_this_topic_is_explained(unit, claims):
    assert "discrepancies" in [resource["name"] for resource in read_package(unit)["resources"]]
    known = set(load_table(unit, "discrepancies")["discrepancy"])
    assert set(claims["discrepancy"]) - {""} <= known
