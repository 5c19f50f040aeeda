"""A plotly figure as the page shows it: caption, drawing, the numbers as a table and a CSV link."""

from __future__ import annotations

import copy
import hashlib
import json
import re

from markupsafe import Markup

from courseware.book.drawing.figure import draw
from courseware.book.figure_data import FigureTable, figure_table
from courseware.palette import series
from courseware.templating import inline_json, template

DEFAULT_HEIGHT = 420  # px, of the drawing and of the chart that takes its place


def figure_id(spec: dict) -> str:
    """A stable address made from the figure's title."""
    title = re.sub(r"<[^>]+>", "", spec["layout"]["title"]["text"])
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "fig-" + "-".join(words[:8])


def problem(spec: dict) -> str | None:
    """Why the figure cannot be published yet, or None."""
    layout = spec.get("layout", {})
    meta = layout.get("meta") or {}
    if not (layout.get("title") or {}).get("text") or not meta.get("alt") or not meta.get("source"):
        return "a figure without title, alt text or source: call describe(fig, alt=…, source=…) on it"
    kinds = {trace.get("type", "scatter") for trace in spec.get("data", [])} - {"bar", "scatter", "pie"}
    if kinds:
        return f"a figure with {', '.join(sorted(kinds))} traces: the page ships bar, scatter and pie only"
    return None


def render_figure(spec: dict, csv_href: str) -> str:
    """The figure's HTML, with a drawing where :func:`draw` can make one.

    ``figures.js`` lets plotly draw the chart over it when a reader asks; without a drawing, when the figure
    comes near the view.

    Args:
        spec: a figure for which :func:`problem` finds nothing.
        csv_href: address of its numbers, relative to the page.
    """
    spec = copy.deepcopy(spec)
    layout = spec["layout"]
    title, meta = layout.pop("title")["text"], layout.pop("meta")
    layout.pop("template", None)  # 5 KB of defaults a figure; figures.js brings the page's own
    table: FigureTable = figure_table(spec)
    id_ = figure_id({"layout": {"title": {"text": title}}})
    height = int(layout.get("height") or DEFAULT_HEIGHT)
    return template(__package__, "figure.html.j2").render(
        id=id_,
        title=Markup(re.sub(r"<(?!/?(?:b|i|em|strong|sub|sup)>)[^>]*>", " ", title)),
        alt=meta["alt"],
        source=meta["source"],
        height=height,
        drawing=draw(spec, f"d{hashlib.sha256(id_.encode()).hexdigest()[:6]}-", height),
        table=table,
        csv_href=csv_href,
        # keys in order, as the cache has them
        spec=_by_token(inline_json({"data": spec["data"], "layout": layout}, sort_keys=True)),
    )


def _by_token(text: Markup) -> Markup:
    """A specification that names the palette's colours by token, whose value the page's theme knows."""
    for place, colour in enumerate(series()):
        text = Markup(re.sub(re.escape(colour), f"cw-c{place}", text, flags=re.IGNORECASE))
    return text


def parse(content: str | dict) -> dict:
    """The MIME bundle's value as a dict (it arrives as text or already parsed)."""
    return content if isinstance(content, dict) else json.loads(content)
