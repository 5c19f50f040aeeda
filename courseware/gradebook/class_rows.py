"""From what every file came to, to the rows of the class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from courseware.bank import Bank
from courseware.gradebook.choose import Choice, choose
from courseware.gradebook.decided import Decided, Given
from courseware.gradebook.file_names import file_names
from courseware.gradebook.options import Options
from courseware.gradebook.roster import Roster, RosterRow
from courseware.gradebook.rows import Row, handed_in_row, missing_row
from courseware.gradebook.seen import Seen
from courseware.handin.found import Found
from courseware.handin.recognise import HandIn


class ClassRows(NamedTuple):
    """The class, and what became of the files."""

    hand_ins: list[HandIn]  # all of them, each with whose it is
    rows: list[Row]  # those of the roster in its order, then all others by id
    counted: frozenset[Found]  # files that a row rests on
    nobody: list[HandIn]  # files of nobody known
    perhaps: Mapping[Found, str]  # those of them whose path looks like one student's


def class_rows(
    bank: Bank,
    roster: Roster,
    seen: Sequence[Seen],
    below: Callable[[Path], str],
    options: Options,
    decided: Decided,
) -> ClassRows:
    """Choose which hand-in of each student counts, and make a row of it.

    Args:
        below: the part of a path that comes from the hand-ins, as text.
        options: with `now`.
        decided: what the teacher decided.

    Raises:
        CoursewareError: a decision is about nobody in the class, or stands twice.
    """
    by_found = {one.hand_in.found: one for one in seen}
    hand_ins, choices, nobody = choose((one.hand_in for one in seen), roster, options)
    twins = _twins(choices)
    perhaps = {file.found: guess for file in nobody if (guess := roster.guess(below(file.path)))}
    look_alikes: dict[str, list[HandIn]] = {}
    for file in nobody:
        if file.found in perhaps:
            look_alikes.setdefault(perhaps[file.found], []).append(file)
    guests = sorted(student_id for student_id in choices if roster.find(student_id) is None)
    students = [(student, True) for student in roster.rows]
    students += [(_guest(choices[student_id], student_id, roster), False) for student_id in guests]
    names = file_names([student.id for student, _ in students])
    ids = {student.id for student, _ in students}
    given = decided.by_student(lambda name: roster.find(name) or (name if name in ids else None))
    of = sum(item.points for item in bank.items)
    rows = []
    for student, on_roster in students:
        choice, own = choices.get(student.id), given.get(student.id, Given())
        page = f"feedback/{names[student.id]}.html" if options.pages else ""
        if choice is None:
            made = missing_row(student, of, look_alikes.get(student.id, []), page if any(own) else "")
            rows.append(made._replace(**own._asdict()))
            continue
        one = by_found[choice.counted.found] if choice.counted else None
        graded, first = (one.graded, one.first) if one else (None, None)
        content = choice.counted.digest if choice.counted else ""
        same = [other for other in twins.get(content, ()) if choices[other] is not choice]  # no group's own
        made = handed_in_row(student, on_roster, of, choice, graded, first, page, same, options)
        rows.append(made._replace(**own._asdict()) if any(own) else made)
    counted = frozenset(choice.counted.found for choice in choices.values() if choice.counted)
    return ClassRows(hand_ins, rows, counted, nobody, perhaps)


def _twins(choices: Mapping[str, Choice]) -> dict[str, list[str]]:
    """Content -> the students for whom a file with it counts, where there are several."""
    found: dict[str, list[str]] = {}
    for student, choice in choices.items():
        if choice.counted and choice.counted.status == "valid":
            found.setdefault(choice.counted.digest, []).append(student)
    return {content: students for content, students in found.items() if len(students) > 1}


def _guest(choice: Choice, student_id: str, roster: Roster) -> RosterRow:
    """A row in the roster's form for somebody who is not on it."""
    hand_in = choice.counted or choice.others[0]
    return RosterRow(student_id, hand_in.student.name, ("",) * len(roster.others))
