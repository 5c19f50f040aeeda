"""Output, firms and investment of Kazakhstan's industry: sums, shares, rates, and the text against them."""

import itertools
from pathlib import Path

import pandas as pd
import pytest

from courseware import measures
from courseware.tables import find_root, load_table

ROOT = find_root(Path(__file__).parent)
TOTAL = "All manufacturing"
PARTNERS = ["Armenia", "Belarus", "Kyrgyzstan", "Russia"]
SIZES = ["small", "medium", "large"]

OUTPUT = load_table(ROOT, "manufacturing_output").pivot(index="industry", columns="year", values="value")
PRODUCTION = load_table(ROOT, "industrial_production").set_index(["year", "branch", "measure"])["printed"]
SHARES = load_table(ROOT, "production_shares_2020").set_index("branch")["printed"]
ENTITIES = load_table(ROOT, "industrial_entities").set_index(["branch", "measure"])["printed"]
JOINT = load_table(ROOT, "joint_entities").set_index(["partner", "sector", "size"])["value"].astype(int)

ALL_2020, ALL_2019 = PRODUCTION[2020, "all industry", "output"], PRODUCTION[2019, "all industry", "output"]
MADE_2020, MADE_2019 = OUTPUT.loc[TOTAL, 2020] / 1000, OUTPUT.loc[TOTAL, 2019] / 1000
MINED_2020 = SHARES["mining"] / 100 * ALL_2020
MINED_2019 = MINED_2020 / (1 + PRODUCTION[2020, "mining", "growth"] / 100)
RATE_BEFORE, RATE_AFTER = 188.38, 349.12  # tenge per dollar, from the text
JOINT_ALL, JOINT_UNION = (JOINT[name, "all industries", "all sizes"] for name in ("All partners", "EAEU"))
GROWTH = {branch: ENTITIES[branch, "mean growth"] for branch in ("manufacturing", "mining")}
UNION_INDUSTRY = JOINT["EAEU", "mining", "all sizes"] + JOINT["EAEU", "manufacturing", "all sizes"]
# What the text lists by name.
PROGRAMMES = ["long-term strategy", "medium-term programmes", "plans for single industries"]
RUSSIAN_FIRMS = ["Stynergy", "VG-Plast", "Elektrovoz", "Lokomotiv", "Kamaz", "SaryarkaAvtoProm"]
BELARUSIAN_FIRMS = ["Metallprofil", "KazBelAgroMash", "KazBelCard", "KazAgroBel", "Excavator plant",
                    "Lien House", "Samhat"]
CRITERIA = ["social effect", "use and profit", "no harm to competition"]

# What claims.csv recomputes without an expression over the tables.
RECOMPUTED = {
    "c-industry-001": len(PROGRAMMES),
    "c-industry-010": 180e6 / 2000,
    "c-industry-018": 2.6 / (1 - 0.132),
    "c-industry-042": MINED_2020,
    "c-industry-043": MINED_2019,
    "c-industry-044": ALL_2019 - MADE_2019 - MINED_2019,
    "c-industry-046": measures.share(MINED_2019, ALL_2019),
    "c-industry-047": measures.share(MADE_2020, ALL_2020 - MINED_2020 + MINED_2019),
    "c-industry-053": measures.change(RATE_AFTER, RATE_BEFORE),
    "c-industry-054": measures.change(RATE_BEFORE, RATE_AFTER),
    "c-industry-056": measures.change(RATE_BEFORE, 0.64 * RATE_AFTER),
    "c-industry-057": len(OUTPUT) - 1,
    "c-industry-065": int((OUTPUT[2020] > OUTPUT[2019]).drop(TOTAL).sum()),
    "c-industry-092": ENTITIES["all industry", "number"] * ENTITIES["manufacturing", "share"] / 100,
    "c-industry-093": ENTITIES["all industry", "number"] * ENTITIES["mining", "share"] / 100,
    "c-industry-095": 0.83 * GROWTH["manufacturing"] + 0.17 * GROWTH["mining"],
    "c-industry-100": JOINT_ALL / 1.024,
    "c-industry-110": measures.share(JOINT_UNION - UNION_INDUSTRY, JOINT_UNION),
    "c-industry-118": len(RUSSIAN_FIRMS),
    "c-industry-120": len(BELARUSIAN_FIRMS),
    "c-industry-127": JOINT_UNION / 1.046,
    "c-industry-128": JOINT_UNION - JOINT_UNION / 1.046,
    "c-industry-129": JOINT_ALL - JOINT_ALL / 1.024,
    "c-industry-133": 1172 / 1.09,
    "c-industry-138": MINED_2019 - MINED_2020,
    "c-industry-137": len(CRITERIA),
}

