"""The time that everything in a bundle bears, so that two builds of one commit give the same bytes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from courseware.errors import CoursewareError

VARIABLE = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/
EARLIEST = 315_532_800  # 1980-01-01, before which a zip knows no time
_LATEST = 4_354_819_198  # 2107-12-31 23:59:58, after which it knows none


def moment(root: Path, environment: Mapping[str, str] = os.environ) -> int:
    """Seconds since 1970, UTC: what `$SOURCE_DATE_EPOCH` says, else the time of the last commit, else 1980.

    Args:
        root: the unit's folder.

    Raises:
        CoursewareError: the variable holds no such number.
    """
    given = environment.get(VARIABLE, "")
    if given:
        if not (given.isascii() and given.isdigit() and len(given) < 12):
            problem = f"it is `{given[:40]}`, which is no number of seconds since 1970"
            raise CoursewareError(f"environment variable {VARIABLE}", "", problem, "correct or unset it")
        seconds = int(given)
    else:
        seconds = _of_commit(root)
    return min(max(seconds, EARLIEST), _LATEST)


def _of_commit(root: Path) -> int:
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return int(said)
    except (OSError, subprocess.CalledProcessError, ValueError):  # no git, or no commit
        return EARLIEST
