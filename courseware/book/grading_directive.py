"""The directive ``grading``: a page on which a teacher grades hand-ins, all in the browser."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from courseware.bank import Bank
from courseware.book.item_directive import bank_of
from courseware.templating import template


class grading_node(nodes.General, nodes.Element):
    """The teacher's controls and tables; children for builders that are not HTML."""


class GradingDirective(SphinxDirective):
    """``{grading}``: drop hand-ins, see the class, open a student, download the gradebook."""

    def run(self) -> list[nodes.Node]:
        """The node."""
        text = "The web page grades here what students handed in, without sending anything anywhere."
        return [grading_node("", nodes.paragraph(text=text), courseware_needs="grading")]


def render_grading(bank: Bank) -> str:
    """The controls as HTML; the page's script fills in the rest."""
    return template(__package__, "grading.html.j2").render(unit=bank.unit)


def _visit(translator: Any, node: grading_node) -> None:
    translator.body.append(render_grading(bank_of(translator.builder.app)))
    raise nodes.SkipNode


def _through(translator: Any, node: nodes.Element) -> None:
    """The children speak for the node."""


def setup(app: Sphinx) -> None:
    """Register the directive and its node."""
    text = (_through, _through)
    app.add_node(grading_node, html=(_visit, None), latex=text, text=text, man=text, texinfo=text)
    app.add_directive("grading", GradingDirective)
