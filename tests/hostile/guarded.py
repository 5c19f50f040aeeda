"""Run the real command under limits, with a tripwire, and say what it did."""

from __future__ import annotations

import ast
import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

TRIPWIRE = Path(__file__).parent / "tripwire"
TIME = 60  # seconds of the clock for a whole folder; twenty times what it takes
MEMORY = 4_000_000_000  # bytes of addresses a process may ask for, so that a bomb ends here
MOST_RESIDENT = 500_000_000  # bytes of memory that any one process may really take


class Run(NamedTuple):
    """What a command did.

    Attributes:
        code: exit code.
        resident: bytes of memory of the largest of its processes.
        seconds: by the clock.
        noted: the tripwire's findings, (kind, what).
    """

    code: int
    out: str
    err: str
    resident: int
    seconds: float
    noted: list[tuple[str, object]]

    def wrote_outside(self, folders: Sequence[Path]) -> list[str]:
        """The paths it opened for writing, made, renamed or removed outside `folders`."""
        allowed = tuple(f"{folder}{os.sep}" for folder in folders)
        own = {str(folder) for folder in folders} | {os.devnull}
        paths = {str(what) for kind, what in self.noted if kind == "wrote"} - own
        return sorted(path for path in paths if not path.startswith(allowed))

    @property
    def tripped(self) -> list[tuple[str, object]]:
        """Everything noted but writing."""
        return [finding for finding in self.noted if finding[0] != "wrote"]


def start(
    folder: Path,
    arguments: Sequence[str | Path],
    program: Sequence[str] = ("-m", "courseware"),
    **settings: str,
) -> subprocess.Popen:
    """Start ``courseware`` in a process group of its own; home, temporary and working folder are in `folder`.

    Args:
        arguments: those of the command.
        program: what Python runs.
        settings: more variables of its environment.
    """
    places = {name: folder / name for name in ("home", "tmp", "work")}
    for place in places.values():
        place.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "HOME": str(places["home"]),
        "TMPDIR": str(places["tmp"]),
        "PYTHONPATH": os.pathsep.join([str(TRIPWIRE), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TRIPWIRE_LOG": str(folder / "tripwire.log"),
        **settings,
    }
    with open(folder / "out.txt", "wb") as out, open(folder / "err.txt", "wb") as err:
        return subprocess.Popen(
            [sys.executable, *program, *map(str, arguments)],
            cwd=places["work"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
            preexec_fn=_limit,
        )


_LIBC = ctypes.CDLL(None)
_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 24, 1, 2  # linux/prctl.h, linux/capability.h


def _limit() -> None:
    # tests in the background of a shell have Ctrl-C switched off, and would hand that on
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # root too then needs permission, as everybody else does
    for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        _LIBC.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(
    folder: Path,
    arguments: Sequence[str | Path],
    program: Sequence[str] = ("-m", "courseware"),
    **settings: str,
) -> Run:
    """Run ``courseware`` to its end (see `start`); a run that takes too long is killed and fails the test."""
    log = folder / "tripwire.log"
    log.unlink(missing_ok=True)
    began = time.monotonic()
    running = start(folder, arguments, program, **settings)
    resident = 0
    while True:
        resident = max(resident, *map(_peak, [running.pid, *_children(running.pid)]))
        ended, status = os.waitpid(running.pid, os.WNOHANG)
        if ended:
            break
        if time.monotonic() - began > TIME:
            os.killpg(running.pid, signal.SIGKILL)
            os.waitpid(running.pid, 0)
            pytest.fail(f"not done after {TIME} s: {(folder / 'err.txt').read_text()[-2000:]}")
        time.sleep(0.02)
    running.returncode = os.waitstatus_to_exitcode(status)
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    noted = [(kind, ast.literal_eval(what)) for kind, what in (line.split(" ", 1) for line in lines)]
    out, err = ((folder / name).read_text("utf-8", "replace") for name in ("out.txt", "err.txt"))
    spent = time.monotonic() - began
    return Run(running.returncode, out, err, resident, spent, noted)


def _children(process: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def _peak(process: int) -> int:
    """The most memory that a process has taken so far, in bytes; 0 where the system does not tell.

    Not ru_maxrss: it begins with the size of the process that forked, here the tests' own.
    """
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def tree(folder: Path, but: Sequence[Path] = ()) -> dict[str, tuple[int, ...]]:
    """Everything below a folder with mode, size, time of change and target, but for what is in `but`."""
    found: dict[str, tuple[int, ...]] = {}
    left_out = {os.fspath(path) for path in but}
    waiting: list[str | Path] = [folder]
    while waiting:
        folder = waiting.pop()
        if not os.access(folder, os.R_OK | os.X_OK):
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.path in left_out:
                    continue
                status = entry.stat(follow_symlinks=False)
                found[entry.path] = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ino)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return found
