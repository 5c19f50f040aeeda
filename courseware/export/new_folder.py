"""Write files into a folder that is new or empty, all of them or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from courseware.errors import CoursewareError

_STAGING = ".courseware-new"


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` into `folder`.

    Args:
        folder: does not exist, or is empty; its parent exists.
        files: contents by path in the folder, "/" between folders.

    Raises:
        CoursewareError: `folder` is something else; it is as it was.
        OSError: a file could not be written, for instance on a full disk; `folder` is as it was.
    """
    there = _is_there(folder)
    staging = folder / _STAGING
    try:
        if not there:
            folder.mkdir()
        shutil.rmtree(staging, ignore_errors=True)  # what a killed run left
        for name, content in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for part in sorted(os.listdir(staging)):
            os.rename(staging / part, folder / part)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if not there and folder.is_dir() and not os.listdir(folder):
            folder.rmdir()


def _is_there(folder: Path) -> bool:
    mend = "name a new or an empty folder"
    if not os.path.lexists(folder):
        if not folder.parent.is_dir():
            raise CoursewareError(folder, "", f"there is no folder {folder.parent}", f"make it, or {mend}")
        return False
    if not folder.is_dir():
        raise CoursewareError(folder, "", "this is not a folder", mend)
    if set(os.listdir(folder)) - {_STAGING}:
        raise CoursewareError(folder, "", "the folder is not empty", mend)
    return True
