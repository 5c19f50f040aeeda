"""The score page: points by module and what to read again; the numbers come from the page's script."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.bank import Bank
from courseware.book.progress_html import module_rows
from courseware.page.item_html import Link, points_text
from courseware.templating import inline_json, template


def render_score(bank: Bank, pages: Mapping[str, Link], sections: Mapping[str, Link], serial: int = 1) -> str:
    """The table and the list as HTML.

    Args:
        bank: the compiled bank; in a sealed edition points show only once it is unlocked.
        pages: module id → its page, seen from this page.
        sections: ``page#label`` → address and title, for a sealed edition: which of them are passages of a
            question is known once it is unlocked. Elsewhere ``questions.js`` tells.
        serial: 1 for the first of a page, then 2, 3, …
    """
    unit = bank.unit
    known = {name: link._asdict() for name, link in sections.items()} if unit.sealed else {}
    return template(__package__, "score.html.j2").render(
        anchor="score" if serial == 1 else f"score-{serial}",
        sealed=unit.sealed,
        possible=points_text(sum(item.points for item in bank.items)),
        questions=len(bank.items),
        worth=f"{unit.total / 100:g}",
        modules=module_rows(bank, pages),
        sections=inline_json(known) if known else None,
    )
