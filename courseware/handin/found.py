"""One thing found among the hand-ins: a file, or a member of an archive."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from courseware.handin.plain_file import read_bytes
from courseware.handin.record import Fault


class Found(NamedTuple):
    """Where something handed in lies."""

    file: Path  # on disk
    inside: tuple[str, ...] = ()  # names of members, outermost first, if the file is an archive

    @property
    def path(self) -> Path:
        """How it is named wherever a path is shown."""
        return self.file.joinpath(*self.inside)


def read_found(found: Found, limit: int) -> bytes | Fault:
    """The content, or why it cannot be had. Nothing raises.

    Args:
        limit: bytes.
    """
    return read_bytes(found.file, limit)
