"""Makes the bundle: the students' folder, the built book and a page to start from, as one zip."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from courseware.bank import Unit, load_bank
from courseware.bundle.moment import moment
from courseware.bundle.requirements import WHEELS
from courseware.bundle.start_here import start_here
from courseware.bundle.tree import students_tree
from courseware.bundle.zip_file import files_in, write_zip
from courseware.errors import CoursewareError

FOLDER = Path("_build") / "bundle"
BOOK = "book"  # the folder of the pages in the bundle
LIMIT = 25_000_000  # bytes of a bundle without other people's wheels: what mail and old sticks still take

Wheels = Callable[[Path], Iterable[Path]]  # from the engine's wheel to all others


class Written(NamedTuple):
    """A finished bundle; `size` in bytes."""

    path: Path
    size: int
    files: int


def bundle_name(unit: Unit) -> str:
    """Name of the bundle's one folder; both editions can lie side by side."""
    return f"{unit.id}-{unit.edition}" if unit.sealed else unit.id


def write_bundle(
    root: Path, sealed: bool, book: Path, folder: Path, wheels: Wheels | None = None
) -> Written:
    """Write the bundle of a unit into `folder`, in place of an earlier one.

    Args:
        root: the unit's folder.
        sealed: the sealed edition instead of practice.
        book: the built pages, see `courseware.bundle.built_book`.
        wheels: gives every package that a student needs, for computers that have never been online.

    Raises:
        CoursewareError: something that students need cannot be had, or the bundle is too large; an earlier
            one is as it was.
    """
    unit, when = load_bank(root, sealed=sealed).unit, moment(root)
    name = bundle_name(unit)
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch, name)
        students_tree(root, tree, sealed)
        files: dict[str, Path | bytes] = {**files_in(tree, name), **files_in(book, f"{name}/{BOOK}")}
        for file, text in start_here(unit, wheels is not None).items():
            files[f"{name}/{file}"] = text.encode()
        if wheels:
            engine = next((tree / WHEELS).iterdir())
            files |= {f"{name}/{WHEELS}/{wheel.name}": wheel for wheel in wheels(engine)}
        path = folder / f"{name}{'-with-wheels' if wheels else ''}.zip"
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".zip.new")
        try:
            write_zip(new, files, when)
            if not wheels and new.stat().st_size > LIMIT:
                raise _too_large(path, new.stat().st_size, files)
            os.replace(new, path)
        finally:
            new.unlink(missing_ok=True)
    return Written(path, path.stat().st_size, len(files))


def _too_large(path: Path, size: int, files: Mapping[str, Path | bytes]) -> CoursewareError:
    sizes = {name: _size(content) for name, content in files.items()}
    largest = max(sizes, key=sizes.__getitem__)
    problem = f"it would have {size / 1e6:.1f} MB, more than the {LIMIT / 1e6:.0f} MB that a bundle may have"
    largest_said = f"{largest.partition('/')[2]}, {sizes[largest] / 1e6:.1f} MB"
    return CoursewareError(path, "", problem, f"make its files smaller; the largest is {largest_said}")


def _size(content: Path | bytes) -> int:
    return content.stat().st_size if isinstance(content, Path) else len(content)
