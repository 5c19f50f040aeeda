"""The directive ``score``: points by module, and what to read again."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from courseware.book.item_directive import bank_of, domain_of, pages_seen_from, through
from courseware.book.passage import titled_passage
from courseware.book.score_html import render_score
from courseware.page.item_html import Link, points_text


class score_node(nodes.General, nodes.Element):
    """The score; attributes `serial` and `courseware_needs`, children for builders that are not HTML."""


class ScoreDirective(SphinxDirective):
    """``{score}``: a table of points by module, and the passages to read again."""

    def run(self) -> list[nodes.Node]:
        """The score's node; the page is noted, so that panels link to it."""
        unit = bank_of(self.env.app).unit
        scores = domain_of(self.env).scores
        serial = scores[self.env.docname] = scores.get(self.env.docname, 0) + 1
        text = f"This unit is worth {points_text(unit.total)}. The web page shows here what you have earned."
        return [score_node("", nodes.paragraph(text=text), serial=serial, courseware_needs="score")]


def sections_of(env: BuildEnvironment, pages: set[str]) -> list[str]:
    """``page#label`` of every label on these pages, in the order of their names."""
    standard: Any = env.get_domain("std")
    labels = standard.anonlabels.items()
    return sorted(f"{page}#{label}" for label, (page, _) in labels if page in pages)


def _visit(translator: Any, node: score_node) -> None:
    builder = translator.builder
    here, env = builder.current_docname, builder.env
    bank = bank_of(builder.app)
    sections = {}
    if bank.unit.sealed:
        for name in sections_of(env, {module.page for module in bank.unit.modules if module.page}):
            if passage := titled_passage(env, name):
                page, anchor, title = passage
                sections[name] = Link(f"{builder.get_relative_uri(here, page)}#{anchor}", title)
    translator.body.append(render_score(bank, pages_seen_from(builder, here), sections, node["serial"]))
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive and its node."""
    text = (through, through)
    app.add_node(score_node, html=(_visit, None), latex=text, text=text, man=text, texinfo=text)
    app.add_directive("score", ScoreDirective)
