"""Workers of a running Dask cluster, for a course that outgrows one machine.

Every worker needs this package, in the version that is run here, and sees the hand-ins under the same path:
in a shared folder. A worker that dies, or joins late, is Dask's matter: what was lost is done again
elsewhere, since it is a pure function of the files.
"""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from courseware.errors import CoursewareError
from courseware.gradebook.kept import program

_PATIENCE = 30  # seconds without any worker
_LOOK = 5  # seconds between looks at whether there is any
_AHEAD = 4  # chunks a thread of the cluster that may be under way or waiting here
_INSTALL = "install it by `pip install --require-hashes -r requirements-cluster.txt`"
_one_at_a_time = threading.Lock()


class Cluster:
    """The workers of a scheduler.

    Args:
        scheduler: its address, such as ``tcp://10.0.0.1:8786``.
        shared: what every worker must see.

    Raises:
        CoursewareError: there is no scheduler, or no worker, or Dask is not installed.
    """

    def __init__(self, scheduler: str, shared: Sequence[Path]) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise CoursewareError("--scheduler", scheduler, "Dask is not installed", _INSTALL) from None
        self._address, self._needs = scheduler, (program(), tuple(map(str, shared)))
        try:
            self._client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:  # an OSError tells of the time it waited, too
            problem = f"no scheduler answers there ({type(error).__name__})"
            mend = "start one by `dask scheduler`, and give the address that it prints"
            raise CoursewareError("--scheduler", scheduler, problem, mend) from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.close(timeout=_LOOK)

    def dismiss(self) -> None:
        """Nothing: they are not ours."""

    def map(self, function: Callable[[Any], Any], jobs: Sequence[Any], chunk: int) -> Iterator[Any]:
        """As `courseware.gradebook.workers.Workers` has it.

        Raises:
            CoursewareError: the cluster is gone, or jobs were lost with each worker that took them on.
        """
        self._wait_for_workers()
        # a task of its own, so that a worker that joins or takes over gets it too
        there = self._client.submit(pickle.loads, pickle.dumps(function), pure=False)
        under_way: deque[Any] = deque()
        ahead = max(2, _AHEAD * sum(self._client.nthreads().values()))
        for start in range(0, len(jobs), chunk):
            if len(under_way) == ahead:
                yield from self._result(under_way.popleft())
            some = pickle.dumps(jobs[start : start + chunk])
            under_way.append(self._client.submit(_do, there, some, self._needs, pure=False))
        while under_way:
            yield from self._result(under_way.popleft())

    def _result(self, future: Any) -> list[Any]:
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        while True:
            try:
                return pickle.loads(future.result(timeout=_LOOK))
            except TimeoutError:
                self._wait_for_workers()
            except KilledWorker:
                problem = "each worker that took some hand-ins on was killed, perhaps for want of memory"
                raise self._error(problem, "look into the workers' logs") from None
            except CancelledError:
                raise self._error("the scheduler is gone", "start it and run the command again") from None

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (TimeoutError, OSError):
            mend = "start some by `dask worker` and the address, and run the command again"
            raise self._error("the scheduler has no workers", mend) from None

    def _error(self, problem: str, mend: str) -> CoursewareError:
        return CoursewareError("--scheduler", self._address, problem, mend)


def _do(function: Callable[[Any], Any], jobs: bytes, needs: tuple[str, tuple[str, ...]]) -> bytes:
    """On a worker: some jobs' results, packed by ourselves, so that the scheduler passes them on unopened."""
    _check(*needs)
    with _one_at_a_time:  # a worker may have several threads, and this package knows of none
        return pickle.dumps([function(job) for job in pickle.loads(jobs)])


@lru_cache
def _check(expected: str, shared: tuple[str, ...]) -> None:
    """Refuse to work with other code than the command's, or without the hand-ins."""
    import socket

    if program() != expected:
        problem = "this worker has another version of the program or of Python"
        raise CoursewareError("worker", socket.gethostname(), problem, "install the same on all machines")
    missing = next((path for path in shared if not Path(path).exists()), None)
    if missing is not None:
        problem = "this worker does not see what was handed in"
        where = f"worker {socket.gethostname()}"
        raise CoursewareError(missing, where, problem, "put it into a folder that all machines share")
