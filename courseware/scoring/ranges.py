"""Which numbers are near enough, as a range that a person can mark by."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import NamedTuple

from courseware.shown_number import number

_DIGITS = 1000  # enough for exact sums of any two numbers that the scorer takes


class Range(NamedTuple):
    """From `low` to `high`, the ends included, exactly as the scorer has them.

    `short_low` and `short_high` are the outermost numbers with few enough decimals to be read, inside the
    exact ends: whoever answers with no more than `decimals` decimals is inside both or outside both.
    """

    low: Decimal
    high: Decimal
    short_low: Decimal
    short_high: Decimal
    decimals: int

    @property
    def is_short(self) -> bool:
        """Whether the short ends are the exact ones."""
        return (self.low, self.high) == (self.short_low, self.short_high)


def around(key: str, tolerance: dict[str, str]) -> Range:
    """The numbers within `tolerance` of `key`.

    Args:
        key: a decimal string.
        tolerance: `{"absolute": decimal}`, or `{"relative": decimal}`, a share of |key|.
    """
    with localcontext(prec=_DIGITS):
        middle = Decimal(key)
        width = (
            Decimal(tolerance["absolute"])
            if "absolute" in tolerance
            else (abs(middle) * Decimal(tolerance["relative"]))
        )
        low, high = middle - width, middle + width
        decimals = max(0, 1 - width.adjusted()) if width else _decimals(middle)
        step = Decimal(1).scaleb(-decimals)
        short_low = (low / step).to_integral_value("ROUND_CEILING") * step
        short_high = (high / step).to_integral_value("ROUND_FLOOR") * step
        if all(_decimals(end) <= decimals for end in (low, high)):
            short_low, short_high = low, high
        return Range(_plain(low), _plain(high), _plain(short_low), _plain(short_high), decimals)


def short(found: Range) -> str:
    """ "61.85 to 62.05", or one number where both ends are the same."""
    low, high = number(found.short_low), number(found.short_high)
    return low if low == high else f"{low} to {high}"


def exact(found: Range) -> str:
    """The same with the exact ends."""
    return f"{number(found.low)} to {number(found.high)}"


def nearest(value: str, found: Range) -> str:
    """`value` with no more decimals than the ends of its range."""
    with localcontext(prec=_DIGITS):
        whole = Decimal(value)
        return number(whole.quantize(Decimal(1).scaleb(-min(_decimals(whole), found.decimals))))


def brief(value: str, found: Range) -> str:
    """`value`, the middle of its range, with as few decimals as leave it clearly inside."""
    with localcontext(prec=_DIGITS):
        whole, width = Decimal(value), (found.high - found.low) / 2
        # rounding is off by half a unit of the last decimal at most, and the width is a whole one at least
        decimals = max(0, -width.adjusted()) if width else _decimals(whole)
        return number(whole.quantize(Decimal(1).scaleb(-min(_decimals(whole), decimals))))


def _plain(value: Decimal) -> Decimal:
    """Without an exponent and without zeros at the end; 0 has no sign."""
    value = value.normalize()
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
