"""The ``point-scheme`` directive: how the unit's points are spread over its modules."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from courseware.bank import Bank
from courseware.book.item_directive import bank_of


class PointScheme(SphinxDirective):
    """``{point-scheme}``: a row a module, with a link to its page, its questions and its points."""

    def run(self) -> list[nodes.Node]:
        """The table, in the order of the unit file."""
        bank = bank_of(self.env.app)
        header, *rows, last = scheme(bank)
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (70, 15, 15)), cols=3)
        group += nodes.thead("", _row([nodes.paragraph(text=text) for text in header]))
        pages = [module.page for module in bank.unit.modules]
        body = [
            _row([self._title(row[0], page), *(nodes.paragraph(text=text) for text in row[1:])])
            for row, page in zip(rows, pages, strict=True)
        ]
        group += nodes.tbody("", *body, _row([nodes.paragraph(text=text) for text in last]))
        return [nodes.table("", group, classes=["table", "cw-scheme"])]

    def _title(self, title: str, page: str | None) -> nodes.paragraph:
        if page not in self.env.found_docs:
            return nodes.paragraph(text=title)
        link = addnodes.pending_xref(
            "",
            nodes.inline(text=title),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{page}",
            refexplicit=True,
            refdoc=self.env.docname,
        )
        return nodes.paragraph("", "", link)


def scheme(bank: Bank) -> list[tuple[str, str, str]]:
    """Header, a row a module and the totals: title, number of questions, points."""
    rows = [("Module", "Questions", "Points")]
    for module in bank.unit.modules:
        mine = [item for item in bank.items if item.module == module.id]
        rows.append((module.title, str(len(mine) or "–"), f"{module.points / 100:g}"))
    return [*rows, ("All modules", str(len(bank.items)), f"{bank.unit.total / 100:g}")]


def _row(cells: list[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("point-scheme", PointScheme)
