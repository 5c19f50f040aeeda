"""A progress bar on standard error, where somebody is watching."""

from __future__ import annotations

import sys
import time

_WIDTH = 20  # characters of the bar; the line stays below 80
_PAUSE = 0.1  # seconds between two looks of the same bar


class ProgressBar:
    """One line that is written over, a bar for each thing that is done.

    Called with what is being done, how many are, of how many.
    """

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._began = self._next = 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        if not self._on:
            return
        now = time.monotonic()
        if not self._began:
            self._began = now
        if now < self._next and done < total:
            return
        self._next = now + _PAUSE
        line = progress_line(doing, done, total, now - self._began)
        print(f"\r{line:<79}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        if done == total:
            self._began = self._next = 0.0


def progress_line(doing: str, done: int, total: int, seconds: float) -> str:
    """A bar in words and signs that every terminal has.

    Args:
        seconds: since the first of them was done.
    """
    part = done / total if total else 1.0
    bar = f"{'#' * int(part * _WIDTH):.<{_WIDTH}}"
    left = f", {_time(seconds / part - seconds)} left" if 0 < part < 1 and seconds >= 1 else ""
    return f"{doing:<15} [{bar}] {done:,} of {total:,}{left}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
