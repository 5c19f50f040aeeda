"""``kill -9`` at any moment, of the command or of one of its workers: old results or new, never less.

Nothing is left running, and the next run finishes.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from courseware.bank import Bank
from courseware.gradebook.publish import staging_folder
from courseware.gradebook.workers import MANY, cores
from tests.conftest import ROOT
from tests.gradebook.conftest import School
from tests.hostile import guarded
from tests.hostile.graded import contents

KILLS = 16  # steps of grading a small class
CLASS = MANY + 20  # hand-ins, enough for worker processes


def test_killed_at_any_step_old_or_new_results_are_whole_and_the_next_run_finishes(tmp_path):
    command = [sys.executable, Path(__file__).with_name("killed_steps.py"), tmp_path, str(KILLS)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr
    start, *kills = map(json.loads, done.stdout.splitlines())
    assert start["same"]  # what was kept of the run before changes nothing
    assert len(kills) == KILLS
    for kill in kills:
        assert (kill["died"], kill["next"]) == (True, "new"), kill
        assert kill["after"] in ("old", "new"), kill
        assert kill["beside"] == ["hand-ins", "results", "roster.csv", "unit"], kill
    order = [kill["after"] for kill in kills]
    assert order == sorted(order, reverse=True)  # old until the exchange, new from then on


class Large(NamedTuple):
    """A class that was graded, and whose students have all handed in again since.

    Attributes:
        before: a folder with a copy of the results before.
        old: these results.
        new: the results after.
        seconds: that grading it again takes.
    """

    school: School
    before: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    seconds: float

    def go_back(self) -> None:
        """To the results before, so that there is everything to do."""
        shutil.rmtree(self.school.out)
        shutil.copytree(self.before, self.school.out)

    def check(self) -> None:
        assert contents(self.school.out) in (self.old, self.new)


@pytest.fixture(scope="module")
def large(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Large:
    school = School(tmp_path_factory.mktemp("large"), bank)
    school.enrol(*((f"s-{n}", f"Student {n}") for n in range(CLASS)))
    school.put("0.json", school.record("s-0", {"rivers-01": "low"}, "2026-11-20T08:00:00Z"))
    assert _grade(school).code == 0
    old = contents(school.out)
    before = Path(shutil.copytree(school.out, tmp_path_factory.mktemp("before") / "results"))
    for n in range(CLASS):
        school.put(f"{n}.json", school.record(f"s-{n}"))
    run = _grade(school)
    assert run.code == 0
    large = Large(school, before, old, contents(school.out), run.seconds)
    large.go_back()
    return large


def _grade(school: School) -> guarded.Run:
    return guarded.run(school.folder, school.command())


def _left(token: str) -> list[int]:
    """The processes that have `token` in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if token.encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:  # it has ended
            continue
    return found


def _wait_until_none_is_left(token: str) -> None:
    deadline = time.monotonic() + 10
    while left := _left(token):
        assert time.monotonic() < deadline, f"still running: {left}"
        time.sleep(0.02)


@contextlib.contextmanager
def _running(large: Large) -> Iterator[tuple[subprocess.Popen, str]]:
    """The command at work, and the token of its processes; afterwards none of them is left."""
    token = f"courseware-{uuid.uuid4()}"
    running = guarded.start(large.school.folder, large.school.command(), TOKEN=token)
    yield running, token
    running.wait(guarded.TIME)
    _wait_until_none_is_left(token)
    large.check()


@pytest.mark.parametrize(
    ("sent", "part"),
    [(signal.SIGKILL, 0.5), (signal.SIGKILL, 0.7), (signal.SIGKILL, 0.9), (signal.SIGTERM, 0.8)],
)
def test_a_command_that_is_killed_leaves_whole_results_and_nothing_running(large, sent, part):
    with _running(large) as (running, _):
        time.sleep(part * large.seconds)
        running.send_signal(sent)


def test_ctrl_c_leaves_whole_results_and_nothing_running(large):
    stopped = (130, "courseware: stopped; earlier results are as they were.\n")
    ends = []
    while stopped not in ends and len(ends) < 10:  # on a busy machine a run may be over before it is told
        shutil.rmtree(staging_folder(large.school.out), ignore_errors=True)  # of a run that was killed
        large.go_back()
        with _running(large) as (running, _):
            while not staging_folder(large.school.out).exists() and running.poll() is None:
                time.sleep(0.005)
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGINT)  # as a terminal does: the workers get it too
        ends.append((running.returncode, (large.school.folder / "err.txt").read_text()))
    assert stopped in ends
    assert {*ends} <= {stopped, (0, "")}


def _workers(running: subprocess.Popen, token: str) -> list[int]:
    """The command's workers, as soon as it has as many as it will have; none on a machine with one core."""
    wanted = cores() if cores() > 1 else 0
    while running.poll() is None:
        workers = [process for process in _left(token) if process != running.pid]
        if len(workers) >= wanted:
            return workers
        time.sleep(0.005)
    return []


@pytest.mark.parametrize("part", [0, 0.2])
def test_a_worker_that_is_killed_costs_nothing(large, part):
    with _running(large) as (running, token):
        workers = _workers(running, token)
        assert workers or cores() == 1
        time.sleep(part * large.seconds)
        for worker in workers[:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
    assert (running.returncode, (large.school.folder / "err.txt").read_text()) == (0, "")
    assert contents(large.school.out) == large.new


def test_workers_end_with_the_command(large):
    with _running(large) as (running, token):
        assert _workers(running, token) or cores() == 1
        running.kill()


def test_the_next_run_finishes(large):
    with _running(large) as (running, _):
        pass
    assert running.returncode == 0
    assert contents(large.school.out) == large.new
    assert [path.name for path in large.school.folder.iterdir() if path.name.startswith(".")] == []
