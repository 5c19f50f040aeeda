"""What Kazakhstan and Russia weigh for each other, which shares fit which amounts, and what was expected."""

from datetime import date
from itertools import product

import pytest
from pydantic import TypeAdapter

from courseware import measures
from courseware.bank.expressions import Expression, evaluate
from courseware.tables import load_table

RUSSIA, KAZAKHSTAN = "Russia for Kazakhstan", "Kazakhstan for Russia"
SHARE = 0.05 + 1e-9  # half of the last digit that is printed


def weighted(exports, imports, of_exports, of_imports):
    """Share of turnover, in percent, that goes with two amounts and their shares in exports and imports."""
    return 100 * (exports + imports) / (100 * exports / of_exports + 100 * imports / of_imports)


def spread(measure, *ranges):
    """The smallest and the largest result over the corners of all ranges."""
    results = [measure(*corner) for corner in product(*ranges)]
    return min(results), max(results)


def around(value, half):
    return value - half, value + half


def fits(printed, low, high):
    return low - SHARE <= printed <= high + SHARE


@pytest.fixture(scope="module")
def shares(unit):
    table = load_table(unit, "interdependence")
    return table.set_index(["flow", "category", "direction"])["value"]


@pytest.fixture(scope="module")
def year_2021(unit):
    return load_table(unit, "russia_2021").set_index(["flow", "measure"])["value"]


@pytest.fixture(scope="module")
def bilateral(unit):
    table = load_table(unit, "bilateral_trade").query("year == 2020")
    return table.set_index(["partner", "flow"])["value"]


@pytest.fixture(scope="module")
def structure(unit):
    return load_table(unit, "trade_structure").set_index(["group", "member"])["value"]


@pytest.fixture(scope="module")
def limits_2020(bilateral, structure):
    """Exports to Russia and imports from it in 2020, all goods: what Tables 4 and 5 leave."""
    others = sum(bilateral[partner, "export"] for partner in ("Armenia", "Belarus", "Kyrgyzstan"))
    exports = bilateral["Russia", "export"], structure["Total", "Kazakhstan"] - others
    imports = (bilateral["Russia", "import"],
               bilateral["Russia", "import"] + structure["Food products", "Russia"])
    return exports, imports


def test_table_8_is_whole(unit, shares):
    assert len(shares) == 18
    table = load_table(unit, "interdependence")
    assert (table["printed"] == table["corrected"]).all()
    places = {direction: list(rows["place"].dropna()) for direction, rows in table.groupby("direction")}
    assert places[RUSSIA] == [1, 3, 3, 15, 2, 1, 1, 1, 1]
    assert places[KAZAKHSTAN] == [10, 9, 1, 32, 9, 18, 1]
    assert [row.category for row in table[table["place"].isna()].itertuples()] == ["Industrial goods"] * 2


def test_turnover_lies_between_exports_and_imports(shares):
    for direction in (RUSSIA, KAZAKHSTAN):
        low, high = sorted(shares[flow, "All goods", direction] for flow in ("export", "import"))
        assert low < shares["turnover", "All goods", direction] < high


def test_russias_weight_in_exports_needs_fuels_outside_industrial_goods(shares):
    """All goods weigh less than food or industry, so something light is left out of both."""
    food, industry, goods, fuel = (
        shares["export", category, RUSSIA] for category in
        ("Manufactured food products", "Industrial goods", "All goods", "Fuel and energy products"))
    assert fuel < goods < min(food, industry)


def test_industrial_goods_with_the_oil_would_outweigh_all_goods(unit, shares):
    claims = load_table(unit, "claims").set_index("id")
    oil = float(claims.loc["c-trade-083", "printed"])
    assert oil / 100 * shares["export", "Industrial goods", RUSSIA] > shares["export", "All goods", RUSSIA]
    flows = load_table(unit, "trade_flows_2020")
    assert "27" in set(flows.query("partner == 'Russia' and flow == 'export'")["hs"])


def test_the_paragraph_on_2021_is_coherent(year_2021):
    assert year_2021["export", "amount"] + year_2021["import", "amount"] == pytest.approx(
        year_2021["turnover", "amount"])
    amounts = [around(year_2021[flow, "amount"], 0.05) for flow in ("export", "import")]
    parts = [around(year_2021[flow, "share"], 0.05) for flow in ("export", "import")]
    low, high = spread(weighted, *amounts, *parts)
    assert (round(low, 1), round(high, 1)) == (23.8, 24.1)
    assert fits(year_2021["turnover", "share"], low, high)


