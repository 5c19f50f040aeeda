"""One hostile or broken hand-in: what it is, and what has to become of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.gradebook.conftest import RIGHT, School

FULL = "7.50"  # points of `RIGHT`
TRIP = "TRIPWIRE"  # stands in every piece of code of the corpus: it must never be compiled

Make = Callable[[School, str], bytes | str | dict]


class Case(NamedTuple):
    """A hand-in of the student whose id is the case's name.

    Attributes:
        name: of the case, of the student, and of the file without its suffix.
        what: what was handed in, as a phrase.
        file: the file's status in hand-ins.csv.
        student: the student's status in gradebook.csv.
        total: the student's points as gradebook.csv has them, "" for none.
        reason: how the file's reason begins.
        make: (school, student id) -> content of the file.
        suffix: of the file.
    """

    name: str
    what: str
    file: str
    student: str
    total: str
    reason: str
    make: Make
    suffix: str = ".json"

    @property
    def file_name(self) -> str:
        return self.name + self.suffix

    def content(self, school: School) -> bytes:
        made = self.make(school, self.name)
        made = json.dumps(made) if isinstance(made, dict) else made
        return made.encode() if isinstance(made, str) else made


def graded(name: str, what: str, total: str, make: Make, suffix: str = ".json", reason: str = "") -> Case:
    """A hand-in that earns what its answers deserve."""
    return Case(name, what, "valid", "graded", total, reason, make, suffix)


def unreadable(name: str, what: str, reason: str, make: Make, suffix: str = ".json") -> Case:
    """A hand-in that nobody can be made out from."""
    return Case(name, what, "unreadable", "missing", "", reason, make, suffix)


def refused(name: str, what: str, status: str, reason: str, make: Make, suffix: str = ".json") -> Case:
    """A hand-in that names its student, but cannot count."""
    return Case(name, what, status, status, "", reason, make, suffix)


def nobody(name: str, what: str, status: str, reason: str, make: Make, suffix: str = ".json") -> Case:
    """A hand-in that names no student, or not one on the roster."""
    return Case(name, what, status, "missing", "", reason, make, suffix)


def answer(item: str, value: str) -> Make:
    """A record with all answers right but one, whose JSON text is `value`."""

    def make(school: School, student: str) -> str:
        text = json.dumps(school.record(student, {**RIGHT, item: "PLACE"}))
        return text.replace('"PLACE"', value)

    return make


def text_with(old: str, new: str) -> Make:
    """A right record's JSON text with one piece of it replaced."""

    def make(school: School, student: str) -> str:
        text = json.dumps(school.record(student), ensure_ascii=False)
        assert old in text
        return text.replace(old, new, 1)

    return make


def recoded(change: Callable[[str], bytes]) -> Make:
    """A right record's JSON text as other bytes."""
    return lambda school, student: change(json.dumps(school.record(student, name="Аня"), ensure_ascii=False))


def record(**changes: Any) -> Make:
    """A right record with other entries."""
    return lambda school, student: {**school.record(student), **changes}
