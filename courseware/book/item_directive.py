"""The directives ``item`` and ``progress``: they place questions and the panel, and keep account of where.

A question is a node of its own: HTML builders write the form, every other builder and the search index get
the prompt and the options as plain text. Links are made when a page is written: then all pages are known.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem
from courseware.book.kept import kept_bank
from courseware.book.passage import passage_of, section_at
from courseware.book.progress_html import render_progress
from courseware.errors import CoursewareError
from courseware.page.item_html import Link, points_text, render_item, render_student, waits

logger = logging.getLogger(__name__)

EDITION = "COURSEWARE_EDITION"  # the environment variable that says which edition is built
EDITIONS = ("practice", "sealed")


class Refused(SphinxError):
    """Bad input, as Sphinx reports it: one sentence, no traceback, and the build fails."""

    category = "Courseware"


class item_node(nodes.General, nodes.Element):
    """A question; attributes `item` and `courseware_needs`, children for builders that are not HTML."""


class progress_node(nodes.General, nodes.Element):
    """The progress panel; attributes `serial` and `courseware_needs`, children as above."""


class CoursewareDomain(Domain):
    """Which item stands on which page, kept with the environment so that unchanged pages still count."""

    name = "courseware"
    label = "Courseware"
    initial_data: dict[str, dict] = {  # noqa: RUF012 - as Sphinx has it
        "places": {},
        "panels": {},
        "scores": {},
        "written": {},
    }
    data_version = 2

    @property
    def places(self) -> dict[str, list[tuple[str, int]]]:
        """Item id → (page, line) of every place where it stands; the first counts."""
        return self.data["places"]

    @property
    def panels(self) -> dict[str, int]:
        """Page → how many panels it has."""
        return self.data["panels"]

    @property
    def scores(self) -> dict[str, int]:
        """Page → how often it shows the score."""
        return self.data["scores"]

    @property
    def pages(self) -> set[str]:
        """Pages with a question, a panel or the score."""
        return {page for found in self.places.values() for page, _ in found} | {*self.panels, *self.scores}

    def clear_doc(self, docname: str) -> None:
        """Forget what stood on a page."""
        self.panels.pop(docname, None)
        self.scores.pop(docname, None)
        for item_id, places in list(self.places.items()):
            self.places[item_id] = [place for place in places if place[0] != docname]
            if not self.places[item_id]:
                del self.places[item_id]

    def merge_domaindata(self, docnames: list[str], otherdata: dict) -> None:
        """Take over what a parallel reader found on its pages."""
        for mine, others in ((self.panels, otherdata["panels"]), (self.scores, otherdata["scores"])):
            mine.update({page: n for page, n in others.items() if page in docnames})
        for item_id, places in otherdata["places"].items():
            self.places.setdefault(item_id, []).extend(place for place in places if place[0] in docnames)

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.Element]]:
        """None: questions are placed and not linked to by name."""
        return []

    def check_consistency(self) -> None:
        """Warn of items placed twice or never, and of passages that lead nowhere."""
        if not self.places and not self.panels:
            return
        for item in bank_of(self.env.app).items:
            first, *more = sorted(self.places.get(item.id, [(None, 0)]), key=lambda place: str(place))
            for place in more:
                logger.warning("item %s stands here and in %s; place it once", item.id, first[0],
                               location=place, type="courseware", subtype="item-twice")
            if first[0] is None:
                logger.warning("item %s is in the bank and on no page; place it with the directive `item`, "
                               "or take it out of exercises/items", item.id,
                               type="courseware", subtype="item-nowhere")
            elif item.passage and passage_of(self.env, item.passage) is None:
                logger.warning("item %s: its passage %s is no target in the book", item.id, item.passage,
                               location=first, type="courseware", subtype="passage")


def domain_of(env: BuildEnvironment) -> CoursewareDomain:
    """The account of where items stand."""
    return cast(CoursewareDomain, env.get_domain(CoursewareDomain.name))


def bank_of(app: Any) -> Bank:
    """The bank of the book being built, in the edition that `$COURSEWARE_EDITION` names; compiled once.

    Raises:
        Refused: the bank is at fault, or the edition unknown; the message says where and how to mend it.
    """
    bank = getattr(app, "courseware_bank", None)
    if bank is None:
        edition = os.environ.get(EDITION) or EDITIONS[0]
        if edition not in EDITIONS:
            raise Refused(f"{EDITION} is `{edition}`, no edition; set it to {' or '.join(EDITIONS)}.")
        try:
            bank = kept_bank(Path(app.srcdir), edition == "sealed", Path(app.doctreedir))
            app.courseware_bank = bank
        except CoursewareError as error:
            raise Refused(str(error)) from None
    return bank


def _numbered(bank: Bank) -> dict[str, tuple[int, CompiledItem]]:
    return {item.id: (number, item) for number, item in enumerate(bank.items, 1)}


def _plain(item: CompiledItem, number: int) -> Iterator[nodes.Node]:
    view = item.view
    yield nodes.paragraph(text=f"Question {number} ({points_text(item.points)})")
    yield nodes.paragraph(text=light_markdown.plain(view["prompt"]))
    for role in ("options", "left", "right"):
        if role in view:
            texts = [light_markdown.plain(part["text"]) for part in view[role]]
            yield nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph(text=text)) for text in texts))


class ItemDirective(SphinxDirective):
    """``{item} trade-01``: the question with this id."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The question's node; the place is noted."""
        item_id = self.arguments[0].strip()
        found = _numbered(bank_of(self.env.app)).get(item_id)
        source, line = self.get_source_info()
        if found is None:
            raise Refused(str(CoursewareError(
                Path(source).name, f"line {line}", f"the bank has no item {item_id}",
                "correct the id or add the item to exercises/items")))
        places = domain_of(self.env).places.setdefault(item_id, [])
        places.append((self.env.docname, line))
        node = item_node("", *_plain(found[1], found[0]), item=item_id, courseware_needs="items")
        # A second copy would repeat every id in the page; the warning says so, once all pages are read.
        return [node] if len([p for p in places if p[0] == self.env.docname]) == 1 else []


