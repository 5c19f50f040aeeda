"""Which hand-in of a student counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from courseware.gradebook.options import NONE, Options
from courseware.gradebook.roster import Roster
from courseware.gradebook.whose import attributed, whose
from courseware.handin.recognise import HandIn

_NEVER = datetime.min.replace(tzinfo=UTC)
_MOST_AHEAD = timedelta(days=1)  # what time zones can explain
CLOCK = "saved in the future: the clock was wrong"


class Choice(NamedTuple):
    """What a student handed in: the one that counts, if any can, and all others, latest first."""

    counted: HandIn | None
    others: tuple[HandIn, ...]


class Chosen(NamedTuple):
    """What the class handed in.

    Attributes:
        hand_ins: all of them, in the order given, each with whose it is.
        choices: student's id (in the roster's spelling, where it has one) -> what counts of theirs.
        nobody: those of nobody known.
    """

    hand_ins: list[HandIn]
    choices: dict[str, Choice]
    nobody: list[HandIn]


def choose(hand_ins: Iterable[HandIn], roster: Roster, options: Options = NONE) -> Chosen:
    """Sort hand-ins by student and pick one each.

    The last valid one counts, by the time written in it, and one in time before a late one; a blank one
    counts only where there is no valid one. Between equal times a record goes before a notebook (it is the
    record that the notebook wrote), then the path decides.

    With group work, all that a group's members handed in is each member's.
    """
    known: list[HandIn] = []
    nobody: list[HandIn] = []
    by_student: dict[str, list[HandIn]] = {}
    by_group: dict[str, list[HandIn]] = {}
    for one in hand_ins:
        place = one.found.place
        found = whose(one.student, place, roster, options.group_work)
        one = attributed(one, place, found)
        known.append(one)
        row = roster.row(found.student) if options.group_work else None
        group = found.group or (roster.cell(row, "group") if row else "")
        if group:
            by_group.setdefault(group, []).append(one)
        elif found.student:
            by_student.setdefault(found.student, []).append(one)
        else:
            nobody.append(one)
    choices = {student: _pick(several, options) for student, several in by_student.items()}
    of_group = {group: _pick(several, options) for group, several in by_group.items()}
    for row in roster.rows if of_group else ():
        if choice := of_group.get(roster.cell(row, "group")):
            choices[row.id] = choice
    return Chosen(known, choices, nobody)


def is_late(hand_in: HandIn, options: Options) -> bool:
    """Whether it was saved after it was due, or the platform that collected it says that it came late."""
    if options.due is not None and hand_in.saved is not None and hand_in.saved > options.due:
        return True
    return hand_in.place is not None and hand_in.place.late


def clock_remark(hand_in: HandIn, now: datetime | None) -> str:
    """`CLOCK` for a hand-in that says it was saved later than can be, "" for any other.

    With such a time it goes before every other hand-in of the student, so the teacher should know.

    Args:
        now: when it is graded, with a time zone; None leaves the question open.
    """
    ahead = hand_in.saved is not None and now is not None and hand_in.saved - now > _MOST_AHEAD
    return CLOCK if ahead else ""


def _pick(hand_ins: list[HandIn], options: Options) -> Choice:
    latest_first = sorted(hand_ins, key=_order, reverse=True)
    if options.due is not None:
        latest_first.sort(key=lambda hand_in: is_late(hand_in, options))  # stable
    for status in ("valid", "blank"):
        for hand_in in latest_first:
            if hand_in.status == status:
                return Choice(hand_in, tuple(other for other in latest_first if other is not hand_in))
    return Choice(None, tuple(latest_first))


def _order(hand_in: HandIn) -> tuple[datetime, bool, str]:
    return hand_in.saved or _NEVER, hand_in.kind == "record", str(hand_in.path)
