"""The picture that a link to the site shows elsewhere: made in a build that knows the site's address.

Without ``html_baseurl`` there is no such picture, since its address must be a whole one.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from courseware.bank import Bank
from courseware.book.claims_domain import register_of
from courseware.book.claims_picture import FAILS, HOLDS, OPEN, STEP, paths, squares
from courseware.book.item_directive import bank_of
from courseware.palette import light

SIZE = (1200, 630)  # px, as the places that show such pictures ask for
NAME = "social.png"
_HERE = Path(__file__).parent


def social_picture(bank: Bank, verdicts: list[str]) -> bytes:
    """The picture as PNG, `SIZE` large; the same on any machine.

    Args:
        verdicts: of all claims; none for a unit without a register.
    """
    import typst  # one of the book's packages, which students do not have

    unit, tokens = bank.unit, light()
    data = {
        "number": unit.number or "",
        "title": unit.title,
        "line": f"{len(unit.modules)} modules · {unit.total / 100:g} points"
        + (f" · {len(verdicts)} claims, each looked at" if verdicts else ""),
        "svg": _svg(verdicts),
        **{name: tokens[f"--cw-{name}"] for name in ("paper", "ink", "muted")},
    }
    return typst.compile(
        str(_HERE / "social.typ"),
        root=str(_HERE),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        format="png",
        ppi=72,
    )


def _svg(verdicts: list[str]) -> str:
    """The squares of the claims in colours of their own, "" where there are none."""
    if not verdicts:
        return ""
    tokens, placed = light(), squares(verdicts, shape=4.2)
    width, height = max(s.x for s in placed) + STEP, max(s.y for s in placed) + STEP
    look = {
        HOLDS: f'fill="{tokens["--cw-c0"]}"',
        FAILS: f'fill="{tokens["--cw-c1"]}"',
        OPEN: f'fill="none" stroke="{tokens["--cw-edge"]}"',
        "cross": f'fill="none" stroke="{tokens["--cw-paper"]}" stroke-width="1.5"',
    }
    drawn = "".join(f'<path {look[state]} d="{d}"/>' for state, d in paths(placed).items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{drawn}</svg>'


def _make(app: Sphinx) -> None:
    if app.builder.format != "html" or not app.config.html_baseurl:
        return
    verdicts = [claim.verdict for claim in register_of(app).claims.values()]
    static = Path(app.outdir, "_static")
    static.mkdir(parents=True, exist_ok=True)
    (static / NAME).write_bytes(social_picture(bank_of(app), verdicts))


def _name(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    if not app.config.html_baseurl:
        return
    address = f"{app.config.html_baseurl.rstrip('/')}/_static/{NAME}"
    alt = f"{bank_of(app).unit.title}: every claim of its sources as a square"
    width, height = map(str, SIZE)
    found = {"": address, ":width": width, ":height": height, ":alt": alt}
    tags = "".join(
        f'<meta property="og:image{key}" content="{escape(value)}" />\n' for key, value in found.items()
    )
    tags += '<meta name="twitter:card" content="summary_large_image" />\n'
    context["metatags"] = context.get("metatags", "") + tags


def setup(app: Sphinx) -> None:
    """Make the picture once a build, and name it on every page."""
    app.connect("env-updated", lambda app, env: _make(app))
    app.connect("html-page-context", _name)
