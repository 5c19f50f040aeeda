"""The labels and headings of the unit's pages: all that the bank knows of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

Labels = Callable[[str], set[str] | None]
_LABEL = re.compile(r"(?m)^\(([^()\s]+)\)=")
_KNOWN = re.compile(r"\([^()\s]+\)=|#{1,6} +.")
_OTHER = "…"


def page_labels(root: Path) -> Labels:
    """A function from a page without suffix to the labels it sets, or None; each page is read once."""

    @cache
    def labels(page: str) -> set[str] | None:
        text = outline(root, page)
        return None if text is None else set(_LABEL.findall(text))

    return labels


def outline(root: Path, page: str) -> str | None:
    """The labels and headings of a page without suffix, a line each, and "…" for all between.

    None if there is no such page. Whoever knows a page by this alone need not look again when its text has
    changed.
    """
    text = _page_text(root, page)
    if text is None:
        return None
    lines = (line if _KNOWN.match(line) else _OTHER for line in text.split("\n") if line.strip())
    return "\n".join(line for line, _ in groupby(lines))


def _page_text(root: Path, page: str) -> str | None:
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
