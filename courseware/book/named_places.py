"""What of a page has a title and an address of its own, besides sections: figures, charts, tables.

They are HTML already when Sphinx sees them. Each gets a link to itself at its title, as headings have, and
its place is noted for the search.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

# a box with an id: a figure, a table, or a widget
_BOX = re.compile(r'<(figure|table|div class="cw-widget")(?= )[^>]*? id="([^"]+)"')
_TITLE = re.compile(r"<(figcaption|caption)\b[^>]*>(.*?)</\1>", re.DOTALL)
_KINDS = {"figure": "figure", "table": "table"}


class Place(NamedTuple):
    """Something that can be linked to; `kind` is "figure", "chart" or "table"."""

    kind: str
    anchor: str
    title: str
    end: int  # of the title, in the HTML


def places_in(text: str) -> Iterator[Place]:
    """The figures, interactive charts and tables of a piece of HTML that have both an id and a title."""
    boxes = [*_BOX.finditer(text)]
    for box, end in zip(boxes, [*(box.start() for box in boxes[1:]), len(text)], strict=False):
        closed = text.find(f"</{box[1]}>", box.end(), end)
        if title := _TITLE.search(text, box.end(), closed if closed > 0 else end):
            plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", title[2])).split())
            yield Place(_KINDS.get(box[1], "chart"), box[2], plain, title.end(2))


def with_addresses(text: str) -> str:
    """The HTML with a link to itself at the end of the title of each figure and table."""
    for place in reversed([*places_in(text)]):
        if place.kind != "chart":  # its title is drawn by a script
            link = Markup('<a class="headerlink" href="#{}" title="Link to this {}">#</a>').format(
                place.anchor, place.kind
            )
            text = text[: place.end] + str(link) + text[place.end :]
    return text


class PlacesDomain(Domain):
    """Named places by page, kept with the environment."""

    name = "places"
    label = "Named places"
    initial_data: dict[str, Any] = {"found": {}}  # noqa: RUF012 - as Sphinx has it
    data_version = 1

    @property
    def found(self) -> dict[str, list[tuple[str, str, str]]]:
        """Page → kind, anchor and title of each, in reading order."""
        return self.data["found"]

    def clear_doc(self, docname: str) -> None:
        """Forget what stood on a page."""
        self.found.pop(docname, None)

    def merge_domaindata(self, docnames: list[str], otherdata: dict) -> None:
        """Take over what a parallel reader found on its pages."""
        self.found.update({page: places for page, places in otherdata["found"].items() if page in docnames})

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.Element]]:
        """None: these places are linked to by address."""
        return []


def places_of(env: BuildEnvironment) -> PlacesDomain:
    """The account of named places."""
    return cast(PlacesDomain, env.get_domain(PlacesDomain.name))


def _note(app: Sphinx, doctree: nodes.document) -> None:
    found = []
    for node in doctree.findall(nodes.raw):
        if "html" in node.get("format", "").split():
            text = node.astext()
            found += [place[:3] for place in places_in(text)]
            if (linked := with_addresses(text)) != text:
                node.children[:] = [nodes.Text(linked)]
                node.rawsource = linked
    if found:
        places_of(app.env).found[app.env.docname] = found


def setup(app: Sphinx) -> None:
    """Register the account of places and what fills it."""
    app.add_domain(PlacesDomain)
    app.connect("doctree-read", _note)
