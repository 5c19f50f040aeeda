"""What is said of a value: right, what is wrong with it, and never what is right."""

import math
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.labs.check import Check
from courseware.labs.judge import judge

OTHER = ((Decimal(40), "The other."),)
NUMBER = Check("lab-a", "number", Decimal("61.95492"), "Divide.", "Good.", OTHER, unit="%")
PLAIN = Check("lab-b", "number", Decimal("0.62"), "Divide.", unit="USD million")
TEXT = Check("lab-c", "text", "Upper Town", "Sort.", wrong=(("Total", "The total."),))
LABELS = Check("lab-d", "labels", ("2012", "2013"), "Sort.", wrong=((("2014",), "These rose."),),
               names=("2012", "2013", "2014", "2015"))
ORDER = Check("lab-e", "labels", ("b", "a", "c"), "Sort.", ordered=True)
KEY = {"Low": Decimal("60.25"), "High": Decimal("39.75"), "Mid": Decimal("12.125")}
BASE = (({"Low": Decimal(50), "High": Decimal("39.75")}, "Base."),)
SERIES = Check("lab-f", "series", KEY, "Divide.", wrong=BASE, unit="%")
RIGHT = pd.Series({label: float(number) for label, number in KEY.items()})

ROUNDED = "Very near, and rounded: hand over the number as it was computed, before rounding."
FRACTION = "This looks like a fraction, and percent is asked for: multiply by 100."
MISSING = "This is not a number (NaN): something that it was computed from is missing."
ONE = "Take the number out, such as by"
BELONG = "Some of these belong in it, others do not. Sort."
NO_LABELS = "These are values without labels. Hand over a Series or a dict, which say what each value is of."
LARGE = "This is a hundred times too large. Percent, where it is not asked for?"
IN_UNIT = "The result is asked for in USD million."
MASK = "These are True and False. Select by them, and hand over the labels that are left."
QUOTES = "This is one text, and a list is asked for: put each name in quotes, between [ and ]."


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (NUMBER, 61.95492),
        (NUMBER, np.float64(61.95492000001)),
        (NUMBER, Decimal("61.95492")),
        (TEXT, "upper  town "),
        (LABELS, ["2013", "2012"]),
        (LABELS, {2012, 2013}),
        (LABELS, pd.Index([2012, 2013])),
        (LABELS, np.array([2012.0, 2013.0])),
        (LABELS, pd.Series(["2012", "2013", "2012"]).unique()),
        (LABELS, pd.Series(["2013", "2012"], dtype="category").unique()),
        (LABELS, pd.Series([2013, 2012], index=["x", "y"])),
        (LABELS, [pd.Timestamp(2012, 1, 1), date(2013, 1, 1)]),
        (ORDER, ("B", "a", "c")),
        (SERIES, RIGHT),
        (SERIES, RIGHT[::-1].to_dict()),
        (SERIES, RIGHT.to_frame("share")),
        (Check("lab-g", "number", Decimal(0), "Subtract."), 1e-14),
    ],
)
def test_right(check, value):
    assert judge(check, value) == ("right", check.correct)


@pytest.mark.parametrize("check", [NUMBER, TEXT, LABELS, ORDER, SERIES], ids=lambda check: check.id)
def test_dots_are_never_right(check):
    frame = pd.DataFrame({"a": [1, 2]})
    frame["b"] = ...
    for value in (..., [...], {"Low": ...}, pd.Series([1, ...]), np.array([..., 1]), frame, frame["b"]):
        state, sentence = judge(check, value)
        assert state == "not done" and "Replace the dots" in sentence


