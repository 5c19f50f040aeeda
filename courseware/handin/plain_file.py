"""Read a file that somebody else made."""

from __future__ import annotations

import os
import stat
from pathlib import Path

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
    try:
        descriptor = os.open(path, _OPEN)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                what = (
                    "a folder that cannot be opened" if stat.S_ISDIR(status.st_mode) else "a pipe or a device"
                )
                return Fault("unreadable", f"It is not a file but {what}.")
            if status.st_size > limit:
                return too_large(status.st_size, limit)
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(status.st_size)
        finally:
            os.close(descriptor)
    except OSError as error:
        if os.path.islink(path):
            return Fault("unreadable", "It is a link to somewhere else, and links are not followed.")
        return Fault("unreadable", f"The file cannot be opened: {error.strerror or error}.")
    except ValueError:  # a NUL in the path
        return Fault("unreadable", "The file cannot be opened: its name is not valid.")
