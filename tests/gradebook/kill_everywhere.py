"""Publish again and again, each time in a process that kills itself one step later, and say what is left.

Run by test_publish.py. A step is whatever Python's audit hooks see: opening, making, renaming and removing
files, looking up a function of the C library. Prints one JSON line a kill: state of the results right after
it, state after the next run, and what lies beside the results then.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from courseware.gradebook import publish


def results(text: str) -> list[tuple[str, bytes]]:
    return [
        ("feedback/a.html", text.encode()),
        ("feedback/b.html", text.encode()),
        ("gradebook.csv", text.encode()),
    ]


def state(out: Path) -> str:
    """The text that all files of the results agree on; "missing" or "mixed" otherwise."""
    if not out.exists():
        return "missing"
    texts = {(out / name).read_text() if (out / name).exists() else "no file" for name, _ in results("")}
    return texts.pop() if len(texts) == 1 else "mixed"


def run(out: Path, text: str) -> None:
    with publish.sole_writer(out):
        publish.publish(out, results(text))


def killed_at(step: int, out: Path, text: str) -> bool:
    """Publish in a child process that dies before its `step`-th step; whether it died."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    seen = 0

    def hook(event: str, arguments: tuple) -> None:
        nonlocal seen
        if event.startswith(("open", "os.", "shutil.", "ctypes.")):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    run(out, text)
    os._exit(0)


def main(folder: Path, exchange: str) -> None:
    if exchange == "without-exchange":
        publish.exchange = lambda one, other: False
    step, died = 0, True
    while died:
        step += 1
        out = folder / f"{step}" / "results"
        out.parent.mkdir()
        run(out, "old")
        died = killed_at(step, out, "new")
        after_kill = state(out)
        run(out, "next")
        beside = sorted(path.name for path in out.parent.iterdir())
        print(
            json.dumps({"died": died, "after_kill": after_kill, "after_next": state(out), "beside": beside})
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
