"""Values computed in Python become the JSON that page and grader score alike."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from courseware.notebook.answer_value import answer_value

LOOP: list = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    ("value", "json_text"),
    [
        ("61,95", '"61,95"'),
        (61.95, "61.95"),
        (5, "5"),
        (-0.1, "-0.1"),
        (True, "true"),
        (None, "null"),
        (float("nan"), '"nan"'),
        (float("inf"), '"inf"'),
        (Decimal("61.950"), '"61.950"'),
        (Fraction(1, 4), "0.25"),
        (np.float64(61.95), "61.95"),
        (np.float32(61.95), "61.95"),
        (np.float16(0.1), "0.1"),
        (np.float32("nan"), '"nan"'),
        (np.array(61.95), "61.95"),
        (np.int64(5), "5"),
        (np.bool_(True), "true"),
        (np.str_("a"), '"a"'),
        (pd.NA, "null"),
        (pd.Series([3.5]).mean(), "3.5"),
        (pd.Series(["b", "a"]), '["b", "a"]'),
        (pd.Index(["b", "a"]), '["b", "a"]'),
        (np.array([1.5, 2]), "[1.5, 2.0]"),
        (("b", "a"), '["b", "a"]'),
        ({"b", "a"}, '["a", "b"]'),
        ({"x": "a", 2: np.float64(1.5)}, '{"x": "a", "2": 1.5}'),
    ],
)
def test_json_of_a_value(value, json_text):
    assert json.dumps(answer_value(value), allow_nan=False) == json_text


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (print, "a value of type builtin_function_or_method cannot be an answer"),
        (1j, "a value of type complex cannot be an answer"),
        (object(), "a value of type object cannot be an answer"),
        (b"a", "a value of type bytes cannot be an answer"),
        (1 << 1400, "a number of more than 400 digits cannot be an answer"),
        (LOOP, "a value that holds itself, or more than 10 levels, cannot be an answer"),
        ("x" * 20_000, "a value of 20,002 characters cannot be an answer"),
        (pd.Series(range(5_000)), "a value of 28,890 characters cannot be an answer"),
        ([print], "a value of type builtin_function_or_method cannot be an answer"),
    ],
)
def test_what_cannot_be_an_answer_is_said(value, message):
    with pytest.raises(TypeError) as caught:
        answer_value(value)
    assert str(caught.value) == message


def test_half_a_surrogate_pair_is_what_a_reader_makes_of_it():
    assert answer_value(["\ud83d", {"\ude00": "a"}]) == ["?", {"?": "a"}]
