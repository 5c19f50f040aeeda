"""Lines from point to point, with gaps where a value is missing, and markers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from courseware.book.drawing.scale import Linear
from courseware.book.drawing.style import DASHES, Definitions, colour
from courseware.book.drawing.svg import element, number, percent, plain
from courseware.book.drawing.traces import Trace
from courseware.book.figure_data import as_text

Point = tuple[float, float]  # shares of the panel's width and height, from its upper left corner


def points(trace: Trace, across: Callable[[Any], float], scale: Linear) -> list[Point | None]:
    """The places of a trace's values; None where one is missing."""
    pairs = zip(trace.keys, trace.values, strict=True)
    return [None if value is None else (across(key), 1 - scale.at(value)) for key, value in pairs]


def path(places: list[Point | None], *, over_gaps: bool = False) -> str:
    """The line as an SVG path on a plot of 100 by 100; one piece, so that its dashes run on, but for gaps."""
    kept = [place for place in places if place is not None] if over_gaps else places
    drawn, pen = "", "M"
    for place in kept:
        if place is not None:
            drawn += f"{pen}{number(place[0] * 100)} {number(place[1] * 100)}"
        pen = "M" if place is None else "L"
    return drawn


def line(trace: Trace, across: Callable[[Any], float], scale: Linear, defs: Definitions) -> Markup:
    """The trace as SVG: a group with its colour, its line and its markers."""
    places, look = points(trace, across, scale), trace.looks[0]
    drawn = []
    if trace.lines:
        stroke = {"stroke_dasharray": DASHES[look.dash], "stroke_width": number(look.thick)}
        stretched = element("path", d=path(places, over_gaps=trace.over_gaps), **stroke)
        # A path has no percentages: it is drawn on 100 by 100 and stretched, but for its stroke.
        drawn.append(element("svg", stretched, viewBox="0 0 100 100", preserveAspectRatio="none"))
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
