"""The matrix of the thesis's statements on comparative advantage."""

import pytest

from courseware.tables import load_table

PARTNERS = ["Armenia", "Belarus", "Kyrgyzstan", "Russia"]


@pytest.fixture(scope="module")
def findings(unit):
    return load_table(unit, "rca_findings")


def test_fourteen_industries_times_four_partners(findings):
    assert len(findings) == 14 * 4
    assert list(findings.groupby("figure")["industry"].nunique()) == [1] * 14
    assert sorted(findings["figure"].unique()) == list(range(3, 17))
    assert findings["industry"].nunique() == 14
    assert all(sorted(partners) == PARTNERS for _, partners in findings.groupby("figure")["partner"])


def test_only_the_two_quoted_values_are_there(findings):
    quoted = findings[findings["quoted"].notna()]
    assert [(row.industry, row.partner, row.quoted) for row in quoted.itertuples()] == [
        ("Fuel", "Belarus", 0.9), ("Textiles and clothing", "Kyrgyzstan", 1.9)]


def test_gains_and_losses_alone_have_a_year(findings):
    assert findings["year"].notna().equals(findings["finding"].isin(["gained", "lost"]))


def test_tallies_that_the_book_quotes(findings):
    """Armenia, not Belarus or Russia, is the partner with most industries below 1."""
    tally = findings.groupby(["partner", "finding"]).size()
    assert {partner: tally[partner, "below"] for partner in PARTNERS} == {
        "Armenia": 7, "Belarus": 5, "Kyrgyzstan": 1, "Russia": 3}
    assert tally["Russia", "above"] == tally["Kyrgyzstan", "above"] == 10
    below = findings[findings["finding"] == "below"].groupby("industry").size()
    assert below["Wood products"] == 3 and below["Hides, leather and furs"] == 2
    assert below["Fuel"] == 4 and below["Stone and glass"] == 3
