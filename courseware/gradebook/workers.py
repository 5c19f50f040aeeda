"""Do the same to many things, and give the results in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]  # what is being done, how many are, of how many


def run(
    function: Callable[[Job], Result], jobs: Sequence[Job], doing: str, progress: Progress
) -> Iterator[Result]:
    """The function's result for each job, in the order of the jobs.

    Args:
        function: pure, and made so that it can be sent to another process.
        doing: what to tell `progress`.
    """
    for done, job in enumerate(jobs, start=1):
        yield function(job)
        progress(doing, done, len(jobs))
