"""Find everything that was handed in: files, folders and zip archives, of any name."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from courseware.errors import CoursewareError
from courseware.handin.found import Found, Room, members
from courseware.handin.table import row_names, tables

# What operating systems, Jupyter and version control leave behind; everything else is listed, readable or
# not.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", ".ipynb_checkpoints", ".git"})
OFFICE_LOCKS = (".~lock.", "~$")  # an office program has a file of that name open
RESULTS_MARK = ".courseware-results"  # lies in every folder that was written here


def find_files(submissions: Iterable[Path], skip: Iterable[Path] = ()) -> Iterator[Found]:
    """Every file in `submissions`, folders searched to any depth, each file once, in a stable order.

    Links inside a folder are listed but not followed. A folder or an archive that cannot be opened is listed
    like a file, so that it shows up as unreadable. Archives are looked into, and an archive in an archive.
    Of an earlier folder of results only its mark is listed.

    Args:
        submissions: files and folders as the teacher named them.
        skip: files and folders that are no hand-ins wherever they lie, such as the roster and the results.

    Raises:
        CoursewareError: one of `submissions` does not exist.
    """
    skipped = {identity for path in skip if (identity := _identity(path))}
    real_folder = functools.cache(os.path.realpath)
    seen: set[str] = set()
    for start in submissions:
        if not start.exists():
            raise CoursewareError(start, "", "there is no such file or folder", "name what was handed in")
        top = start.resolve() if start.is_symlink() and not start.is_dir() else start  # as _walk names it
        above = len(top.parent.parts)
        if (found := tables(start)) is not None:
            yield from _rows(found, above)
            continue
        for path in _walk(start, skipped):
            # Only the folder is resolved: two links in it are two hand-ins.
            place = os.path.join(real_folder(path.parent), path.name)
            if place not in seen:
                seen.add(place)
                yield from _opened(Found(path, above=above))


def _rows(found: Iterable[Path], above: int) -> Iterator[Found]:
    for path in found:
        for number, name in enumerate(row_names(path)):
            yield Found(path, (name,), above, number)


def _opened(found: Found) -> Iterator[Found]:
    """The files of an archive and of those in it; what was found itself where it is none.

    An archive that holds nothing but litter, or is one of too many in an archive, stays closed.
    """
    inside = _inside(found)
    if not inside:
        yield found
        return
    room = Room(found)
    for one in inside:
        deeper = _inside(one)
        yield from deeper if deeper and room.takes(one) else [one]


def _inside(found: Found) -> list[Found]:
    return [one for one in members(found) or () if LITTER.isdisjoint(one.inside[-1].split("/"))]


def _walk(start: Path, skipped: set[tuple[int, int]]) -> Iterator[Path]:
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if skipped and _identity(path) in skipped:
            continue
        # os.path, not Path: its answer to a path too long or not permitted is no, not an error
        is_folder = os.path.isdir(path) and (path == start or not os.path.islink(path))
        if not is_folder:
            yield path.resolve() if path == start and path.is_symlink() else path
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)
        except OSError:
            yield path
            continue
        if RESULTS_MARK in names:
            names = [RESULTS_MARK]
        waiting.extend(path / name for name in names if not _is_litter(name))


def _is_litter(name: str) -> bool:
    return name in LITTER or name.startswith(OFFICE_LOCKS)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path, follow_symlinks=False)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def shown(path: Path) -> str:
    """A path as text, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")
