"""Results and answers in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.feedback import CHANGED, Feedback, answer_lines, feedback, points_of
from courseware.scoring import MESSAGES

BANK = load_bank(Path(__file__).parent / "two_lands")


@pytest.mark.parametrize(
    ("score", "most", "text"),
    [
        (100, 100, "1 of 1 point"),
        (50, 100, "0.5 of 1 point"),
        (0, 50, "0 of 0.5 points"),
        (67, 200, "0.67 of 2 points"),
    ],
)
def test_points(score, most, text):
    assert points_of(score, most) == text


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (("graded", 100, ("option:high",)), ("Correct", "1 of 1 point", ("Yes, it rises in Highland.",))),
        (("graded", 0, ("option:sea",)), ("Not correct", "0 of 1 point", ("Rivers end there.",))),
        (
            ("graded", 50, ("missed", "no such id")),
            ("Partly correct", "0.5 of 1 point", (MESSAGES["missed"],)),
        ),
        (("blank", None, ("blank",)), ("Not answered", "", ())),
        (("invalid", None, ("invalid:type",)), ("Not scored", "", (MESSAGES["invalid:type"],))),
        (("changed", None, ()), ("Not scored", "", (CHANGED,))),
    ],
)
def test_verdicts(result, expected):
    assert feedback(BANK.item("rivers-01"), *result) == Feedback(*expected)


@pytest.mark.parametrize(
    ("item_id", "value", "lines"),
    [
        ("rivers-01", "low", ["Lowland"]),
        ("rivers-01", "<b>", ["&lt;b&gt;"]),
        ("rivers-02", ["bridge", "nowhere"], ["The bridge", "nowhere"]),
        ("rivers-03", 62.5, ["62.5"]),
        ("rivers-03", True, ["true"]),
        ("rivers-04", ["mill", ["mill"]], ["The <em>mill</em>", "[&#34;mill&#34;]"]),
        (
            "rivers-05",
            {"fall": "high", "<i>": None},
            ["The <em>waterfall</em> – Highland", "&lt;i&gt; – null"],
        ),
        ("rivers-06", "x" * 400, ["x" * 300 + "…"]),
    ],
)
def test_an_answer_in_words_is_escaped_and_short(item_id, value, lines):
    assert answer_lines(BANK.item(item_id), value) == lines


@pytest.mark.parametrize(
    ("item_id", "value", "last"),
    [
        ("rivers-02", ["bridge"] * 50, "The bridge"),
        ("rivers-02", ["bridge"] * 2_050, "… and 2,000 more"),
        ("rivers-05", {str(n): "low" for n in range(60)}, "… and 10 more"),
    ],
)
def test_an_answer_of_very_many_entries_is_cut(item_id, value, last):
    lines = answer_lines(BANK.item(item_id), value)
    assert len(lines) <= 51
    assert lines[-1] == last
