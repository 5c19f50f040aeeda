"""The technology indicators, and the claims on digital plans and on the article of 2024."""

import re
from datetime import date

import pytest

from courseware.tables import load_table

FIRST_YEARS = {"c-digital-039": 2015, "c-digital-040": 2019, "c-digital-041": 2021, "c-digital-042": 2023}
COMMON_MARKETS = ["energy", "transport", "farming", "goods and labour", "finance"]  # thesis, section 4.1

# What is recomputed without an expression over the tables.
RECOMPUTED = {
    "c-digital-004": len(COMMON_MARKETS),
    "c-digital-022": (date(2023, 2, 3) - date(2023, 2, 2)).days + 1,
    "c-digital-037": 0,  # the text holds neither name of the union
    "c-digital-038": 2,  # above and below the title
    **{claim: (1.3 ** (1 / (2024 - first)) - 1) * 100 for claim, first in FIRST_YEARS.items()},
    "c-digital-043": 50 / 1000 * 100,
}

# The words in print that stand before the number, or for one.
NO_NUMBER = {"in use", "exponential", "dozens"}
NUMBER_WORDS = {"one": 1, "three names": 3}


@pytest.fixture(scope="module")
def claims(unit):
    return load_table(unit, "claims").set_index("id")


@pytest.fixture(scope="module")
def indicators(unit):
    return load_table(unit, "tech_indicators")


def test_what_is_recomputed_without_a_check(claims):
    own = claims[claims.index.str.startswith("c-digital-")]
    found = own[own["recomputed"].notna() & (own["check"] == "")]
    assert set(found.index) == set(RECOMPUTED)
    for row in found.itertuples():
        assert RECOMPUTED[row.Index] == pytest.approx(row.recomputed, abs=0.005 + 1e-9), row.Index


def test_the_first_years_stand_in_the_statements(claims):
    for claim, first in FIRST_YEARS.items():
        assert f"Counted from {first}" in claims.loc[claim, "statement"]
        assert claims.loc[claim, "period"] == f"{first}–2024"


def test_the_value_is_what_is_printed(indicators):
    for row in indicators.itertuples():
        digits = re.sub(r"[^\d.]", "", row.printed)
        if row.printed in NO_NUMBER:
            assert row.value != row.value, row.id
        else:
            assert row.value == (float(digits) if digits else NUMBER_WORDS[row.printed]), row.id


def test_indicators_agree_with_their_claims(indicators, claims):
    for row in indicators.itertuples():
        claim = claims.loc[row.claim]
        assert claim["source"] == row.source, row.id
        if re.fullmatch(r"[\d.]+", claim["printed"]) and row.value == row.value:
            assert float(claim["printed"]) == row.value, row.id
        if claim["unit"]:
            assert claim["unit"] == row.unit, row.id
        if row.period:
            assert claim["period"] == row.period, row.id


def test_a_date_is_what_the_period_gives(indicators):
    """Whole, half ("to 2024", "the past five years") or none."""
    for row in indicators.itertuples():
        whole = re.fullmatch(r"\d{4}(–\d{4})?", row.period)
        assert row.dated == ("yes" if whole else "partly" if row.period else "no"), row.id


def test_every_technology_figure_of_the_case_study_is_there(indicators, claims):
    """Amounts, shares and growth; counts of states, firms and plans are no indicators."""
    topics = {"digital trade", "digital economy", "technology companies", "investment in technology",
              "people and skills", "sanctions and rivals"}
    counts = {"states", "companies", "cities", "members behind", "year"}
    figures = claims[
        (claims["source"] == "000") & claims["topic"].isin(topics) & claims["recomputed"].isna()
        & claims["printed"].str.fullmatch(r"[\d.]+") & ~claims["unit"].isin(counts)
    ]
    listed = set(indicators.loc[indicators["source"] == "000", "claim"])
    firms = listed & set(claims.index[claims["unit"] == "companies"])
    assert set(figures.index) == listed - firms
    assert len(firms) == 1


def test_no_figure_stands_for_nothing(indicators):
    assert (indicators["missing"] != "").all()
    assert set(indicators["source"]) == {"000", "001", "002", "003", "004"}


def test_no_indicator_can_be_checked(indicators, claims):
    """As the captions of the module's two tables say."""
    assert set(indicators["claim"].map(claims["verdict"])) == {"cannot be checked"}
