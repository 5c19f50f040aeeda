"""Something handed in: a file on disk, or a file in an archive, which is never unpacked."""

from __future__ import annotations

import contextlib
import io
import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from courseware.handin.archive import MAGIC, ONE_STUDENT, SUFFIX, WHOLE_CLASS, Archive, open_archive
from courseware.handin.place import Place, place_of
from courseware.handin.plain_file import open_plain, read_bytes
from courseware.handin.record import Fault
from courseware.handin.table import read_row

MAX_DEPTH = 2  # the class's archive, and a student's archive in it
_CLOSED = "The archive was not opened: it holds no hand-ins, or is one of too many in an archive."
MAX_INNER = 32_000_000  # bytes of an archive in an archive


class Found(NamedTuple):
    """Where something handed in lies.

    Attributes:
        file: a file on disk.
        inside: for a file in an archive, the names that lead to it, of the outermost archive first.
        above: how many of the path's parts are the teacher's own, above what was handed in.
        row: for a row of a table, which `inside` names, its number; else -1.
    """

    file: Path
    inside: tuple[str, ...] = ()
    above: int = 0
    row: int = -1

    def __hash__(self) -> int:
        return hash((os.fspath(self.file), self.inside, self.row))  # a Path's own hash takes 250 bytes

    @property
    def path(self) -> Path:
        """The path that is shown and written, as if the archives were folders."""
        return Path("/".join((os.fspath(self.file), *self.inside))) if self.inside else self.file

    @property
    def place(self) -> Place | None:
        """What a learning platform wrote about it into the path."""
        return place_of(self.path.parts[self.above :])


class Room:
    """What the archives in one archive on disk may come to together, in files and in bytes.

    No more than a single one may: each of a thousand small archives could hold a quarter of a gigabyte.
    """

    def __init__(self, found: Found) -> None:
        self._files, self._bytes = WHOLE_CLASS.files, 0
        with contextlib.suppress(OSError, ValueError):
            self._bytes = WHOLE_CLASS.room(os.stat(found.file, follow_symlinks=False).st_size)

    def takes(self, found: Found) -> bool:
        """Whether the files of an archive in it find room, which is then less."""
        archive = _archive(found)
        if isinstance(archive, Archive):
            self._files -= len(archive.names)
            self._bytes -= archive.total
        return self._files >= 0 and self._bytes >= 0


def members(found: Found) -> list[Found] | None:
    """The files in an archive; None if it is not one, cannot be opened or holds nothing.

    What is no archive by its name is not looked into, so that a document, which is one inside, stays whole.
    """
    if not _is_named_so(found) or len(found.inside) >= MAX_DEPTH:
        return None
    archive = _archive(found)
    if not isinstance(archive, Archive) or not archive.names:
        return None
    return [found._replace(inside=(*found.inside, name)) for name in archive.names]


def read_found(found: Found, limit: int) -> bytes | Fault:
    """The content of what was found, or why it cannot be had; nothing raises.

    Args:
        limit: bytes.
    """
    if found.row >= 0:
        return read_row(found.file, found.row, limit)
    if _is_named_so(found):
        if len(found.inside) < MAX_DEPTH:
            archive = _archive(found)
            if isinstance(archive, Fault):
                return archive
            if archive is not None:
                return Fault("unreadable", _CLOSED if archive.names else "The archive holds no files.")
        else:
            data = _read(found, limit)
            nested = "It is an archive in an archive in an archive, and is not opened."
            is_one = isinstance(data, bytes) and data.startswith(MAGIC)
            return Fault("unreadable", nested) if is_one else data
    return _read(found, limit)


def _read(found: Found, limit: int) -> bytes | Fault:
    if not found.inside:
        return read_bytes(found.file, limit)
    archive = _archive(found._replace(inside=found.inside[:-1]))
    if archive is None:
        return Fault("unreadable", "The archive is no longer one.")
    return archive if isinstance(archive, Fault) else archive.read(found.inside[-1], limit)


def _is_named_so(found: Found) -> bool:
    name = found.inside[-1] if found.inside else os.fspath(found.file)
    return name[-len(SUFFIX) :].lower() == SUFFIX


def _archive(found: Found) -> Archive | Fault | None:
    """The archive that `found` is, open; None if it is something else."""
    try:
        status = os.stat(found.file, follow_symlinks=False)
    except (OSError, ValueError):
        return None
    # By process, since two that share an open file would move each other's place in it.
    key = os.getpid(), status.st_ino, status.st_mtime_ns, status.st_size
    return _inner(key, found) if found.inside else _outer(key, found.file)


@lru_cache(maxsize=2)  # the files of an archive are read one after the other
def _outer(key: tuple[int, ...], path: Path) -> Archive | Fault | None:
    file = open_plain(path)
    if isinstance(file, Fault):
        return None  # reading it says why
    try:
        is_one = file.read(4) in MAGIC
        size = os.fstat(file.fileno()).st_size
    except OSError:
        is_one = False
    if not is_one:
        file.close()
        return None
    return open_archive(file, size, WHOLE_CLASS)


@lru_cache(maxsize=2)
def _inner(key: tuple[int, ...], found: Found) -> Archive | Fault | None:
    data = _read(found, MAX_INNER)
    if isinstance(data, Fault):
        return data
    if not data.startswith(MAGIC):
        return None
    return open_archive(io.BytesIO(data), len(data), ONE_STUDENT)
