"""The directives ``claims`` and ``discrepancies``: the register on a page, to be filtered by the reader.

Each list is a node of its own: HTML builders write the entries with their uses, every other builder and the
search index get the statements as plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from courseware.book import claims_html
from courseware.book.claims_domain import ClaimsDomain, Register, Use, claims_of_book, register_of, uses_of
from courseware.book.item_directive import Refused
from courseware.book.passage import passage_of
from courseware.claims.register import place
from courseware.errors import CoursewareError


class claims_node(nodes.General, nodes.Element):
    """The list of claims; children for builders that are not HTML."""


class discrepancies_node(nodes.General, nodes.Element):
    """The list of discrepancies; children as above."""


class _List(SphinxDirective):
    kind: str
    node: type[nodes.Element]

    def run(self) -> list[nodes.Node]:
        """The list's node; its place is noted."""
        source, line = self.get_source_info()
        here = (Path(source).name, line)
        pages = claims_of_book(self.env).pages.setdefault(self.kind, {})
        if self.env.docname in pages:
            raise Refused(str(CoursewareError(
                here[0], f"line {line}", f"{self.kind} stands on this page already", "place it once")))
        pages[self.env.docname] = here
        texts = self.texts(register_of(self.env.app))
        items = [nodes.list_item("", nodes.paragraph(text=text)) for text in texts]
        return [self.node("", nodes.bullet_list("", *items), courseware_needs="register")]

    def texts(self, register: Register) -> list[str]:
        """A line for each entry."""
        raise NotImplementedError


class ClaimsDirective(_List):
    """``{claims}``: every claim with its source, its verdict, and where the book uses it."""

    kind, node = "claims", claims_node

    def texts(self, register: Register) -> list[str]:
        """Statement, place and verdict."""
        sources = register.sources
        return [f"{c.statement} ({place(c, sources)}: {c.verdict})" for c in register.claims.values()]


class DiscrepanciesDirective(_List):
    """``{discrepancies}``: every point on which the sources disagree."""

    kind, node = "discrepancies", discrepancies_node

    def texts(self, register: Register) -> list[str]:
        """Title, finding and status."""
        return [f"{d.title}: {d.finding} ({d.status})" for d in register.discrepancies.values()]


class _Links:
    """Addresses in the book, as seen from the page that is being written."""

    def __init__(self, translator: Any) -> None:
        self.builder = translator.builder
        self.env = self.builder.env
        self.here = self.builder.current_docname
        self.domain = self.env.get_domain(ClaimsDomain.name)

    def list(self, kind: str) -> str | None:
        """Address of the page with a list, to which an entry's anchor is added; None if there is none."""
        if self.here in self.domain.pages.get(kind, {}):
            return ""
        page = self.domain.page(kind)
        return None if page is None else self.to(page)

    def to(self, page: str) -> str:
        return "" if page == self.here else self.builder.get_relative_uri(self.here, page)

    def uses(self, found: Iterable[Use]) -> Sequence[claims_html.PageUses]:
        """The places, page by page."""
        pages: dict[str, claims_html.PageUses] = {}
        for use in found:
            title = self.env.titles[use.page].astext()
            entry = pages.setdefault(use.page, claims_html.PageUses(title, self.to(use.page) or "#", []))
            name = "" if use.heading == title else use.heading
            entry.places.append(claims_html.Place(name, f"{self.to(use.page)}#{use.anchor}"))
        return list(pages.values())

    def passage(self, passage: str) -> claims_html.Place | None:
        found = passage_of(self.env, passage) if passage else None
        return found and claims_html.Place(found[2], f"{self.to(found[0])}#{found[1]}")


def _visit_claims(translator: Any, node: claims_node) -> None:
    links, register = _Links(translator), register_of(translator.builder.app)
    uses = {id_: links.uses(found) for id_, found in uses_of(links.env).items()}
    translator.body.append(claims_html.render_claims(register, uses, links.list("discrepancies")))
    raise nodes.SkipNode


def _visit_discrepancies(translator: Any, node: discrepancies_node) -> None:
    links, register = _Links(translator), register_of(translator.builder.app)
    passages = {key: links.passage(row.passage) for key, row in register.discrepancies.items()}
    translator.body.append(claims_html.render_discrepancies(register, passages, links.list("claims")))
    raise nodes.SkipNode


def _through(translator: Any, node: nodes.Element) -> None:
    """The children speak for the node."""


def setup(app: Sphinx) -> None:
    """Register the directives and their nodes."""
    text = (_through, _through)
    for node, visit in ((claims_node, _visit_claims), (discrepancies_node, _visit_discrepancies)):
        app.add_node(node, html=(visit, None), latex=text, text=text, man=text, texinfo=text)
    app.add_directive("claims", ClaimsDirective)
    app.add_directive("discrepancies", DiscrepanciesDirective)
