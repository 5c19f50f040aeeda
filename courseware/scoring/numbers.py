"""Numbers as people write them, read exactly: integers and powers of ten, never floats.

`scorer.js` holds the same rules.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from courseware.scoring.text import INVISIBLE, LONGEST_TEXT, SPACES, fold, trim

MOST_DIGITS = 40
LARGEST_EXPONENT = 400  # beyond what a double can hold, small enough to write out

TYPE, NUMBER, AMBIGUOUS, LONG, UNIT = (
    "invalid:type",
    "invalid:number",
    "invalid:ambiguous",
    "invalid:long",
    "invalid:unit",
)


class Number(NamedTuple):
    """The exact value `digits` × 10^`exponent`."""

    digits: int
    exponent: int


# Every space groups thousands, every dash is a minus, full-width forms are what they look like. No NFKC here:
# it would turn "10²" into 102.
_PLAIN = {
    **{ord(c): " " for c in SPACES},
    **{ord(c): None for c in INVISIBLE},
    **{ord(c): "-" for c in "‐‑‒–—―−－"},
    **{0xFF10 + d: str(d) for d in range(10)},
    ord("＋"): "+",
    ord("．"): ".",
    ord("，"): ",",
}
_SHAPE = re.compile(r"([+-]?) *([0-9.,](?:[0-9., ]*[0-9])?)(?:[eE]([+-]?)([0-9]+))?(.*)", re.DOTALL)
_PLAIN_DECIMAL = re.compile(r"([0-9]*)(?:[.,]([0-9]+))?")
_GROUPED = {
    mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in (" ", ",", ".")
}
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


def parse(value: object, units: Sequence[str] = ()) -> Number | str:
    """Read a number as typed (a string) or as computed (int or float).

    Args:
        value: the response, not blank.
        units: folded spellings of the unit that may follow the number.

    Returns:
        The exact `Number`, or the id of what is wrong with it: `invalid:type`, `invalid:number`,
        `invalid:long`, `invalid:unit`, or `invalid:ambiguous` for "1,234", which is 1.234 to some readers and
        1234 to others.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return TYPE
    if not isinstance(value, str):
        return _from_double(value)
    text = trim(value)
    if len(text) > LONGEST_TEXT:
        return LONG
    match = _SHAPE.fullmatch(text.translate(_PLAIN))
    if match is None:
        return NUMBER
    sign, mantissa, exponent_sign, exponent_digits, rest = match.groups()
    if sum(c.isdigit() for c in mantissa) > MOST_DIGITS:
        return LONG
    if _AMBIGUOUS.fullmatch(mantissa):
        return AMBIGUOUS
    parts = _split(mantissa)
    if parts is None:
        return NUMBER
    exponent = int(f"{exponent_sign or ''}{exponent_digits.lstrip('0')[:5] or '0'}") if exponent_digits else 0
    if abs(exponent) > LARGEST_EXPONENT:
        return LONG
    if rest and fold(rest) not in units:
        return UNIT
    whole, fraction = parts
    digits = int(whole + fraction)
    return Number(-digits if sign == "-" else digits, exponent - len(fraction))


def within(value: Number, target: Number, tolerance: dict[str, str]) -> bool:
    """Whether `value` is within `tolerance` of `target`, the bounds included.

    Args:
        tolerance: `{"absolute": decimal}` in the target's unit, or `{"relative": decimal}`, a share of
            |target|.
    """
    if "absolute" in tolerance:
        allowed = exact(tolerance["absolute"])
    else:
        share = exact(tolerance["relative"])
        allowed = Number(abs(target.digits) * share.digits, target.exponent + share.exponent)
    lowest = min(value.exponent, target.exponent, allowed.exponent)
    scaled = [n.digits * 10 ** (n.exponent - lowest) for n in (value, target, allowed)]
    return abs(scaled[0] - scaled[1]) <= scaled[2]


@lru_cache(maxsize=4096)  # keys and tolerances, the same for a whole class
def exact(decimal: str) -> Number:
    """The `Number` of a plain decimal such as "61.95" or "1e-7"; raises ValueError for anything else."""
    number = parse(decimal)
    if isinstance(number, str):
        raise ValueError(f"{decimal!r} is not a plain decimal ({number})")
    return number


def _split(mantissa: str) -> tuple[str, str] | None:
    """Digits before and after the decimal mark, or None if marks and groups do not make one number."""
    last = max(mantissa.rfind("."), mantissa.rfind(","))
    if last < 0 or mantissa.count(mantissa[last]) > 1:  # a mark that repeats can only group
        whole, fraction = mantissa, ""
    else:
        whole, fraction = mantissa[:last], mantissa[last + 1 :]
        if not fraction.isdigit():
            return None
    if whole.isdigit() or (not whole and fraction):
        return whole, fraction
    marks = set(whole) & set(" .,")
    if len(marks) == 1 and _GROUPED[mark := marks.pop()].fullmatch(whole):
        return whole.replace(mark, ""), fraction
    return None


def _from_double(value: int | float) -> Number | str:
    # A whole number too goes through a double: JSON numbers are doubles in a browser.
    try:
        double = float(value)
    except OverflowError:
        return NUMBER
    return parse(repr(double)) if math.isfinite(double) else NUMBER
