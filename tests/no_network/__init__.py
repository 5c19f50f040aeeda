"""A place without a network, in which a test starts programs: only this machine's own loopback is there.

Where the system lets us, it is a network namespace of its own, which has no way out. Elsewhere the programs
are kept from connecting: Python by a module that it imports at its start, Chromium by a proxy that is not
there.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent
_NAMESPACE = _HERE / "namespace.py"


class Place(NamedTuple):
    """How to start a program there.

    Attributes:
        kind: "namespace" or "kept from connecting".
        before: what to put before a command.
        environment: what to add to its environment.
        chromium: arguments of a Chromium.
    """

    kind: str
    before: tuple[str, ...]
    environment: dict[str, str]
    chromium: tuple[str, ...]

    def command(self, words: Sequence[str | Path]) -> list[str]:
        """The command that runs `words` there."""
        return [*self.before, *map(str, words)]

    def program(self, path: str, script: Path) -> Path:
        """Writes a script that runs the program `path` there, for whatever takes a program only."""
        words = shlex.join(self.command([path]))
        script.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        return script


@contextmanager
def no_network() -> Iterator[Place]:
    """The place, for the length of the `with` block."""
    python = sys.executable
    with subprocess.Popen(
        [python, _NAMESPACE, "hold"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        if holder.stdout.readline() == "ready\n":
            yield Place("namespace", (python, str(_NAMESPACE), "join", str(holder.pid)), {}, ())
        else:
            refused = {"PYTHONPATH": str(_HERE / "refused")}
            proxy = ("--proxy-server=http://127.0.0.1:9",)  # "discard": nobody listens; loopback goes past it
            yield Place("kept from connecting", (), refused, proxy)
        holder.stdin.close()


def base_python() -> str:
    """The Python that this one's virtual environment was made from."""
    return os.path.realpath(sys.executable)
