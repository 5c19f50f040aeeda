"""From values to places on an axis: ranges, ticks, and the labels of ticks."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

FORMAT = re.compile(r"(?P<thousands>,?)(?:\.(?P<places>\d+))?(?P<kind>[fd%]?)")
ROOM = 0.05  # of the data's span, left free at an end that shows no zero


class Tick(NamedTuple):
    """A place on the axis, 0 at its start and 1 at its end, and what stands there."""

    at: float
    label: str
    value: float | None = None


class Linear(NamedTuple):
    """A numeric axis; `low` stands at its start and may be the larger."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """0 at the axis's start, 1 at its end."""
        return (value - self.low) / (self.high - self.low)

    def length(self, size: float) -> float:
        """The share of the axis that a difference takes."""
        return abs(size / (self.high - self.low))


class Slots(NamedTuple):
    """An axis of categories, each with a slot of its own."""

    names: tuple[str, ...]
    reversed: bool = False

    def at(self, value: Any) -> float:
        """The middle of the category's slot."""
        middle = (self.names.index(str(value)) + 0.5) / len(self.names)
        return 1 - middle if self.reversed else middle

    def length(self, size: float) -> float:
        """The share of the axis that so many slots take."""
        return size / len(self.names)

    def in_order(self) -> tuple[str, ...]:
        """The categories from the axis's start to its end."""
        return self.names[::-1] if self.reversed else self.names


def is_reversed(axis: dict) -> bool:
    """Whether plotly turns an axis round that finds its range itself."""
    return str(axis.get("autorange", "")).endswith("reversed")


def linear(axis: dict, known: Sequence[float], *, zero: bool, room: float = ROOM) -> Linear:
    """The axis's own range, or one that holds the data.

    Args:
        axis: plotly's axis.
        known: all values that it must show; may be empty.
        zero: bars stand on it, so it starts at zero.
        room: share of the span to leave free beyond the data.
    """
    if axis.get("range") is not None:
        low, high = map(float, axis["range"])
        return Linear(low, high) if low != high else Linear(low - 1, high + 1)
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    on_zero = zero or axis.get("rangemode") in ("tozero", "nonnegative")
    if on_zero:
        low, high = min(0.0, low), max(0.0, high)
    span = (high - low) or abs(high) or 1.0
    if not (on_zero and low == 0):
        low -= span * room
    if not (on_zero and high == 0 and low < 0):
        high += span * room
    if low == high:
        high += 1
    return Linear(high, low) if is_reversed(axis) else Linear(low, high)


def step_for(span: float, count: int) -> float:
    """The smallest round step (1, 2 or 5 by a power of ten) of which at most `count` fit into the span."""
    power = 10.0 ** math.floor(math.log10(span / count))
    return next(n * power for n in (1, 2, 5, 10) if span / (n * power) <= count + 1e-9)


def ticks(scale: Linear, axis: dict, separators: str, *, count: int) -> tuple[Tick, ...]:
    """The ticks the axis asks for, else round values.

    Args:
        axis: plotly's axis, with `tickvals`, `dtick` or `nticks`, or none of them.
        separators: plotly's, the decimal sign and then the one between thousands.
        count: how many there may be where the axis does not say.
    """
    low, high = sorted((scale.low, scale.high))
    if axis.get("tickvals") is not None:
        values = [float(value) for value in axis["tickvals"]]
        places = max(map(_places, values), default=0)
    else:
        step = axis.get("dtick") or step_for(high - low, axis.get("nticks") or count)
        start = float(axis.get("tick0") or 0)
        first, last = math.ceil((low - start) / step - 1e-9), math.floor((high - start) / step + 1e-9)
        values = [start + number * step for number in range(first, last + 1)]
        places = max(_places(step), _places(start))
    texts = axis.get("ticktext") or [label(value, axis, separators, places) for value in values]
    made = (Tick(scale.at(value), str(text), value) for value, text in zip(values, texts, strict=False))
    return tuple(tick for tick in made if -1e-9 <= tick.at <= 1 + 1e-9)


def _places(value: float) -> int:
    """Decimals that a round number has, at most six."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def label(value: float, axis: dict, separators: str, places: int) -> str:
    """A tick's number as plotly writes it, in the axis's format and with its affixes."""
    asked = FORMAT.fullmatch(axis.get("tickformat") or "")
    decimal, between = separators[:1] or ".", separators[1:2]
    thousands, sign = bool(axis.get("separatethousands")), ""
    if asked and asked[0]:
        thousands = bool(asked["thousands"])
        if asked["kind"] == "%":
            value, sign = value * 100, "%"
        places = int(asked["places"] or (places if asked["kind"] == "" else 0))
    text = f"{abs(value):,.{places}f}" if thousands else f"{abs(value):.{places}f}"
    text = text.translate({ord(","): between, ord("."): decimal})
    minus = "−" if value < 0 and text.strip("0.,") else ""
    return f"{axis.get('tickprefix', '')}{minus}{text}{sign}{axis.get('ticksuffix', '')}"


def every(needed: float, apart: float) -> int:
    """Which of evenly spaced labels have room: every first, every second …

    Args:
        needed: px of the widest label with its gap.
        apart: px from one to the next.
    """
    return max(1, math.ceil(needed / apart))
