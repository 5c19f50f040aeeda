"""What a page says of itself to search engines and to places that show links: title and description."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx

_LEAST, _MOST = 60, 200  # characters of a description


def description(doctree: nodes.document) -> str:
    """The beginning of the page's first paragraph of some length, in whole words; "" where there is none.

    Paragraphs with a class of their own tell of the page, such as how long it takes, and are passed over.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        if len(text) >= _LEAST and not paragraph["classes"] and isinstance(paragraph.parent, nodes.section):
            return text if len(text) <= _MOST else f"{text[:_MOST].rsplit(' ', 1)[0]} …"
    return ""


def _tell(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if doctree is None:
        return
    about = {"og:title": app.env.titles[page].astext(), "og:type": "article"}
    if text := description(doctree):
        about |= {"description": text, "og:description": text}
    if app.config.html_baseurl:
        about["og:url"] = f"{app.config.html_baseurl.rstrip('/')}/{app.builder.get_target_uri(page)}"
    tags = (
        f'<meta {"property" if name.startswith("og:") else "name"}="{name}" content="{escape(value)}" />\n'
        for name, value in about.items()
    )
    context["metatags"] = context.get("metatags", "") + "".join(tags)


def setup(app: Sphinx) -> None:
    """Add the tags to every page."""
    app.connect("html-page-context", _tell)
