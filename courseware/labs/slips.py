"""Slips that any number can suffer, whatever it measures: factors, a sign, a ratio upside down, rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

Near = Callable[[Decimal, Decimal], bool]  # whether a number is near enough to a key
_MOST_DECIMALS = 6


class Slip(NamedTuple):
    """A slip: how it is undone, and what is said of it."""

    undo: Callable[[Decimal], Decimal | None]
    sentence: str


def slip(pairs: Iterable[tuple[Decimal, Decimal]], near: Near, unit: str = "") -> str:
    """The sentence about the one slip that all numbers share, or "".

    Args:
        pairs: given numbers and their keys; those that are right, or whose key is 0, tell nothing.
        near: the check's own measure.
        unit: of the key.
    """
    telling = [(given, key) for given, key in pairs if key and not near(given, key)]
    if not telling:
        return ""
    for one in _slips(unit):
        if all((undone := one.undo(given)) is not None and near(undone, key) for given, key in telling):
            return one.sentence
    digits = max(len(given.as_tuple().digits) for given, _ in telling)
    if digits > 1 and all(_rounded(given, key) for given, key in telling):  # one digit may be anything
        return "Very near, and rounded: hand over the number as it was computed, before rounding."
    return ""


def _slips(unit: str) -> list[Slip]:
    percent = unit.startswith(("%", "percent"))
    in_unit = f" The result is asked for in {unit}." if unit and not percent else ""
    unit_hint = in_unit or " Mind the unit."
    small = "This looks like a fraction, and percent is asked for: multiply by 100."
    large = "This is a hundred times too large. Was it multiplied by 100 twice?"
    plain_large = "This is a hundred times too large. Percent, where it is not asked for?"
    return [
        _factor("100", small if percent else f"A hundred times too small.{in_unit}"),
        _factor("0.01", large if percent else f"{plain_large}{in_unit}"),
        _factor("1000", f"A thousand times too small.{unit_hint}"),
        _factor("0.001", f"A thousand times too large.{unit_hint}"),
        _factor("-1", "The size is right and the sign is not. What minus what is it?"),
        _inverse(10_000 if percent else 1, "Upside down: what is below the line belongs on top."),
    ]


def _factor(factor: str, sentence: str) -> Slip:
    return Slip(lambda given: given * Decimal(factor), sentence)


def _inverse(over: int, sentence: str) -> Slip:
    return Slip(lambda given: over / given if given else None, sentence)


def _rounded(given: Decimal, key: Decimal) -> bool:
    """Whether this is the key with fewer decimals, halves rounded either way."""
    places = max(0, -int(given.as_tuple().exponent))
    return places <= _MOST_DECIMALS and abs(given - key) <= Decimal("0.5").scaleb(-places)
