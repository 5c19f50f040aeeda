"""The labels that the unit's pages set, for checking where a passage leads."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

Labels = Callable[[str], set[str] | None]
_LABEL = re.compile(r"(?m)^\(([^()\s]+)\)=")


def page_labels(root: Path) -> Labels:
    """A function from a page without suffix to the labels it sets, or None; each page is read once."""

    @cache
    def labels(page: str) -> set[str] | None:
        text = page_text(root, page)
        return None if text is None else set(_LABEL.findall(text))

    return labels


def page_text(root: Path, page: str) -> str | None:
    """The Markdown of a page without suffix, of a notebook its text cells; None if there is no such page."""
    for suffix, markdown in (".md", str), (".ipynb", _markdown_cells):
        try:
            text = (root / f"{page}{suffix}").read_text(encoding="utf-8", errors="replace")
        except (OSError, ValueError):  # not there, or a name that no file can have
            continue
        return markdown(text)
    return None


def _markdown_cells(text: str) -> str:
    """The Markdown of a notebook; "" if it is none, which the build will say better."""
    try:
        cells = json.loads(text)["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    except (ValueError, KeyError, TypeError):
        return ""
