"""The ``module-cards`` directive: the modules of a unit with what each asks, its points and its time."""

from __future__ import annotations

from typing import NamedTuple

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from courseware.bank import Bank
from courseware.book.item_directive import Refused, bank_of
from courseware.errors import CoursewareError
from courseware.page.item_html import points_text

MEND = 'write a line a module: "id: {asks: what it asks, takes: about 40 minutes}"'


class Card(NamedTuple):
    """A module as its card shows it; `page` is None where there is none yet."""

    number: int
    title: str
    page: str | None
    asks: str
    points: int
    """Hundredths."""
    takes: str
    """Its time in words."""


def cards(bank: Bank, text: str, file: str, line: int) -> list[Card]:
    """The cards in the order of the unit.

    Args:
        text: YAML, a mapping from a module's id to `{asks: str, takes: str}`.
        file, line: where it stands.

    Raises:
        CoursewareError: it is no such mapping, or lacks a module of the unit, or has another.
    """
    place = f"line {line}"
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError:
        raise CoursewareError(file, place, "module-cards does not hold valid YAML", MEND) from None
    if not isinstance(given, dict) or not all(map(_is_entry, given.values())):
        raise CoursewareError(file, place, "module-cards needs asks and takes for every module", MEND)
    ids = [module.id for module in bank.unit.modules]
    for odd in [*(id_ for id_ in given if id_ not in ids), *(id_ for id_ in ids if id_ not in given)]:
        problem = f'the unit has no module "{odd}"' if odd in given else f'the module "{odd}" is missing'
        raise CoursewareError(file, place, f"module-cards: {problem}", f"name just these: {', '.join(ids)}")
    return [
        Card(number, module.title, module.page, points=module.points, **given[module.id])
        for number, module in enumerate(bank.unit.modules, start=1)
    ]


def _is_entry(value: object) -> bool:
    if not isinstance(value, dict) or set(value) != {"asks", "takes"}:
        return False
    return all(isinstance(text, str) and text.strip() for text in value.values())


class ModuleCards(SphinxDirective):
    """``{module-cards}``: a card a module, which is a link to its page."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The list of cards."""
        text, place = "\n".join(self.content), self.get_source_info()
        try:
            found = cards(bank_of(self.env.app), text, self.env.docname, place[1])
        except CoursewareError as error:
            raise Refused(str(error)) from None
        return [nodes.bullet_list("", *map(self._item, found), classes=["cw-cards"])]

    def _item(self, card: Card) -> nodes.list_item:
        title = nodes.inline(text=card.title)
        if card.page in self.env.found_docs:
            title = addnodes.pending_xref(
                "",
                title,
                refdomain="std",
                reftype="doc",
                reftarget=f"/{card.page}",
                refexplicit=True,
                refdoc=self.env.docname,
            )
        number = nodes.inline(text=f"{card.number}. ", classes=["cw-card-number"])
        effort = f"{points_text(card.points)} · {card.takes}"
        return nodes.list_item(
            "",
            nodes.paragraph("", "", number, title, classes=["cw-card-title"]),
            nodes.paragraph(text=card.asks),
            nodes.paragraph(text=effort, classes=["cw-card-takes"]),
        )


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("module-cards", ModuleCards)
