"""SVG and HTML elements as safe text, and how wide a text will be at most."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

SIZE = 13  # px of the letters, where the reader has not asked for larger ones: drawing.css
LETTER = 7.0  # px a character of that size, measured generously
_KEPT_TAG = re.compile(r"&lt;(/?(?:b|i|em|strong|sub|sup))&gt;", re.IGNORECASE)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_OTHER_TAG = re.compile(r"<(?!/?(?:b|i|em|strong|sub|sup)>)/?[a-z][^>]*>", re.IGNORECASE)


def element(name: str, *children: str, **attributes: object) -> Markup:
    """``element("line", x1="5%")``; None leaves an attribute out, ``class_`` is ``class``, ``_`` a hyphen."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    head = "".join(f' {key}="{escape(str(value))}"' for key, value in pairs if value is not None)
    return Markup(f"<{name}{head}>{join(children)}</{name}>")


def join(parts: Iterable[str]) -> Markup:
    """The parts one after the other; what is not yet safe is escaped."""
    return Markup("").join(parts)


def percent(share: float) -> str:
    """0.125 → ``12.5%``"""
    return f"{number(share * 100)}%"


def em(px: float) -> str:
    """A length that grows with the letters: 13 → ``1em``"""
    return f"{number(px / SIZE)}em"


def number(value: float) -> str:
    """At most two decimals, without needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rich(text: str) -> Markup:
    """A label as plotly understands it: bold, italics, raised, lowered, and breaks, which a page may drop."""
    lines = (_OTHER_TAG.sub("", line) for line in _BREAK.split(text))
    return Markup(" <br>").join(Markup(_KEPT_TAG.sub(r"<\1>", str(escape(line)))) for line in lines)


def plain(text: str) -> str:
    """The words of a label alone."""
    return re.sub(r"</?[a-z][^>]*>", "", _BREAK.sub(" ", text), flags=re.IGNORECASE)


def width(text: str) -> float:
    """How wide a text is at most, px at the letters' usual size."""
    return len(plain(text)) * LETTER
