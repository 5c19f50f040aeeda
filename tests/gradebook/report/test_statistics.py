"""The statistics against worked examples from the literature, against plain Python, and as properties."""

from __future__ import annotations

import math
import statistics as plain

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.gradebook.report.statistics import (
    alpha_interval,
    alpha_of_variances,
    correlation_interval,
    cronbach_alpha,
    difficulty,
    distribution,
    error_of_measurement,
    item_rest,
    lower_and_upper,
)

# Section 6 of a Law School Admission Test, 1,000 students, 5 items: Bock and Lieberman (1970), Psychometrika
# 35, 179–197. How many students have each pattern, from 00000 to 11111. Rizopoulos (2006), J. Stat. Softw.
# 17(5), prints the shares and alpha, and the ltm package's `descript(LSAT)` the correlations.
LSAT_COUNTS = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15]
LSAT_COUNTS += [10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]
LSAT = pd.DataFrame(
    [[int(bit) for bit in f"{pattern:05b}"] for pattern, n in enumerate(LSAT_COUNTS) for _ in range(n)]
)

# Ten students and ten items of a quiz: K. L. Wuensch, East Carolina University, "The Kuder-Richardson 20"
# (core.ecu.edu/wuenschk/StatHelp/KR20.txt). Σpq = 2.18 and the variance of the totals is 5.84.
QUIZ = """1111110110 1011011101 1111011001 0010001000 0000010010
          1110111111 1101110111 1111111101 0101111101 1101101110"""

# The upper and lower five of a class of ten on ten items: the "Item analysis worksheet" of teacher training
# (studylib.net/doc/25270846), with the difficulty as printed there.
UPPER = ["1111111111", "1111111101", "1101111100", "0111110101", "1110111001"]
LOWER = ["1110110100", "0110110101", "0111001010", "1110100001", "0100010010"]
PRINTED_P = [0.6, 1, 0.8, 0.5, 0.8, 0.8, 0.5, 0.6, 0.3, 0.6]


def frame(rows: list[str]) -> pd.DataFrame:
    return pd.DataFrame([[int(cell) for cell in row] for row in rows])


def ones(points: pd.DataFrame) -> pd.Series:
    return pd.Series(1, index=points.columns)


def test_alpha_of_bland_and_altman():
    """Mini-HAQ, 10 items, Σs² = 11.16, s² of the total 77.44: Bland and Altman (1997), BMJ 314, 572."""
    assert round(alpha_of_variances(10, 11.16, 77.44), 2) == 0.95


def test_the_law_school_test():
    assert difficulty(LSAT, ones(LSAT)).tolist() == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])
    assert item_rest(LSAT).round(4).tolist() == [0.1128, 0.1532, 0.1728, 0.1444, 0.1216]
    assert round(cronbach_alpha(LSAT), 4) == 0.2950


def test_kr_20_of_the_quiz():
    quiz = frame(QUIZ.split())
    assert quiz.sum(axis=1).tolist() == [8, 7, 7, 2, 2, 9, 8, 9, 7, 7]
    assert difficulty(quiz, ones(quiz)).tolist() == pytest.approx(
        [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6]
    )
    assert cronbach_alpha(quiz) == pytest.approx(10 / 9 * (1 - 2.18 / 5.84))


def test_the_item_analysis_worksheet():
    answers = frame(UPPER + LOWER)
    assert difficulty(answers, ones(answers)).tolist() == pytest.approx(PRINTED_P)
    assert item_rest(answers)[8] < 0  # its question 9, which the sheet would delete
    assert math.isnan(item_rest(answers)[1])  # its question 2, which everybody got right


def test_interval_of_alpha():
    """The standard error of 0.85 from 7 items and 89 students: `ci.cronbach` of Bonett's statpsych."""
    unit = alpha_interval(0.85, 7, 89, z=1)
    assert (math.log(1 - unit.low) - math.log(1 - unit.high)) / 2 * (1 - 0.85) == pytest.approx(0.02456518)
    assert alpha_interval(0.85, 7, 89) == pytest.approx((0.793, 0.891), abs=0.001)
    assert alpha_interval(-3.0, 7, 89).high < 0


def test_interval_of_a_correlation():
    """r = 0.5 of 28 students: atanh 0.5 = 0.5493, ± 1.96/5 is 0.1573 to 0.9413."""
    assert correlation_interval(0.5, 28) == pytest.approx((math.tanh(0.1573), math.tanh(0.9413)), abs=1e-4)
    assert correlation_interval(1.0, 28) == (1, 1)


