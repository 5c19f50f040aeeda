"""Horizontal bars: a row for each category, its label beside the bars or, on a narrow page, above them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from courseware.book.drawing import axes
from courseware.book.drawing.bars import BESIDE, Bar, bars, lying, reach
from courseware.book.drawing.scale import Linear, Slots, is_reversed, linear, ticks
from courseware.book.drawing.style import Definitions
from courseware.book.drawing.svg import LETTER, element, em, join, rich, width
from courseware.book.drawing.traces import NotDrawn, Plot, Trace, names, numeric
from courseware.book.figure_data import as_text

AROUND = 70  # px that ticks, title and legend take of the height, about
ABOVE = 22  # px of a row, from which on a label has room above its bars
MOST = 0.3  # of the axis, for a text beyond the longest bar


def rows(plot: Plot, height: float, defs: Definitions) -> Markup:
    """The drawing without its legend.

    Args:
        height: px of the whole figure.

    Raises:
        NotDrawn: the categories are numbers at uneven distances.
    """
    across, up = (plot.layout.get(name) or {} for name in plot.traces[0].panel)
    slots = _slots(plot.traces, up)
    found = bars(plot.traces, plot.layout)
    scale = _scale(found, across)
    separators = plot.layout.get("separators") or axes.SEPARATORS
    marks = ticks(scale, across, separators, count=6)
    order = slots.in_order()[::-1]
    drawn = []
    for name in order:
        here = [bar for bar in found if as_text(bar.key) == name]
        shapes = join(lying(bar, scale, defs, axes.NARROW, downwards=slots.reversed) for bar in here)
        drawn += [element("span", rich(name), class_="cw-d-name"), element("svg", shapes)]
    lines = axes.grid(marks, scale, across, lying=False)
    labels = Markup("") if across.get("showticklabels") is False else axes.along(marks)
    high = (height - AROUND) / len(order) >= ABOVE
    return axes.title(up, "cw-d-title") + element(
        "div",
        element("svg", lines, class_="cw-d-back"),
        *drawn,
        element("div", labels, class_="cw-d-x"),
        axes.title(across, "cw-d-title cw-d-below"),
        class_="cw-d-rows cw-d-above" if high else "cw-d-rows",
        style=f"--rows:{len(order)};--right:{em(_right(found, scale))}",
    )


def _slots(traces: Sequence[Trace], axis: dict) -> Slots:
    keys = [key for trace in traces for key in trace.keys]
    if axis.get("range") is not None:
        raise NotDrawn("a range of categories")
    if not numeric(keys, axis):
        return Slots(names(traces, axis), is_reversed(axis))
    by_value = {float(key): as_text(key) for key in keys}
    order = sorted(by_value)
    if len({round(b - a, 9) for a, b in pairwise(order)}) > 1:
        raise NotDrawn("bars at uneven distances")
    return Slots(tuple(by_value[value] for value in order), is_reversed(axis))


def _scale(found: Sequence[Bar], axis: dict) -> Linear:
    beyond = max((width(bar.text) for bar in found if bar.place in ("outside", "auto")), default=0)
    room = min(MOST, (beyond + BESIDE) / axes.NARROW) if beyond else 0.05
    return linear(axis, reach(found), zero=True, room=room)


def _right(found: Sequence[Bar], scale: Linear) -> float:
    """px to leave free right of the plot, for what stands at its edge on a narrow page."""
    ends = [
        (scale.at(bar.end) - 1) * axes.NARROW + width(bar.text) + BESIDE
        for bar in found
        if bar.place in ("outside", "auto")
    ]
    return math.ceil(max(2 * LETTER, *ends) if ends else 2 * LETTER)
