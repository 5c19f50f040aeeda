"""Zip archives from people we do not know, read in memory and never unpacked to disk.

An archive lies easily: about how many files it holds, how large they are, where they would be written. So

- its table of contents is bounded before anything is made of it;
- what its files may come to together is bounded, by their declared sizes, beyond which ``zipfile`` does not
  decompress, and by the archive's own size, so that no file can use another's bytes once more;
- only the two methods are read that every learning platform writes, stored and deflated: of the others, a
  few bytes can make gigabytes in one step;
- a name that leads out of a folder, a link and a locked file are listed and not opened.

The format: PKWARE, APPNOTE.TXT 6.3.10. The bombs: D. Fifield, A better zip bomb, WOOT 2019.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Container, Iterable
from typing import Any, BinaryIO, NamedTuple

from courseware.handin.record import Fault, too_large

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # of an archive, and of an empty one
SUFFIX = ".zip"
_FACTOR = 50  # what an archive's files may come to, in sizes of the archive; text comes to 3 to 20
_LONGEST = 1_000  # characters of a name that are shown; an archive may write 65,535
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # NotImplementedError among them
    ValueError,  # UnicodeDecodeError among them
    OverflowError,
    IndexError,
)


class Limits(NamedTuple):
    """What an archive may hold.

    Attributes:
        contents: bytes of its table of contents, about 130 a file.
        files: how many.
        total: bytes that all of them may come to, in an archive of any size.
        largest: bytes of a file; one that says it is larger is never read, and does not count in the total.
    """

    contents: int
    files: int
    total: int
    largest: int = 32_000_000

    def room(self, size: int) -> int:
        """Bytes that the files of an archive of `size` bytes may come to."""
        return max(self.total, _FACTOR * size)


WHOLE_CLASS = Limits(contents=24_000_000, files=150_000, total=1_000_000_000)
ONE_STUDENT = Limits(contents=1_000_000, files=2_000, total=256_000_000)  # of an archive in an archive


class Archive:
    """An open archive.

    Attributes:
        names: of the files, in the archive's order: as they are shown, with "/" between folders, no two
            alike. Folders are left out.
        total: bytes that the files come to.
    """

    def __init__(self, file: BinaryIO, opened: zipfile.ZipFile, limits: Limits) -> None:
        self._file, self._zip = file, opened
        self._members: dict[str, zipfile.ZipInfo] = {}
        twice: Counter[str] = Counter()
        for member in opened.infolist():
            if not member.filename.endswith("/"):
                self._members[_unlike(_shown(member), self._members, twice)] = member
        self.names = tuple(self._members)
        self.total = _total(self._members.values(), limits)

    def __del__(self) -> None:
        self._file.close()

    def read(self, name: str, limit: int) -> bytes | Fault:
        """The content of a file, or why it cannot be had.

        Args:
            name: one of `names`.
            limit: bytes.
        """
        member = self._members.get(name)
        if member is None:
            return Fault("unreadable", "The archive no longer holds the file.")
        reason = _refusal(member)
        if reason:
            return Fault("unreadable", reason)
        if member.file_size > limit:
            return too_large(member.file_size, limit)
        try:
            with self._zip.open(member) as opened:
                return opened.read(limit)
        except _BROKEN:
            return Fault("unreadable", "The file is damaged in its archive: download the archive again.")


def open_archive(file: BinaryIO, size: int, limits: Limits) -> Archive | Fault:
    """An archive from an open file, which it closes in the end, or why it cannot be read.

    Args:
        size: bytes of the file.
    """
    bounded = _Bounded(file, limits.contents)
    try:
        opened = zipfile.ZipFile(bounded)
    except _TooMuch:
        reason = f"The archive's table of contents has more than {limits.contents:,} bytes."
    except _BROKEN:
        reason = "The archive is damaged or cut short: download it again."
    else:
        bounded.most = None
        reason = _excess(opened.infolist(), size, limits)
    if reason:
        file.close()
        return Fault("unreadable", reason)
    return Archive(file, opened, limits)


class _TooMuch(Exception):
    """More is asked of a file at once than an honest archive asks."""


class _Bounded:
    """A file that gives at most `most` bytes at once: ``zipfile`` reads the contents in one piece."""

    def __init__(self, file: BinaryIO, most: int | None) -> None:
        self._file, self.most = file, most

    def read(self, size: int = -1) -> bytes:
        if self.most is not None and size > self.most:
            raise _TooMuch
        return self._file.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _excess(members: list[zipfile.ZipInfo], size: int, limits: Limits) -> str:
    """Why the archive as a whole is not opened; "" if it may be."""
    if len(members) > limits.files:
        return f"The archive holds more than {limits.files:,} files."
    if sum(member.compress_size for member in members) > size:
        return "The archive's files use the same bytes more than once, as only a trap does."
    total = _total(members, limits)
    if total > limits.room(size):
        return f"The archive would come to {total:,} bytes: it is a trap, or holds much more than answers."
    return ""


def _total(members: Iterable[zipfile.ZipInfo], limits: Limits) -> int:
    """Bytes that the files come to which may be read at all."""
    return sum(member.file_size for member in members if member.file_size <= limits.largest)


def _refusal(member: zipfile.ZipInfo) -> str:
    """Why a file of the archive is not opened; "" if it may be."""
    raw, mode = member.orig_filename, member.external_attr >> 16
    parts = raw.split("/")
    if "\0" in raw or "\\" in raw or raw.startswith("/") or re.match("[A-Za-z]:", raw) or ".." in parts:
        return "Its name in the archive leads out of the folder, so it is not opened."
    if stat.S_ISLNK(mode):
        return "It is a link to somewhere else, and links are not followed."
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "It is not a file but a pipe or a device."
    if member.flag_bits & 0x1:
        return "It is locked with a password."
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "It is packed in a way that is not read here: pack it again as an ordinary zip."
    return ""


def _shown(member: zipfile.ZipInfo) -> str:
    """The name as it is shown: its parts, without empty ones and dots.

    Without the flag for UTF-8 the format says code page 437, but many programs write UTF-8 all the same.
    """
    name = member.orig_filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = member.orig_filename
    parts = (part for part in name[:_LONGEST].split("/") if part not in ("", "."))
    return "/".join(parts) or "(no name)"


def _unlike(name: str, taken: Container[str], twice: Counter[str]) -> str:
    """A name that is not taken: in an archive two files may have the same one, or twenty thousand.

    Args:
        twice: how often each name was met before; counted on.
    """
    new = name
    while new in taken:
        twice[name] += 1
        new = f"{name} ({twice[name] + 1})"
    return new
