"""A question as an HTML form: one variant as markup; the rest, scoring and feedback as inline JSON."""

from __future__ import annotations

from typing import Any, NamedTuple

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import CompiledItem, Unit
from courseware.bank.compiled import Variant
from courseware.sealing.documents import shape
from courseware.templating import inline_json, template

WAITING = "This question differs from student to student. Type your student id above, and yours appears."
_ROLES = ("options", "left", "right")


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


def waits(item: CompiledItem, unit: Unit) -> bool:
    """Does the question show only once the student id is known?"""
    return unit.sealed and len(item.variants) > 1


def render_item(item: CompiledItem, unit: Unit, number: int, passage: Link | None = None) -> str:
    """The form for one item.

    In a sealed edition it holds nothing of scoring, feedback, hints and passages, and an item with several
    variants shows none of them before the page's script knows the student's.

    Args:
        item: the compiled item; only its `view` and its hint become markup.
        unit: the unit, for the key under which the page stores answers, and whether it is sealed.
        number: the question's number in the unit, from 1.
        passage: where to read again, as a link from this page; offered after a check.
    """
    texts = _waiting(item, unit) if waits(item, unit) else _texts(item.variants[0], unit)
    view = item.view
    return template(__package__, f"item_{item.type}.html.j2").render(
        anchor=anchor(item.id),
        item=item,
        number=number,
        points=points_text(item.points),
        sealed=unit.sealed,
        many=len(item.variants) > 1,
        waits=waits(item, unit),
        prompt=texts["prompt"],
        hint=texts.get("hint"),
        unit_sign=texts.get("unit"),
        **{role: [_part(texts, role, part["id"]) for part in view.get(role, ())] for role in _ROLES},
        passage=None if unit.sealed else passage,
        data=inline_json(_data(item, unit, number, texts)),
    )


def render_student() -> str:
    """The form that asks for the student id, for the head of a page with questions that wait for it."""
    return template(__package__, "student.html.j2").render()


def _part(texts: dict[str, Markup], role: str, part_id: str) -> dict[str, str | Markup]:
    html = texts[f"{role}:{part_id}"]
    return {"id": part_id, "html": html, "plain": " ".join(html.striptags().split())}


def _texts(variant: Variant, unit: Unit) -> dict[str, Markup]:
    """What differs between variants, as HTML under the names that the templates give it in `data-text`."""
    view = variant.view
    texts = {"prompt": light_markdown.blocks(view["prompt"])}
    if variant.hint and not unit.sealed:
        texts["hint"] = light_markdown.blocks(variant.hint)
    if view.get("unit"):
        texts["unit"] = Markup.escape(view["unit"])
    parts = [(role, part) for role in _ROLES for part in view.get(role, ())]
    return texts | {f"{role}:{part['id']}": light_markdown.inline(part["text"]) for role, part in parts}


def _waiting(item: CompiledItem, unit: Unit) -> dict[str, Markup]:
    """The texts of a question whose variant is not known: an ellipsis where the variants differ."""
    first, *others = (_texts(variant, unit) for variant in item.variants)
    same = {name: html for name, html in first.items() if all(other[name] == html for other in others)}
    return {**dict.fromkeys(first, Markup("…")), **same, "prompt": Markup("<p>") + WAITING + Markup("</p>")}


def _data(item: CompiledItem, unit: Unit, number: int, texts: dict[str, Markup]) -> dict[str, Any]:
    return {
        "unit": unit.id,
        "edition": unit.edition,
        "sealed": unit.sealed,
        "id": item.id,
        "number": number,
        "type": item.type,
        "points": item.points,
        "shape": shape(item),
        "variants": [_variant(item, unit, variant, texts) for variant in item.variants],
    }


def _variant(item: CompiledItem, unit: Unit, variant: Variant, texts: dict[str, Markup]) -> dict[str, Any]:
    """The variant as far as it differs: its texts from those of the markup, its key from the first's."""
    data: dict[str, Any] = {"fingerprint": variant.fingerprint}
    if other := _other(_texts(variant, unit), texts):
        data["texts"] = other
    if not unit.sealed:
        first = item.variants[0]
        base = ({}, {}) if variant is first else (first.scoring, _feedback(first))
        data["scoring"] = _other(variant.scoring, base[0])
        data["feedback"] = _other(_feedback(variant), base[1])
    return data


def _feedback(variant: Variant) -> dict[str, Markup]:
    return {name: light_markdown.blocks(text) for name, text in variant.feedback.items()}


def _other(these: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in these.items() if base.get(name) != value}
