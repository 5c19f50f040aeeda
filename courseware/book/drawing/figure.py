"""A whole drawing: rows or panels, and the legend."""

from __future__ import annotations

from markupsafe import Markup

from courseware.book.drawing.legend import legend
from courseware.book.drawing.panels import panels
from courseware.book.drawing.rows import rows
from courseware.book.drawing.style import Definitions
from courseware.book.drawing.svg import element, em
from courseware.book.drawing.traces import NotDrawn, read


def draw(spec: dict, prefix: str, height: float) -> Markup:
    """The figure as HTML and SVG without a line break, to stand in a box that is wide as the page.

    Args:
        spec: a figure as ``application/vnd.plotly.v1+json``.
        prefix: begins the ids in it; no other figure of the page has the same.
        height: of the drawing, px, where letters have their usual size.

    Returns:
        Empty, if the figure holds something that is not drawn here.
    """
    try:
        plot = read(spec)
        defs = Definitions(prefix)
        body = (rows if plot.horizontal else panels)(plot, height, defs)
        names = legend(plot, defs)
    except NotDrawn:
        return Markup("")
    return element("div", defs.markup(), body, names, class_="cw-drawing", style=f"height:{em(height)}")
