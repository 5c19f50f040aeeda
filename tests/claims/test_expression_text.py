"""Expressions in words a reader can follow."""

import json

import pytest

from courseware.claims.expression_text import expression_text
from tests.claims.conftest import CHECK

CELL = {"function": "value", "table": "rivers", "where": {"year": 1900, "river": "Ruda"}}
SAID = "value (table rivers; where: year 1900, river Ruda)"
MINUS = {"function": "difference", "of": CELL, "minus": CELL}


@pytest.mark.parametrize(("expression", "factor", "text"), [
    (CHECK, 1, "share (table rivers; part: year 1900, river Ruda + Sava; whole: year 1900)"),
    (CELL, None, SAID),
    (CELL, 0.001, f"{SAID} × 0.001"),
    (MINUS, 1, f"{SAID} − {SAID}"),
    ({"function": "ratio", "of": MINUS, "to": CELL}, 100, f"[[{SAID} − {SAID}] ÷ {SAID}] × 100"),
    ({"function": "product", "of": [{"function": "sum", "of": [CELL, 0.5]}, 2]}, 1, f"[{SAID} + 0.5] × 2"),
    ({"function": "compound", "rate": 40, "periods": {"function": "ratio", "of": 1, "to": 5}}, 1,
     "compound (rate: 40; periods: 1 ÷ 5)"),
    ({"function": "mean_growth", "table": "t", "where": {}, "from": 1, "exclude_self": True}, 1,
     "mean growth (table t; where: all; from: 1; exclude self: yes)"),
])
def test_an_expression_is_told_in_one_line(expression, factor, text):
    assert expression_text(json.dumps(expression), factor) == text
