"""Faults of the theme, mended by templates of our own that take the place of its templates.

* ``navbar-logo.html``: the link home stands in a landmark.
* ``search-button-field.html``: the button is named by the text it shows.
* ``static/webpack-macros.html``: the theme's files without its preloads, which ``file://`` refuses,
  and without an icon font that its icon script makes superfluous.

``hidden_code`` does the same for the fold that myst-nb puts around hidden code, ``references`` for the
list of references.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from courseware.book.theme import hidden_code, references

TEMPLATES = Path(__file__).parent / "templates"


def _prefer_ours(app: Sphinx, config: Config) -> None:
    config.templates_path.insert(0, str(TEMPLATES))


def setup(app: Sphinx) -> None:
    """Put the templates before the theme's."""
    hidden_code.setup(app)
    references.setup(app)
    app.connect("config-inited", _prefer_ours)
