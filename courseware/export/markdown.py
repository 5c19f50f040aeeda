"""Light Markdown as Markdown for a notebook cell, where far more characters have a meaning."""

from __future__ import annotations

import re
from html import escape

from courseware import light_markdown

_MARKS = re.compile(r"([\\`*_\[\]$~|])")  # emphasis, code, links, formulas, tables
_LINE_START = re.compile(r"^(\d*)([-+=#.)])")  # headings and lists


def paragraphs(text: str) -> str:
    """The text with blank lines between paragraphs; what is no light Markdown shows as it was typed."""
    return "\n\n".join(_line(runs) for runs in light_markdown.runs(text))


def line(text: str) -> str:
    """The text on one line, for an entry of a list."""
    return " ".join(_line(runs) for runs in light_markdown.runs(text))


def _line(runs: tuple[light_markdown.Run, ...]) -> str:
    return _LINE_START.sub(r"\1\\\2", "".join(_styled(run) for run in runs))


def _styled(run: light_markdown.Run) -> str:
    # tags, because stars next to letters or punctuation do not always make emphasis
    text = _MARKS.sub(r"\\\1", escape(run.text, quote=False))
    for style in run.styles:
        text = f"<{style}>{text}</{style}>"
    return text
