"""Makes a change reach the page: stale outputs and stale pages are told by a digest of what they rest on.

The notebook cache knows a notebook by its cells alone, so without this a corrected table, a changed
measure or a changed template would leave the old page in the book.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from courseware.book.item_directive import EDITION, EDITIONS

ENGINE = Path(__file__).parents[1]
CACHES = "_build/.jupyter_cache"


def digest(files: Iterable[Path]) -> str:
    """Sixteen hex digits that change when a file's name or content does."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def content_files(root: Path) -> list[Path]:
    """The data and the bank: what notebooks read and items compute with."""
    return [
        f
        for folder in ("data", "exercises")
        for f in (root / folder).rglob("*.*")
        if f.suffix in {".csv", ".json", ".yml"} and f.name != "answers.json"
    ]


def engine_files(*suffixes: str) -> list[Path]:
    """The engine's own files with these suffixes."""
    return [f for f in ENGINE.rglob("*") if f.suffix in suffixes]


def _point_cache(app: Sphinx, config: Config) -> None:
    root = Path(app.srcdir)
    current = root / CACHES / digest([*content_files(root), *engine_files(".py")])
    if current.parent.is_dir():
        for old in current.parent.iterdir():
            if old != current:
                shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(current)


def _outdated(
    app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    files = digest([*content_files(Path(app.srcdir)), *engine_files(".py", ".j2")])
    now = f"{files} {os.environ.get(EDITION) or EDITIONS[0]}"  # one edition's pages are none of the other's
    before, env.courseware_digest = getattr(env, "courseware_digest", now), now
    return [] if before == now else sorted(env.found_docs - added - changed)


def setup(app: Sphinx) -> None:
    """Give the notebook cache its folder, and name the pages to read again."""
    app.connect("config-inited", _point_cache)
    app.connect("env-get-outdated", _outdated)
