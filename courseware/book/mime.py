"""Takes three kinds of notebook output away from myst-nb: plotly figures, widgets, and frames of pandas.

myst-nb finds this class through the entry point ``myst_nb.mime_renderers`` of the installed package.
Its own renderers fetch scripts from a CDN for widgets, and leave an empty box for plotly.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.util import logging

from courseware.book import figure_output, widget_output
from courseware.book.figure_data import figure_table, to_csv
from courseware.book.frame_output import FRAME, render_frame
from courseware.widgets.saved_view import SAVED

PLOTLY = "application/vnd.plotly.v1+json"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
FIGURE_FOLDER = "_figures"  # where the CSV of each figure is written, below the site's root

logger = logging.getLogger(__name__)


class CoursewareMimePlugin:
    """The plugin myst-nb calls for every output it is about to render."""

    mime_priority_overrides: ClassVar = [("html", kind, 1) for kind in (PLOTLY, WIDGET_VIEW, SAVED)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """The nodes for an output, or None to leave it to myst-nb."""
        if data.mime_type == SAVED:
            return [nodes.raw("", "", format="html")]  # the page has its own; no node would be a refusal
        if data.mime_type == "text/html" and FRAME in data.content:
            return [nodes.raw("", render_frame(data.content), format="html", classes=["output", "text_html"])]
        if inline or data.mime_type not in (PLOTLY, WIDGET_VIEW):
            return None
        handler = _figure if data.mime_type == PLOTLY else _widget
        return handler(renderer, data)


def _figure(renderer: Any, data: Any) -> list[nodes.Element]:
    spec = figure_output.parse(data.content)
    if fault := figure_output.problem(spec):
        return _fault(renderer, data, fault)
    env = renderer.renderer.sphinx_env
    name = f"{figure_output.figure_id(spec)}.csv"
    env.courseware_csv.setdefault(env.docname, {})[name] = to_csv(figure_table(spec))
    href = "../" * env.docname.count("/") + f"{FIGURE_FOLDER}/{name}"
    return [_raw(figure_output.render_figure(spec, href), needs="figures")]


def _widget(renderer: Any, data: Any) -> list[nodes.Element]:
    view = figure_output.parse(data.content)
    saved = renderer.renderer.nb_client.nb_metadata.get("widgets")
    if question := widget_output.question_text(saved, view):
        return [nodes.raw("", f'<div class="output text_html">{question}</div>', format="html")]
    state = widget_output.find_state(saved, view)
    if state is None:
        return _fault(renderer, data, "a widget without saved state, or not from courseware.widgets")
    return [_raw(widget_output.render_widget(state), needs=f"widget:{state['kind']}")]


def _raw(html: str, *, needs: str) -> nodes.raw:
    """HTML that says which scripts its page needs."""
    node = nodes.raw("", html, format="html")
    node["courseware_needs"] = needs
    return node


def _fault(renderer: Any, data: Any, text: str) -> list[nodes.Element]:
    logger.warning("%s", text, location=(renderer.renderer.sphinx_env.docname, data.line), type="courseware")
    return []
