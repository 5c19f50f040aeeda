"""The light Markdown of prompts, options and feedback: paragraphs, emphasis, strong, code; never HTML."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

# From "zero", so that a line such as "# 1" or "<b>" stays the text its author typed.
_PARSER = MarkdownIt("zero", {"html": False}).enable(["emphasis", "backticks", "escape", "entity"])


# Cached: a class of students sees the same few texts again and again.
@lru_cache(maxsize=4096)
def blocks(text: str) -> Markup:
    """HTML paragraphs; everything outside the light Markdown is escaped."""
    return Markup(_PARSER.render(text).strip())


@lru_cache(maxsize=4096)
def inline(text: str) -> Markup:
    """HTML without a paragraph around it, for a label or a table cell."""
    return Markup(_PARSER.renderInline(text).strip())


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The words alone on one line, for names and for outputs that are not HTML."""
    lines = (token.children for token in _PARSER.parse(text) if token.children)
    words = " ".join(
        "".join(child.content or " " * child.type.endswith("break") for child in line) for line in lines
    )
    return " ".join(words.split())
