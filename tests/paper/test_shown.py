"""Small matters of print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from courseware.paper.answers import own_words
from courseware.paper.charts import chart
from courseware.paper.shown import letter, points, points_words, print_quotes, spans, text
from courseware.shown_number import number


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("EEU's", "EEU’s"),
        ('the "main" ones', "the “main” ones"),
        ('("yes")', "(“yes”)"),
        ("'so' it's", "‘so’ it’s"),
        ("\"'a' b\"", "“‘a’ b”"),
    ],
)
def test_quotation_marks(typed, printed):
    assert print_quotes(typed) == printed


def test_text_keeps_code_as_typed_and_quotes_across_styles():
    assert text('a *b*\'s `"c"`\n\nd') == [
        [["a ", ""], ["b", "em"], ["’s ", ""], ['"c"', "code"]],
        [["d", ""]],
    ]


def test_numbers_points_and_lists():
    assert number(Decimal("-12345.60")) == "−12\u202f345.60"
    assert (points(-35), points(150), points_words(100), points_words(50)) == (
        "−0.35",
        "1.5",
        "1 point",
        "0.5 points",
    )
    assert [letter(n) for n in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
    assert spans([1, 2, 3, 5, 8, 9]) == "1–3, 5, 8 and 9"
    assert (spans([4]), spans([4, 5]), spans([])) == ("4", "4 and 5", "")


def test_a_variant_is_told_by_its_own_words():
    prompts = {
        0: "What did Lowland sell in 2001?",
        3: "What did Highland sell in 2001?",
        7: "What did Lowland sell in 2002?",
    }
    assert own_words(prompts) == {0: "Lowland … 2001", 3: "Highland … 2001", 7: "Lowland … 2002"}
    assert own_words({0: "a b", 1: "a b c d"}) == {0: "", 1: "c d"}


def test_a_chart_reaches_around_its_numbers_and_holds_zero():
    drawn = chart("bar", "…", ["2001", "2002"], [("a", ["−3", "12\u202f000"]), ("b", ["–", "7.5"])])
    assert drawn.ticks[0][0] == 0
    assert drawn.ticks[-1] == (1, "12\u202f500") or drawn.ticks[-1][0] == 1
    assert 0 < drawn.zero < 1
    assert drawn.series[1][1][0] is None
    assert all(0 <= height <= 1 for _, heights in drawn.series for height in heights if height is not None)
    flat = chart("line", "…", ["2001"], [("a", ["0"])])
    assert flat.ticks[0][0] == 0 and flat.ticks[-1][0] == 1
