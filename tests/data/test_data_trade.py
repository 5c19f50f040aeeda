"""What the claims on trade say of numbers that are in no table."""

from courseware import measures
from courseware.tables import find_root, load_table

TURNOVER = (
    load_table(find_root(), "bilateral_trade").query("flow == 'turnover'").groupby("year")["value"].sum()
)

RECOMPUTED = {
    "c-trade-038": 84,  # read off the Harmonized System
    "c-trade-039": 52,
    "c-trade-054": measures.compare_growth(TURNOVER, 2015, "after").after.mean_growth,
    "c-trade-064": 13,  # lines in the list of section 2.2, fuels counted apart
    "c-trade-068": 2000,  # read off section 3.2
    "c-trade-079": 6.9 + 17.3,
    "c-trade-085": measures.change(22.1, 23.6),
}


def test_both_sides_of_2015_are_as_the_register_tells_them():
    before = measures.compare_growth(TURNOVER, 2015, "before")
    after = measures.compare_growth(TURNOVER, 2015, "after")
    rates = [before.before, before.after, after.before, after.after]
    assert [round(rate.mean_growth, 1) for rate in rates] == [-10.5, 4.5, -5.0, -0.7]
