"""Lines from point to point, with gaps where a value is missing, and markers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from courseware.book.drawing.scale import Linear
from courseware.book.drawing.style import DASHES, Definitions, colour
from courseware.book.drawing.svg import element, join, number, percent, plain
from courseware.book.drawing.traces import Trace
from courseware.book.figure_data import as_text

Point = tuple[float, float]  # shares of the panel's width and height, from its upper left corner


def points(trace: Trace, across: Callable[[Any], float], scale: Linear) -> list[Point | None]:
    """The places of a trace's values; None where one is missing."""
    pairs = zip(trace.keys, trace.values, strict=True)
    return [None if value is None else (across(key), 1 - scale.at(value)) for key, value in pairs]


def segments(places: list[Point | None], *, over_gaps: bool = False) -> list[tuple[Point, Point]]:
    """The pieces of a line between neighbours; one beside a gap has none."""
    kept = [place for place in places if place is not None] if over_gaps else places
    return [(one, two) for one, two in pairwise(kept) if one is not None and two is not None]


def line(trace: Trace, across: Callable[[Any], float], scale: Linear, defs: Definitions) -> Markup:
    """The trace as SVG: a group with its colour and dash."""
    places, look = points(trace, across, scale), trace.looks[0]
    drawn = []
    if trace.lines:
        pieces = segments(places, over_gaps=trace.over_gaps)
        strokes = join(
            element("line", x1=percent(a[0]), y1=percent(a[1]), x2=percent(b[0]), y2=percent(b[1]))
            for a, b in pieces
        )
        drawn.append(
            element("g", strokes, stroke_dasharray=DASHES[look.dash], stroke_width=number(look.thick))
        )
    if trace.markers:
        shape = defs.marker(look)
        for place, key, value in zip(places, trace.keys, trace.values, strict=True):
            if place is None:
                continue
            told = f"{plain(trace.name)}, " if trace.name else ""
            title = element("title", f"{told}{plain(as_text(key))}: {as_text(value)}")
            drawn.append(element("use", title, href=shape, x=percent(place[0]), y=percent(place[1])))
    of = colour(look.colour)
    of["class_"] = f"cw-d-line {of.get('class_', '')}".strip()
    return element("g", *drawn, **of)
