"""What a program and all processes that it starts take: time, processor and memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.commands import BUILD, children_seconds

_PAUSE = 0.2  # seconds between looks at the memory


class Usage(NamedTuple):
    """Of one run."""

    wall: float  # seconds
    cpu: float  # seconds, all processes
    memory: float  # MB, the largest sum over the processes at a time; 0 where the system does not tell


def usage(command: Sequence[str | Path], cwd: Path) -> Usage:
    """Run a program to its end and measure it.

    Memory is the sum of the proportional set sizes: what several processes share counts once.

    Raises:
        SystemExit: it failed.
    """
    log = BUILD / "last-command.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    before, started, peak = children_seconds(), time.monotonic(), 0
    with log.open("wb") as output:
        running = subprocess.Popen(list(map(str, command)), cwd=cwd, stdout=output, stderr=output)
        while running.poll() is None:
            peak = max(peak, sum(map(_memory, _tree(running.pid))))
            time.sleep(_PAUSE)
    wall = time.monotonic() - started
    if running.returncode:
        raise SystemExit(f"{command}: exit code {running.returncode}; its output is in {log}.")
    return Usage(wall, children_seconds() - before, peak / 1024)


def _tree(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{thread}/children").read_text().split():
                yield from _tree(int(child))
    except OSError:  # it has ended, or there is no such thing here
        return


def _memory(pid: int) -> int:
    """Proportional set size in kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
