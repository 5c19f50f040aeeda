"""Hidden code cells, named by the words that can be seen on them."""

from __future__ import annotations

from html import escape
from typing import Any

from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx


def _visit(translator: Any, node: HideCodeCellNode) -> None:
    classes, prompt = " ".join(["cw-code", *node["classes"]]), escape(node["prompt_show"])
    translator.body.append(f'<details class="{classes}"><summary>{prompt}</summary>\n')


def _depart(translator: Any, node: HideCodeCellNode) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Take the place of myst-nb's form, whose label hides the visible words from assistive technology."""
    app.add_node(HideCodeCellNode, override=True, html=(_visit, _depart))
