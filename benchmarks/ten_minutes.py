"""`python -m benchmarks.ten_minutes`: from a fresh clone to a graded class, each step timed.

Everything happens in a temporary folder with an empty home, so that no cache of packages helps. What is typed
is what the teacher's guide says; the last line is taken from what `courseware sample-class` prints. The clone
is one of this folder, so it holds what is committed here.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.commands import ROOT, say
from benchmarks.machine import machine
from benchmarks.text_table import text_table

CLONE, BOOK, SAMPLE = "git clone", "make book", "courseware sample-class"
# What could lead to the caches and environments of whoever measures.
_LEFT_BEHIND = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "EDITION")
_CACHES = ("XDG_", "npm_config_cache", "PIP_CACHE", "COURSEWARE_")


def steps(folder: Path) -> Iterator[tuple[str, float, str]]:
    """Do each step in an empty `folder`: what was typed, seconds, its output.

    Raises:
        SystemExit: a step failed; its output is in the message.
    """
    home, unit = folder / "home", folder / "unit"
    home.mkdir()
    env = _environment(home, unit)
    yield CLONE, *_run(["git", "clone", "--quiet", "--no-local", ROOT, unit], folder, env)
    yield BOOK, *_run(["make", "book"], unit, env)
    seconds, output = _run(["courseware", "sample-class", "sample"], unit, env)
    yield SAMPLE, seconds, output
    typed = output.strip().splitlines()[-1]
    yield "courseware grade", *_run(shlex.split(typed), unit, env)


def _environment(home: Path, unit: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _LEFT_BEHIND and not name.startswith(_CACHES)
    }
    path = f"{unit / '.venv' / 'bin'}{os.pathsep}{kept.get('PATH', os.defpath)}"
    return {**kept, "HOME": str(home), "PATH": path}


def _run(command: list[str | Path], cwd: Path, env: dict[str, str]) -> tuple[float, str]:
    say(" ".join(map(str, command)))
    begun = time.monotonic()
    done = subprocess.run(
        ["env", *map(str, command)],  # it looks for the program in the new path, where this process would not
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    seconds = time.monotonic() - begun
    if done.returncode:
        raise SystemExit(f"{done.stdout[-4000:]}\n{command[0]}: exit code {done.returncode}")
    return seconds, done.stdout


def report(measured: Sequence[tuple[str, float]], when: date) -> str:
    """The steps as Markdown.

    Args:
        measured: what was typed, seconds.
    """
    total = sum(seconds for _, seconds in measured)
    rows = [(f"`{typed}`", _time(seconds)) for typed, seconds in measured]
    about = f"{when:%Y-%m-%d}; {machine()}; an empty home, so every package was downloaded"
    return f"{about}\n\n{text_table(('Step', 'min:s'), [*rows, ('all', _time(total))])}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def main() -> None:
    """Measure, print what the last step said, and the table."""
    if sys.platform == "win32":
        raise SystemExit("This needs make, as Linux and macOS have it.")
    with tempfile.TemporaryDirectory(prefix="ten-minutes-") as folder:
        done = list(steps(Path(folder)))
    print(f"{done[-1][2]}\n{report([step[:2] for step in done], date.today())}")


if __name__ == "__main__":
    main()
