"""The book's HTML templates, and JSON that is safe inside a script element."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("courseware.book"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """A template from ``courseware/book/templates``; every value is escaped, a missing one is an error."""
    return _environment().get_template(name)


def inline_json(value: Any, *, sort_keys: bool = False) -> Markup:
    """JSON for ``<script type="application/json">``: no value can close the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=sort_keys)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
