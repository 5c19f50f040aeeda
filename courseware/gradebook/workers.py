"""Do the same to many things, in as many processes as pay off, and give the results in order.

A function that is mapped here is pure: it can run anywhere, and again if a process dies over it. It and its
jobs and results are sent between processes, so they are plain values that can be pickled; nothing that a
student sent is ever among what is unpickled but text and numbers.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]  # what is being done, how many are, of how many

MANY = 400  # jobs that take longer than starting processes for them


class Workers(Protocol):
    """Whoever does the work."""

    def map(
        self, function: Callable[[Job], Result], jobs: Sequence[Job], chunk: int
    ) -> Iterator[Result]:
        """The function's result for each job, in the order of the jobs.

        Args:
            function: pure; an exception that it raises is raised here.
            chunk: jobs that are sent at a time; their results are in memory at once.
        """

    def dismiss(self) -> None:
        """Let them go: nothing more is to be done."""


class ThisProcess:
    """No other process at all."""

    def map(
        self, function: Callable[[Job], Result], jobs: Sequence[Job], chunk: int
    ) -> Iterator[Result]:
        return map(function, jobs)

    def dismiss(self) -> None:
        pass


@contextlib.contextmanager
def hired(jobs: int, scheduler: str = "", shared: Sequence[Path] = ()) -> Iterator[Workers]:
    """Workers for about so many jobs, let go at the end.

    Args:
        scheduler: address of a Dask scheduler whose workers do it; "" for this machine.
        shared: what its workers must see.

    Raises:
        CoursewareError: there is no such scheduler.
    """
    if scheduler:
        from courseware.gradebook.cluster import Cluster

        with Cluster(scheduler, [Path.cwd() / path for path in shared]) as cluster:
            yield cluster
    elif jobs < MANY or cores() == 1:
        yield ThisProcess()
    else:
        from courseware.gradebook.processes import Processes

        with Processes(cores()) as processes:
            yield processes


def cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    workers: Workers,
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    doing: str,
    progress: Progress,
    chunk: int = 250,
) -> Iterator[Result]:
    """`workers.map`, telling `progress` of every result."""
    for done, result in enumerate(workers.map(function, jobs, chunk), start=1):
        yield result
        progress(doing, done, len(jobs))
