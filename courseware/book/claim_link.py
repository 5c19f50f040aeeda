"""The link from a number in the text to its claim, with a mark where the printed number does not hold."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from courseware.claims.register import REPRODUCES, UNCHECKED, Claim, Source, place
from courseware.claims.shown import shows_printed


class claim_mark(nodes.Inline, nodes.Element):
    """A sign after a number; attributes `sign` and `meaning`."""


def sign(verdict: str) -> str:
    """The sign that stands for a verdict wherever it is shown."""
    return {REPRODUCES: "✓", UNCHECKED: "?"}.get(verdict, "≠")


def claim_link(claim: Claim, sources: dict[str, Source], content: nodes.Element) -> nodes.reference:
    """A reference without address around the content, that says whose claim it is and how it fares.

    Args:
        claim: what the text cites.
        sources: the sources by number.
        content: what the reader sees.
    """
    title = f"{place(claim, sources)}: {claim.verdict}"
    made = nodes.reference("", "", content, internal=True, reftitle=title, classes=["cw-claim"],
                           courseware_needs="claims")
    if claim.verdict != REPRODUCES and shows_printed(claim, content.astext()):
        content.append(claim_mark(sign=sign(claim.verdict), meaning=claim.verdict))
    return made


def _html(translator: Any, node: claim_mark) -> None:
    name = f"({node['meaning']})"
    translator.body.append(f'<span class="cw-mark" role="img" aria-label="{name}">{node["sign"]}</span>')


def _text(translator: Any, node: claim_mark) -> None:
    translator.add_text(node["sign"])


def _other(translator: Any, node: claim_mark) -> None:
    translator.body.append(node["sign"])


def _end(translator: Any, node: claim_mark) -> None:
    """Nothing to close."""


def setup(app: Sphinx) -> None:
    """Register the mark."""
    app.add_node(claim_mark, html=(_html, _end), text=(_text, _end), latex=(_other, _end), man=(_other, _end),
                 texinfo=(_other, _end))
