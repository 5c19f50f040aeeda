"""Formulas as MathML, converted when the book is built, so that a page needs no formula script."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)


def to_mathml(latex: str, *, display: bool) -> str:
    """Convert a formula from LaTeX to one MathML element.

    The LaTeX stays in the element as ``alttext``, which is what a screen reader without MathML reads.

    Raises:
        Exception: whatever the converter raises on a formula it cannot read.
    """
    markup = convert(latex, display="block" if display else "inline")
    return markup.replace("<math ", f'<math alttext="{escape(latex.strip(), quote=True)}" ', 1)


def _formula(translator: Any, node: nodes.Element, *, display: bool) -> str:
    try:
        return to_mathml(node.astext(), display=display)
    except Exception as error:
        logger.warning("no MathML for %r: %s", node.astext(), error, location=node, type="mathml")
        return f"<code>{escape(node.astext())}</code>"


def _visit_inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(_formula(translator, node, display=False))
    raise nodes.SkipNode


def _visit_block(translator: Any, node: nodes.math_block) -> None:
    # A wide formula scrolls in its own box; tabindex lets the keyboard reach that box.
    translator.body.append(
        translator.starttag(
            node, "div", CLASS="math-block", tabindex="0", role="group", **{"aria-label": "Formula"}
        )
    )
    translator.body.append(_formula(translator, node, display=True))
    if node.get("number"):
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer that ``html_math_renderer: mathml`` names."""
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
