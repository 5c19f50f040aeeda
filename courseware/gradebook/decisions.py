"""Points that a teacher gives: a line says to which student, for what, how many, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from courseware.errors import CoursewareError
from courseware.gradebook.csv_table import named_rows

MAX_REASON = 1_000  # characters
_NUMBER = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?")


class Decision(NamedTuple):
    """Points of one student for one thing.

    Attributes:
        what: id of the item or the criterion.
        place: its place among the items or criteria, from 0.
        points: hundredths.
        reason: one line of text, may be "".
    """

    what: str
    place: int
    points: int
    reason: str


class Kind(NamedTuple):
    """What is decided on.

    Attributes:
        file: what the file is called in messages, such as "overrides".
        column: the column that names the thing, such as "item".
        most: id of each thing -> the most hundredths it can have, in their order.
        step: hundredths that points go up by.
        reason_needed: whether a reason must be given.
    """

    file: str
    column: str
    most: Mapping[str, int]
    step: int
    reason_needed: bool


class Decisions:
    """The decisions of a file, each with its line.

    Args:
        lines: (line, student as written, decision).
    """

    def __init__(self, path: Path, kind: Kind, lines: list[tuple[int, str, Decision]]) -> None:
        self._path, self._kind, self._lines = path, kind, lines

    def by_student(self, find: Callable[[str], str | None]) -> dict[str, tuple[Decision, ...]]:
        """Student id → decisions, in the order of the things.

        Args:
            find: gives the id as the class has it, or None for somebody who is not in it.

        Raises:
            CoursewareError: a student is not in the class, or a thing of one student is decided on twice.
        """
        seen: dict[tuple[str, str], int] = {}
        found: dict[str, list[Decision]] = {}
        for line, written, decision in self._lines:
            student = find(written)
            if student is None:
                problem = f'no student with the id "{_clipped(written)}" is on the roster or has handed in'
                raise self._fault(line, problem, "correct the id, or remove the line")
            key = student, decision.what
            if key in seen:
                who = _clipped(student)
                problem = f'{decision.what} of the student "{who}" stands on line {seen[key]} already'
                raise self._fault(line, problem, "keep one of the two lines")
            seen[key] = line
            found.setdefault(student, []).append(decision)
        return {name: tuple(sorted(some, key=lambda one: one.place)) for name, some in found.items()}

    def _fault(self, line: int, problem: str, mend: str) -> CoursewareError:
        return CoursewareError(self._path, f"line {line}", problem, mend)


def load_decisions(path: Path, kind: Kind) -> Decisions:
    """Read a file of decisions: CSV with the columns student, `kind.column`, points and reason.

    Raises:
        CoursewareError: with the line, for everything that keeps a decision from being clear.
    """
    lines = []
    for line, row in named_rows(path, kind.file, ("student", kind.column, "points", "reason")):
        try:
            lines.append((line, _student(row["student"]), _decision(row, kind)))
        except _Fault as fault:
            raise CoursewareError(path, f"line {line}", *fault.args) from None
    return Decisions(path, kind, lines)


class _Fault(Exception):
    """A problem and how to mend it."""


def _student(written: str) -> str:
    if not written:
        raise _Fault("it names no student", "write the student's id as the roster has it")
    return written


def _decision(row: Mapping[str, str], kind: Kind) -> Decision:
    what = _what(row[kind.column], kind)
    points = _points(row["points"], what, kind)
    reason = row["reason"]
    if kind.reason_needed and not reason:
        raise _Fault("it gives no reason", "write the reason, which the student will read")
    if len(reason) > MAX_REASON:
        raise _Fault(f"the reason has {len(reason):,} characters", f"use at most {MAX_REASON:,}")
    return Decision(what, list(kind.most).index(what), points, reason)


def _what(written: str, kind: Kind) -> str:
    if not written:
        raise _Fault(f"it names no {kind.column}", f"write the {kind.column}'s id, {_example(kind)}")
    what = next((name for name in kind.most if name.casefold() == written.casefold()), None)
    if what is None:
        close = get_close_matches(written[:60], kind.most, n=1)
        mend = f'write "{close[0]}" if that is meant' if close else f"use an id {_example(kind)}"
        raise _Fault(f'there is no {kind.column} "{_clipped(written)}"', mend)
    return what


def _example(kind: Kind) -> str:
    return f'such as "{next(iter(kind.most))}"'


def _points(written: str, what: str, kind: Kind) -> int:
    most = kind.most[what]
    example = f"{most // 2 // kind.step * kind.step / 100:g}"
    if not _NUMBER.fullmatch(written):
        problem = f'the points are "{_clipped(written)}"' if written else "it gives no points"
        raise _Fault(problem, f"write a number from 0 to {most / 100:g}, such as {example}")
    points = int(Decimal(written.replace(",", ".")) * 100)
    if points > most:
        problem = f"it gives {written} points for {what}, which is worth {most / 100:g}"
        raise _Fault(problem, "give no more than that")
    if points % kind.step:
        mend = f"go by steps of {kind.step / 100:g}, such as {example}"
        raise _Fault(f"it gives {written} points for {what}", mend)
    return points


def _clipped(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
