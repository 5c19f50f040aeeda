"""What a book stands on besides its pages: data, bank, engine and the installed packages, as a digest."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from courseware.palette import TOKENS

ENGINE = Path(__file__).parents[1]


def digest(files: Iterable[Path]) -> str:
    """Sixteen hex digits that change when a file's name or content does."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def content_files(root: Path) -> list[Path]:
    """The data and the bank: what notebooks read and items compute with."""
    return [
        f
        for folder in ("data", "exercises")
        for f in (root / folder).rglob("*.*")
        if f.suffix in {".csv", ".json", ".yml"} and f.name != "answers.json"
    ]


def engine_files() -> list[Path]:
    """The engine's own files that notebooks and pages are made with.

    Scripts and styles are not among them: they are made anew in every build, and each page names them by
    their content. The palette is, as charts have its colours in them.
    """
    made_with = {".py", ".j2", ".json", ".html"}
    return [f for f in ENGINE.rglob("*") if f.suffix in made_with or f == TOKENS]


def packages() -> list[str]:
    """Python's version, and name and version of every installed package."""
    places = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    return [sys.version, *sorted(info.name for place in places for info in Path(place).glob("*.dist-info"))]


def ground_digest(root: Path) -> str:
    """Changes with data, bank, engine and packages of the unit in the folder `root`."""
    files = digest([*content_files(root), *engine_files()])
    return hashlib.sha256(f"{files} {packages()}".encode()).hexdigest()[:16]
