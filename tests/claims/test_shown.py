"""A sign belongs to the printed number, and not to the one that was computed again."""

from dataclasses import replace

import pytest

from courseware.claims.register import load_claims
from courseware.claims.shown import shows_printed


@pytest.mark.parametrize(("printed", "recomputed", "text", "expected"), [
    ("23.6", 24.25, "23.6%", True),
    ("23.6", 24.25, "24.3%", False),
    ("23.6", 24.25, "24.25%", False),
    ("23.6", 24.25, "24", False),  # both round to it
    ("23.6", 28.0, "24", True),
    ("23.6", None, "almost 24", True),
    ("-10.7", 3.0, "fell by 10.7%", True),
    ("55.1", 61.6, "55 100 million", True),
    ("1,234.5", 999.0, "1,234.5", True),
    ("11.5 and 42.1", None, "42.1%", True),
    ("decline", 12.65, "fell after 1900", False),
    ("decline", 12.65, "12.65%", False),
    ("", None, "no advantage", False),
    ("23.6", 24.25, "about a quarter", False),
    ("1900", 1901.0, "1900", True),
    ("1900", 1901.0, "1901", False),
])
def test_which_number_is_shown(root, printed, recomputed, text, expected):
    claim = replace(load_claims(root)["c-rivers-002"], printed=printed, recomputed=recomputed)
    assert shows_printed(claim, text) is expected
