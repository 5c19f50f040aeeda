"""Names that change with the content: `theme.js` is published as `theme.1a2b3c4d5e.js`.

A browser may keep such a file for ever, and a changed one reaches every page, also a page that was not
written again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

FOLDER = "_static"
# An attribute naming a file of ours or of the theme, with the hash or checksum it may have already.
_REFERENCE = re.compile(
    rf'(?<==")(?P<way>(?:\.{{1,2}}/)*)(?P<name>{FOLDER}/[\w./-]+?|searchindex)(?:\.(?P<hash>[0-9a-f]{{10}}))?'
    r'\.(?P<kind>js|css|svg|png|ico)(?:\?v=\w*)?(?=")'
)
_HASHED = re.compile(r"\.[0-9a-f]{10}(\.\w+)$")
_MOVED = (".js", ".css")  # a picture may be named elsewhere too, by its plain name


def hashed(name: str, content: bytes) -> str:
    """``a/b.js`` → ``a/b.0123456789.js``"""
    stem, _, kind = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{kind}"


def plain(name: str) -> str:
    """``a/b.0123456789.js`` → ``a/b.js``"""
    return _HASHED.sub(r"\1", name)


def publish(site: Path, pages: dict[Path, str]) -> set[str]:
    """Give the files that pages name their hashed names, in the folder and in the pages.

    A file whose plain name is gone has been published before, and is left as it is.

    Args:
        site: the site's root.
        pages: the site's pages and their HTML; those that change are written.

    Returns:
        The published files, as addresses from the root.
    """
    new: dict[str, str] = {}

    def name_of(file: str, old: str) -> str:
        if file not in new:
            source = site / file
            if not source.is_file():
                return old
            new[file] = hashed(file, source.read_bytes())
            if source.suffix in _MOVED and file.startswith(f"{FOLDER}/"):
                source.replace(site / new[file])
            else:
                shutil.copyfile(source, site / new[file])
        return new[file]

    found: set[str] = set()

    def rename(match: re.Match) -> str:
        file = f"{match['name']}.{match['kind']}"
        old = f"{match['name']}.{match['hash']}.{match['kind']}" if match["hash"] else file
        found.add(name_of(file, old))
        return match["way"] + name_of(file, old)

    for page, html in pages.items():
        renamed = _REFERENCE.sub(rename, html)
        if renamed != html:
            page.write_text(renamed, encoding="utf-8")
    return found
