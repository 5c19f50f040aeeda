"""Makes a virtual environment from pinned, hashed requirements, once, under `_build/tools/`."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOLS = ("nbgrader", "otter", "cluster")
_BESIDE_OURS = ("cluster",)  # packages that come on top of those this Python has
POINTS = Path(__file__).with_name("nbgrader_points.py")  # run by nbgrader's Python: points as JSON
_FOLDER = ROOT / "_build" / "tools"
_TRIES = 3  # of a download: registries and lines fail now and then
_PAUSE = 5  # seconds before another try


def environment(name: str) -> Path:
    """The folder with the programs of a tool's environment, which is made if it is not there.

    It is made anew when its requirements or this Python change. Several processes may ask at once: one makes
    it, the others wait.

    Args:
        name: one of `TOOLS`. Its requirements are in `name.txt` beside this file, or, where they come on top
            of ours, in the project's `requirements-name.txt`.

    Raises:
        RuntimeError: the packages cannot be installed; the message ends with what pip said.
    """
    beside = name in _BESIDE_OURS
    requirements = ROOT / f"requirements-{name}.txt" if beside else Path(__file__).with_name(f"{name}.txt")
    folder, stamp = _FOLDER / name, _FOLDER / name / "requirements.sha256"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with _locked(_FOLDER / f"{name}.lock"):
        if not stamp.is_file() or stamp.read_text() != wanted:
            _say(f"Installing the pinned packages of {name} in an environment of its own (about a minute)")
            shutil.rmtree(folder, ignore_errors=True)
            _run([sys.executable, "-m", "venv", folder], tries=1)
            if beside:
                _look_here_too(programs / "python")
            pip = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            _run([*pip, "--require-hashes", "-r", requirements], tries=_TRIES)
            stamp.write_text(wanted)  # last: an environment without it is half made
    return programs


def student_wheels() -> Path:
    """The folder with a wheel of each package that students install, for this computer and this Python.

    It is filled if it is not there, and anew when the lock or this Python change.

    Raises:
        RuntimeError: they cannot be downloaded; the message ends with what pip said.
    """
    folder, stamp = _FOLDER / "wheels", _FOLDER / "wheels" / "requirements.sha256"
    lock = ROOT / "requirements-student.txt"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with _locked(_FOLDER / "wheels.lock"):
        if not stamp.is_file() or stamp.read_text() != wanted:
            _say("Downloading the packages that students install (about a minute)")
            shutil.rmtree(folder, ignore_errors=True)
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
            whole = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", folder]
            _run([*pip, *whole, "-r", lock], tries=_TRIES)
            stamp.write_text(wanted)  # last: a folder without it is half filled
    return folder


def _look_here_too(python: Path) -> None:
    """Let the new environment find this Python's packages, so that pip installs only what they lack."""
    place = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(place, capture_output=True, text=True, check=True).stdout.strip()
    Path(packages, "ours.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")


def variables(programs: Path, home: Path) -> dict[str, str]:
    """What to set for a tool so that it finds its own programs first, and no user's settings.

    Args:
        programs: the environment's folder of programs.
        home: a folder for whatever the tool keeps; made when it is needed.
    """
    homes = ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    # no PYTHONPATH: a tool must find its own packages, and of this project only the files it is given
    own = {"PATH": path, "VIRTUAL_ENV": str(programs.parent), "PYTHONPATH": ""}
    return {**dict.fromkeys(homes, str(home)), **own}


def _say(line: str) -> None:
    print(f"==> {line}", file=sys.stderr, flush=True)


def _run(command: list[str | Path], tries: int) -> None:
    for left in reversed(range(tries)):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode == 0:
            return
        if left:
            _say(f"That failed; trying again in {_PAUSE} seconds")
            time.sleep(_PAUSE)
    said = (done.stdout + done.stderr)[-2000:]
    raise RuntimeError(f"{' '.join(map(str, command))} failed with exit code {done.returncode}:\n{said}")


@contextlib.contextmanager
def _locked(file: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
