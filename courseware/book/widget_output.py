"""A widget as a page without a kernel shows it: state inline, numbers as a table, script by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from courseware.templating import inline_json, template
from courseware.widgets.room import ROOM, room_for
from courseware.widgets.source import module_source

STATE_MIME = "application/vnd.jupyter.widget-state+json"


def find_state(widgets: Mapping[str, Any] | None, view: Mapping[str, Any]) -> dict | None:
    """The state of the widget that an output shows.

    Args:
        widgets: the notebook's ``metadata.widgets``, which is
            ``{STATE_MIME: {"state": {model id: {"state": {trait: value}, …}}}}``.
        view: the output's ``application/vnd.jupyter.widget-view+json``: ``{"model_id": …}``.

    Returns:
        The traits, as `render_widget` takes them; None for a widget that is not one of ours or was not saved.
    """
    state = _saved_state(widgets, view)
    return dict(state) if state.get("kind") in ROOM else None


def question_text(widgets: Mapping[str, Any] | None, view: Mapping[str, Any]) -> str | None:
    """The words, as HTML, of a question that a notebook shows as a form; None for anything else.

    Without a kernel nothing would keep what is answered there: the page has its own forms.
    """
    state = _saved_state(widgets, view)
    return state.get("text") if state.get("kind") == "question" else None


def _saved_state(widgets: Mapping[str, Any] | None, view: Mapping[str, Any]) -> Mapping[str, Any]:
    models = ((widgets or {}).get(STATE_MIME) or {}).get("state") or {}
    return (models.get(view.get("model_id")) or {}).get("state") or {}


def script_name(kind: str) -> str:
    """Name of the script that carries a kind's front end."""
    return f"widget-{kind}.js"


def widget_scripts() -> dict[str, str]:
    """For every kind of widget a classic script, by file name, that holds its module as text.

    It is made from the files of the package as they are now, never from the copy in a saved notebook,
    which may be older.
    """
    return {
        script_name(kind): '"use strict";\n((globalThis.courseware ??= {}).widgetModules ??= {})'
        f"[{inline_json(kind)}] = {inline_json(module_source(kind))};\n"
        for kind in ROOM
    }


def widget_id(state: Mapping[str, Any]) -> str:
    """A stable address made from the widget's title."""
    words = re.findall(r"[a-z0-9]+", state["title"].lower())
    return "-".join(("widget", *(words or [state["kind"]])))


def render_widget(state: Mapping[str, Any]) -> str:
    """The widget's HTML. The chart itself is drawn by ``widget-host.js`` when it comes near the view.

    Args:
        state: the traits of a widget, as `find_state` gives them. What JupyterLab alone needs (layout,
            source and style of the module) is left out.
    """
    # The widget's own traits are those that start with a letter and that no plain ipywidget has.
    ours = {
        name: value
        for name, value in state.items()
        if not name.startswith("_") and name not in ("fallback", "layout", "tabbable", "tooltip")
    }
    return template(__package__, "widget.html.j2").render(
        id=widget_id(state),
        kind=state["kind"],
        title=state["title"],
        source=state["source"],
        table=state["fallback"],
        room=room_for(state),
        state=inline_json(ours, sort_keys=True),  # the notebook cache sorts them too
    )
