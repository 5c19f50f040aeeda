"""Grade a class again and again on a disk that fills up sooner each time, and say what became of it.

Run by test_full_disk.py in a namespace of its own, where a small disk can be made without rights:
``small_disk.py FOLDER WAY``, where WAY is "bytes" or "files", whichever the disk runs out of. Prints one JSON
line a run.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from courseware.bank import load_bank
from courseware.cli import main
from tests.gradebook.conftest import LANDS, School
from tests.hostile.graded import contents

STUDENTS = 12
SIZE, FILES = 8_000_000, 2_000
STEPS = 24  # of room, from none to enough


def hand_in(school: School, saved: str) -> None:
    for n in range(STUDENTS):
        school.put(f"{n}.json", school.record(f"s-{n}", saved=saved))


def room(disk: Path) -> dict[str, int]:
    status = os.statvfs(disk)
    return {"bytes": status.f_bavail * status.f_frsize, "files": status.f_favail}


def fill(disk: Path, way: str, left: int) -> Path:
    """Take room away until `left` bytes or files are left."""
    filler = disk / "filler"
    if way == "bytes":
        with open(filler, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, room(disk)[way] - left))
        return filler
    filler.mkdir()
    for n in range(room(disk)[way] - left):
        (filler / f"{n}").touch()
    return filler


def clear(filler: Path) -> None:
    if filler.is_dir():
        for file in filler.iterdir():
            file.unlink()
        filler.rmdir()
    else:
        filler.unlink()


def mounted(folder: Path) -> Path:
    disk = folder / "disk"
    disk.mkdir()
    options = f"size={SIZE},nr_inodes={FILES}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=True)
    return disk


def sweep(folder: Path, way: str) -> None:
    disk = mounted(folder)
    school = School(folder, load_bank(LANDS))
    school.enrol(*((f"s-{n}", f"Student {n}") for n in range(STUDENTS)))
    school.out = disk / "results"
    command = school.command()
    hand_in(school, "2026-11-20T08:00:00Z")
    free = room(disk)[way]
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(command) == 0
    before, takes = contents(school.out), free - room(disk)[way]
    hand_in(school, "2026-11-21T08:00:00Z")
    code, step = 2, 0
    while code:
        filler = fill(disk, way, takes * step // STEPS)
        error = io.StringIO()
        with contextlib.redirect_stderr(error), contextlib.redirect_stdout(io.StringIO()):
            code = main(command)
        clear(filler)
        after = contents(school.out)
        beside = sorted(path.name for path in disk.iterdir())
        same = after == before
        print(
            json.dumps({"code": code, "error": error.getvalue(), "same": same, "beside": beside}), flush=True
        )
        step += 1


if __name__ == "__main__":
    os.sync = lambda: None  # the other disks of the machine are not of interest
    sweep(Path(sys.argv[1]), sys.argv[2])
