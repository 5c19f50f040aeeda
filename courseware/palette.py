"""The colours that pages, widgets, questions, charts, reports and feedback share: ``page/tokens.css``.

That file is the one place where a colour is chosen; what cannot read custom properties gets them from here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

TOKENS = Path(__file__).parent / "page" / "tokens.css"
_TOKEN = re.compile(r"(--cw-[a-z0-9-]+):\s*([^;]+);")


@lru_cache
def tokens() -> str:
    """The style sheet with all tokens."""
    return TOKENS.read_text(encoding="utf-8")


def in_jupyterlab(element: str) -> str:
    """The tokens for `element` and what is in it, in the colours of JupyterLab's theme."""
    places = {":root": element, 'html[data-theme="dark"]': f'[data-jp-theme-light="false"] {element}'}
    text = tokens()
    for page, lab in places.items():
        text = text.replace(page, lab)
    return text


def light() -> dict[str, str]:
    """Token → value on light ground, such as ``{"--cw-ink": "#1d2633"}``."""
    return _values()[0]


def dark() -> dict[str, str]:
    """Token → value on dark ground, of those that differ there."""
    return _values()[1]


@lru_cache
def _values() -> tuple[dict[str, str], dict[str, str]]:
    blocks = re.findall(r"\{([^}]*)\}", tokens())
    on_light, on_dark = (dict(_TOKEN.findall(block)) for block in blocks)
    return on_light, on_dark


def series() -> tuple[str, ...]:
    """The colours of a chart's series on light ground, as upper-case ``#RRGGBB``, in the order of use."""
    numbered = {name: value for name, value in light().items() if re.fullmatch(r"--cw-c\d", name)}
    return tuple(numbered[name].upper() for name in sorted(numbered))


def standalone(css: str) -> str:
    """The style sheet of a page that loads no other: `css`, and before it the tokens that it uses."""
    used = set(re.findall(r"var\((--cw-[a-z0-9-]+)", css))
    on_light, on_dark = (
        ";".join(f"{name}:{value}" for name, value in values.items() if name in used) for values in _values()
    )
    return (
        f":root{{color-scheme:light dark;{on_light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{on_dark}}}}}\n{css}"
    )
