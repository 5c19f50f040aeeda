"""The light Markdown of prompts, options and feedback: paragraphs, emphasis, strong, code; never HTML.

What is `Markup` has been through here before, as the texts of a question document have: it stays as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup

# From "zero", so that a line such as "# 1" or "<b>" stays the text its author typed.
_PARSER = MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "escape", "entity"])


# Cached: a class of students sees the same few texts again and again.
@lru_cache(maxsize=4096, typed=True)
def blocks(text: str) -> Markup:
    """HTML paragraphs; everything outside the light Markdown is escaped."""
    if isinstance(text, Markup):
        return text
    return Markup(_PARSER.render(text).strip())


@lru_cache(maxsize=4096, typed=True)
def inline(text: str) -> Markup:
    """HTML without a paragraph around it, for a label or a table cell."""
    if isinstance(text, Markup):
        return text
    return Markup(_PARSER.renderInline(text).strip())


@lru_cache(maxsize=4096, typed=True)
def plain(text: str) -> str:
    """The words alone on one line, for names and for outputs that are not HTML."""
    if isinstance(text, Markup):
        return " ".join(text.striptags().split())
    lines = (token.children for token in _PARSER.parse(text) if token.children)
    words = " ".join(
        "".join(child.content or " " * child.type.endswith("break") for child in line) for line in lines
    )
    return " ".join(words.split())


class Run(NamedTuple):
    """A stretch of text in one style: `styles` is a sorted tuple out of "code", "em" and "strong"."""

    text: str
    styles: tuple[str, ...]


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[tuple[Run, ...], ...]:
    """Paragraphs of runs, for surfaces that are not HTML."""
    return tuple(_runs(token.children) for token in _PARSER.parse(text) if token.children)


def _runs(children: list) -> tuple[Run, ...]:
    found, styles = [], []
    for child in children:
        if child.type.endswith("_open"):
            styles.append(child.tag)
        elif child.type.endswith("_close"):
            styles.remove(child.tag)
        else:
            code = ["code"] if child.type == "code_inline" else []
            words = " " if child.type.endswith("break") else child.content
            found.append(Run(words, tuple(sorted({*styles, *code}))))
    return tuple(run for run in found if run.text)
