"""Open and read a file that somebody else made."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from courseware.handin.record import Fault, too_large

# Never through a link, never waiting for a pipe. Windows has neither flag, but tells text from binary.
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_bytes(path: Path, limit: int) -> bytes | Fault:
    """The content of a regular file, or why it cannot be had; never through a link, never waiting.

    Args:
        limit: bytes; the size is looked at before anything is read.
    """
    file = open_plain(path)
    if isinstance(file, Fault):
        return file
    try:
        with file:
            size = os.fstat(file.fileno()).st_size
            return too_large(size, limit) if size > limit else file.read(size)
    except OSError as error:
        return _closed(path, error)


def open_plain(path: Path) -> BinaryIO | Fault:
    """A regular file, open for reading, or why it is not; never through a link, never waiting."""
    try:
        descriptor = os.open(path, _OPEN)
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISREG(mode):
            return os.fdopen(descriptor, "rb")
        os.close(descriptor)
    except OSError as error:
        return _closed(path, error)
    except ValueError:  # a NUL in the path
        return Fault("unreadable", "The file cannot be opened: its name is not valid.")
    what = "a folder that cannot be opened" if stat.S_ISDIR(mode) else "a pipe or a device"
    return Fault("unreadable", f"It is not a file but {what}.")


def _closed(path: Path, error: OSError) -> Fault:
    if os.path.islink(path):
        return Fault("unreadable", "It is a link to somewhere else, and links are not followed.")
    return Fault("unreadable", f"The file cannot be opened: {error.strerror or error}.")