def by_hand(rows: list[list[int]]) -> tuple[float, list[float]]:
    """Alpha and item-rest correlations without pandas."""
    columns, totals = list(zip(*rows, strict=True)), [sum(row) for row in rows]
    k = len(columns)
    spread = plain.variance(totals)
    alpha = k / (k - 1) * (1 - sum(map(plain.variance, columns)) / spread) if spread else math.nan
    rests = [[total - x for total, x in zip(totals, column, strict=True)] for column in columns]
    return alpha, [
        plain.correlation(column, rest) if len(set(column)) > 1 and len(set(rest)) > 1 else math.nan
        for column, rest in zip(columns, rests, strict=True)
    ]


matrices = st.integers(2, 6).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 200), min_size=k, max_size=k), min_size=3, max_size=25)
)


@given(matrices)
@settings(max_examples=60, deadline=None)
def test_the_same_as_by_hand(rows):
    alpha, rest = by_hand(rows)
    points = pd.DataFrame(rows)
    assert cronbach_alpha(points) == pytest.approx(alpha, nan_ok=True)
    assert item_rest(points).tolist() == pytest.approx(rest, nan_ok=True, abs=1e-9)
    shuffled = points.sample(frac=1, random_state=1)
    assert cronbach_alpha(shuffled) == pytest.approx(alpha, nan_ok=True)
    doubled = points * 2  # another unit
    assert cronbach_alpha(doubled) == pytest.approx(alpha, nan_ok=True)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=20).filter(lambda c: len(set(c)) > 1))
@settings(max_examples=30, deadline=None)
def test_items_that_are_copies_have_alpha_1(column):
    points = pd.DataFrame({name: column for name in "abc"})
    assert cronbach_alpha(points) == pytest.approx(1)
    assert item_rest(points).tolist() == pytest.approx([1, 1, 1])


def test_what_has_no_value():
    same = pd.DataFrame([[100, 50]] * 5)
    assert math.isnan(cronbach_alpha(same)) and item_rest(same).isna().all()
    assert math.isnan(cronbach_alpha(same.head(0))) and math.isnan(cronbach_alpha(same.head(1)))
    assert math.isnan(cronbach_alpha(pd.DataFrame({"one": [0, 1, 2]})))
    assert math.isnan(error_of_measurement(3, -0.2))
    assert math.isnan(correlation_interval(math.nan, 30).low) and math.isnan(correlation_interval(0.2, 3).low)
    assert difficulty(pd.DataFrame({"a": [np.nan, np.nan]}), pd.Series({"a": 100})).isna().all()


def test_items_that_work_against_one_another_have_a_negative_alpha():
    assert cronbach_alpha(pd.DataFrame([[1, 0], [0, 1], [1, 0], [0, 2]])) < 0


def test_a_student_with_an_unscored_item_counts_in_difficulty_alone():
    points = pd.DataFrame({"a": [1, 0, 1, 0], "b": [1, 0, 0, np.nan]})
    assert difficulty(points, ones(points))["a"] == 0.5
    assert cronbach_alpha(points) == pytest.approx(cronbach_alpha(points.head(3)))


def test_error_of_measurement():
    assert error_of_measurement(5, 0.84) == pytest.approx(2)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=60))
def test_thirds_keep_equal_scores_together(scores):
    values = pd.Series(scores)
    parts = lower_and_upper(values)
    if parts is None:
        return
    lower, upper = parts
    assert not (lower & upper).any()
    assert lower.sum() >= len(scores) / 3 - 1 and upper.sum() >= len(scores) / 3 - 1
    assert values[lower].max() < values[upper].min()
    assert not set(values[~lower & ~upper]) & (set(values[lower]) | set(values[upper]))


@given(st.lists(st.integers(0, 2900), max_size=50))
def test_everybody_is_in_one_bin(totals):
    bins = distribution(pd.Series(totals, dtype="int64"), 2900)
    assert sum(part.students for part in bins) == len(totals)
    assert (bins[0].start, bins[-1].end, len(bins)) == (0, 2900, 10)


@pytest.mark.parametrize("most", [1, 50, 750, 1200, 2900, 10_000, 123_456])
def test_bins_cover_all_points(most):
    bins = distribution(pd.Series([0, most]), most)
    assert bins[0].students >= 1 and bins[-1].students >= 1
    assert len(bins) <= 12 and bins[-1].end == most
