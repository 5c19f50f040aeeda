"""Classical item and test statistics, each a pure function with its formula and source.

Conventions, which the report tells its readers:

- A row is a student, a column an item, a cell the points earned. A blank counts as no points, as in the total
  that the student reads. NaN is an item that could not be scored for that student; difficulty leaves it out,
  and everything that rests on totals leaves the student out.
- Items may give part of their points. For items of right or wrong alone, difficulty is the share of right
  answers, the item-rest correlation is the point-biserial one, and alpha is KR-20.
- What has no value is NaN: nothing is put in the place of a division by zero.
"""

from __future__ import annotations

from math import atanh, exp, isnan, log, log1p, nan, sqrt, tanh
from typing import NamedTuple

import pandas as pd

Z_95 = 1.959964  # quantile of the normal distribution: 95% lie within, 2.5% on each side
Z_90 = 1.644854  # 90% within, 5% on each side


class Interval(NamedTuple):
    """A range that holds the true value, were the students drawn at random from many like them."""

    low: float
    high: float


def difficulty(points: pd.DataFrame, most: pd.Series) -> pd.Series:
    """The mean share of an item's points that was earned, 0 (nobody anything) to 1 (everybody all).

    The name is the field's, though a high value means an easy item. P of Crocker and Algina (1986),
    *Introduction to Classical and Modern Test Theory*, chapter 14; "facility index" in Moodle.

    Args:
        points: students × items.
        most: the points that each item gives, by item.

    Returns:
        By item; NaN for one that was scored for nobody.
    """
    return points.mean() / most


def item_rest(points: pd.DataFrame) -> pd.Series:
    """Discrimination: the correlation of an item's points with the total of all other items, −1 to 1.

    Pearson's r between x_i and the sum of x_j over all j ≠ i. The item itself is left out of the total,
    since it would correlate with itself: Henrysson (1963), Psychometrika 28, 211–218.

    Args:
        points: students × items; students with a NaN are left out.

    Returns:
        By item; NaN where all students have the same points in the item or in the rest.
    """
    complete = points.dropna()
    total = complete.sum(axis="columns")
    return pd.Series({item: _correlation(complete[item], total - complete[item]) for item in complete})


def _correlation(one: pd.Series, other: pd.Series) -> float:
    if len(one) < 2 or _is_constant(one) or _is_constant(other):
        return nan
    # Written out: Series.corr goes through threaded linear algebra, a hundred times slower on a busy machine.
    x, y = one - one.mean(), other - other.mean()
    r = float((x * y).sum()) / sqrt(float((x * x).sum())) / sqrt(float((y * y).sum()))
    return max(-1.0, min(1.0, r))  # rounding can step over the ends


def _is_constant(values: pd.Series) -> bool:
    return bool(values.min() == values.max())


def correlation_interval(r: float, n: int, z: float = Z_95) -> Interval:
    """tanh(atanh r ± z / √(n − 3)): Fisher (1921), Metron 1, 3–32.

    Args:
        r: a correlation; NaN gives NaN.
        n: students it rests on; below 4 the interval is NaN.
        z: quantile of the normal distribution.
    """
    if isnan(r) or n < 4:
        return Interval(nan, nan)
    if abs(r) == 1:
        return Interval(r, r)
    half = z / sqrt(n - 3)
    return Interval(tanh(atanh(r) - half), tanh(atanh(r) + half))


def cronbach_alpha(points: pd.DataFrame) -> float:
    """Reliability as internal consistency: alpha of the sum of all items.

    α = k / (k − 1) · (1 − Σ s_i² / s_T²), with k items, the variance s_i² of each and the variance s_T² of
    the total: Cronbach (1951), Psychometrika 16, 297–334. An item on which all agree counts in k. Alpha is
    below 0 where items work against one another; it is given as it is.

    Args:
        points: students × items; students with a NaN are left out.

    Returns:
        At most 1; NaN for fewer than two items or students, or where all totals are the same.
    """
    complete = points.dropna()
    total = complete.sum(axis="columns")
    if len(complete) < 2 or _is_constant(total):
        return nan
    return alpha_of_variances(len(complete.columns), float(complete.var().sum()), float(total.var()))


def alpha_of_variances(items: int, sum_of_variances: float, variance_of_total: float) -> float:
    """`cronbach_alpha` from its ingredients; NaN for fewer than two items or a total that does not vary."""
    if items < 2 or variance_of_total <= 0:
        return nan
    return items / (items - 1) * (1 - sum_of_variances / variance_of_total)


def alpha_interval(alpha: float, items: int, n: int, z: float = Z_95) -> Interval:
    """1 − exp(ln(1 − α) ± z · √(2k / ((k − 1)(n − 2)))): Bonett (2002), J. Educ. Behav. Stat. 27, 335–340.

    Args:
        alpha: below 1; NaN gives NaN.
        items: k, at least 2.
        n: students; below 3 the interval is NaN.
        z: quantile of the normal distribution.
    """
    if isnan(alpha) or n < 3 or items < 2:
        return Interval(nan, nan)
    if alpha >= 1:
        return Interval(1.0, 1.0)
    half = z * sqrt(2 * items / ((items - 1) * (n - 2)))
    middle = log1p(-alpha) if alpha > -1 else log(1 - alpha)
    return Interval(1 - exp(middle + half), 1 - exp(middle - half))


def error_of_measurement(deviation: float, reliability: float) -> float:
    """How far a total is typically off, in the total's unit: s_T · √(1 − α).

    Crocker and Algina (1986), chapter 6. NaN where reliability is NaN or below 0, which is no reliability.
    """
    return deviation * sqrt(1 - reliability) if 0 <= reliability <= 1 else nan


def lower_and_upper(scores: pd.Series, share: float = 1 / 3) -> tuple[pd.Series, pd.Series] | None:
    """Who belongs to the lowest and to the highest part of a class.

    Everybody at the border belongs to it, so that equal scores are never torn apart by the order of the
    roster; the parts may be larger than `share`. Thirds lose little against the 27% that are best for a
    normal distribution: Kelley (1939), J. Educ. Psychol. 30, 17–24.

    Args:
        scores: by student, without NaN.
        share: of the class that each part has at least.

    Returns:
        Two masks by student, or None if so many are equal that the two parts would overlap.
    """
    if scores.empty:
        return None
    low = scores.quantile(share, interpolation="lower")
    high = scores.quantile(1 - share, interpolation="higher")
    return (scores <= low, scores >= high) if low < high else None


class Bin(NamedTuple):
    """Students with totals from `start` up to, but not including, `end`; the last bin includes its end."""

    start: int
    end: int
    students: int


_WIDTHS = (50, 100, 200, 300, 500)  # hundredths of a point
_MOST_BINS = 12


def distribution(totals: pd.Series, most: int) -> list[Bin]:
    """How many students have how many points, in at most 12 bins of a round width.

    Args:
        totals: hundredths of a point, 0 to `most`.
        most: hundredths of a point that can be earned, above 0.
    """
    width = next((w for w in _WIDTHS if w * _MOST_BINS >= most), 0)
    while not width or width * _MOST_BINS < most:
        width += 1000
    starts = list(range(0, max(most, 1), width))
    edges = [*starts, most + 1]  # the last bin takes the full points
    counts = pd.cut(totals, edges, right=False, labels=False).value_counts()
    return [
        Bin(start, min(start + width, most), int(counts.get(place, 0))) for place, start in enumerate(starts)
    ]
