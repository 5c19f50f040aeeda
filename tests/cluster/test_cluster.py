"""Grading on a Dask cluster comes to what grading on one machine comes to, whatever becomes of a worker."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import time
from pathlib import Path

from tests.cluster.conftest import TIME, Cluster, Machines
from tests.gradebook.conftest import School

PARQUET = "gradebook.parquet"


def command(school: School, hand_ins: Path, *more: object) -> list[object]:
    where = ["--roster", school.roster, "--root", school.root, "--out", school.out]
    return ["python", "-m", "courseware", "grade", hand_ins, *where, *more]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_worker_killed_in_the_middle_changes_nothing(cluster: Cluster, school: School):
    school.grade()
    expected = files(school.out)
    school.out.rename(school.folder / "expected")
    for pid in cluster.pids.values():
        os.kill(pid, signal.SIGSTOP)  # so that the one that is killed has work in hand
    running = cluster.start(*command(school, school.hand_ins, "--scheduler", cluster.address))
    pid = cluster.pids.pop(cluster.script("busy.py", cluster.address))
    os.kill(pid, signal.SIGKILL)
    (other,) = cluster.pids.values()
    os.kill(other, signal.SIGCONT)
    assert running.wait(TIME) == 0
    made = files(school.out)
    table = cluster.script("tables.py", "read", school.out / PARQUET)
    del made[PARQUET]
    assert made == expected
    assert_same_table(table, cells(expected["gradebook.csv"]))


def assert_same_table(table: dict, expected: list[dict[str, str]]) -> None:
    """Numbers as numbers, all else as text."""
    assert list(table["types"]) == list(expected[0])
    numbers = ("rivers-01", "total", "first try", "of", "answered")
    assert {table["types"][name] for name in numbers} == {"double"}
    assert table["types"]["student"] == "string"
    for row, wanted in zip(table["rows"], expected, strict=True):
        for name, value in row.items():
            if table["types"][name] == "double":
                assert value == (float(wanted[name]) if wanted[name] else None)
            else:
                assert value == wanted[name]


def test_records_in_parquet(machines: Machines, school: School, tmp_path: Path):
    """In one file or in a folder of several, as text or as bytes, in several processes."""
    school.grade()
    expected = cells((school.out / "gradebook.csv").read_bytes())
    rows = [
        [path.relative_to(school.hand_ins).as_posix(), path.read_text()]
        for path in sorted(school.hand_ins.rglob("*"))
        if path.is_file()
    ]
    names = tmp_path / "tables.json"
    parts = {"all.parquet/text.parquet": rows[:200], "all.parquet/bytes/bytes.parquet": rows[200:]}
    names.write_text(json.dumps({"bytes.parquet": [*rows, [None, "{}"], ["empty.json", None]], **parts}))
    machines.script("tables.py", "write", tmp_path, names)
    for name in ("bytes.parquet", "all.parquet"):
        done = machines.run(*command(school, tmp_path / name))
        assert (done.returncode, done.stderr) == (0, "")
        made = cells((school.out / "gradebook.csv").read_bytes())
        assert_same_table(machines.script("tables.py", "read", school.out / PARQUET), made)
        for row in (*made, *expected):
            row["file"] = row["file"].rsplit("/", 1)[-1]
            row["remarks"] = row["remarks"].rsplit("/", 1)[-1]
        assert made == expected
    again = machines.run(*command(school, tmp_path / name))
    assert "593 files found, 593 of them as they were when last graded" in again.stdout


def test_what_is_no_table_of_records_is_said(machines: Machines, school: School, tmp_path: Path):
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    done = machines.run(*command(school, tmp_path / "broken.parquet"))
    assert done.returncode == 2
    assert "broken.parquet: this cannot be read as Parquet (" in done.stderr
    machines.script("tables.py", "rename", tmp_path)
    done = machines.run(*command(school, tmp_path / "other.parquet"))
    assert done.returncode == 2
    assert 'other.parquet: there is no column "content" of text or bytes; give a table with' in done.stderr


def test_a_scheduler_that_does_not_answer_is_said(machines: Machines, school: School):
    started = time.monotonic()
    done = machines.run(*command(school, school.hand_ins, "--scheduler", "tcp://127.0.0.1:1"))
    said = "courseware: --scheduler, tcp://127.0.0.1:1: no scheduler answers there (OSError); start one by"
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(said)
    assert time.monotonic() - started < TIME / 2
