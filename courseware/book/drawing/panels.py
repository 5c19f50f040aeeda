"""Upright bars and lines, in one panel or in several above each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup

from courseware.book.drawing import axes
from courseware.book.drawing.bars import Bar, bars, reach, standing
from courseware.book.drawing.lines import line
from courseware.book.drawing.scale import Linear, Slots, Tick, is_reversed, linear, ticks
from courseware.book.drawing.style import Definitions
from courseware.book.drawing.svg import LETTER, element, em, join, rich, width
from courseware.book.drawing.traces import NotDrawn, Plot, Trace, names, numeric
from courseware.book.figure_data import as_text

AROUND = 75  # px that titles, ticks and legend take of a panel's height, about
A_TICK = 50  # px, about, from one tick to the next
ROOM_AT_ENDS = 0.03  # of a line's own span, at its left and right
TEXT = 20  # px above a bar with a text


class Panel(NamedTuple):
    """A panel and all that is needed to draw it."""

    traces: tuple[Trace, ...]
    found: tuple[Bar, ...]
    across: dict  # plotly's axes
    upright: dict
    below: Linear | Slots
    slot: float  # of bars, in units of the axis below
    beside: Linear
    share: float  # of the figure's height
    px: float  # the plot's height, about


def panels(plot: Plot, height: float, defs: Definitions) -> Markup:
    """The drawing without its legend.

    Args:
        height: px of the whole figure.

    Raises:
        NotDrawn: panels overlap.
    """
    separators = plot.layout.get("separators") or axes.SEPARATORS
    made = [_panel(plot, pair, height) for pair in _from_the_top(plot)]
    counts = [max(3, round(panel.px / A_TICK)) for panel in made]
    marks = [ticks(p.beside, p.upright, separators, count=n) for p, n in zip(made, counts, strict=True)]
    left = max((width(tick.label) for found in marks for tick in found), default=0) + 4
    labels = [_below(panel, separators) for panel in made]
    right = max(2 * LETTER, *(_overhang(panel, found) for panel, found in zip(made, labels, strict=True)))
    drawn = [
        _draw(panel, upright, below, defs) for panel, upright, below in zip(made, marks, labels, strict=True)
    ]
    return element("div", *drawn, class_="cw-d-panels", style=f"--left:{em(left)};--right:{em(right)}")


def _from_the_top(plot: Plot) -> list[tuple[str, str]]:
    pairs = list(dict.fromkeys(trace.panel for trace in plot.traces))
    domains = {pair: _domain(plot.layout, pair) for pair in pairs}
    order = sorted(pairs, key=lambda pair: -domains[pair][0])
    for upper, lower in pairwise(order):
        if domains[lower][1] > domains[upper][0] + 1e-6:
            raise NotDrawn("panels on top of each other")
    return order


def _domain(layout: dict, pair: tuple[str, str]) -> tuple[float, float]:
    low, high = (layout.get(pair[1]) or {}).get("domain", (0, 1))
    return float(low), float(high)


def _panel(plot: Plot, pair: tuple[str, str], height: float) -> Panel:
    traces = tuple(trace for trace in plot.traces if trace.panel == pair)
    across, upright = (plot.layout.get(name) or {} for name in pair)
    low, high = _domain(plot.layout, pair)
    px = max(60.0, height * (high - low) - AROUND)
    # Panels whose axes belong together show the same stretch of it.
    linked = [t for t in plot.traces if t.panel == pair or _linked(plot.layout, pair[0], t.panel[0])]
    standing_ones = [trace for trace in traces if trace.bars]
    found = bars(standing_ones, plot.layout)
    values = reach(found) + [v for t in traces if not t.bars for v in t.values if v is not None]
    room = TEXT / px if any(bar.place in ("outside", "auto") for bar in found) else 0.05
    beside = linear(upright, values, zero=bool(found), room=room)
    below, slot = _axis_below(linked, across)
    return Panel(traces, found, across, upright, below, slot, beside, high - low, px)


def _linked(layout: dict, one: str, other: str) -> bool:
    """Whether an axis of x takes the other's range, or the other its."""
    short = {name: name.replace("axis", "") for name in (one, other)}
    matches = {name: (layout.get(name) or {}).get("matches", short[name]) for name in short}
    return matches[one] == matches[other]


def _axis_below(traces: Sequence[Trace], axis: dict) -> tuple[Linear | Slots, float]:
    keys = [key for trace in traces for key in trace.keys]
    if not numeric(keys, axis):
        if axis.get("range") is not None:
            raise NotDrawn("a range of categories")
        return Slots(names(traces, axis), is_reversed(axis)), 1.0
    of_bars = sorted({float(key) for trace in traces if trace.bars for key in trace.keys})
    slot = min((b - a for a, b in pairwise(of_bars)), default=1.0)
    known = [float(key) for key in keys]
    ends = [at + side * slot / 2 for at in of_bars for side in (-1, 1)]
    return linear(axis, known + ends, zero=False, room=0.0 if ends else ROOM_AT_ENDS), slot


def _below(panel: Panel, separators: str) -> tuple[Tick, ...]:
    """Ticks along the lower edge; none for categories, whose names have columns."""
    if isinstance(panel.below, Slots):
        return ()
    return ticks(panel.below, panel.across, separators, count=6)


def _overhang(panel: Panel, labels: Sequence[Tick]) -> float:
    return max((width(t.label) / 2 - (1 - t.at) * axes.NARROW for t in labels), default=0)


def _draw(panel: Panel, upright: Sequence[Tick], labels: Sequence[Tick], defs: Definitions) -> Markup:
    below, beside = panel.below, panel.beside

    def across(key: Any) -> float:
        return below.at(as_text(key)) if isinstance(below, Slots) else below.at(float(key))

    slot = below.length(panel.slot)
    marks = [axes.grid(upright, beside, panel.upright, lying=True)]
    if not panel.found and not isinstance(below, Slots):
        marks.append(axes.grid(labels, below, {**panel.across, "zeroline": False}, lying=False))
    marks += [standing(bar, across(bar.key), slot, beside, defs, panel.px) for bar in panel.found]
    marks += [line(trace, across, beside, defs) for trace in panel.traces if not trace.bars]
    named = panel.across.get("showticklabels") is not False
    area = element("div", axes.upright(upright, panel.px), element("svg", *marks), class_="cw-d-area")
    foot = Markup("")
    if named and isinstance(below, Slots):
        names_ = join(element("span", rich(name)) for name in below.in_order())
        foot = element("div", names_, class_="cw-d-slots")
    elif named:
        foot = element("div", axes.along(labels), class_="cw-d-x")
    return element(
        "div",
        axes.title(panel.upright, "cw-d-title"),
        area,
        foot,
        axes.title(panel.across, "cw-d-title cw-d-below"),
        class_="cw-d-panel",
        style=f"flex-grow:{panel.share * 100:.0f}",
    )
