"""Grade a class again and again, each time in a process that kills itself at some step, and say what is left.

Run by test_killed.py: ``killed_steps.py FOLDER COUNT``. A step is whatever Python's audit hooks see of files.
The class was graded before, and since then some hand-ins are new, some changed and some gone, so that what
is kept of the run before is used as well. Prints one JSON line a kill: the step, what the results are right
after it ("old", "new" or something worse), and what they are, and what lies beside them, after the next run.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from pathlib import Path

from courseware.bank import load_bank
from tests.gradebook.conftest import LANDS, School
from tests.hostile.graded import contents

EVENTS = ("open", "os.", "shutil.", "ctypes.", "mmap.", "sqlite3.")
STUDENTS = 8


def graded(school: School, step: int = 0) -> tuple[bool, int]:
    """Grade in a child process that dies before its `step`-th step; whether it died, and after how many."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        with open(ours) as pipe:
            steps = pipe.read()
        return os.WIFSIGNALED(os.waitpid(child, 0)[1]), int(steps or 0)
    seen = 0

    def hook(event: str, arguments: tuple) -> None:
        nonlocal seen
        if event.startswith(EVENTS):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    try:
        school.grade()
        os.write(theirs, str(seen).encode())
    finally:
        os._exit(0)


def first_hand_ins(school: School) -> None:
    for n in range(STUDENTS):
        school.put(f"{n}.json", school.record(f"s-{n}", {"rivers-01": "low"}, "2026-11-20T08:00:00Z"))


def second_hand_ins(school: School) -> None:
    """One is gone, some are new, one has changed in place."""
    (school.hand_ins / "0.json").unlink()
    for n in range(1, STUDENTS // 2):
        school.put(f"again/{n}.json", school.record(f"s-{n}"))
    school.put("7.json", school.record("s-7"))


def main(folder: Path, count: int) -> None:
    (folder / "class").mkdir()
    school = School(folder / "class", load_bank(LANDS))
    school.enrol(*((f"s-{n}", f"Student {n}") for n in range(STUDENTS)))
    first_hand_ins(school)
    school.grade()  # here, so that what it imports is there in every child
    shutil.copytree(school.out, folder / "old")
    old = contents(school.out)
    second_hand_ins(school)
    died, steps = graded(school)
    new = contents(school.out)
    assert not died and steps > count and old != new
    shutil.rmtree(school.out)
    graded(school)
    from_scratch = contents(school.out)
    states = [("old", old), ("new", new)]

    def state() -> str:
        now = contents(school.out) if school.out.is_dir() else None
        return next((name for name, known in states if known == now), "broken" if now else "missing")

    print(json.dumps({"steps": steps, "same": new == from_scratch}))
    for step in sorted(random.Random(5).sample(range(1, steps + 1), count)):
        shutil.rmtree(school.out)
        shutil.copytree(folder / "old", school.out)
        died, _ = graded(school, step)
        after = state()
        graded(school)
        beside = sorted(path.name for path in school.folder.iterdir())
        print(json.dumps({"step": step, "died": died, "after": after, "next": state(), "beside": beside}))


if __name__ == "__main__":
    os.sync = lambda: None  # it is the process that dies here, not the machine
    main(Path(sys.argv[1]), int(sys.argv[2]))
