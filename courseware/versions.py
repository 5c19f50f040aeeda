"""What a unit needs of a computer: pandas as it is by now, and the engine that it was made with."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from courseware.errors import CoursewareError

PANDAS = (3, 0)  # the oldest that does; pyproject.toml says the same
_PINNED = "requirements.txt"  # in what students get, it names the engine that came with it
_MEND = "run `pip install -r requirements.txt` in the folder that you got, and restart the kernel"


def check_pandas(version: str) -> None:
    """Refuse a pandas that is too old.

    Args:
        version: such as "3.0.1".

    Raises:
        CoursewareError: it is older than `PANDAS`.
    """
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    if numbers < PANDAS:
        needed = ".".join(map(str, PANDAS))
        raise CoursewareError(f"pandas {version}", "", f"the unit needs {needed} or newer", _MEND)


def check_engine(root: Path) -> None:
    """Refuse an engine of another version than came with the unit.

    Args:
        root: the unit's folder. Where it names no engine, as in the repository, any will do.

    Raises:
        CoursewareError: the installed engine is of another version.
    """
    try:
        with (root / _PINNED).open(encoding="utf-8", errors="replace") as file:
            wanted = re.search(r"^courseware==([\w.+!-]+)", file.read(2000), re.MULTILINE)
        installed = metadata.version("courseware")
    except (OSError, metadata.PackageNotFoundError):  # nothing to compare
        return
    if wanted and wanted[1] != installed:
        problem = f"the unit came with courseware {wanted[1]}, and {installed} is installed"
        raise CoursewareError(root, "", problem, _MEND)
