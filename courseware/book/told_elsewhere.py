"""Writes every page again when what pages tell of one another has changed: titles, numbers, labels.

Sphinx writes again what it has read again. On all other pages the contents list, the ways to the next and
the previous page, and links by label would go on telling an old title.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_LAST = 900  # after those that number sections and figures


def told_elsewhere(env: BuildEnvironment) -> str:
    """A digest of all that a page may show of another one, in hexadecimal digits."""
    standard = env.get_domain("std").data
    known: list[Any] = [
        *({page: str(title) for page, title in titles.items()} for titles in (env.titles, env.longtitles)),
        env.toctree_includes,
        env.toc_secnumbers,
        env.toc_fignumbers,
        {page: about.get("myst_slugs") for page, about in env.metadata.items()},
        *(standard[kind] for kind in ("labels", "anonlabels", "objects")),
        env.get_domain("math").data["objects"],
        _citations(env),
    ]
    text = "\n".join(repr(sorted(map(repr, part.items()))) for part in known)
    return hashlib.sha256(text.encode()).hexdigest()


def _citations(env: BuildEnvironment) -> dict[str, tuple[str, str, str]]:
    """Id of an entry in a list of references → the page of the list, the entry's label and text."""
    if "cite" not in env.domains:
        return {}
    domain: Any = env.get_domain("cite")
    return {
        c.citation_id: (c.bibliography_key.docname, c.formatted_entry.label, str(c.formatted_entry.text))
        for c in domain.citations
    }


def _rewrite(app: Sphinx, env: Any) -> list[str]:
    now = told_elsewhere(env)
    before, env.courseware_told = getattr(env, "courseware_told", now), now
    return [] if before == now else sorted(env.found_docs)


def setup(app: Sphinx) -> None:
    """Compare when all pages are read and numbered."""
    app.connect("env-get-updated", _rewrite, priority=_LAST)
