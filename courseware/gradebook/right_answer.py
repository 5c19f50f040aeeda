"""What would have been right: the value that earns everything, and the same in words."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from courseware.bank import CompiledItem
from courseware.feedback import answer_lines
from courseware.scoring.ranges import around, brief, short


def right_answer(item: CompiledItem) -> Any:
    """An answer that earns every point of the item.

    Args:
        item: with one variant alone (`CompiledItem.singles`).
    """
    scoring = item.scoring
    if item.type == "multiple":
        return [option["id"] for option in item.view["options"] if scoring["weights"][option["id"]] > 0]
    if item.type == "match":
        return {left["id"]: scoring["key"][left["id"]] for left in item.view["left"]}
    return item.variants[0].spelling if item.type == "text" else scoring["key"]


def right_lines(item: CompiledItem) -> list[Markup]:
    """The same in words, a line an entry, as escaped HTML; of a number also what else is near enough."""
    if item.type != "numeric":
        return answer_lines(item, right_answer(item))
    found = around(item.scoring["key"], item.scoring["tolerance"])
    shown, near = brief(item.scoring["key"], found), short(found)
    unit = item.view.get("unit", "")
    line = f"{shown}{unit if unit == '%' else f' {unit}'}".rstrip()
    return [escape(line if shown == near else f"{line} (anything from {near} counts)")]
