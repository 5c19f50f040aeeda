"""The numbers inside a plotly figure, read back as one table."""

from __future__ import annotations

import base64
import csv
import io
import math
import re
from typing import Any, NamedTuple


class FigureTable(NamedTuple):
    """Column names and rows of what a figure plots; every cell is a string."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def as_list(data: Any) -> list:
    """A trace's axis as a list; plotly stores number arrays as base64 with their dtype."""
    if data is None:
        return []
    if isinstance(data, dict):
        import numpy as np  # only where a figure is read again

        return np.frombuffer(base64.b64decode(data["bdata"]), dtype=data["dtype"]).tolist()
    return list(data)


def as_text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        # Twelve digits drop the binary tail of a computed number and keep every digit that means something.
        return f"{value:.12g}"
    return str(value)


def _one_line(label: str) -> str:
    """A label without the breaks that are meant for its place in the chart."""
    return re.sub(r"\s*<br\s*/?>\s*", " ", label)


def _axis_title(layout: dict, axis: str, default: str) -> str:
    title = layout.get(axis, {}).get("title", {})
    text = title.get("text", "") if isinstance(title, dict) else str(title or "")
    return text or default


def _key_title(layout: dict, axis: str) -> str:
    """Title of the axis that the traces share; stacked panels name it on the lowest of their axes only."""
    axes = sorted(key for key in layout if key.startswith(axis))
    return next(filter(None, (_axis_title(layout, key, "") for key in axes)), "Category")


def _pairs(trace: dict) -> tuple[list, list]:
    if trace.get("type") == "pie":
        return as_list(trace.get("labels")), as_list(trace.get("values"))
    x, y = as_list(trace.get("x")), as_list(trace.get("y"))
    return (y, x) if trace.get("orientation") == "h" else (x, y)


def figure_table(spec: dict) -> FigureTable:
    """One row per category (or year), one column per trace, in the order they are drawn.

    Args:
        spec: a figure as ``application/vnd.plotly.v1+json``, with bar, scatter or pie traces.
    """
    layout, traces = (
        spec.get("layout", {}),
        [t for t in spec.get("data", []) if t.get("visible") is not False],
    )
    horizontal = any(t.get("orientation") == "h" for t in traces)
    axis, other = ("yaxis", "xaxis") if horizontal else ("xaxis", "yaxis")
    names, columns, order = [], [], {}
    for number, trace in enumerate(traces, 1):
        keys, values = map(list, _pairs(trace))
        own_axis = f"{other[0]}axis{str(trace.get(other[0] + 'axis', other[0]))[1:]}"
        name = trace.get("name") or _axis_title(layout, own_axis, f"Series {number}")
        names.append(name if name not in names else f"{name} ({number})")
        labels = [_one_line(as_text(key)) for key in keys]
        columns.append(dict(zip(labels, map(as_text, values), strict=False)))
        order.update(dict.fromkeys(labels))
    rows = tuple((key, *(column.get(key, "") for column in columns)) for key in order)
    return FigureTable((_key_title(layout, axis), *names), rows)


def to_csv(table: FigureTable) -> str:
    """The table as CSV text (RFC 4180 quoting, ``\\n`` line ends)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue()