def test_table_8_repeats_two_shares_of_2021_and_its_third_does_not_fit_that_year(shares, year_2021):
    for flow in ("export", "import"):
        assert shares[flow, "All goods", RUSSIA] == year_2021[flow, "share"]
    amounts = [around(year_2021[flow, "amount"], 0.05) for flow in ("export", "import")]
    parts = [around(shares[flow, "All goods", RUSSIA], 0.05) for flow in ("export", "import")]
    assert not fits(shares["turnover", "All goods", RUSSIA], *spread(weighted, *amounts, *parts))


def test_table_8_may_hold_for_2020(shares, limits_2020):
    parts = [(shares[flow, "All goods", RUSSIA],) for flow in ("export", "import")]
    low, high = spread(weighted, *limits_2020, *parts)
    assert (round(low, 1), round(high, 1)) == (22.8, 26.2)
    assert low < shares["turnover", "All goods", RUSSIA] < high


def test_the_same_share_in_both_years_needs_much_more_trade_in_all(year_2021, limits_2020):
    (_, most_exports), (_, most_imports) = limits_2020
    needed = measures.change(most_exports, 1000 * year_2021["export", "amount"])
    assert needed == pytest.approx(32.44, abs=0.01)
    assert measures.change(most_imports, 1000 * year_2021["import", "amount"]) > 13


def test_the_limits_of_2020_hold_what_is_known(bilateral, structure, limits_2020):
    (least, most), (least_imports, _) = limits_2020
    assert (least, round(most, 1)) == (4519.1, 5210.0)
    assert least < most
    assert least_imports > most  # Kazakhstan buys more than it sells, whatever the food


def test_seven_of_eight_flows_weigh_more_for_kazakhstan(shares):
    lighter = [flow for flow, ours, theirs in flows_with_two_ends(shares) if ours <= theirs]
    assert lighter == [("export", "Fuel and energy products")]


def flows_with_two_ends(shares):
    """Each flow of goods, with its share in Kazakhstan's trade and in Russia's."""
    mirror = {"export": "import", "import": "export"}
    for flow, category in sorted({(f, c) for f, c, _ in shares.index if f in mirror}):
        yield (flow, category), shares[flow, category, RUSSIA], shares[mirror[flow], category, KAZAKHSTAN]


def test_expected_effects_stand_on_claims(unit):
    table = load_table(unit, "war_effects")
    claims = load_table(unit, "claims").set_index("id")
    assert list(table["number"]) == list(range(1, len(table) + 1))
    assert set(table["claim"]) <= set(claims.index)
    assert (claims.loc[table["claim"], "source"] == "003").all()
    assert ((table["unit"] != "") == table["figure"].notna()).all()


def year_with(day, weekday):
    """The year around the events in which this day of February is this day of the week; Monday is 0."""
    return next(year for year in (2022, 2023, 2024) if date(year, 2, day).weekday() == weekday)


# What is recomputed from numbers that are in no table.
RECOMPUTED = {
    "c-dependence-015": 8 - 1,
    "c-dependence-021": weighted(6.9, 17.3, 11.5, 42.1),
    "c-dependence-022": 6.9 / 0.115,
    "c-dependence-023": 17.3 / 0.421,
    "c-dependence-024": weighted(6.9, 17.3, 11.5, 42.1),
    "c-dependence-026": 11233.7 + 4049.9,
    "c-dependence-027": spread(weighted, (4519.1, 5210.0), (11233.7, 15283.6), (11.5,), (42.1,))[0],
    "c-dependence-028": measures.change(5210.0, 6900),
    "c-dependence-029": 0.27 * 52,
    "c-dependence-031": date(2022, 2, 24).year,
    "c-dependence-042": 1.4 * 1.7,
    "c-dependence-043": 100 * 1.4 * 1.7 / (6.9 / 0.115),
    "c-dependence-058": year_with(3, 4),
    "c-dependence-059": year_with(2, 3),
    "c-dependence-060": next(d for d in (1, 2, 3) if date(2023, 2, d).weekday() == 2),
    "c-dependence-062": len({"Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia"}),
    "c-dependence-063": 24.2 - 22.1,
}


def test_recomputed_numbers(unit):
    claims = load_table(unit, "claims")
    ours = claims[claims["id"].str.startswith("c-dependence-") & claims["recomputed"].notna()]
    assert set(ours.loc[ours["check"] == "", "id"]) == set(RECOMPUTED)
    expression = TypeAdapter(Expression)
    for row in ours.itertuples():
        found = RECOMPUTED.get(row.id)
        if row.check:
            result = evaluate(expression.validate_json(row.check), lambda *table: load_table(unit, *table))
            found = float(result) * row.factor
        assert found == pytest.approx(row.recomputed, abs=0.005 + 1e-9), row.id
