"""The computers that a bundle with wheels is for, and what pip would find out about each of them."""

from __future__ import annotations

from typing import NamedTuple

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms

# The first and a late patch version of each: some packages ask for these, too.
PYTHONS = tuple((3, minor, patch) for minor in (11, 12, 13) for patch in (0, 99))
_MACOS = (12, 0)  # the oldest macOS; older ones get no security updates
_GLIBC = 28  # glibc 2.28, of Debian 10, Ubuntu 20.04 and RHEL 8
_OLD_NAMES = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}  # PEP 600


class Target(NamedTuple):
    """A system, a processor and a version of CPython.

    Attributes:
        name: for messages.
        python: such as (3, 11, 0).
        platforms: platform tags, best first.
        markers: environment markers, without those of the Python version.
    """

    name: str
    python: tuple[int, int, int]
    platforms: tuple[str, ...]
    markers: dict[str, str]

    @property
    def abi(self) -> str:
        """Such as cp311."""
        return f"cp{self.python[0]}{self.python[1]}"

    def tags(self) -> tuple[Tag, ...]:
        """Tags of the wheels that can be installed here, best first."""
        own = cpython_tags(self.python[:2], [self.abi], self.platforms)
        return (*own, *compatible_tags(self.python[:2], self.abi, self.platforms))

    def takes(self, marker: Marker | None, extra: str = "") -> bool:
        """Whether a requirement with this marker is one here."""
        full = ".".join(map(str, self.python))
        version = {
            "implementation_name": "cpython",
            "implementation_version": full,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "python_full_version": full,
            "python_version": full.rpartition(".")[0],
        }
        return marker is None or marker.evaluate({**version, **self.markers, "extra": extra})


def _manylinux(processor: str) -> tuple[str, ...]:
    names = []
    for minor in range(_GLIBC, 4, -1):
        names.append(f"manylinux_2_{minor}_{processor}")
        if minor in _OLD_NAMES:
            names.append(f"{_OLD_NAMES[minor]}_{processor}")
    return tuple(names)


def _markers(os_name: str, sys_platform: str, system: str, processor: str) -> dict[str, str]:
    return {
        "os_name": os_name,
        "sys_platform": sys_platform,
        "platform_system": system,
        "platform_machine": processor,
    }


_COMPUTERS = (
    ("Windows", ("win_amd64",), _markers("nt", "win32", "Windows", "AMD64")),
    ("macOS, Intel", tuple(mac_platforms(_MACOS, "x86_64")), _markers("posix", "darwin", "Darwin", "x86_64")),
    ("macOS, Apple", tuple(mac_platforms(_MACOS, "arm64")), _markers("posix", "darwin", "Darwin", "arm64")),
    ("Linux", _manylinux("x86_64"), _markers("posix", "linux", "Linux", "x86_64")),
    ("Linux, ARM", _manylinux("aarch64"), _markers("posix", "linux", "Linux", "aarch64")),
)
TARGETS = tuple(
    Target(f"{name}, Python {python[0]}.{python[1]}", python, platforms, markers)
    for name, platforms, markers in _COMPUTERS
    for python in PYTHONS
)
