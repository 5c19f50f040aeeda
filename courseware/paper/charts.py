"""What a chart on paper needs beside its numbers: an axis with round steps that holds 0."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from courseware.shown_number import number

MOST_SERIES = 6  # more lines or bars cannot be told apart in print
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_TICKS = 6


class Chart(NamedTuple):
    """A chart as the template draws it: every height is a share of the axis, from 0 at its foot to 1.

    Attributes:
        kind: "bar" or "line".
        x: a label a place.
        series: name and heights, None where there is no number.
        ticks: height and text.
        zero: the height of 0.
    """

    kind: str
    alt: str
    x: list[str]
    series: list[tuple[str, list[float | None]]]
    ticks: list[tuple[float, str]]
    zero: float


def chart(kind: str, alt: str, x: list[str], series: list[tuple[str, list[str]]]) -> Chart:
    """Lay out a chart of numbers as `number` writes them."""
    values = [(name, [_read(cell) for cell in cells]) for name, cells in series]
    known = [value for _, row in values for value in row if value is not None]
    ticks = _ticks(min([*known, Decimal(0)]), max([*known, Decimal(0)]))
    foot, top = ticks[0], ticks[-1]

    def height(value: Decimal) -> float:
        return round(float((value - foot) / (top - foot)), 5)

    return Chart(
        kind,
        alt,
        x,
        [(name, [None if value is None else height(value) for value in row]) for name, row in values],
        [(height(tick), number(tick)) for tick in ticks],
        height(Decimal(0)),
    )


def _read(cell: str) -> Decimal | None:
    return None if cell == "–" else Decimal(cell.replace("\u202f", "").replace("−", "-"))


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round numbers that reach around both ends, in the fewest steps that are no coarser than need be."""
    span = (high - low) or Decimal(1)
    power = Decimal(1).scaleb(span.adjusted() - 1)
    for step in (power * s * ten for ten in (1, 10) for s in _STEPS):
        first = int((low / step).to_integral_value("ROUND_FLOOR"))
        last = int((high / step).to_integral_value("ROUND_CEILING"))
        if last - first <= _MOST_TICKS:
            return [_whole(step * n) for n in range(first, max(last, first + 1) + 1)]
    raise AssertionError("ten times the span is always coarse enough")


def _whole(value: Decimal) -> Decimal:
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
