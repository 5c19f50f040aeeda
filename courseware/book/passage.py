"""Where in the book a passage such as ``chapters/rivers#the-ruda`` stands."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment


def passage_of(env: BuildEnvironment, passage: str) -> tuple[str, str, str] | None:
    """Page, anchor and title of ``page#label``; None if the page has no such target.

    Args:
        env: the environment, with all pages read.
        passage: page without suffix, ``#``, label.
    """
    page, _, name = passage.partition("#")
    standard: Any = env.get_domain("std")
    label = nodes.fully_normalize_name(name)
    docname, anchor = standard.anonlabels.get(label, ("", ""))
    if docname != page:
        return None
    title = standard.labels[label][2] if label in standard.labels else env.titles[docname].astext()
    return docname, anchor, title


def titled_passage(env: BuildEnvironment, passage: str) -> tuple[str, str, str] | None:
    """As `passage_of`; where a passage has no heading of its own, the title is that of its section."""
    found = passage_of(env, passage)
    if found and found[2] == env.titles[found[0]].astext():
        page, anchor, title = found
        return page, anchor, section_at(env.get_doctree(page), anchor) or title
    return found


def section_at(document: nodes.document, anchor: str) -> str:
    """Title of the section in which an anchor stands; "" if the page has no such anchor."""
    here = next((node for node in document.findall(nodes.Element) if anchor in node.get("ids", ())), None)
    while here is not None and not isinstance(here, nodes.section):
        here = here.parent
    title = here.next_node(nodes.title) if here is not None else None
    return title.astext() if title is not None else ""
