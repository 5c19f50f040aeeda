"""Which wheels serve which computer, and whether each computer's set is whole."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Sequence
from email import message_from_bytes
from functools import cache
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from courseware.bundle.download import download
from courseware.bundle.lock import Pin, read_lock
from courseware.bundle.targets import TARGETS, Target
from courseware.errors import CoursewareError


class Wheel(NamedTuple):
    """A wheel on disk, by what its name says."""

    path: Path
    name: str
    version: Version
    tags: frozenset[Tag]


def all_wheels(lock: Path, engine: Path, folder: Path, tell: Callable[[str], None]) -> list[Path]:
    """Every wheel that a student on any computer needs beside the engine's, by name.

    Args:
        lock: the students' pinned requirements.
        engine: the engine's wheel.
        folder: keeps the wheels from one time to the next; each one's checksum is looked at every time.
        tell: is given a line for each kind of computer for which there is something to download.

    Raises:
        CoursewareError: the lock is at fault, a wheel cannot be had, or one would be missing somewhere.
    """
    pins = read_lock(lock)
    folder.mkdir(parents=True, exist_ok=True)
    chosen: set[Path] = set()
    for target in TARGETS:
        wanted = [pin for pin in pins if target.takes(pin.marker)]
        sets = serving(wanted, target, verified(folder, pins))
        if absent := [pin for pin in wanted if pin not in sets]:
            tell(f"{target.name}: downloading {len(absent)} of {len(wanted)} packages")
            download(absent, target, folder)
            sets = serving(wanted, target, verified(folder, pins))
        own = [*sets.values(), wheel_named(engine)]
        if missing := missing_from(own, target):
            problem = f"for {target.name} there is no {missing[0]}"
            raise CoursewareError(lock, "", problem, "compile the lock anew by `make lock`")
        chosen |= {wheel.path for wheel in sets.values()}
    return sorted(chosen)


def wheel_named(path: Path) -> Wheel:
    """What a wheel's name says; raises `InvalidWheelFilename` for a file that is none."""
    name, version, _, tags = parse_wheel_filename(path.name)
    return Wheel(path, name, version, tags)


def verified(folder: Path, pins: Iterable[Pin]) -> list[Wheel]:
    """The wheels in a folder whose checksum is that of a pin of their name and version."""
    hashes: dict[tuple[str, Version], frozenset[str]] = {}
    for pin in pins:
        hashes[pin.name, Version(pin.version)] = pin.hashes
    found = []
    for path in sorted(folder.glob("*.whl")):
        try:
            wheel = wheel_named(path)
        except InvalidWheelFilename:  # not from here
            continue
        if _digest(path, path.stat().st_mtime_ns) in hashes.get((wheel.name, wheel.version), frozenset()):
            found.append(wheel)
    return found


def serving(pins: Iterable[Pin], target: Target, wheels: Sequence[Wheel]) -> dict[Pin, Wheel]:
    """Per pin the wheel that pip would take on the target; pins without any are left out."""
    rank = {tag: place for place, tag in reversed(list(enumerate(target.tags())))}
    best = {}
    for pin in pins:
        ranked = [
            (min(rank[tag] for tag in wheel.tags & rank.keys()), wheel.path.name, wheel)
            for wheel in wheels
            if (wheel.name, wheel.version) == (pin.name, Version(pin.version)) and wheel.tags & rank.keys()
        ]
        if ranked:
            best[pin] = min(ranked)[2]
    return best


def missing_from(wheels: Iterable[Wheel], target: Target) -> list[str]:
    """What the wheels themselves ask for on the target and do not find among each other.

    Looks at nothing but the wheels, so it finds what a wrong lock or a wrong marker has left out.
    """
    by_name = {wheel.name: wheel for wheel in wheels}
    missing, seen = [], set()
    todo = [(name, "") for name in by_name]
    while todo:
        name, extra = todo.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for requirement in _requirements(by_name[name].path):
            if not target.takes(requirement.marker, extra):
                continue
            other = canonicalize_name(requirement.name)
            if other not in by_name or not requirement.specifier.contains(by_name[other].version, True):
                missing.append(f"{requirement.name}{requirement.specifier}, which {name} needs")
            else:
                todo += [(other, each) for each in requirement.extras]
    return missing


@cache
def _requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as archive:
        place = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        said = message_from_bytes(archive.read(place)).get_all("Requires-Dist", [])
    return [Requirement(line) for line in said]


@cache
def _digest(path: Path, _changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
