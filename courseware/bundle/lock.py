"""A lock: requirements pinned with checksums, as uv compiles them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from courseware.errors import CoursewareError

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


class Pin(NamedTuple):
    """One version of a package.

    Attributes:
        name: canonical, in small letters with hyphens.
        hashes: SHA-256 of the files that may be installed, as hex.
    """

    name: str
    version: str
    marker: Marker | None
    hashes: frozenset[str]

    @property
    def line(self) -> str:
        """As a line of a requirements file, without the marker."""
        hashes = (f"--hash=sha256:{each}" for each in sorted(self.hashes))
        return " ".join((f"{self.name}=={self.version}", *hashes))


def read_lock(path: Path) -> list[Pin]:
    """The pins of a lock, in its order.

    Raises:
        CoursewareError: there is no such file, or a requirement is not pinned with checksums.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CoursewareError(path, "", "there is no such file", "write it by `make lock`") from None
    lines = text.replace("\\\n", " ").splitlines()
    return [_pin(path, line) for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _pin(path: Path, line: str) -> Pin:
    words = line.partition(" --hash=")[0].strip()
    try:
        requirement = Requirement(words)
        (version,) = requirement.specifier
    except (InvalidRequirement, ValueError):
        raise _not_pinned(path, words) from None
    hashes = frozenset(_HASH.findall(line))
    if version.operator != "==" or not hashes:
        raise _not_pinned(path, words)
    return Pin(canonicalize_name(requirement.name), version.version, requirement.marker, hashes)


def _not_pinned(path: Path, words: str) -> CoursewareError:
    return CoursewareError(path, words, "this is not pinned with checksums", "compile it anew by `make lock`")