class ProgressDirective(SphinxDirective):
    """``{progress}``: points so far, open questions, handing in."""

    def run(self) -> list[nodes.Node]:
        """The panel's node."""
        unit = bank_of(self.env.app).unit
        panels = domain_of(self.env).panels
        serial = panels[self.env.docname] = panels.get(self.env.docname, 0) + 1
        text = f"This unit is worth {points_text(unit.total)}. The web page shows here what you have earned."
        return [progress_node("", nodes.paragraph(text=text), serial=serial, courseware_needs="items")]


def _visit_item(translator: Any, node: item_node) -> None:
    builder = translator.builder
    bank = bank_of(builder.app)
    number, item = _numbered(bank)[node["item"]]
    found = passage_of(builder.env, item.passage) if item.passage else None
    link = None
    if found:
        page, node_id, title = found
        if page == builder.current_docname and title == builder.env.titles[page].astext():
            title = section_at(translator.document, node_id) or title  # the reader is on that page already
        link = Link(f"{builder.get_relative_uri(builder.current_docname, page)}#{node_id}", title)
    here = [bank.item(other["item"]) for other in translator.document.findall(item_node)]
    if here[0] is item and any(waits(other, bank.unit) for other in here):
        translator.body.append(render_student())
    translator.body.append(render_item(item, bank.unit, number, link))
    raise nodes.SkipNode


def _visit_progress(translator: Any, node: progress_node) -> None:
    builder = translator.builder
    here = builder.current_docname
    bank, domain = bank_of(builder.app), domain_of(builder.env)
    module = next((m.id for m in bank.unit.modules if m.page == here), "")
    score = builder.get_relative_uri(here, min(domain.scores)) if domain.scores else None
    pages = pages_seen_from(builder, here)
    translator.body.append(render_progress(bank, pages, module, node["serial"], score))
    raise nodes.SkipNode


def pages_seen_from(builder: Builder, here: str) -> dict[str, Link]:
    """Module id → its page, seen from the page `here`; unwritten modules are absent."""
    found = builder.env.found_docs
    modules = bank_of(builder.app).unit.modules
    return {m.id: Link(builder.get_relative_uri(here, m.page), m.title) for m in modules if m.page in found}


def through(translator: Any, node: nodes.Element) -> None:
    """The children speak for the node."""


def _compile_bank(app: Sphinx, _config: Config) -> None:
    # At the start: a fault in the bank is told before a minute of reading, and another edition, known by its
    # tag, writes every page anew. By the tag a page says what holds in one edition alone: `only`.
    if Path(app.srcdir, "exercises", "unit.yml").is_file() and bank_of(app).unit.sealed:
        app.tags.add("sealed")


def _rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages to write again although their own text is as it was: what their links lead to has moved."""
    domain = domain_of(env)
    if not domain.pages:
        return []
    bank = bank_of(app)
    passages = {item.id: passage_of(env, item.passage) for item in bank.items if item.passage}
    places = {id_: found[0][0] for id_, found in domain.places.items()}
    scores = sorted(domain.scores)
    now = {"edition": bank.unit.edition, "places": places, "passages": passages, "scores": scores}
    if domain.data["written"] == now:
        return []
    domain.data["written"] = now
    return sorted(domain.pages)


def setup(app: Sphinx) -> None:
    """Register the directives, their nodes and the account of places."""
    app.add_domain(CoursewareDomain)
    text = (through, through)
    app.add_node(item_node, html=(_visit_item, None), latex=text, text=text, man=text, texinfo=text)
    app.add_node(progress_node, html=(_visit_progress, None), latex=text, text=text, man=text, texinfo=text)
    app.add_directive("item", ItemDirective)
    app.add_directive("progress", ProgressDirective)
    app.connect("config-inited", _compile_bank)
    app.connect("env-updated", _rewrite)
