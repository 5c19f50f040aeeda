"""Worker processes: results in order, whatever becomes of a worker; none outlives the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from courseware.errors import CoursewareError
from courseware.gradebook.processes import Processes
from courseware.gradebook.workers import ThisProcess, hired, run


def double(number: int) -> int:
    return 2 * number


def slow_if_low(number: int) -> int:
    time.sleep(0.2 if number < 3 else 0)
    return number


def die_once(marker: Path, number: int) -> int:
    """Kills its process when it first meets 7."""
    if number == 7 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_of(fatal: int, number: int) -> int:
    if number == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(error: Exception, number: int) -> int:
    raise error


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_results_come_in_order(method):
    with Processes(2, method) as workers:
        assert list(workers.map(slow_if_low, range(20), 3)) == list(range(20))
        assert list(workers.map(double, range(5), 100)) == [0, 2, 4, 6, 8]
        assert list(workers.map(double, [], 3)) == []


def test_the_work_is_done_elsewhere_and_progress_told():
    told = []
    with Processes(2) as workers:
        places = set(run(workers, own_process, range(8), "done", lambda *args: told.append(args), 1))
    assert os.getpid() not in places
    assert told == [("done", done, 8) for done in range(1, 9)]


def own_process(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def test_the_jobs_of_a_worker_that_dies_go_to_another(tmp_path):
    with Processes(2) as workers:
        function = partial(die_once, tmp_path / "died")
        assert list(workers.map(function, range(40), 4)) == list(range(40))
        assert (tmp_path / "died").exists()
        assert list(workers.map(double, range(40), 4)) == [double(n) for n in range(40)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_jobs_that_kill_every_worker_are_named(count):
    said = "hand-ins 5 to 8 of 40: each process that took them on was killed"
    with Processes(count) as workers, pytest.raises(CoursewareError, match=said):
        list(workers.map(partial(die_of, 6), range(40), 4))


def test_without_workers_left_a_second_task_fails_too_instead_of_waiting():
    with Processes(2) as workers:
        for _ in range(2):
            with pytest.raises(CoursewareError, match="was killed"):
                list(workers.map(partial(die_of, 0), range(40), 4))


@pytest.mark.parametrize(
    "error", [CoursewareError("x.json", "line 1", "it is odd", "mend it"), OSError(28, "No space", "x")]
)
def test_an_error_that_is_meant_for_the_user_arrives_as_it_was(error):
    with Processes(2) as workers, pytest.raises(type(error)) as raised:
        list(workers.map(partial(fail, error), range(40), 4))
    assert str(raised.value) == str(error)


def test_any_other_error_arrives_with_its_traceback():
    with Processes(2) as workers, pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(workers.map(partial(fail, ZeroDivisionError()), range(40), 4))


def test_results_that_nobody_takes_do_not_pile_up(tmp_path):
    with Processes(2) as workers:
        results = workers.map(partial(leave_a_mark, tmp_path), range(100), 1)
        assert next(results) == 0
        time.sleep(0.3)
        assert 1 <= len(list(tmp_path.iterdir())) <= 10
        results.close()


def leave_a_mark(folder: Path, number: int) -> int:
    (folder / str(number)).touch()
    return number


def test_few_jobs_are_done_here():
    with hired(10) as workers:
        assert isinstance(workers, ThisProcess)


def test_where_no_process_can_be_started_the_work_is_done_here(monkeypatch):
    def refuse(self):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    with Processes(2) as workers:
        assert list(workers.map(own_process, range(3), 1)) == [os.getpid()] * 3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks processes up in /proc")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_kill_9_leaves_no_worker_behind(method):
    code = (
        "import sys, time; from courseware.gradebook.processes import Processes\n"
        "if __name__ == '__main__':\n"
        "    with Processes(3, sys.argv[1]) as workers:\n"
        "        list(workers.map(abs, range(3), 1))\n"
        "        print(*(p.pid for p in workers._processes), flush=True)\n"
        "        list(workers.map(time.sleep, [0.05] * 10_000, 1))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, method], stdout=subprocess.PIPE, text=True) as parent:
        children = parent.stdout.readline().split()
        assert len(children) == 3
        parent.kill()
    deadline = time.monotonic() + 10
    while any(alive(pid) for pid in children):
        assert time.monotonic() < deadline, "a worker outlived the command"
        time.sleep(0.02)


def alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
