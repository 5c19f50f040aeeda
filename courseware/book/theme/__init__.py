"""Faults of the theme, mended by templates of our own that take the place of its templates, and its weight.

* ``navbar-logo.html``: the link home stands in a landmark.
* ``search-button-field.html``: the button is named by the text it shows.
* ``static/webpack-macros.html``: one style sheet and one script in the place of the theme's files.

``hidden_code`` does the same for the fold that myst-nb puts around hidden code, ``references`` for the
list of references. ``stylesheet``, ``icons`` and ``scripts`` say what is left of the theme's files.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from courseware.book.theme import hidden_code, references, scripts, stylesheet

TEMPLATES = Path(__file__).parent / "templates"
THEME = "sphinx_book_theme"


def is_ours(app: Sphinx) -> bool:
    """Whether the site has the theme whose files are known here; another keeps its own."""
    return app.config.html_theme == THEME


def _prefer_ours(app: Sphinx, config: Config) -> None:
    config.templates_path.insert(0, str(TEMPLATES))


def _lighten(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    """Leave out of a head what the one style sheet holds, and scripts that the page has no use for."""
    if not is_ours(app):
        return
    body = context.get("body") or ""
    context["css_files"] = [sheet for sheet in context["css_files"] if not stylesheet.left_out(sheet)]
    context["script_files"] = [s for s in context["script_files"] if scripts.wanted(s, page, body)]


def setup(app: Sphinx) -> None:
    """Put the templates before the theme's."""
    hidden_code.setup(app)
    references.setup(app)
    app.connect("config-inited", _prefer_ours)
    app.connect("html-page-context", _lighten, priority=960)