# Printed beside Table 6, and further from its amounts than half a unit of the last digit.
KNOWN_FAULTS = {
    (industry, "growth"): "rounding: the rate was computed from amounts with more decimals"
    for industry in ("Pharmaceuticals", "Paper", "Other finished products", "Wood and cork")
}


def test_what_is_recomputed_without_an_expression():
    claims = load_table(ROOT, "claims")
    own = claims[claims["id"].str.startswith("c-industry-")]
    found = own[(own["check"] == "") & own["recomputed"].notna()]
    assert set(found["id"]) == set(RECOMPUTED)
    for row in found.itertuples():
        assert RECOMPUTED[row.id] == pytest.approx(row.recomputed, abs=0.005 + 1e-9), row.id


# -- Table 6


def test_industries_add_up_to_the_printed_total_in_every_year():
    """24 cells with one decimal each: an error of 0.2 is rounding, a wrong digit is more."""
    assert OUTPUT.shape == (25, 6)
    gaps = OUTPUT.drop(index=TOTAL).sum() - OUTPUT.loc[TOTAL]
    assert (gaps.abs() <= 0.2 + 1e-6).all()


def test_one_cell_is_no_number_in_print_and_the_column_proves_its_reading():
    table = load_table(ROOT, "manufacturing_output")
    changed = table[table["printed"].isna() | (table["printed"] != table["corrected"])]
    assert [(row.industry, row.year, row.corrected) for row in changed.itertuples()] == [
        ("Beverages", 2018, 1001.6)]
    assert (table["note"] != "").equals(table["printed"].isna())
    others = OUTPUT[2018].drop([TOTAL, "Beverages"]).sum()
    assert OUTPUT.loc[TOTAL, 2018] - others == pytest.approx(1001.6, abs=0.2 + 1e-6)


def test_printed_growth_and_shares_follow_from_the_amounts():
    rates = load_table(ROOT, "manufacturing_rates")
    assert len(rates) == 2 * 25
    failing = set()
    for row in rates.itertuples():
        levels = OUTPUT.loc[row.industry]
        exact = (measures.change(levels[2019], levels[2020]) if row.measure == "growth"
                 else measures.share(levels[2020], OUTPUT.loc[TOTAL, 2020]))
        assert row.recomputed == pytest.approx(exact, abs=0.005 + 1e-9), row
        assert row.printed == pytest.approx(exact, abs=0.1), row
        if abs(row.printed - exact) > 0.05 + 1e-9:
            failing.add((row.industry, row.measure))
    assert failing == set(KNOWN_FAULTS)
    shares = rates[(rates["measure"] == "share") & (rates["industry"] != TOTAL)]
    assert shares["printed"].sum() == pytest.approx(100, abs=0.05)


def test_the_rates_the_text_repeats_and_the_two_it_gets_wrong():
    growth = measures.change
    text = {"Tobacco": 73, "Other vehicles": 51, "Pharmaceuticals": 39, "Printing and recorded media": -22,
            "Other finished products": -14, "Computers and electronics": -10, "Wood and cork": -8, "Food": 10}
    for industry, rate in text.items():
        assert growth(*OUTPUT.loc[industry, [2019, 2020]]) == pytest.approx(rate, abs=0.5)
    assert growth(*OUTPUT.loc["Motor vehicles and trailers", [2019, 2020]]) == pytest.approx(57.9, abs=0.05)
    assert round(OUTPUT.loc["Food", 2020] / 1000, 1) == 4.7  # the text has 56 and 4.6
    rates = (OUTPUT[2020] / OUTPUT[2019]).drop(TOTAL).sort_values(ascending=False)
    assert list(rates.index[:4]) == ["Tobacco", "Motor vehicles and trailers", "Other vehicles",
                                     "Pharmaceuticals"]
    assert list(rates.index[-4:]) == ["Wood and cork", "Computers and electronics", "Other finished products",
                                      "Printing and recorded media"]


# -- Figures 17 to 19


