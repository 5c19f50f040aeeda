"""How a number is written for readers."""

from __future__ import annotations

from decimal import Decimal

_GROUP_FROM = 1_000  # as in the tables and charts of a page


def number(value: Decimal) -> str:
    """With a real minus sign, and a narrow gap between thousands."""
    shown = f"{value:,f}" if abs(value) >= _GROUP_FROM else f"{value:f}"
    return shown.replace(",", "\u202f").replace("-", "−")
