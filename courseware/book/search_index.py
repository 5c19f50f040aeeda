"""Takes words that no page has any more out of the search's index.

Sphinx keeps them, without pages: a second build would give another file than a first one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx


def _prune(app: Sphinx) -> Iterator[Any]:
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, pages in words.items() if not app.env.found_docs & pages]:
                del words[word]
    return iter(())


def setup(app: Sphinx) -> None:
    """When all pages are written, and before the index is: Sphinx asks for more pages in between."""
    app.connect("html-collect-pages", _prune)
