"""The file ``questions.js``: what every page knows of all questions of the unit, wherever they stand.

The panel and the score page count answers that were given on other pages, without trusting a stored score.
In a sealed edition the file holds nothing of scoring and nothing of where an answer can be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courseware.bank import Bank, CompiledItem
from courseware.page.item_html import Link
from courseware.sealing.documents import shape
from courseware.templating import inline_json

NAME = "questions.js"


def questions_script(
    bank: Bank, places: Mapping[str, str], pages: Mapping[str, str], passages: Mapping[str, Link]
) -> str:
    """The script: it sets ``courseware.questions``::

        {"unit": id, "edition": "…", "sealed": false, "total": 2900,
         "modules": [{"id", "title", "points", "href"?}],
         "items": [{"id", "number", "module", "type", "points", "shape", "href"?,
                    "passage"?: {"href", "title"}, "variants": [{"fingerprint", "scoring"?}]}]}

    Points are hundredths; addresses are seen from the site's root.

    Args:
        bank: the compiled bank of the edition being built.
        places: item id → address of the item; items that are on no page are absent.
        pages: module id → address of its page; unwritten modules are absent.
        passages: item id → where to read again; left out in a sealed edition.
    """
    unit = bank.unit
    modules = [
        {"id": module.id, "title": module.title, "points": module.points, **_if("href", pages.get(module.id))}
        for module in unit.modules
    ]
    items = [_item(item, n, unit.sealed, places, passages) for n, item in enumerate(bank.items, start=1)]
    data = {
        "unit": unit.id,
        "edition": unit.edition,
        "sealed": unit.sealed,
        "total": unit.total,
        "modules": modules,
        "items": items,
    }
    return f"(globalThis.courseware ??= {{}}).questions = {inline_json(data)};\n"


def _item(
    item: CompiledItem, number: int, sealed: bool, places: Mapping[str, str], passages: Mapping[str, Link]
) -> dict[str, Any]:
    passage = None if sealed else passages.get(item.id)
    return {
        "id": item.id,
        "number": number,
        "module": item.module,
        "type": item.type,
        "points": item.points,
        "shape": shape(item),
        **_if("href", places.get(item.id)),
        **_if("passage", passage and passage._asdict()),
        "variants": [
            {"fingerprint": variant.fingerprint, **({} if sealed else {"scoring": variant.scoring})}
            for variant in item.variants
        ],
    }


def _if(name: str, value: Any) -> dict[str, Any]:
    return {} if value is None else {name: value}
