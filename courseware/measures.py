"""Measures of trade and growth: the only place where their formulas live.

Pure functions on numbers and pandas objects. Percentages are numbers such as 12.5 for 12.5 %. A rate of
growth needs a positive base: from nothing, or from a deficit, no percentage leads anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

Side = Literal["before", "after"]


def share(part: float | pd.Series, whole: float | pd.Series) -> float | pd.Series:
    """100 · part / whole, in percent; of two series, label by label (missing where the whole is 0).

    Raises:
        ValueError: the whole is the number 0.
    """
    if isinstance(whole, pd.Series):
        return 100 * part / whole.where(whole != 0)
    if whole == 0:
        raise ValueError("a share of zero is not defined")
    return 100 * part / whole


def change(first: float, last: float) -> float:
    """100 · (last / first − 1), in percent.

    Raises:
        ValueError: `first` is not positive.
    """
    if not first > 0:
        raise ValueError("a change in percent needs a positive first value")
    return 100 * (last / first - 1)


def growth(values: pd.Series) -> pd.Series:
    """Rate of growth against the value before, 100 · (v[t] / v[t−1] − 1), in percent.

    Args:
        values: levels in order, one a period, without gaps.

    Returns:
        A series with the same labels; missing for the first and wherever the value before is not positive.
    """
    base = values.astype("float64").shift()
    return 100 * (values / base.where(base > 0) - 1)


def mean_growth(values: pd.Series) -> float:
    """Arithmetic mean of the rates of growth, in percent: n levels give n − 1 rates.

    Raises:
        ValueError: fewer than two levels, or a rate that is not defined.
    """
    rates = growth(values).iloc[1:]
    if rates.empty or rates.isna().any():
        raise ValueError("a mean rate needs at least two levels, all but the last of them positive")
    return float(rates.mean())


def cagr(values: pd.Series) -> float:
    """Compound rate of growth a period, 100 · ((last / first) ** (1 / (n − 1)) − 1), in percent.

    Raises:
        ValueError: fewer than two levels, or a first or last level that is not positive.
    """
    if len(values) < 2 or not (values.iloc[0] > 0 and values.iloc[-1] > 0):
        raise ValueError("a compound rate needs at least two levels, the first and the last of them positive")
    return float(100 * ((values.iloc[-1] / values.iloc[0]) ** (1 / (len(values) - 1)) - 1))


def compound_rate(total: float, periods: int) -> float:
    """The rate a period that makes a total change, 100 · ((1 + total / 100) ** (1 / n) − 1), all in percent.

    Raises:
        ValueError: nothing is left after the change, or there is no period.
    """
    if not -100 < total < math.inf or periods < 1:
        raise ValueError("a compound rate needs a total change above −100 percent and at least one period")
    return float(100 * ((1 + total / 100) ** (1 / periods) - 1))


def compound(rate: float, periods: float) -> float:
    """The total change that a rate makes, 100 · ((1 + rate / 100) ** n − 1), all in percent.

    Args:
        rate: percent a period.
        periods: how many; a part of one gives the change within it.

    Raises:
        ValueError: nothing is left after a period, or the result is too large.
    """
    if not -100 < rate < math.inf:
        raise ValueError("compound growth needs a rate above −100 percent")
    try:
        return 100 * ((1 + rate / 100) ** periods - 1)
    except OverflowError:
        raise ValueError("compound growth at this rate is too large to compute") from None


@dataclass(frozen=True)
class PeriodGrowth:
    """Growth in one period.

    Attributes:
        first, last: the first and the last year of the period.
        base: the year that the first rate is measured against: the year before `first`, or `first` itself
            when the series starts there.
        levels: how many levels the mean level rests on.
        rates: how many yearly rates the other two numbers rest on.
        mean_level: arithmetic mean of the levels from `first` to `last`, in the unit of the values.
        mean_growth: arithmetic mean of the yearly rates from `base` to `last`, percent; None if not defined.
        cagr: compound yearly rate from `base` to `last`, percent; None if not defined.
    """

    first: int
    last: int
    base: int
    levels: int
    rates: int
    mean_level: float
    mean_growth: float | None
    cagr: float | None


@dataclass(frozen=True)
class GrowthComparison:
    """Growth before and after a boundary year.

    Attributes:
        boundary, side: the boundary year and the period it was counted in.
        before, after: the two periods.
        level_change: change of the mean level from `before` to `after`, percent; None if not defined.
    """

    boundary: int
    side: Side
    before: PeriodGrowth
    after: PeriodGrowth
    level_change: float | None


def compare_growth(values: pd.Series, boundary: int, side: Side) -> GrowthComparison:
    """Growth before and after a boundary year, which may be counted in either period.

    A rate belongs to the year it leads to. So the first rate of the later period starts from the last level
    of the earlier one, no rate is lost or used twice, and both rates of a period rest on the same years.

    Args:
        values: levels, labelled by consecutive years in ascending order.
        boundary: the year in which the two periods meet.
        side: "before": the boundary is the last year of the earlier period; "after": the first of the later.

    Raises:
        ValueError: `side` is neither, the years have a gap or are not ascending, the earlier period has fewer
            than two years (no rate) or the later one none.
    """
    if side not in ("before", "after"):
        raise ValueError(f'the side of the boundary is "before" or "after", not {side!r}')
    years = [int(year) for year in values.index]
    if not years or years != list(range(years[0], years[0] + len(years))):
        raise ValueError("the labels must be consecutive years in ascending order")
    last_before = boundary if side == "before" else boundary - 1
    if last_before <= years[0] or last_before >= years[-1]:
        raise ValueError(f"{boundary} leaves too few years on one side of it")
    before, after = values.loc[:last_before], values.loc[last_before + 1:]
    return GrowthComparison(
        boundary=boundary,
        side=side,
        before=_period(before, before),
        after=_period(after, values.loc[last_before:]),
        level_change=_or_none(change, float(before.mean()), float(after.mean())),
    )


def _period(levels: pd.Series, chain: pd.Series) -> PeriodGrowth:
    """`chain` is the levels with the base year of the first rate in front."""
    return PeriodGrowth(
        first=int(levels.index[0]),
        last=int(levels.index[-1]),
        base=int(chain.index[0]),
        levels=len(levels),
        rates=len(chain) - 1,
        mean_level=float(levels.mean()),
        mean_growth=_or_none(mean_growth, chain),
        cagr=_or_none(cagr, chain),
    )


def _or_none(measure: Callable[..., float], *arguments: Any) -> float | None:
    try:
        return measure(*arguments)
    except ValueError:
        return None


def turnover(exports: float | pd.Series, imports: float | pd.Series) -> float | pd.Series:
    """Exports plus imports, in their unit."""
    return exports + imports


def trade_balance(exports: float | pd.Series, imports: float | pd.Series) -> float | pd.Series:
    """Exports minus imports, in their unit: negative for a deficit."""
    return exports - imports


def balassa(exports: pd.DataFrame, group: str, member: str, exclude_self: bool = False,
            totals: pd.Series | None = None) -> float:
    """Index of revealed comparative advantage of one member in one group; see `balassa_matrix`.

    Raises:
        ValueError: no such group or member, or an index that is not defined.
    """
    matrix = balassa_matrix(exports, totals, exclude_self)
    if group not in matrix.index or member not in matrix.columns:
        raise ValueError(f"there is no group {group!r} or no member {member!r}")
    index = float(matrix.loc[group, member])
    if pd.isna(index):
        raise ValueError(f"the index of {member} in {group} is not defined: a share it needs is zero")
    return index


def balassa_matrix(exports: pd.DataFrame, totals: pd.Series | None = None,
                   exclude_self: bool = False) -> pd.DataFrame:
    """Index of revealed comparative advantage, (x[g, m] / X[m]) / (x[g] / X), for every group and member.

    x[g, m] are the exports of group g by member m, X[m] all exports of m, x[g] and X the same of the
    reference: all members together. Above 1, the group weighs more in the member's exports than in the
    reference's. With all groups given, the reference's shares times a member's indices add up to 1. Source:
    Balassa, B. (1965), "Trade Liberalisation and 'Revealed' Comparative Advantage", The Manchester School
    33(2), 99–123.

    Args:
        exports: a row a group, a column a member, all in one unit; no row or column of totals.
        totals: all exports of each member, where the rows do not cover everything; None: sums of the columns.
        exclude_self: measure each member against the others alone.

    Returns:
        A frame of the same shape, without unit; missing where a share it needs is zero.

    Raises:
        ValueError: totals for other members than the columns, or smaller than what they should hold.
    """
    exports = exports.astype("float64")
    sums = exports.sum()
    totals = sums if totals is None else totals.astype("float64")
    if set(totals.index) != set(exports.columns):
        raise ValueError("the totals must be those of the members in the columns")
    totals = totals.reindex(exports.columns)
    if (totals < sums - 0.001 * sums.abs() - 1e-9).any():  # printed totals may be off by rounding
        raise ValueError("a total is smaller than the sum of its groups")
    own = exports / totals.where(totals > 0)
    if exclude_self:
        reference = pd.DataFrame({member: _basket(exports.drop(columns=member), totals.drop(member))
                                  for member in exports.columns})
    else:
        basket = _basket(exports, totals)
        reference = pd.DataFrame({member: basket for member in exports.columns})
    return own / reference.where(reference > 0)


def _basket(exports: pd.DataFrame, totals: pd.Series) -> pd.Series:
    """Shares of the groups in what the members export together; missing where they export nothing."""
    whole = totals.sum()
    return exports.sum(axis=1) / (whole if whole > 0 else float("nan"))
