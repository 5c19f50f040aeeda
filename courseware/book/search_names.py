"""What the search finds by name besides pages and sections: questions, figures, tables, claims, terms.

Sphinx's search lists what domains name as their objects, with a kind and an address. This domain has no
objects of its own: it names those of others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment

from courseware import light_markdown
from courseware.book.claims_domain import claims_of_book, register_of
from courseware.book.item_directive import bank_of, domain_of
from courseware.book.named_places import places_of
from courseware.page.item_html import anchor

_LONGEST = 120  # characters of a name
# Sphinx's priorities, among pages with the word in their title, in their text
_NAMED = 1  # between the two
_CLAIM = 2  # after both: there are hundreds

Named = tuple[str, str, str, str, str, int]  # name, as shown, kind, page, anchor, priority


class NamesDomain(Domain):
    """The names, as Sphinx asks for them when it writes the search's index."""

    name = "names"
    label = "Names for the search"
    object_types = {  # noqa: RUF012 - as Sphinx has it
        kind: ObjType(kind) for kind in ("question", "figure", "chart", "table", "claim", "term")
    }

    def get_objects(self) -> Iterator[Named]:
        """Each thing once, with the page and the anchor where it stands."""
        for find in (_questions, _places, _claims, _terms):
            for kind, name, page, anchor_ in find(self.env):
                shown = _cut(name)
                yield (shown, shown, kind, page, anchor_, _CLAIM if kind == "claim" else _NAMED)

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """The kind alone, as results show it."""
        return type.lname

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.Element]]:
        """None: names are for the search."""
        return []


def _questions(env: BuildEnvironment) -> Iterator[tuple[str, str, str, str]]:
    places = domain_of(env).places
    for number, item in enumerate(bank_of(env.app).items if places else (), 1):
        if item.id in places:
            name = f"Question {number}: {light_markdown.plain(item.view['prompt'])}"
            yield "question", name, places[item.id][0][0], anchor(item.id)


def _places(env: BuildEnvironment) -> Iterator[tuple[str, str, str, str]]:
    for page, found in places_of(env).found.items():
        for kind, anchor_, title in found:
            yield kind, title, page, anchor_


def _claims(env: BuildEnvironment) -> Iterator[tuple[str, str, str, str]]:
    page = claims_of_book(env).page("claims")
    if page is not None:
        for claim in register_of(env.app).claims.values():
            yield "claim", f"{claim.statement.rstrip('.')} ({claim.id})", page, claim.id


def _terms(env: BuildEnvironment) -> Iterator[tuple[str, str, str, str]]:
    standard: Any = env.get_domain("std")
    for (kind, name), (page, anchor_) in standard.objects.items():
        if kind == "term":
            yield "term", name, page, anchor_


def _cut(name: str) -> str:
    """One line, and not too long a one. Sphinx splits names at their last dot, so none ends with one."""
    name = " ".join(name.split()).rstrip(".")
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rsplit(' ', 1)[0]} …"


def setup(app: Sphinx) -> None:
    """Register the names."""
    app.add_domain(NamesDomain)
