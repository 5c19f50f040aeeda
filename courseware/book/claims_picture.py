"""The ``claims-picture`` directive: every claim of the register as a square that says how it fares."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, sqrt
from typing import NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from courseware.book.claims_domain import register_of
from courseware.claims.register import REPRODUCES, UNCHECKED
from courseware.templating import template

HOLDS, OPEN, FAILS = "holds", "open", "fails"
SIDE, STEP = 10, 13  # of a square and from one to the next, in SVG units
SHAPE = 2.2  # how many times wider than high


class Square(NamedTuple):
    """A claim's place, in SVG units from the upper left, and its state."""

    x: int
    y: int
    state: str


def state_of(verdict: str) -> str:
    """One of three: a claim holds, is open because nothing can check it, or fails."""
    return {REPRODUCES: HOLDS, UNCHECKED: OPEN}.get(verdict, FAILS)


def squares(verdicts: Iterable[str], shape: float = SHAPE) -> list[Square]:
    """The claims in their order, row by row, in a picture about `shape` times as wide as high."""
    states = [state_of(verdict) for verdict in verdicts]
    columns = _columns(len(states), shape)
    return [Square(i % columns * STEP, i // columns * STEP, state) for i, state in enumerate(states)]


def _columns(count: int, shape: float) -> int:
    """The number of columns near the wished shape that leaves the fewest places empty in the last row."""
    wished = max(1, ceil(sqrt(count * shape)))
    near = range(max(1, wished - 4), wished + 5)
    return min(near, key=lambda columns: (-count % columns, abs(columns - wished)))


def picture(verdicts: Iterable[str]) -> Markup:
    """The picture with its legend, as HTML."""
    placed = squares(verdicts)
    box = (max((s.x for s in placed), default=0) + SIDE, max((s.y for s in placed), default=0) + SIDE)
    counts = {state: sum(s.state == state for s in placed) for state in (HOLDS, OPEN, FAILS)}
    html = template(__package__, "claims_picture.html.j2").render(
        width=box[0], height=box[1], paths=paths(placed), counts=counts, total=len(placed)
    )
    return Markup(html)


def paths(placed: list[Square]) -> dict[str, str]:
    """One path a state; what fails is crossed out, too."""
    full = f"h{SIDE}v{SIDE}h-{SIDE}z"
    hollow = f"h{SIDE - 1}v{SIDE - 1}h-{SIDE - 1}z"
    drawn = {
        state: "".join(f"M{s.x} {s.y}{full}" for s in placed if s.state == state) for state in (HOLDS, FAILS)
    }
    drawn[OPEN] = "".join(f"M{s.x + 0.5:g} {s.y + 0.5:g}{hollow}" for s in placed if s.state == OPEN)
    cross = f"l{SIDE - 4} {SIDE - 4}m0-{SIDE - 4}l-{SIDE - 4} {SIDE - 4}"
    return drawn | {"cross": "".join(f"M{s.x + 2} {s.y + 2}{cross}" for s in placed if s.state == FAILS)}


class ClaimsPicture(SphinxDirective):
    """``{claims-picture}``: how the claims of the register fare, at a glance."""

    def run(self) -> list[nodes.Node]:
        """The picture; nothing where a unit has no register."""
        verdicts = [claim.verdict for claim in register_of(self.env.app).claims.values()]
        return [nodes.raw("", picture(verdicts), format="html")] if verdicts else []


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("claims-picture", ClaimsPicture)
