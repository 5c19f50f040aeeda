"""Worker processes on this machine.

Each worker has a pipe of its own and nothing in common with the others: no queue, no lock. So one that dies
(killed, out of memory) is an end of file on its pipe, and what it was doing goes to another. If this process
dies, be it by ``kill -9``, the workers find their pipes closed and end too.
"""

from __future__ import annotations

import contextlib
import gc
import heapq
import multiprocessing
import pickle
import signal
import sys
import threading
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any

from courseware.errors import CoursewareError

_IN_HAND = 2  # chunks that a worker has, so that it need not wait for the next
_AHEAD = 3  # chunks a worker that may be under way or done before they are asked for
_TRIES = 2  # processes that may die over the same jobs


class Processes:
    """As many worker processes as asked for, or as the system grants.

    Args:
        count: processes.
        method: "fork", which shares memory but is safe on Linux alone, or "spawn".
    """

    def __init__(self, count: int, method: str = "fork" if sys.platform == "linux" else "spawn") -> None:
        context: Any = multiprocessing.get_context(method)
        self._pipes: list[Connection] = []
        self._processes: list[BaseProcess] = []
        self._threads: list[threading.Thread] = []
        if method == "fork":  # else the first round of garbage collection copies all that is shared
            gc.collect()
            gc.freeze()
        for _ in range(count):
            ours, theirs = context.Pipe()
            inherited = [*self._pipes, ours] if method == "fork" else []
            process = context.Process(target=_work, args=(theirs, inherited), daemon=True)
            try:
                process.start()
            except OSError:  # no more processes, no more memory: fewer will do
                ours.close()
                break
            finally:
                theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *exception: object) -> None:
        self.dismiss()

    def dismiss(self) -> None:
        """End the processes, and give their memory back."""
        for process in self._processes:
            process.terminate()
            process.join()
        for thread in self._threads:
            thread.join()
        for pipe in self._pipes:
            pipe.close()
        gc.unfreeze()

    def map(self, function: Callable[[Any], Any], jobs: Sequence[Any], chunk: int) -> Iterator[Any]:
        """As `courseware.gradebook.workers.Workers` has it.

        Raises:
            CoursewareError: jobs were lost with each worker that took them on.
        """
        if not self._pipes:
            yield from map(function, jobs)
            return
        alive = [
            pipe for pipe, process in zip(self._pipes, self._processes, strict=True) if process.is_alive()
        ]
        task = _Task(jobs, chunk, len(alive))
        sent = pickle.dumps(function)
        self._threads = [
            threading.Thread(target=_serve, args=(pipe, sent, task), daemon=True) for pipe in alive
        ]
        for thread in self._threads:
            thread.start()
        try:
            yield from task.results()
        finally:
            task.stop()


class _Task:
    """Chunks of jobs that several threads take on, and their results in order."""

    def __init__(self, jobs: Sequence[Any], chunk: int, threads: int) -> None:
        self._jobs, self._chunk = jobs, chunk
        self._count = -(-len(jobs) // chunk)
        self._waiting = list(range(self._count))  # a heap
        self._answers: dict[int, tuple[bool, Any]] = {}
        self._losses: Counter[int] = Counter()
        self._wanted = 0  # the chunk whose results are asked for next
        self._ahead, self._threads = _AHEAD * threads, threads
        self._over = self._count == 0
        if not threads and self._count:
            self._answers[0] = False, self._lost(0)
        self._change = threading.Condition()

    def take(self, wait: bool) -> tuple[int, Sequence[Any]] | None:
        """A chunk to work on; None if there is none, or after waiting, when all is done."""
        with self._change:
            if wait:
                self._change.wait_for(lambda: self._over or self._ready())
            if self._over or not self._ready():
                return None
            number = heapq.heappop(self._waiting)
        return number, self._jobs[number * self._chunk : (number + 1) * self._chunk]

    def _ready(self) -> bool:
        return bool(self._waiting) and self._waiting[0] < self._wanted + self._ahead

    def give(self, number: int, answer: tuple[bool, Any]) -> None:
        """Hand in what a chunk came to."""
        with self._change:
            self._answers[number] = answer
            self._change.notify_all()

    def lose(self, numbers: Iterable[int]) -> None:
        """The worker died over these chunks, and its thread ends: another may try, but only once."""
        with self._change:
            self._threads -= 1
            for number in numbers:
                self._losses[number] += 1
                if self._losses[number] < _TRIES and self._threads:
                    heapq.heappush(self._waiting, number)
                else:
                    self._answers[number] = False, self._lost(number)
            if not self._threads:
                for number in self._waiting:
                    self._answers[number] = False, self._lost(number)
            self._change.notify_all()

    def _lost(self, number: int) -> CoursewareError:
        first, last = number * self._chunk + 1, min((number + 1) * self._chunk, len(self._jobs))
        where = f"hand-ins {first:,} to {last:,} of {len(self._jobs):,}"
        problem = "each process that took them on was killed, perhaps because memory ran out"
        return CoursewareError(where, "", problem, "close other programs and run the command again")

    def results(self) -> Iterator[Any]:
        """All results in order; waits for each."""
        for number in range(self._count):
            with self._change:
                self._change.wait_for(partial(self._answers.__contains__, number))
                is_result, value = self._answers.pop(number)
                self._wanted = number + 1
                self._change.notify_all()
            if not is_result:
                raise value
            yield from value

    def stop(self) -> None:
        """Let no thread take on more."""
        with self._change:
            self._over = True
            self._change.notify_all()


def _serve(pipe: Connection, function: bytes, task: _Task) -> None:
    """One worker's side in this process: give it chunks for as long as it lives."""
    first: bytes | None = function
    in_hand: deque[int] = deque()
    try:
        while True:
            while len(in_hand) < _IN_HAND and (taken := task.take(wait=not in_hand)):
                in_hand.append(taken[0])
                pipe.send((first, taken[1]))
                first = None
            if not in_hand:
                return
            answer = pipe.recv()
            task.give(in_hand.popleft(), answer)
    except (EOFError, OSError):
        task.lose(in_hand)


def _work(pipe: Connection, inherited: Sequence[Connection]) -> None:
    """A worker: does what comes through the pipe until it is closed."""
    for other in inherited:  # else one worker would keep the others' pipes open
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    messages: SimpleQueue[tuple[bytes | None, Sequence[Any]] | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, messages), daemon=True).start()
    function: Callable[[Any], Any] = repr
    with contextlib.suppress(OSError):
        while message := messages.get():
            sent, jobs = message
            if sent is not None:
                function = pickle.loads(sent)
            pipe.send(_answer(function, jobs))


def _receive(pipe: Connection, messages: SimpleQueue[Any]) -> None:
    """Take in what comes while the worker works: else both ends could wait for each other to read."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            messages.put(pipe.recv())
    messages.put(None)


def _answer(function: Callable[[Any], Any], jobs: Sequence[Any]) -> tuple[bool, Any]:
    try:
        return True, [function(job) for job in jobs]
    except (CoursewareError, OSError) as error:  # meant for the user, and made to be sent
        return False, error
    except Exception:
        return False, RuntimeError(f"in a worker process:\n{traceback.format_exc()}")