def test_the_branches_of_industry_fit_the_totals():
    assert SHARES.sum() == 100
    assert measures.share(MADE_2020, ALL_2020) == pytest.approx(SHARES["manufacturing"], abs=0.5)
    assert measures.change(ALL_2019, ALL_2020) == pytest.approx(
        PRODUCTION[2020, "all industry", "growth"], abs=0.5)
    assert measures.change(MADE_2019, MADE_2020) == pytest.approx(
        PRODUCTION[2020, "manufacturing", "growth"], abs=0.5)
    rest_2019, rest_2020 = ALL_2019 - MADE_2019 - MINED_2019, ALL_2020 - MADE_2020 - MINED_2020
    assert rest_2019 == pytest.approx(rest_2020, abs=0.2)
    small = SHARES["power, gas and steam"] + SHARES["water and waste"]
    assert rest_2020 == pytest.approx(small / 100 * ALL_2020, abs=0.3)


def test_the_branches_worked_out_follow_from_what_is_printed():
    table = load_table(ROOT, "industry_branches").pivot(index="branch", columns="year", values="value")
    expected = {
        "mining": (MINED_2019, MINED_2020),
        "manufacturing": (MADE_2019, MADE_2020),
        "all industry": (ALL_2019, ALL_2020),
        "other branches": (ALL_2019 - MADE_2019 - MINED_2019, ALL_2020 - MADE_2020 - MINED_2020),
    }
    for branch, amounts in expected.items():
        assert table.loc[branch].tolist() == pytest.approx(amounts, abs=1e-4)


def test_mining_was_the_larger_branch_in_2019_whatever_the_rounding():
    corners = itertools.product((43.5, 44.5), (64.75, 64.85), (32.45, 32.55))
    mined = [share / 100 * total / (1 - fall / 100) for share, total, fall in corners]
    assert 41.6 < min(mined) < max(mined) < 42.8
    assert measures.share(min(mined), 76.15) > 54.7 and measures.share(max(mined), 76.05) < 56.3


def test_firms_are_split_between_two_branches_alone():
    assert ENTITIES["manufacturing", "share"] + ENTITIES["mining", "share"] == 100


# -- Table 7


@pytest.mark.parametrize("values", ["printed", "corrected"])
def test_every_sum_of_table_7_is_exact(values):
    table = load_table(ROOT, "joint_entities", values)
    assert len(table) == 6 * 3 * 4 and (table["printed"] == table["corrected"]).all()
    assert set(table.loc[table["note"] != "", "value"]) == {0}
    cells = table.set_index(["partner", "sector", "size"])["value"]
    for partner in ["All partners", "EAEU", *PARTNERS]:
        for sector in ("all industries", "mining", "manufacturing"):
            assert sum(cells[partner, sector, size] for size in SIZES) == cells[partner, sector, "all sizes"]
    for sector in ("all industries", "mining", "manufacturing"):
        for size in [*SIZES, "all sizes"]:
            assert sum(cells[partner, sector, size] for partner in PARTNERS) == cells["EAEU", sector, size]
            assert cells["EAEU", sector, size] <= cells["All partners", sector, size]
    for partner in ["All partners", "EAEU", *PARTNERS]:
        for size in [*SIZES, "all sizes"]:
            assert (cells[partner, "mining", size] + cells[partner, "manufacturing", size]
                    <= cells[partner, "all industries", size])


def test_counts_in_the_text_come_from_table_7():
    industry = {name: JOINT[name, "mining", "all sizes"] + JOINT[name, "manufacturing", "all sizes"]
                for name in PARTNERS}
    assert industry == {"Armenia": 6, "Belarus": 10, "Kyrgyzstan": 24, "Russia": 452}
    russian = [JOINT["Russia", "mining", size] + JOINT["Russia", "manufacturing", size] for size in SIZES]
    assert russian == [416, 25, 11]


def test_the_rise_of_joint_firms_is_almost_all_with_union_partners():
    """Both rates are rounded to a tenth."""
    rises = {name: [count - count / (1 + (rate + slip) / 100) for slip in (-0.05, 0.05)]
             for name, count, rate in (("all", JOINT_ALL, 2.4), ("union", JOINT_UNION, 4.6))}
    assert rises["all"][1] - rises["union"][0] < 20 and rises["all"][0] - rises["union"][1] > 0


# -- investment


def test_amounts_and_shares_of_investment_imply_one_total():
    table: pd.DataFrame = load_table(ROOT, "investment_2020").pivot(
        index="industry", columns="measure", values="printed")
    named = table.drop(index="all industry")
    totals = 100 * named["amount"] / named["share"]
    total = 100 * named["amount"].sum() / named["share"].sum()
    assert len(named) == 4 and (totals - total).abs().max() < 12
    assert round(total / 1000, 1) == table.loc["all industry", "amount"] / 1000
