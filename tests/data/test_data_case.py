"""The claims of the case study: what the book computes from its figures."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from courseware import measures
from courseware.tables import find_root, load_table

FIGURES = load_table(find_root(Path(__file__).parent), "tech_indicators").query("source == '000'")

# What is recomputed without an expression over the tables.
RECOMPUTED = {
    "c-case-002": (FIGURES["counted_by"] != "").sum(),
    "c-case-003": (FIGURES["dated"] == "yes").sum(),
    "c-case-004": date(2015, 1, 1).year,  # Times Tengri, part 01
    "c-case-005": len(["Russia", "Belarus", "Kazakhstan", "Armenia", "Kyrgyzstan"]),  # the same
    "c-case-017": ((1 + 40 / 100) ** (1 / (2023 - 2018)) - 1) * 100,
    "c-case-019": 3.5 / 5,
    "c-case-031": 250_000 / len(range(2020, 2023 + 1)),
    "c-case-034": date(2022, 2, 24).year,  # thesis, section 5
}


@pytest.fixture(scope="module")
def claims(unit):
    table = load_table(unit, "claims")
    return table[table["id"].str.startswith("c-case-")]


def test_what_is_recomputed_without_a_check(claims):
    found = claims[claims["recomputed"].notna() & (claims["check"] == "")]
    assert set(found["id"]) == set(RECOMPUTED)
    for row in found.itertuples():
        assert RECOMPUTED[row.id] == pytest.approx(row.recomputed, abs=0.005 + 1e-9), row.id


def test_every_claim_is_the_case_studys(claims):
    assert set(claims["source"]) == {"000"}


def test_the_compound_rate_is_that_of_the_book():
    """A series that grows by it five times ends 40 % higher."""
    levels = pd.Series([(1 + RECOMPUTED["c-case-017"] / 100) ** step for step in range(6)])
    assert measures.change(levels.iloc[0], levels.iloc[-1]) == pytest.approx(40)
    assert measures.cagr(levels) == pytest.approx(RECOMPUTED["c-case-017"])


def test_how_many_figures_have_a_date(claims):
    """As the statement counts them."""
    statement = claims.set_index("id").loc["c-case-003", "statement"]
    counts = FIGURES["dated"].value_counts()
    assert (len(FIGURES), counts["yes"], counts["partly"], counts["no"]) == (13, 6, 2, 5)
    assert all(str(number) in statement for number in (13, 6, 2, 5))
