"""What a specification plots, read into bars and lines.

Only what is understood is drawn. A figure that asks for more, such as a logarithmic axis or an annotation,
has no drawing: what would be missing might change what it says.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from courseware.book.drawing.known import AXIS, BAR, LAYOUT, LINE
from courseware.book.drawing.scale import FORMAT
from courseware.book.drawing.style import DASHES, MARKERS, PATTERNS, Look, is_colour
from courseware.book.figure_data import as_list, as_text
from courseware.palette import series

_AXIS_NAME = re.compile(r"[xy]axis\d*")
_DATE = re.compile(r"\d{4}-\d\d?(-\d\d?)?([ T].*)?")
FEW_POINTS = 20  # from here on plotly leaves out markers that nobody asked for


class NotDrawn(Exception):
    """The figure holds something that is not drawn here."""


class Trace(NamedTuple):
    """A trace, its marks along its key axis; a missing value is None."""

    name: str
    panel: tuple[str, str]  # its axes, such as ("xaxis", "yaxis2")
    keys: tuple[Any, ...]
    values: tuple[float | None, ...]
    looks: tuple[Look, ...]  # of each mark
    in_legend: bool
    bars: bool
    texts: tuple[str, ...] = ()  # of bars
    place: str = "none"  # of bars' texts: inside, outside, auto, none
    lines: bool = False
    markers: bool = False
    over_gaps: bool = False


# Name, panel, keys and values, as every trace has them.
Common = tuple[str, tuple[str, str], tuple[Any, ...], tuple[float | None, ...]]


class Plot(NamedTuple):
    """All that is drawn."""

    layout: dict
    traces: tuple[Trace, ...]
    horizontal: bool


def read(spec: dict) -> Plot:
    """The specification as bars and lines.

    Raises:
        NotDrawn: it holds something else, too.
    """
    layout = spec.get("layout", {})
    _known(layout, {*LAYOUT, *(key for key in layout if _AXIS_NAME.fullmatch(key))}, "layout")
    for name in filter(_AXIS_NAME.fullmatch, layout):
        _check_axis(layout[name], name)
    data = [trace for trace in spec.get("data", []) if trace.get("visible") is not False]
    lying = {trace.get("orientation") == "h" for trace in data if trace.get("type") == "bar"}
    _need(len(lying) <= 1, "bars lie and stand")
    horizontal = lying == {True}
    palette = layout.get("colorway") or series()
    found = (
        _trace(trace, palette[place % len(palette)], horizontal, alone=len(data) == 1)
        for place, trace in enumerate(data)
    )
    traces = tuple(trace for trace in found if trace.keys)
    for trace in traces:
        values_on = layout.get(trace.panel[0 if horizontal else 1]) or {}
        _need(values_on.get("type", "-") in ("-", "linear"), "numbers on an axis of another kind")
    _need(any(value is not None for trace in traces for value in trace.values), "no numbers")
    _need(not horizontal or (all(t.bars for t in traces) and len({t.panel for t in traces}) == 1), "rows")
    groups = [trace["offsetgroup"] for trace in data if trace.get("offsetgroup")]
    _need(len(set(groups)) == len(groups), "bars share a place")
    _need(layout.get("barmode", "group") in ("stack", "relative", "group"), "overlaid bars")
    return Plot(layout, traces, horizontal)


def numeric(keys: Sequence[Any], axis: dict) -> bool:
    """Whether plotly takes an axis with these keys for one of numbers.

    Raises:
        NotDrawn: it takes it for one of dates, or another that is not drawn.
    """
    kind = axis.get("type") or "-"
    if kind == "-":
        words = [key for key in keys if isinstance(key, str)]
        _need(not any(map(_DATE.fullmatch, words)), "dates")
        return all(_number(key) is not None for key in keys)
    _need(kind in ("linear", "category"), f"a {kind} axis")
    return kind == "linear"


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise NotDrawn(what)


def _known(part: dict, known: Iterable[str], where: str) -> None:
    unknown = sorted(set(part).difference(known))
    _need(not unknown, f"{where}: {', '.join(unknown)}")


def _check_axis(axis: dict, name: str) -> None:
    _known(axis, AXIS, name)
    _need(FORMAT.fullmatch(axis.get("tickformat") or "") is not None, f"{name}: tickformat")
    _need(isinstance(axis.get("dtick", 1), int | float), f"{name}: dtick")
    _need(axis.get("categoryorder", "trace") in ("trace", "array"), f"{name}: categoryorder")
    _need(None not in (axis.get("range") or ()), f"{name}: half a range")
    if name.startswith("x"):
        start, end = axis.get("domain", (0, 1))
        _need(start < 0.01 and end > 0.99, "panels side by side")


def _trace(trace: dict, default: str, horizontal: bool, *, alone: bool) -> Trace:
    kind, visible = trace.get("type", "scatter"), trace.get("visible", True)
    _need(kind in ("bar", "scatter") and visible is True, f"{kind}, visible: {visible}")
    _need(trace.get("opacity", 1) == 1, "opacity")
    _known(trace, BAR if kind == "bar" else LINE, kind)
    x, y = as_list(trace.get("x")), as_list(trace.get("y"))
    keys, values = (y, x) if horizontal else (x, y)
    keys = keys or list(range(len(values)))
    count = min(len(keys), len(values))
    numbers = [_number(value) for value in values[:count]]
    words = [value for value in values[:count] if isinstance(value, str) and value and _number(value) is None]
    _need(not words, "values that are no numbers")
    axes = (_axis(trace.get("xaxis", "x")), _axis(trace.get("yaxis", "y")))
    common = (trace.get("name") or "", axes, tuple(keys[:count]), tuple(numbers))
    shown = trace.get("showlegend", not alone)
    make = _bars if kind == "bar" else _lines
    return make(trace, common, count, default, shown)


def _bars(trace: dict, common: Common, count: int, default: str, shown: bool) -> Trace:
    marker = trace.get("marker") or {}
    _known(marker, ("color", "pattern", "line", "cornerradius"), "a bar's marker")
    pattern = marker.get("pattern") or {}
    colours = _each(marker.get("color") or default, count)
    shapes = _each(pattern.get("shape") or "", count)
    _need(all(map(is_colour, colours)) and all(s in PATTERNS for s in shapes if s), "a bar's look")
    texts = tuple(str(text or "") for text in _each(trace.get("text") or "", count))
    place = trace.get("textposition", "auto")
    _need(place in ("inside", "outside", "auto", "none"), "textposition")
    looks = tuple(Look(c, s) for c, s in zip(colours, shapes, strict=True))
    return Trace(*common, looks, shown, True, texts, place if any(texts) else "none")


def _lines(trace: dict, common: Common, count: int, default: str, shown: bool) -> Trace:
    line, marker = trace.get("line") or {}, trace.get("marker") or {}
    _known(line, ("color", "dash", "width", "shape"), "a line")
    _known(marker, ("color", "size", "symbol", "line"), "a marker")
    mode = trace.get("mode") or ("lines+markers" if count < FEW_POINTS else "lines")
    parts = set(mode.split("+"))
    symbol, size = marker.get("symbol", "circle"), marker.get("size", 6)
    # A marker of another colour than its line would need a look of its own.
    colours = {value for value in (line.get("color"), marker.get("color")) if isinstance(value, str)}
    dash = line.get("dash", "solid")
    _need(parts <= {"lines", "markers"} and line.get("shape", "linear") == "linear", f"mode {mode}")
    _need(isinstance(symbol, str) and symbol.removesuffix("-open") in MARKERS, "a marker's symbol")
    _need(isinstance(size, int | float) and dash in DASHES, "sizes or dashes")
    _need(len(colours) <= 1 and not isinstance(marker.get("color"), list | dict), "colours of markers")
    colour = next(iter(colours), default)
    _need(is_colour(colour), "a line's colour")
    look = Look(colour, "", dash, float(line.get("width", 2)), symbol, float(size))
    return Trace(
        *common, (look,) * count, shown, False, (), "none",
        "lines" in parts, "markers" in parts, bool(trace.get("connectgaps")),
    )  # fmt: skip


def _each(value: Any, count: int) -> list:
    if not isinstance(value, list | tuple | dict):
        return [value] * count
    found = as_list(value)
    _need(len(found) >= count, "a list shorter than its trace")
    return found[:count]


def _axis(reference: str) -> str:
    return f"{reference[0]}axis{reference[1:]}"


def _number(value: Any) -> float | None:
    try:
        found = float(value)
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) and not isinstance(value, bool) else None


def names(traces: Iterable[Trace], axis: dict) -> tuple[str, ...]:
    """The categories of an axis, in plotly's order: those it lists, then as they appear."""
    listed = [as_text(name) for name in as_list(axis.get("categoryarray"))]
    seen = [as_text(key) for trace in traces for key in trace.keys]
    return tuple(dict.fromkeys((*listed, *seen)))
