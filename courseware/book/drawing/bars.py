"""Bars beside each other or on top of each other: where each starts, ends and stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from courseware.book.drawing.scale import Linear
from courseware.book.drawing.style import Definitions, Look, colour
from courseware.book.drawing.svg import SIZE, element, em, percent, plain, width
from courseware.book.drawing.traces import Trace
from courseware.book.figure_data import as_text

GAP = 0.2  # of a slot, between the bars of one and the next; plotly's own
BESIDE = 5  # px between a bar's end and its text


class Bar(NamedTuple):
    """One bar in its slot, which reaches from 0 to 1."""

    key: Any
    start: float
    end: float  # both in units of the axis
    near: float
    far: float  # both shares of the slot
    look: Look
    told: str  # what it is, for a pointer that rests on it
    text: str
    place: str  # of the text: inside, outside, none
    stacked: bool


def bars(traces: Sequence[Trace], layout: dict) -> tuple[Bar, ...]:
    """The bars of one panel, trace by trace.

    Args:
        traces: those of the panel that are bars.
        layout: plotly's, for `barmode`, `bargap` and `bargroupgap`.
    """
    mode = layout.get("barmode", "group")
    stacked = mode != "group" and len(traces) > 1
    gap, inner = layout.get("bargap", GAP), layout.get("bargroupgap", 0)
    wide = (1 - gap) / (1 if stacked else max(1, len(traces)))
    ends: dict[tuple, float] = defaultdict(float)
    made = []
    for place, trace in enumerate(traces):
        near = gap / 2 + (0 if stacked else place * wide) + wide * inner / 2
        texts = trace.texts or ("",) * len(trace.keys)
        for key, value, look, text in zip(trace.keys, trace.values, trace.looks, texts, strict=True):
            if value is None:
                continue
            # Bars that are relative stack apart below zero; merely stacked ones go back.
            pile = (as_text(key), value < 0 if mode == "relative" else None)
            start = ends[pile] if stacked else 0.0
            ends[pile] = start + value
            told = f"{plain(trace.name)}, " if trace.name else ""
            told += f"{plain(as_text(key))}: {plain(text) or as_text(value)}"
            far, shown = near + wide * (1 - inner), trace.place if text else "none"
            made.append(Bar(key, start, start + value, near, far, look, told, text, shown, stacked))
    return tuple(made)


def reach(found: Sequence[Bar]) -> list[float]:
    """All values that bars begin or end at."""
    return [value for bar in found for value in (bar.start, bar.end)]


def placed(bar: Bar, scale: Linear, px: float, needed: float) -> str:
    """Where a bar's text stands at last: inside if it may and fits, outside if it may, or nowhere.

    Args:
        px: of the whole axis.
        needed: px that the text takes along it.
    """
    if bar.place in ("none", "outside"):
        return bar.place
    if scale.length(bar.end - bar.start) * px > needed + 2 * BESIDE:
        return "inside"
    return "outside" if bar.place == "auto" and not bar.stacked else "none"


def lying(bar: Bar, scale: Linear, defs: Definitions, px: float, *, downwards: bool) -> Markup:
    """A bar in the SVG of its row, with its text.

    Args:
        px: the row's width.
        downwards: the axis of categories starts at the top, so the first bar of a row is the upper one.
    """
    top, bottom = (bar.near, bar.far) if downwards else (1 - bar.far, 1 - bar.near)
    start, end = scale.at(bar.start), scale.at(bar.end)
    size = {"x": percent(min(start, end)), "width": percent(abs(end - start))}
    size |= {"y": percent(top), "height": percent(bottom - top)}
    forth = end > start or (end == start and scale.high > scale.low)
    place = placed(bar, scale, px, width(bar.text))
    away = BESIDE if forth == (place == "outside") else -BESIDE
    text = {
        "x": percent(end),
        "y": percent((top + bottom) / 2),
        "dx": em(away),
        "text_anchor": "start" if away > 0 else "end",
    }
    return _rect(bar, defs, size) + _text(bar, place, {**text, "dominant_baseline": "central"})


def standing(bar: Bar, at: float, slot: float, scale: Linear, defs: Definitions, px: float) -> Markup:
    """A bar in the SVG of its panel, with its text.

    Args:
        at: middle of its slot, a share of the panel's width.
        slot: the slot's share.
        px: the panel's height.
    """
    start, end = 1 - scale.at(bar.start), 1 - scale.at(bar.end)
    size = {"x": percent(at + (bar.near - 0.5) * slot), "width": percent((bar.far - bar.near) * slot)}
    size |= {"y": percent(min(start, end)), "height": percent(abs(end - start))}
    up = end < start or (end == start and scale.high > scale.low)
    place = placed(bar, scale, px, SIZE)
    away = -BESIDE if up == (place == "outside") else SIZE
    middle = at + ((bar.near + bar.far) / 2 - 0.5) * slot
    text = {"x": percent(middle), "y": percent(end), "dy": em(away), "text_anchor": "middle"}
    return _rect(bar, defs, size) + _text(bar, place, text)


def _rect(bar: Bar, defs: Definitions, size: dict) -> Markup:
    look = colour(bar.look.colour)
    kind = "cw-d-bar cw-d-pile" if bar.stacked else "cw-d-bar"
    look["class_"] = f"{kind} {look.get('class_', '')}".strip()
    return element("rect", element("title", bar.told), **look, fill=defs.fill(bar.look), **size)


def _text(bar: Bar, place: str, where: dict) -> Markup:
    if place == "none":
        return Markup("")
    look = colour(bar.look.colour) if place == "inside" else {}
    if place == "inside":
        look["class_"] = f"cw-d-in {look.get('class_', '')}".strip()
    return element("text", plain(bar.text), **look, **where)
