"""The progress panel: what the unit is worth, and the data from which the page's script counts."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.bank import Bank
from courseware.book.item_html import Link, points_text
from courseware.book.templating import inline_json, template
from courseware.sealing.documents import shape


def render_progress(
    bank: Bank, places: Mapping[str, str], pages: Mapping[str, Link], here: str = "", serial: int = 1
) -> str:
    """The panel as HTML.

    Args:
        bank: the compiled bank; the scoring of every item goes in as data, so that the panel counts answers
            given on other pages without trusting a stored score.
        places: item id → address of the item, seen from this page; items that are on no page are absent.
        pages: module id → its page, seen from this page.
        here: id of the module whose page this is, or "".
        serial: 1 for the first panel of a page, then 2, 3, …
    """
    unit = bank.unit
    items = [
        {
            "id": item.id,
            "number": number,
            "module": item.module,
            "type": item.type,
            "points": item.points,
            "fingerprint": item.fingerprint,
            "shape": shape(item),
            "scoring": item.scoring,
            "href": places.get(item.id),
        }
        for number, item in enumerate(bank.items, start=1)
    ]
    modules = [
        {
            "id": module.id,
            "title": module.title,
            "points": points_text(module.points),
            "href": pages[module.id].href if module.id in pages else None,
            "here": module.id == here,
            "questions": sum(item.module == module.id for item in bank.items),
        }
        for module in unit.modules
    ]
    possible = sum(item.points for item in bank.items)
    return template("progress.html.j2").render(
        anchor="progress" if serial == 1 else f"progress-{serial}",
        possible=points_text(possible),
        whole_unit=points_text(unit.total) if possible < unit.total else None,
        modules=modules,
        data=inline_json({"unit": unit.id, "edition": unit.edition, "possible": possible, "items": items}),
    )
