"""The requirements file of a bundle: every package a student needs, pinned, with its checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

from courseware.errors import CoursewareError

LOCK = Path("requirements-student.txt")  # compiled by `make lock`; without the engine
NAME = "requirements.txt"  # as students get it
WHEELS = "wheels"


def requirements_text(root: Path, engine: Path) -> str:
    """The file's text: the lock of the unit's folder, and before it the engine's wheel with its checksum.

    pip finds the wheel without further ado, as a folder in a requirements file is relative to that file.

    Args:
        root: the unit's folder.
        engine: the engine's wheel.

    Raises:
        CoursewareError: the folder holds no lock.
    """
    try:
        lock = (root / LOCK).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CoursewareError(root / LOCK, "", "there is no such file", "write it by `make lock`") from None
    name, version = engine.name.split("-")[:2]
    digest = hashlib.sha256(engine.read_bytes()).hexdigest()
    return f"--find-links {WHEELS}\n{name}=={version} \\\n    --hash=sha256:{digest}\n{lock}"
