"""Put a folder of results in place of the previous one: whole or not at all.

Everything is written into a folder beside the old one, which then changes places with it in one step of the
file system (``renameat2`` with ``RENAME_EXCHANGE`` on Linux). A process killed at any moment leaves the old
results or the new ones. Where the system has no such step, two renames do it; killed between the two, the
old results lie beside under another name, and the next run puts them back before it does anything else.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from courseware.errors import CoursewareError
from courseware.folder_lock import locked
from courseware.gradebook.collect import OFFICE_LOCKS, RESULTS_MARK
from courseware.gradebook.kept import KEPT
from courseware.gradebook.lms_files import CANVAS, MOODLE
from courseware.gradebook.parquet import GRADEBOOK

_OURS = (
    RESULTS_MARK,
    "gradebook.csv",
    "hand-ins.csv",
    CANVAS,
    MOODLE,
    "report.html",
    "feedback",
    KEPT,
    GRADEBOOK,
)
_MARK_TEXT = "This folder is written by `courseware grade` and replaced as a whole on every run.\n"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


def staging_folder(out: Path) -> Path:
    """Where new results are written before they take their place."""
    return out.with_name(f".{out.name}.courseware-new")


def _aside_folder(out: Path) -> Path:
    return out.with_name(f".{out.name}.courseware-old")


@contextlib.contextmanager
def sole_writer(out: Path) -> Iterator[None]:
    """Hold other runs that write beside `out` until this one is done, and clear up after one that was killed.

    Raises:
        CoursewareError: `out` cannot be a folder of results (see `check`).
    """
    check(out)
    if not out.parent.is_dir():
        raise CoursewareError(out, "", f"there is no folder {out.parent}", "make it, or name another --out")
    with locked(out.parent):
        aside = _aside_folder(out)
        if aside.is_dir() and not os.path.lexists(out):
            os.rename(aside, out)
        for leftover in (aside, staging_folder(out)):
            if leftover.is_dir():
                shutil.rmtree(leftover)
        check(out)
        yield


def check(out: Path) -> None:
    """Refuse a folder that holds anything courseware did not write.

    Raises:
        CoursewareError: `out` is a file or a link, or a folder with something else in it.
    """
    if not os.path.lexists(out):
        return
    if out.is_symlink() or not out.is_dir():
        raise CoursewareError(out, "", "this is not a folder", "name another folder for --out")
    names = sorted(os.listdir(out))
    if names and RESULTS_MARK not in names:
        raise CoursewareError(
            out,
            "",
            "the folder is not empty and was not written by courseware grade",
            "name a new or an empty folder for --out",
        )
    feedback = out / "feedback"
    inner = sorted(os.listdir(feedback)) if feedback.is_dir() and not feedback.is_symlink() else []
    foreign = [name for name in names if name not in _OURS]
    foreign += [f"feedback/{name}" for name in inner if not name.endswith(".html")]
    foreign = [name for name in foreign if not name.startswith(OFFICE_LOCKS)]
    if foreign:
        problem = f"the folder also holds {foreign[0]!r}, which courseware grade did not write"
        raise CoursewareError(out, "", problem, "move it out, since the folder is replaced as a whole")


def publish(out: Path, files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> None:
    """Write `files` and put them in the place of `out`. Call it inside `sole_writer`.

    Args:
        out: the folder of results.
        files: names relative to `out`, with "/" between folders, and contents, whole or in pieces; taken
            one at a time.

    Raises:
        OSError: a file could not be written, for instance on a full disk; `out` is as it was before.
    """
    new = staging_folder(out)
    try:
        new.mkdir()
        made = {new}
        for name, content in chain([(RESULTS_MARK, _MARK_TEXT.encode())], files):
            path = new / name
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            try:
                with open(path, "xb") as file:
                    file.writelines([content] if isinstance(content, bytes) else content)
            except OSError as error:  # a full disk does not say which file it was
                raise OSError(error.errno, error.strerror, os.fspath(out / name)) from None
        if hasattr(os, "sync"):
            os.sync()  # so that a power cut cannot leave names without contents
        _take_place(new, out)
    finally:
        if new.is_dir():  # the old results after an exchange, the unfinished new ones after an error
            shutil.rmtree(new, ignore_errors=True)


def _take_place(new: Path, out: Path) -> None:
    if not os.path.lexists(out):
        os.rename(new, out)
    elif not exchange(new, out):
        aside = _aside_folder(out)
        os.rename(out, aside)
        os.rename(new, out)
        shutil.rmtree(aside, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False if the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0
