"""The engine as a wheel, from its own source folder: the same bytes for the same sources and time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import courseware
from courseware.bundle.moment import VARIABLE
from courseware.errors import CoursewareError

ENGINE = Path(courseware.__file__).parent
_BESIDE = ("pyproject.toml", "README.md", "LICENSE")


def write_engine_wheel(folder: Path, moment: int) -> Path:
    """Build the engine's wheel into `folder`.

    Args:
        folder: made if it is not there.
        moment: the time that its files bear, in seconds since 1970.

    Returns:
        The wheel.

    Raises:
        CoursewareError: the engine is installed without its sources, or pip cannot build it.
    """
    source = ENGINE.parent
    if not (source / "pyproject.toml").is_file():
        mend = "make the bundle in the book's folder, where `make` sets everything up"
        raise CoursewareError(ENGINE, "", "the engine is installed without its sources", mend)
    with tempfile.TemporaryDirectory() as scratch:
        # a copy: in the sources, setuptools would leave a folder and take stale files from it next time
        copy, made = Path(scratch, "source"), Path(scratch, "made")
        shutil.copytree(ENGINE, copy / ENGINE.name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        for name in _BESIDE:
            shutil.copy(source / name, copy / name)
        for path in copy.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)  # whatever this machine gives new files
        alone = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", *alone, "--wheel-dir"]
        command += [str(made), str(copy)]
        environment = {**os.environ, VARIABLE: str(moment)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
        if done.returncode:
            last = (done.stdout + done.stderr).strip().rpartition("\n")[2]
            mend = "set the environment up anew with `make setup`"
            raise CoursewareError(source, "", f"pip cannot build the engine's wheel ({last})", mend)
        wheel = next(made.glob("*.whl"))
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(wheel, folder / wheel.name))