@pytest.mark.parametrize(
    ("check", "value", "sentence"),
    [
        (NUMBER, 40, "The other."),
        (NUMBER, 0.6195492, FRACTION),
        (NUMBER, 6195.492, "This is a hundred times too large. Was it multiplied by 100 twice?"),
        (NUMBER, -61.95492, "The size is right and the sign is not. What minus what is it?"),
        (NUMBER, 10_000 / 61.95492, "Upside down: what is below the line belongs on top."),
        (NUMBER, 61.95, ROUNDED),
        (NUMBER, 7, "Divide."),
        (PLAIN, 62, f"{LARGE} {IN_UNIT}"),
        (PLAIN, 620, f"A thousand times too large. {IN_UNIT}"),
        (PLAIN, 0.00062, f"A thousand times too small. {IN_UNIT}"),
        (NUMBER, "61.95492", "This is text, and a number is asked for. Is it in quotes?"),
        (NUMBER, math.nan, MISSING),
        (NUMBER, pd.NA, MISSING),
        (NUMBER, math.inf, "This is infinite: something was divided by zero."),
        (NUMBER, None, "This is None: nothing. A function without return gives that, and so does print."),
        (NUMBER, True, "This is True or False, and not what is asked for."),
        (NUMBER, pd.Timedelta(days=62), "This is a span of time. Its length in days is its .days."),
        (NUMBER, pd.Series([61.95492]), f"This is a Series with one number in it. {ONE} .item()."),
        (NUMBER, [61.95492], f"This is a list with one number in it. {ONE} [0]."),
        (NUMBER, RIGHT, "This is a Series of 3 values, and one number is asked for."),
        (NUMBER, RIGHT.to_frame(), "This is a whole table, 3 by 1. Take out what is asked for."),
        (NUMBER, RIGHT.sum,
         "This is a function. Call it, by () behind its name, and hand over what it gives."),
        (NUMBER, 1j, "This is a value of type complex, and a number is asked for."),
        (TEXT, "total", "The total."),
        (TEXT, "Lower Town", "Sort."),
        (TEXT, 3.5, "This is a number, and a name is asked for. Which label stands beside the number?"),
        (TEXT, ["Upper Town"], "This is a list with one name, and the name alone is asked for."),
        (LABELS, ["2014"], "These rose."),
        (LABELS, ["2012"], "All of these belong in the list, and at least one more. Sort."),
        (LABELS, ["2012", "2013", "2014"],
         "Too many: at least one of these does not belong in the list. Sort."),
        (LABELS, ["2012", "2014"], BELONG),
        (LABELS, ["2014", "2015"], "None of these belongs in it. Sort."),
        (LABELS, ["2012", "2021"], "2021: not among the labels that are asked about."),
        (LABELS, ["2012", "2012"], "2012: more than once in the list."),
        (LABELS, "2012", QUOTES),
        (LABELS, 2012, "This is one value, and a list of names is asked for."),
        (LABELS, [], "The list is empty."),
        (LABELS, RIGHT > 20, MASK),
        (LABELS, RIGHT, "These are numbers, and names are asked for. They stand in its .index."),
        (LABELS, ["2012", None], "One of the names is missing (NaN)."),
        (ORDER, ["a", "b", "c"], "The right names in another order. Sort."),
        (ORDER, ["c", "a", "b"], "Upside down: the last comes first. Sort."),
        (SERIES, RIGHT / 100, FRACTION),
        (SERIES, RIGHT.round(1), ROUNDED),
        (SERIES, RIGHT.replace(60.25, 50), "Base."),
        (SERIES, RIGHT.replace(60.25, 51), "The value of Low is not right yet; the others are. Divide."),
        (SERIES, RIGHT.replace([60.25, 39.75], 51),
         "The values of Low and High are not right yet; the others are. Divide."),
        (SERIES, RIGHT * 0 + 1, "None of the values is right yet. Divide."),
        (SERIES, RIGHT.drop("High"), "High is missing."),
        (SERIES, RIGHT.drop(["High", "Low"]), "Low and High are missing."),
        (SERIES, RIGHT.rename({"High": "All"}), "High is missing. All is not asked for."),
        (SERIES, {**RIGHT, "All": 100}, "All is not asked for: leave out what does not belong."),
        (SERIES, RIGHT.where(RIGHT > 20), "The value of Mid is missing (NaN). Divide."),
        (SERIES, RIGHT.where(RIGHT > 50), "The values of High and Mid are missing (NaN). Divide."),
        (SERIES, RIGHT.reset_index(drop=True),
         "The labels are 0, 1 and 2, and labels such as Low are asked for."),
        (SERIES, list(RIGHT), NO_LABELS),
        (SERIES, RIGHT.to_frame().assign(b=1),
         "This is a table of 2 columns. Pick the one that is asked for."),
        (SERIES, 60.25, "This is one value, and a Series with a number for each label is asked for."),
        (SERIES, pd.to_timedelta(RIGHT, unit="D"),
         "These are spans of time. Their lengths in days are its .dt.days."),
        (SERIES, pd.concat([RIGHT, RIGHT]), "Low stands there more than once."),
        (SERIES, {**RIGHT, "Low": "x"}, "The value of Low is no number."),
        (SERIES, pd.concat({"a": RIGHT}), "Each label has 2 parts. Select by .loc until one is left."),
    ],
)  # fmt: skip
def test_each_kind_of_wrong_value_has_its_sentence(check, value, sentence):
    assert judge(check, value) == ("wrong", sentence)


def test_a_tolerance_holds_at_its_edge_and_no_further():
    check = Check("lab-a", "number", Decimal("61.95"), "Divide.", tolerance=("absolute", Decimal("0.05")))
    states = [judge(check, value).state for value in (61.9, 62.0, 61.89, 62.01)]
    assert states == ["right", "right", "wrong", "wrong"]


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.complex_numbers(),
    st.dates(),
)
STRANGE = st.one_of(
    SCALARS,
    st.lists(st.one_of(SCALARS, st.lists(st.integers(), max_size=2)), max_size=4),
    st.dictionaries(st.one_of(st.text(max_size=3), st.integers()), SCALARS, max_size=4),
    st.sets(st.integers(), max_size=3),
).flatmap(lambda value: st.sampled_from([value, _as_series(value)]))


def _as_series(value):
    return pd.Series(value) if isinstance(value, list | dict) else np.array(value, dtype=object)


@given(STRANGE)
def test_whatever_is_handed_over_is_answered_in_words(value):
    for check in (NUMBER, TEXT, LABELS, ORDER, SERIES):
        state, sentence = judge(check, value)
        assert state == "right" or sentence
