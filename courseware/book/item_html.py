"""A question as an HTML form: the item's `view` for everybody, its scoring and feedback as inline JSON."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import CompiledItem, Unit
from courseware.book.templating import inline_json, template
from courseware.sealing.documents import shape


class Link(NamedTuple):
    """Where something is, seen from the page being written, and what to call it."""

    href: str
    title: str


def points_text(hundredths: int) -> str:
    """Points as a reader says them: 100 → "1 point", 50 → "0.5 points"."""
    return f"{hundredths / 100:g} point{'' if hundredths == 100 else 's'}"


def anchor(item_id: str) -> str:
    """The item's stable anchor in its page."""
    return f"item-{item_id}"


def _data(item: CompiledItem, unit: Unit, number: int) -> dict[str, Any]:
    return {
        "unit": unit.id,
        "edition": unit.edition,
        "id": item.id,
        "number": number,
        "type": item.type,
        "points": item.points,
        "fingerprint": item.fingerprint,
        "shape": shape(item),
        "scoring": item.scoring,
        "feedback": {key: light_markdown.blocks(text) for key, text in item.feedback.items()},
    }


def _part(part: dict[str, str]) -> dict[str, str | Markup]:
    text = part["text"]
    return {"id": part["id"], "html": light_markdown.inline(text), "plain": light_markdown.plain(text)}


def render_item(item: CompiledItem, unit: Unit, number: int, passage: Link | None = None) -> str:
    """The form for one item.

    Args:
        item: the compiled item; only its `view` becomes visible markup.
        unit: the unit, for the key under which the page stores answers.
        number: the question's number in the unit, from 1.
        passage: where to read again, as a link from this page; offered after a check.
    """
    view = item.view
    return template(f"item_{item.type}.html.j2").render(
        anchor=anchor(item.id),
        item=item,
        number=number,
        points=points_text(item.points),
        prompt=light_markdown.blocks(view["prompt"]),
        unit_sign=view.get("unit"),
        options=[_part(part) for part in view.get("options", ())],
        left=[_part(part) for part in view.get("left", ())],
        right=[_part(part) for part in view.get("right", ())],
        passage=passage,
        data=inline_json(_data(item, unit, number)),
    )
