"""The text of every page for the search's excerpts, where the book is opened from a folder.

Sphinx's search fetches each page that it found, to show the words around the match. A page from a folder
may not fetch others; it may load a script. So this file holds the texts, and ``search.js`` loads it
there alone::

    (globalThis.courseware ??= {}).texts = {"chapters/trade.html": "<main role=main>…<section id=tables>…"}
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from courseware.book.mime import PLOTLY, WIDGET_VIEW
from courseware.book.page_files import FOLDER, made_folder

NAME = "search-texts.js"
# The forms of an output that a page prefers, whatever order they were saved in.
_PREFERRED = (PLOTLY, WIDGET_VIEW, "text/html")
_UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)


def page_text(node: nodes.Node) -> str:
    """The words of a page as light HTML: of its structure, sections and terms are left, with their ids."""
    if isinstance(node, nodes.Text):
        return html.escape(str(node), quote=False)
    if isinstance(node, nodes.raw):
        seen = node.astext() if "html" in node.get("format", "") else ""
        return html.escape(" ".join(html.unescape(_UNSEEN.sub(" ", seen)).split()), quote=False)
    if isinstance(node, nodes.Invisible):
        return ""
    if isinstance(node, nodes.Element) and node.get("nb_element") == "mime_bundle":
        return page_text(_shown(node))
    space = "" if isinstance(node, nodes.TextElement) else " "
    text = space.join(filter(None, map(page_text, node.children)))
    if isinstance(node, nodes.section | nodes.term) and node["ids"]:
        tag = "section" if isinstance(node, nodes.section) else "dt"
        return f'<{tag} id="{html.escape(node["ids"][0])}">{text}</{tag}>'
    return text


def _shown(bundle: nodes.Element) -> nodes.Node:
    """Of an output in several forms the one that a page shows: not the plain one, if there is another."""

    def rank(form: nodes.Node) -> tuple[bool, int, str]:
        kind = str(form.get("mime_type")) if isinstance(form, nodes.Element) else ""
        known = _PREFERRED.index(kind) if kind in _PREFERRED else len(_PREFERRED)
        return kind == "text/plain", known, kind

    return min(bundle.children, key=rank)


def search_texts(texts: Iterable[tuple[str, str]]) -> str:
    """The script, from pairs of a page's address and its text."""
    pages = {address: f'<main role="main">{text}</main>' for address, text in sorted(texts)}
    return f"(globalThis.courseware ??= {{}}).texts = {json.dumps(pages, ensure_ascii=False)};\n"


def texts_of(env: Any) -> dict[str, str]:
    """Page → its text."""
    if not hasattr(env, "courseware_page_texts"):
        env.courseware_page_texts = {}
    return env.courseware_page_texts


def _note(app: Sphinx, doctree: nodes.document) -> None:
    texts_of(app.env)[app.env.docname] = page_text(doctree)


def _purge(app: Sphinx, env: BuildEnvironment, page: str) -> None:
    texts_of(env).pop(page, None)


def _merge(app: Sphinx, env: BuildEnvironment, pages: Iterable[str], other: BuildEnvironment) -> None:
    texts_of(env).update({page: text for page, text in texts_of(other).items() if page in pages})


def _write(app: Sphinx, env: BuildEnvironment) -> None:
    if app.builder.format == "html":
        address = app.builder.get_target_uri
        script = search_texts((address(page), text) for page, text in texts_of(env).items())
        folder = made_folder(app) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_text(script, encoding="utf-8")


def _load(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if page == "search":
        texts = context["pathto"](f"_static/{FOLDER}/{NAME}", 1)
        app.add_js_file(f"{FOLDER}/search.js", **{"data-texts": texts})


def setup(app: Sphinx) -> None:
    """Collect while pages are read, write when all are."""
    app.connect("doctree-read", _note)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _write)
    app.connect("html-page-context", _load)
