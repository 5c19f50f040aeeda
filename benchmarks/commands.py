"""Running other programs: output in a log, CPU time counted, failure told with the end of the log."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "_build" / "benchmarks"


def say(text: str) -> None:
    """One line of progress, at once."""
    print(f"==> {text}", flush=True)


def run(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None) -> float:
    """Run a program to its end and return the CPU seconds it took, its own children's included.

    Args:
        command: program and arguments.
        cwd: the folder it runs in.
        env: variables to set besides the inherited ones.

    Raises:
        SystemExit: it failed; the message names the log with its output.
    """
    log = BUILD / "last-command.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    before = children_seconds()
    with log.open("wb") as output:
        done = subprocess.run(
            list(map(str, command)),
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        said = " ".join(map(str, command))
        raise SystemExit(f"{tail}\n{said}: exit code {done.returncode}; its output is above and in {log}.")
    return children_seconds() - before


def children_seconds() -> float:
    """CPU seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
