"""A teacher's decisions for a class: what was read from files, and what of it concerns each student."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from courseware.bank import Bank
from courseware.errors import CoursewareError
from courseware.gradebook.decisions import Decision, Decisions
from courseware.gradebook.options import Options
from courseware.gradebook.overrides import load_overrides
from courseware.gradebook.rubric_marks import load_marks


class Given(NamedTuple):
    """What a teacher decided for one student."""

    overrides: tuple[Decision, ...] = ()
    marks: tuple[Decision, ...] = ()


class Decided(NamedTuple):
    """What a teacher decided, as the files have it; None where there is no file."""

    overrides: Decisions | None = None
    marks: Decisions | None = None

    def by_student(self, find: Callable[[str], str | None]) -> dict[str, Given]:
        """Student id → decisions, for each student there are any for.

        Args:
            find: gives the id as the class has it, or None for somebody who is not in it.

        Raises:
            CoursewareError: a student is not in the class, or something is decided on twice.
        """
        overrides = self.overrides.by_student(find) if self.overrides else {}
        marks = self.marks.by_student(find) if self.marks else {}
        both = dict.fromkeys([*overrides, *marks])
        return {student: Given(overrides.get(student, ()), marks.get(student, ())) for student in both}


def load_decided(options: Options, bank: Bank) -> Decided:
    """Read the files that the options name.

    Raises:
        CoursewareError: one of them is at fault, or there are marks and no rubric.
    """
    overrides = load_overrides(options.overrides, bank) if options.overrides else None
    if options.discussion is None:
        return Decided(overrides)
    if options.rubric is None:
        problem, mend = "the unit has no rubric to mark by", "add exercises/rubric.yml"
        raise CoursewareError(options.discussion, "", problem, mend)
    return Decided(overrides, load_marks(options.discussion, options.rubric))
