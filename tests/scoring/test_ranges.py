"""Ranges that a person can mark by: short ends inside the exact ones, and never a number between them."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.scoring import numbers
from courseware.scoring.ranges import around, brief, exact, nearest, short
from tests.scoring.strategies import decimals, tolerances


@pytest.mark.parametrize(
    ("key", "tolerance", "shown"),
    [
        ("61.95", {"absolute": "0.1"}, "61.85 to 62.05"),
        ("25.4459720383", {"absolute": "0.1"}, "25.35 to 25.54"),
        ("-1.09875724704", {"absolute": "0.06"}, "−1.158 to −1.039"),
        ("96", {"absolute": "1"}, "95 to 97"),
        ("12345.678", {"relative": "0.01"}, "12\u202f223 to 12\u202f469"),
        ("5", {"absolute": "0"}, "5"),
        ("0", {"relative": "0.5"}, "0"),
        ("0.2", {"absolute": "0.3"}, "−0.1 to 0.5"),
    ],
)
def test_what_is_printed(key, tolerance, shown):
    assert short(around(key, tolerance)) == shown


def test_exact_ends_and_the_middle():
    found = around("25.4459720383", {"absolute": "0.1"})
    assert exact(found) == "25.3459720383 to 25.5459720383"
    assert not found.is_short
    assert nearest("25.4459720383", found) == "25.45"
    assert around("96", {"absolute": "1"}).is_short


@pytest.mark.parametrize(
    ("key", "tolerance", "shown"),
    [
        ("23.1196319", {"absolute": "0.02"}, "23.12"),
        ("-2.8066", {"absolute": "0.1"}, "−2.8"),
        ("62.5", {"absolute": "0.05"}, "62.5"),
        ("12345.678", {"relative": "0.01"}, "12\u202f346"),
        ("0.375", {"absolute": "0"}, "0.375"),
    ],
)
def test_a_key_in_brief(key, tolerance, shown):
    assert brief(key, around(key, tolerance)) == shown


@given(decimals, tolerances)
def test_a_key_in_brief_counts_as_right(key, tolerance):
    shown = brief(key, around(key, tolerance)).replace("\u202f", "").replace("−", "-")
    if len(shown) < 40:
        assert numbers.within(numbers.exact(shown), numbers.exact(key), tolerance)


@given(decimals, tolerances, st.integers(-3, 3), st.booleans())
def test_the_ends_are_those_of_the_scorer(key, tolerance, steps, low):
    found = around(key, tolerance)
    target = numbers.exact(key)
    with localcontext(prec=200):
        nudge = Decimal(steps).scaleb(-found.decimals)
        end = (found.short_low if low else found.short_high) + nudge
        text = f"{end:f}"
        inside = found.short_low <= end <= found.short_high
    if len(text) < 40:
        assert numbers.within(numbers.exact(text), target, tolerance) == inside
    assert found.low <= found.short_low or found.short_low > found.short_high
