"""The names of the traces, each beside a piece of what it looks like."""

from __future__ import annotations

from markupsafe import Markup

from courseware.book.drawing.style import DASHES, Definitions, colour
from courseware.book.drawing.svg import element, number, rich
from courseware.book.drawing.traces import Plot, Trace


def legend(plot: Plot, defs: Definitions) -> Markup:
    """All traces that plotly would name, in its order; empty where it names none."""
    named = [trace for trace in plot.traces if trace.in_legend and trace.name]
    if plot.layout.get("showlegend") is False or not named:
        return Markup("")
    if "reversed" in (plot.layout.get("legend") or {}).get("traceorder", ""):
        named.reverse()
    items = (element("span", _swatch(trace, defs), rich(trace.name)) for trace in named)
    return element("div", *items, class_="cw-d-legend")


def _swatch(trace: Trace, defs: Definitions) -> Markup:
    look = trace.looks[0]
    if trace.bars:
        drawn = element(
            "rect", width=16, height=14, fill=defs.fill(look) or "currentColor", **colour(look.colour)
        )
        return element("svg", drawn, width=16, height=14)
    parts = []
    if trace.lines:
        stroke = {"stroke_dasharray": DASHES[look.dash], "stroke_width": number(look.thick)}
        parts.append(element("line", x1=0, x2=38, y1=7, y2=7, **stroke))
    if trace.markers:
        parts.append(element("use", href=defs.marker(look), x=19, y=7))
    of = colour(look.colour)
    of["class_"] = f"cw-d-line {of.get('class_', '')}".strip()
    return element("svg", element("g", *parts, **of), width=38, height=14)
