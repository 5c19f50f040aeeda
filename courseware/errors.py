"""The one error a user is meant to see."""

from __future__ import annotations

from pathlib import Path


class CoursewareError(Exception):
    """Bad input, told in one sentence: which file, where in it, what is wrong, how to mend it.

    Args:
        file: the file at fault, as the user named it.
        place: where in it ("line 12, item trade-03"), or "" for the file as a whole.
        problem: what is wrong, without a full stop.
        mend: what to do about it, as an imperative, without a full stop.
    """

    def __init__(self, file: Path | str, place: str, problem: str, mend: str) -> None:
        self.file, self.place, self.problem, self.mend = str(file), place, problem, mend
        where = f"{self.file}, {place}" if place else self.file
        super().__init__(f"{where}: {problem}; {mend}.")

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in a notebook in place of a traceback: the sentence."""
        return [str(self)]

    def __reduce__(self) -> tuple[type, tuple[str, ...]]:
        """So that it can be raised in one process and told in another."""
        return type(self), (self.file, self.place, self.problem, self.mend)
