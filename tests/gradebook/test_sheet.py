"""Cells that no spreadsheet program takes for a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.gradebook.sheet import points, safe_cell, write_csv


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Ada", "Ada"),
        ("Anna-Maria +1 a=b x@y", "Anna-Maria +1 a=b x@y"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+1", "'+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  \t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\ufeff=1", "'=1"),
        ("\x00=1", "'=1"),
        ("a\n=1", "a =1"),
        ("x;=1", "x;'=1"),
        ('x; "=1', "x; \"'=1"),
        ("x,=1", "x,'=1"),
        ("＝1", "'＝1"),
        ("x;＝1", "x;'＝1"),
        ("", ""),
        ("x" * 40_000, "x" * 32_000),
    ],
)
def test_a_cell(text, cell):
    assert safe_cell(text) == cell


@settings(deadline=None)  # other work on the machine is no fault of this
@given(st.text(st.characters(codec=None)))
def test_no_text_starts_a_formula_in_any_language_of_the_program(text):
    raw = b"".join(write_csv(["a"], [[text]])).decode("utf-8-sig")
    (cell,) = list(csv.reader(io.StringIO(raw, newline="")))[1] or [""]
    parts = [cell, *re.split(r"[;,\t|]", raw.split("\r\n")[1]), *re.split(r"[;,\t|]", cell)]
    for part in parts:
        assert not re.match(r"[\s\"']*[=+\-@\t\r＝＋－＠]", part.replace("'", "X"))
    assert raw.count("\r\n") == 2
    assert raw.count("\n") == 2


@pytest.mark.parametrize(
    ("hundredths", "text"), [(None, ""), (0, "0.00"), (5, "0.05"), (150, "1.50"), (2900, "29.00")]
)
def test_points(hundredths, text):
    assert points(hundredths) == text
