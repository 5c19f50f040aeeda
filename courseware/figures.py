"""What a chapter's author needs to publish a plotly figure: a palette, and a place for the words."""

from __future__ import annotations

import plotly.graph_objects as go

from courseware.palette import series

# Chosen in page/tokens.css, which has them for dark ground too; dash and marker say the same as the colour.
PALETTE = series()
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKERS = ("circle", "square", "triangle-up", "diamond", "x", "circle-open")


def describe(fig: go.Figure, *, alt: str, source: str) -> go.Figure:
    """Give a figure its text alternative and its source.

    The book prints the figure's title as its caption, ``source`` below it, and keeps ``alt`` for
    readers who do not see the chart; the plotted numbers follow as a table and as a CSV file.

    Args:
        fig: a figure with a title that states its finding.
        alt: what the chart shows, in a sentence or two.
        source: where the numbers come from, with table and year.

    Returns:
        The same figure.

    Raises:
        ValueError: if the figure has no title, or a text is empty.
    """
    if not (fig.layout.title.text or "").strip():
        raise ValueError("the figure has no title: set layout.title.text to the finding it shows")
    if not alt.strip() or not source.strip():
        raise ValueError("alt and source must both say something")
    fig.update_layout(meta={"alt": alt.strip(), "source": source.strip()})
    if fig.layout.colorway is None:
        fig.update_layout(colorway=PALETTE)
    return fig
