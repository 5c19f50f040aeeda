"""What stands along an axis: labels of ticks, its title, and the lines through the plot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup

from courseware.book.drawing.scale import Linear, Tick, every
from courseware.book.drawing.svg import LETTER, element, join, percent, rich, width

# px of a plot on a phone, and of the smallest that does not count as narrow (drawing.css); like all px here,
# those of letters of the usual size.
NARROW, WIDE = 220, 400
LINE = 16  # px of a label's height
SEPARATORS = ".,"


def title(axis: dict, class_: str) -> Markup:
    """The axis's title; empty where it has none."""
    found = axis.get("title") or ""
    text = found.get("text") or "" if isinstance(found, dict) else str(found)
    return element("div", rich(text), class_=class_) if text else Markup("")


def along(ticks: Sequence[Tick]) -> Markup:
    """The labels below a plot. Those that would meet others are left out, on a narrow page more of them."""
    if not ticks:
        return Markup("")
    gap = _closest(ticks)
    needed = max(width(tick.label) for tick in ticks) + LETTER
    wide, narrow = (every(needed, gap * px) for px in (WIDE, NARROW))
    narrow = -(-narrow // wide) * wide  # of those that a wide page shows
    spans = []
    for place, tick in enumerate(reversed(ticks)):  # so that the last is always named
        if place % wide == 0:
            look = "cw-d-wide" if place % narrow else None
            spans.append(element("span", rich(tick.label), class_=look, style=f"left:{percent(tick.at)}"))
    return join(reversed(spans))


def upright(ticks: Sequence[Tick], px: float) -> Markup:
    """The labels left of a plot that is `px` high, as many as there is room for."""
    shown = ticks[:: every(LINE, _closest(ticks) * px)]
    places = ((tick.label, f"top:{percent(1 - tick.at)}") for tick in shown)
    return join(element("span", rich(label), class_="cw-d-y", style=top) for label, top in places)


def _closest(ticks: Sequence[Tick]) -> float:
    """The share of the axis between the two that are most crowded."""
    return min((abs(b.at - a.at) for a, b in pairwise(ticks)), default=1.0) or 1.0


def grid(ticks: Iterable[Tick], scale: Linear, axis: dict, *, lying: bool) -> Markup:
    """Lines through the plot at every tick, and a stronger one at zero.

    Args:
        lying: lines from left to right; otherwise from the top to the bottom.
    """
    places = {} if axis.get("showgrid") is False else {tick.at: "cw-d-grid" for tick in ticks}
    if 0 <= scale.at(0) <= 1 and axis.get("zeroline") is not False:
        places = {at: look for at, look in places.items() if abs(at - scale.at(0)) > 1e-9}
        places[scale.at(0)] = "cw-d-zero"
    return join(_line(at, look, lying=lying) for at, look in places.items())


def _line(at: float, look: str, *, lying: bool) -> Markup:
    if lying:
        place = percent(1 - at)
        return element("line", class_=look, x2="100%", y1=place, y2=place)
    return element("line", class_=look, x1=percent(at), x2=percent(at), y2="100%")
