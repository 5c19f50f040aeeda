"""How a trace looks: colour, pattern, dash, marker. Several say the same, so no one needs the colour."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markupsafe import Markup

from courseware.book.drawing.svg import element, join
from courseware.palette import series

DASHES = {
    "solid": None,
    "dot": "2.5 4",
    "dash": "9 5",
    "longdash": "15 5",
    "dashdot": "9 4 2.5 4",
    "longdashdot": "15 4 2.5 4",
}
# Paths around 0, for a size of 9 px.
MARKERS = {
    "circle": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "square": "M-4-4h8v8h-8z",
    "diamond": "M0-5.5L5.5 0L0 5.5L-5.5 0z",
    "triangle-up": "M0-5L5 4H-5z",
    "triangle-down": "M0 5L5-4H-5z",
    "cross": "M-1.6-4.8h3.2v3.2h3.2v3.2h-3.2v3.2h-3.2v-3.2h-3.2v-3.2h3.2z",
    "x": "M-4.6-2.3L-2.3-4.6L0-2.3L2.3-4.6L4.6-2.3L2.3 0L4.6 2.3L2.3 4.6L0 2.3L-2.3 4.6L-4.6 2.3L-2.3 0z",
}
# What is drawn in the ground's colour over a tile of 8 px.
PATTERNS = {
    "/": "M-2 2L2-2M-1 9L9-1M6 10L10 6",
    "\\": "M6-2L10 2M-1-1L9 9M-2 6L2 10",
    "x": "M-2 2L2-2M-1 9L9-1M6 10L10 6M6-2L10 2M-1-1L9 9M-2 6L2 10",
    "-": "M0 4H8",
    "|": "M4 0V8",
    "+": "M0 4H8M4 0V8",
    ".": "M2.6 4a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0z",
}
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d., %]+\)", re.IGNORECASE)
_TOKENS = {colour.upper(): f"cw-c{place}" for place, colour in enumerate(series())}


class Look(NamedTuple):
    """Of a bar, or of a line with its markers; colours as in the specification."""

    colour: str
    pattern: str = ""
    dash: str = "solid"
    thick: float = 2.0  # px
    symbol: str = "circle"
    size: float = 6.0  # px


def is_colour(value: Any) -> bool:
    """Whether this is one colour that CSS understands, not a number on a colour scale."""
    return isinstance(value, str) and bool(_COLOUR.fullmatch(value))


def colour(value: str) -> dict[str, str]:
    """Attributes that set ``currentColor``: a class of the palette, or the colour itself."""
    token = _TOKENS.get(value.upper())
    return {"class_": token} if token else {"style": f"color:{value}"}


class Definitions:
    """The patterns and markers that a drawing uses, each defined once.

    Args:
        prefix: of their ids, which a page has once.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self._made: dict[tuple, tuple[str, Markup]] = {}

    def fill(self, look: Look) -> str | None:
        """Value of ``fill`` for a bar with a pattern; None for a plain one."""
        if not look.pattern:
            return None
        return f"url(#{self._id(('pattern', look.pattern, look.colour), _pattern)})"

    def marker(self, look: Look) -> str:
        """Address of the marker's shape."""
        return f"#{self._id(('marker', look.symbol, look.size), _marker)}"

    def _id(self, key: tuple, make: Any) -> str:
        if key not in self._made:
            name = f"{self.prefix}{len(self._made)}"
            self._made[key] = name, make(name, *key[1:])
        return self._made[key][0]

    def markup(self) -> Markup:
        """An SVG that takes no room; empty where nothing needs defining."""
        if not self._made:
            return Markup("")
        made = join(text for _, text in self._made.values())
        return element("svg", element("defs", made), class_="cw-d-defs", width=0, height=0)


def _pattern(name: str, shape: str, of: str) -> Markup:
    tile = element("rect", width=8, height=8, fill="currentColor")
    over = element("path", d=PATTERNS[shape], class_="cw-d-dots" if shape == "." else "cw-d-hatch")
    size = {"width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    return element("pattern", tile, over, id=name, **size, **colour(of))


def _marker(name: str, symbol: str, size: float) -> Markup:
    shape = symbol.removesuffix("-open")
    scaled = None if size == 9 else f"scale({size / 9:.3g})"
    look = None if shape == symbol else "cw-d-hollow"
    return element("path", id=name, d=MARKERS[shape], transform=scaled, class_=look)
