"""Makes the search's index of a second build the one that a first build gives.

Of pages that it does not write Sphinx takes the words from the last index, but not the entries of glossaries;
and words that no page has any more it keeps, without pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx


def _complete(app: Sphinx) -> Iterator[Any]:
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None:
        pages = app.env.found_docs
        for words in (indexer._mapping, indexer._title_mapping):
            for word in [word for word, found in words.items() if not pages & found]:
                del words[word]
        _add_entries(indexer._index_entries, Path(app.doctreedir, "courseware-index-entries.json"), pages)
    return iter(())


def _add_entries(entries: dict[str, list], file: Path, pages: set[str]) -> None:
    """Add those of pages that were not written to the index's entries, in the order of the pages."""
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    found = {page: entries.get(page, kept.get(page, [])) for page in sorted(pages)}
    entries.clear()
    entries.update(found)
    file.write_text(json.dumps(found), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """When all pages are written, and before the index is: Sphinx asks for more pages in between."""
    app.connect("html-collect-pages", _complete)
