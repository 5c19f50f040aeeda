"""Where in the book a passage such as ``chapters/rivers#the-ruda`` stands."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment


def passage_of(env: BuildEnvironment, passage: str) -> tuple[str, str, str] | None:
    """Page, anchor and title of ``page#label``; None if the page has no such target.

    Args:
        env: the environment, with all pages read.
        passage: page without suffix, ``#``, label.
    """
    page, _, name = passage.partition("#")
    standard = env.get_domain("std")
    label = nodes.fully_normalize_name(name)
    docname, anchor = standard.anonlabels.get(label, ("", ""))
    if docname != page:
        return None
    title = standard.labels[label][2] if label in standard.labels else env.titles[docname].astext()
    return docname, anchor, title
