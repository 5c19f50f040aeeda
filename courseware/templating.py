"""HTML templates, and JSON that is safe inside a script element."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup


@lru_cache
def html_templates(package: str) -> Environment:
    """The folder ``templates`` of a package; every value is escaped, a missing one is an error.

    Args:
        package: its full name, such as "courseware.book".
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(package: str, name: str) -> Template:
    """One of `html_templates(package)`."""
    return html_templates(package).get_template(name)


def inline_json(value: Any, *, sort_keys: bool = False) -> Markup:
    """JSON for ``<script type="application/json">``: no value can close the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=sort_keys)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
