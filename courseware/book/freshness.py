"""Makes a change reach the page: stale outputs and stale pages are told by a digest of what they rest on.

The notebook cache knows a notebook by its cells alone, so without this a corrected table, a changed
measure or a changed template would leave the old page in the book. Sphinx knows a page's source by its time
alone, so without this an older one, put back with its old time, would not be read.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from courseware.book.ground import digest, ground_digest
from courseware.book.item_directive import EDITION, EDITIONS

CACHES = "_build/.jupyter_cache"


def _point_cache(app: Sphinx, config: Config) -> None:
    root = Path(app.srcdir)
    current = root / CACHES / ground_digest(root)
    if current.parent.is_dir():
        for old in current.parent.iterdir():
            if old != current:
                shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(current)


def _outdated(
    app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    root = Path(app.srcdir)
    edition = os.environ.get(EDITION) or EDITIONS[0]  # one edition's pages are none of the other's
    references = digest(root / name for name in getattr(app.config, "bibtex_bibfiles", None) or ())
    now = (edition, ground_digest(root), references)
    before, env.courseware_digest = getattr(env, "courseware_digest", now), now
    sources = {page: digest([Path(env.doc2path(page))]) for page in env.found_docs}
    known, env.courseware_sources = getattr(env, "courseware_sources", {}), sources
    others = env.found_docs - added - changed
    return sorted(others if before != now else (page for page in others if known.get(page) != sources[page]))


def _remove(
    app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take away pages whose source is gone: Sphinx leaves them in the site."""
    builder: Any = app.builder
    if builder.format == "html":
        for page in removed:
            Path(builder.get_outfilename(page)).unlink(missing_ok=True)
    return []


def setup(app: Sphinx) -> None:
    """Give the notebook cache its folder, and name the pages to read again."""
    app.connect("config-inited", _point_cache)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-get-outdated", _remove)
