"""The measures against numbers worked out by hand, and against what must hold for any input."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware import measures

amounts = st.floats(min_value=0.01, max_value=1e6)
# Growing by +10, −10, +100 and −25 %.
LEVELS = pd.Series([100.0, 110.0, 99.0, 198.0, 148.5], index=[2001, 2002, 2003, 2004, 2005])


@st.composite
def tables(draw, groups=("wool", "iron", "glass"), members=("Lowland", "Highland", "Island")):
    cells = {member: [draw(amounts) for _ in groups] for member in members}
    return pd.DataFrame(cells, index=list(groups))


# -- shares and rates


def test_share_of_numbers_and_of_series():
    assert measures.share(1, 8) == 12.5
    shares = measures.share(pd.Series([1.0, 3.0]), pd.Series([4.0, 0.0]))
    assert shares.iloc[0] == 25 and pd.isna(shares.iloc[1])


def test_share_of_zero_is_refused():
    with pytest.raises(ValueError):
        measures.share(1, 0)


def test_change():
    assert measures.change(80, 100) == 25
    assert measures.change(100, 80) == pytest.approx(-20)


@pytest.mark.parametrize("first", [0, -3, float("nan")])
def test_change_needs_a_positive_base(first):
    with pytest.raises(ValueError):
        measures.change(first, 5)


def test_growth_keeps_labels_and_starts_with_a_gap():
    rates = measures.growth(LEVELS)
    assert list(rates.index) == list(LEVELS.index)
    assert pd.isna(rates.iloc[0])
    assert list(rates.iloc[1:]) == pytest.approx([10, -10, 100, -25])


def test_growth_from_zero_or_from_a_deficit_is_missing():
    assert list(measures.growth(pd.Series([0, 5, -5, 5])).isna()) == [True, True, False, True]


def test_mean_growth_is_not_the_compound_rate():
    doubled_and_halved = pd.Series([100, 200, 100])
    assert measures.mean_growth(doubled_and_halved) == 25
    assert measures.cagr(doubled_and_halved) == 0


@pytest.mark.parametrize(("total", "periods", "rate"), [(21, 2, 10), (30, 1, 30), (-19, 2, -10), (0, 7, 0)])
def test_a_compound_rate_makes_the_total(total, periods, rate):
    assert measures.compound_rate(total, periods) == pytest.approx(rate)


@given(st.floats(min_value=-90, max_value=300), st.integers(min_value=1, max_value=30))
def test_compound_undoes_the_compound_rate(total, periods):
    rate = measures.compound_rate(total, periods)
    assert measures.compound(rate, periods) == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize(("rate", "periods"), [(-100, 2), (float("inf"), 2), (float("nan"), 2), (40, 1e9)])
def test_growth_that_cannot_be_compounded_is_refused(rate, periods):
    with pytest.raises(ValueError, match="compound growth"):
        measures.compound(rate, periods)


def test_cagr_of_three_levels():
    assert measures.cagr(pd.Series([100, 90, 144])) == pytest.approx(20)


@pytest.mark.parametrize("values", [[], [1.0], [0.0, 1.0], [1.0, None, 2.0]])
def test_mean_growth_refuses_what_has_no_rate(values):
    with pytest.raises(ValueError):
        measures.mean_growth(pd.Series(values, dtype="float64"))


@pytest.mark.parametrize("values", [[], [1.0], [0.0, 1.0], [1.0, 0.0]])
def test_cagr_refuses_what_has_no_rate(values):
    with pytest.raises(ValueError):
        measures.cagr(pd.Series(values, dtype="float64"))


@given(st.lists(amounts, min_size=2, max_size=12))
def test_the_mean_rate_is_never_below_the_compound_rate(levels):
    values = pd.Series(levels)
    compound = measures.cagr(values)
    assert measures.mean_growth(values) >= compound - 1e-6 * (100 + abs(compound))


@given(amounts, st.floats(min_value=-50, max_value=100), st.integers(min_value=2, max_value=8))
def test_steady_growth_gives_its_rate_by_both_methods(start, rate, count):
    values = pd.Series([start * (1 + rate / 100) ** step for step in range(count)])
    assert measures.mean_growth(values) == pytest.approx(rate, abs=1e-6)
    assert measures.cagr(values) == pytest.approx(rate, abs=1e-6)


# -- before and after


def test_boundary_counted_before():
    compared = measures.compare_growth(LEVELS, 2003, "before")
    before, after = compared.before, compared.after
    assert (before.first, before.last, before.base, before.levels, before.rates) == (2001, 2003, 2001, 3, 2)
    assert (after.first, after.last, after.base, after.levels, after.rates) == (2004, 2005, 2003, 2, 2)
    assert before.mean_growth == pytest.approx(0) and after.mean_growth == pytest.approx(37.5)
    assert before.cagr == pytest.approx(-0.501256) and after.cagr == pytest.approx(22.474487)
    assert before.mean_level == pytest.approx(103) and after.mean_level == pytest.approx(173.25)
    assert compared.level_change == pytest.approx(68.203883)


def test_boundary_counted_after():
    compared = measures.compare_growth(LEVELS, 2003, "after")
    before, after = compared.before, compared.after
    assert (before.last, before.rates, before.levels) == (2002, 1, 2)
    assert (after.first, after.base, after.rates, after.levels) == (2003, 2002, 3, 3)
    assert before.mean_growth == pytest.approx(10) and after.mean_growth == pytest.approx(65 / 3)
    assert compared.level_change == pytest.approx(41.428571)


def test_a_deficit_has_a_mean_level_but_no_rate():
    balance = pd.Series([-4.0, -2.0, -6.0], index=[2001, 2002, 2003])
    compared = measures.compare_growth(balance, 2002, "before")
    assert compared.before.mean_growth is None and compared.before.cagr is None
    assert compared.before.mean_level == -3
    assert compared.level_change is None


@pytest.mark.parametrize(("years", "boundary", "side"), [
    ([2001, 2002, 2003], 2001, "before"),
    ([2001, 2002, 2003], 2002, "after"),
    ([2001, 2002, 2003], 2003, "before"),
    ([2001, 2003, 2004], 2003, "before"),
    ([2003, 2002, 2001], 2002, "before"),
    ([2001, 2002, 2003], 2002, "middle"),
    ([], 2002, "before"),
])
def test_comparisons_that_make_no_sense_are_refused(years, boundary, side):
    values = pd.Series([1.0] * len(years), index=years, dtype="float64")
    with pytest.raises(ValueError):
        measures.compare_growth(values, boundary, side)


@given(st.lists(amounts, min_size=4, max_size=12), st.data())
def test_every_rate_is_counted_once_on_either_side(levels, data):
    values = pd.Series(levels, index=range(2000, 2000 + len(levels)))
    boundary = data.draw(st.integers(min_value=2002, max_value=2000 + len(levels) - 2))
    for side in ("before", "after"):
        compared = measures.compare_growth(values, boundary, side)
        before, after = compared.before, compared.after
        assert before.rates + after.rates == len(levels) - 1
        assert before.levels + after.levels == len(levels)
        total = before.rates * before.mean_growth + after.rates * after.mean_growth
        assert total == pytest.approx(measures.growth(values).sum(), rel=1e-9, abs=1e-6)


# -- trade


def test_turnover_and_balance():
    exports, imports = pd.Series([5.0, 1.0]), pd.Series([2.0, 3.0])
    assert list(measures.turnover(exports, imports)) == [7, 4]
    assert list(measures.trade_balance(exports, imports)) == [3, -2]
    assert measures.trade_balance(1, 3) == -2


EXPORTS = pd.DataFrame({"Lowland": [30.0, 10.0], "Highland": [20.0, 140.0]}, index=["wool", "iron"])


def test_balassa_by_hand():
    # Wool: 30/40 of Lowland's exports, 50/200 of all: 0.75 / 0.25.
    assert measures.balassa(EXPORTS, "wool", "Lowland") == pytest.approx(3)
    assert measures.balassa(EXPORTS, "iron", "Highland") == pytest.approx((140 / 160) / (150 / 200))


def test_balassa_against_the_others_alone():
    # Wool is 20/160 of what Highland, the only other, exports.
    assert measures.balassa(EXPORTS, "wool", "Lowland", exclude_self=True) == pytest.approx(6)


def test_balassa_with_totals_that_hold_more_than_the_rows():
    totals = pd.Series({"Highland": 200.0, "Lowland": 50.0})
    index = measures.balassa(EXPORTS, "wool", "Lowland", totals=totals)
    assert index == pytest.approx((30 / 50) / (50 / 250))


def test_balassa_refuses_unknown_names_and_undefined_shares():
    with pytest.raises(ValueError):
        measures.balassa(EXPORTS, "salt", "Lowland")
    with pytest.raises(ValueError):
        measures.balassa(EXPORTS, "wool", "Island")
    only_lowland = pd.DataFrame({"Lowland": [1.0, 1.0], "Highland": [0.0, 4.0]}, index=["wool", "iron"])
    with pytest.raises(ValueError):
        measures.balassa(only_lowland, "wool", "Lowland", exclude_self=True)


@pytest.mark.parametrize("totals", [{"Lowland": 40.0}, {"Lowland": 39.0, "Highland": 160.0}])
def test_balassa_refuses_totals_that_do_not_fit(totals):
    with pytest.raises(ValueError):
        measures.balassa_matrix(EXPORTS, pd.Series(totals))


@given(tables())
def test_reference_shares_times_indices_add_up_to_one(exports):
    reference = exports.sum(axis=1) / exports.sum().sum()
    sums = measures.balassa_matrix(exports).mul(reference, axis=0).sum()
    assert list(sums) == pytest.approx([1] * len(sums))


@given(tables(), amounts)
def test_the_unit_does_not_matter(exports, factor):
    once, again = measures.balassa_matrix(exports), measures.balassa_matrix(exports * factor)
    pd.testing.assert_frame_equal(once, again, rtol=1e-9)


@given(tables())
def test_leaving_oneself_out_moves_the_index_away_from_one(exports):
    whole, others = measures.balassa_matrix(exports), measures.balassa_matrix(exports, exclude_self=True)
    assert ((others >= whole * (1 - 1e-9)) | (whole <= 1)).all(axis=None)
    assert ((others <= whole * (1 + 1e-9)) | (whole >= 1)).all(axis=None)
