"""Totals, turnovers and balances hold in every cell, or the cell is a known fault of the source."""

from collections.abc import Iterator

import pandas as pd
import pytest

from courseware import measures
from courseware.tables import load_table

MEMBERS = ["Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia"]
ROUNDING = 0.1 + 1e-6  # every cell is printed to one decimal

TURNOVER = "the printed turnover with Kyrgyzstan repeats the imports"
SIGN = "the scan has no minus sign although imports exceed exports"
NO_ROW = "chapters 68-71, 88-89 and 91-97 are in the total but have no row"

# What does not hold in the tables as printed: (table, rule, place) and why.
KNOWN_FAULTS = {
    **{("bilateral_trade", "turnover", ("Kyrgyzstan", year)): TURNOVER for year in range(2011, 2021)},
    **{("bilateral_trade", "balance", ("Russia", year)): SIGN for year in range(2011, 2019)},
    **{("bilateral_trade", "balance", ("Belarus", year)): SIGN
       for year in (2011, 2012, 2013, 2015, 2016, 2017, 2018)},
    **{("trade_structure", "groups", member): NO_ROW for member in ["EAEU", *MEMBERS]},
}
# Nothing in the source allows these to be corrected.
REMAINING_FAULTS = {place for place, reason in KNOWN_FAULTS.items() if reason == NO_ROW}

Check = tuple[tuple[str, str, object], float]


def checks(unit, values) -> Iterator[Check]:
    """Every sum that must hold, as (table, rule, place) and the difference of its two sides."""
    mutual = load_table(unit, "mutual_trade", values).pivot(index="year", columns="member", values="value")
    for year, row in mutual.iterrows():
        yield ("mutual_trade", "members", year), row[MEMBERS].sum() - row["EAEU"]

    structure = load_table(unit, "trade_structure", values).pivot(
        index="group", columns="member", values="value")
    for group, row in structure.iterrows():
        yield ("trade_structure", "members", group), row[MEMBERS].sum() - row["EAEU"]
    for member, column in structure.items():
        yield ("trade_structure", "groups", member), column.drop("Total").sum() - column["Total"]
        yield ("trade_structure", "table 3", member), mutual.loc[2020, member] - column["Total"]

    flows = load_table(unit, "bilateral_trade", values).pivot(
        index=["partner", "year"], columns="flow", values="value")
    turnover = measures.turnover(flows["export"], flows["import"])
    balance = measures.trade_balance(flows["export"], flows["import"])
    for place in flows.index:
        yield ("bilateral_trade", "turnover", place), turnover[place] - flows["turnover"][place]
        yield ("bilateral_trade", "balance", place), balance[place] - flows["balance"][place]


def failing(unit, values) -> set:
    return {place for place, difference in checks(unit, values) if not abs(difference) <= ROUNDING}


def test_every_cell_is_under_a_check(unit):
    assert len(list(checks(unit, "printed"))) == 5 + 9 + 6 + 6 + 2 * 40
    assert len(load_table(unit, "mutual_trade")) == 5 * 6
    assert len(load_table(unit, "trade_structure")) == 9 * 6
    assert len(load_table(unit, "bilateral_trade")) == 4 * 4 * 10


def test_as_printed_only_the_known_faults_fail(unit):
    assert failing(unit, "printed") == set(KNOWN_FAULTS)


def test_as_corrected_only_what_cannot_be_corrected_fails(unit):
    assert failing(unit, "corrected") == REMAINING_FAULTS


@pytest.mark.parametrize("name", ["mutual_trade", "trade_structure", "bilateral_trade"])
def test_a_value_differs_from_print_only_at_a_known_fault_and_says_why(unit, name):
    table = load_table(unit, name)
    changed = table[table["printed"] != table["corrected"]]
    assert (table["note"] != "").equals(table["printed"] != table["corrected"])
    if name != "bilateral_trade":
        assert changed.empty
        return
    places = {(name, row.flow, (row.partner, row.year)) for row in changed.itertuples()}
    assert places == set(KNOWN_FAULTS) - REMAINING_FAULTS


def test_a_lost_sign_changes_the_sign_alone(unit):
    balance = load_table(unit, "bilateral_trade").query("flow == 'balance'")
    assert (balance["printed"].abs() == balance["corrected"].abs()).all()


def test_the_printed_turnover_with_kyrgyzstan_is_the_import_row(unit):
    kyrgyz = load_table(unit, "bilateral_trade").query("partner == 'Kyrgyzstan'").pivot(
        index="year", columns="flow", values="printed")
    assert list(kyrgyz["turnover"]) == list(kyrgyz["import"])


# -- groups of goods


def chapters(hs: str) -> set[int]:
    """Chapters named by "84-87, 90"."""
    found: set[int] = set()
    for part in hs.split(","):
        first, _, last = part.strip().partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.fixture(scope="module")
def structure(unit) -> pd.DataFrame:
    return load_table(unit, "trade_structure")


def test_the_groups_do_not_overlap_and_leave_out_the_chapters_named(structure):
    groups = [chapters(hs) for hs in structure.loc[structure["group"] != "Total", "hs"].unique()]
    covered = set().union(*groups)
    assert sum(len(group) for group in groups) == len(covered)
    assert set(range(1, 98)) - covered == {*range(68, 72), 88, 89, *range(91, 98)}


def test_what_has_no_row(structure):
    table = structure.pivot(index="group", columns="member", values="value")
    rest = table.loc["Total"] - table.drop("Total").sum()
    expected = {"EAEU": 4354.3, "Armenia": 82.3, "Belarus": 920.1, "Kazakhstan": 66.3, "Kyrgyzstan": 48.0,
                "Russia": 3237.8}
    assert rest.round(1).to_dict() == expected
    assert measures.share(rest["EAEU"], table.loc["Total", "EAEU"]) == pytest.approx(7.9, abs=0.05)


def test_shares_quoted_in_the_text_are_of_the_listed_groups(structure):
    union = structure[structure["member"] == "EAEU"].set_index("group")["value"]
    listed, total = union.drop("Total").sum(), union["Total"]
    quoted = {"Mineral products": 23.4, "Machinery and transport": 21.7, "Metals": 13.3}
    for group, share in quoted.items():
        assert measures.share(union[group], listed) == pytest.approx(share, abs=0.05)
        assert abs(measures.share(union[group], total) - share) > 1
    assert measures.share(union["Food products"], listed) == pytest.approx(20, abs=0.5)


def test_shares_quoted_for_2020_are_those_of_2019(unit):
    mutual = load_table(unit, "mutual_trade").pivot(index="year", columns="member", values="value")
    for member, share in {"Russia": 63.7, "Belarus": 23.6, "Kazakhstan": 10.4}.items():
        shares = measures.share(mutual[member], mutual["EAEU"])
        assert shares[2019] == pytest.approx(share, abs=0.05)
        assert abs(shares[2020] - share) > 0.05
