"""The progress panel: what the unit is worth; the page's script counts with what ``questions.js`` holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courseware.bank import Bank
from courseware.page.item_html import Link, points_text
from courseware.templating import template


def module_rows(bank: Bank, pages: Mapping[str, Link], here: str = "") -> list[dict[str, Any]]:
    """A row for each module, as the templates of panel and score page want it.

    Args:
        bank: the compiled bank.
        pages: module id → its page, seen from this page.
        here: id of the module whose page this is, or "".
    """
    return [
        {
            "id": module.id,
            "title": module.title,
            "points": points_text(module.points),
            "worth": f"{module.points / 100:g}",
            "href": pages[module.id].href if module.id in pages else None,
            "here": module.id == here,
            "questions": sum(item.module == module.id for item in bank.items),
        }
        for module in bank.unit.modules
    ]


def render_progress(
    bank: Bank, pages: Mapping[str, Link], here: str = "", serial: int = 1, score: str | None = None
) -> str:
    """The panel as HTML.

    Args:
        bank: the compiled bank; in a sealed edition the panel shows points only once it is unlocked.
        pages: module id → its page, seen from this page.
        here: id of the module whose page this is, or "".
        serial: 1 for the first panel of a page, then 2, 3, …
        score: address of the score page, seen from this page; None if the book has none.
    """
    unit = bank.unit
    possible = sum(item.points for item in bank.items)
    return template(__package__, "progress.html.j2").render(
        anchor="progress" if serial == 1 else f"progress-{serial}",
        sealed=unit.sealed,
        possible=points_text(possible),
        whole_unit=points_text(unit.total) if possible < unit.total else None,
        modules=module_rows(bank, pages, here),
        score=score,
    )
