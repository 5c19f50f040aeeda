"""The templates of the feedback pages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from courseware.palette import standalone


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("courseware.gradebook", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """A template of this folder; every value is escaped, a missing one is an error."""
    return _environment().get_template(name)


@lru_cache
def style() -> Markup:
    """The style sheet that stands in every page."""
    return Markup(standalone(Path(__file__).with_name("feedback.css").read_text(encoding="utf-8").strip()))
