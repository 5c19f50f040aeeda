"""The unit and its items as one JSON document, with the keys or without.

The key document is what a teacher holds: with it alone a page can grade and explain any record of the
edition. The question document is what a sealed edition publishes: the same without scoring, feedback, hints
and passages.
"""

from __future__ import annotations

from typing import Any

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem
from courseware.bank.compiled import Variant
from courseware.bank.unit_spellings import spellings
from courseware.scoring.text import fold

KEY_FORMAT = "courseware-key/1"
QUESTIONS_FORMAT = "courseware-questions/1"
_ROLES = ("options", "left", "right")


def key_document(bank: Bank) -> dict[str, Any]:
    """Everything about the edition's items::

        {"format": "courseware-key/1", "unit": {"id", "number", "title"}, "edition": "…", "sealed": true,
         "total": 2900, "modules": [{"id", "title", "points", "page"}],
         "items": [{"id", "number", "module", "type", "points", "passage", "shape": {"options": ["a", "b"]},
                    "variants": [{"fingerprint", "prompt", "options": [{"id", "html", "plain"}], "unit",
                                  "scoring", "feedback": {"option:a": "<p>…</p>"}, "hint": HTML or null}]}]}

    Points are hundredths; texts are HTML in which everything but emphasis is escaped, and `plain` is text.
    """
    return _document(
        bank,
        KEY_FORMAT,
        lambda variant: {
            "scoring": variant.scoring,
            "feedback": {name: light_markdown.blocks(text) for name, text in variant.feedback.items()},
            "hint": light_markdown.blocks(variant.hint) if variant.hint else None,
        },
        with_passages=True,
    )


def question_document(bank: Bank) -> dict[str, Any]:
    """The key document without anything that tells an answer."""
    return _document(bank, QUESTIONS_FORMAT, lambda variant: {}, with_passages=False)


def _document(bank: Bank, name: str, more: Any, with_passages: bool) -> dict[str, Any]:
    unit = bank.unit
    modules = [{"id": m.id, "title": m.title, "points": m.points, "page": m.page} for m in unit.modules]
    items = []
    for number, item in enumerate(bank.items, start=1):
        variants = [{**_shown(variant), **more(variant)} for variant in item.variants]
        entry = {
            "id": item.id,
            "number": number,
            "module": item.module,
            "type": item.type,
            "points": item.points,
        }
        passage = {"passage": item.passage} if with_passages else {}
        items.append({**entry, **passage, "shape": shape(item), "variants": variants})
    return {
        "format": name,
        "unit": {"id": unit.id, "number": unit.number, "title": unit.title},
        "edition": unit.edition,
        "sealed": unit.sealed,
        "total": unit.total,
        "modules": modules,
        "items": items,
    }


def shape(item: CompiledItem) -> dict[str, list[str]]:
    """The ids that a response to the item may hold, by role: what tells a foreign answer from one of ours."""
    return {role: [part["id"] for part in item.view[role]] for role in _ROLES if role in item.view}


def asked(item: CompiledItem) -> dict[str, Any]:
    """What an answer to the item can be, told without its scoring; see `courseware.scoring.keyless`."""
    units = {"units": spellings(fold(item.view.get("unit", "")))} if item.type == "numeric" else {}
    return {"type": item.type, **shape(item), **units}


def _shown(variant: Variant) -> dict[str, Any]:
    view = variant.view
    parts = {
        role: [
            {
                "id": part["id"],
                "html": light_markdown.inline(part["text"]),
                "plain": light_markdown.plain(part["text"]),
            }
            for part in view[role]
        ]
        for role in _ROLES
        if role in view
    }
    unit = {"unit": view["unit"]} if "unit" in view else {}
    return {
        "fingerprint": variant.fingerprint,
        "prompt": light_markdown.blocks(view["prompt"]),
        **parts,
        **unit,
    }
