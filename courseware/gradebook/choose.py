"""Which hand-in of a student counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from courseware.gradebook.roster import Roster
from courseware.handin.recognise import HandIn

_NEVER = datetime.min.replace(tzinfo=UTC)
_MOST_AHEAD = timedelta(days=1)  # what time zones can explain
CLOCK = "saved in the future: the clock was wrong"


class Choice(NamedTuple):
    """What a student handed in: the one that counts, if any can, and all others, latest first."""

    counted: HandIn | None
    others: tuple[HandIn, ...]


def choose(hand_ins: Iterable[HandIn], roster: Roster) -> tuple[dict[str, Choice], list[HandIn]]:
    """Sort hand-ins by student and pick one each.

    The last valid one counts, by the time written in it; a blank one counts only where there is no valid
    one. Between equal times a record goes before a notebook (it is the record that the notebook wrote),
    then the path decides.

    Returns:
        A choice for each student id (in the roster's spelling, where it has one), and the hand-ins of
        nobody known.
    """
    by_student: dict[str, list[HandIn]] = {}
    nobody = []
    for hand_in in hand_ins:
        student_id = hand_in.student.id
        if student_id:
            by_student.setdefault(roster.find(student_id) or student_id, []).append(hand_in)
        else:
            nobody.append(hand_in)
    return {student_id: _pick(several) for student_id, several in by_student.items()}, nobody


def clock_remark(hand_in: HandIn, now: datetime) -> str:
    """`CLOCK` for a hand-in that says it was saved later than can be, "" for any other.

    With such a time it goes before every other hand-in of the student, so the teacher should know.

    Args:
        now: when it is graded, with a time zone.
    """
    ahead = hand_in.saved is not None and hand_in.saved - now > _MOST_AHEAD
    return CLOCK if ahead else ""


def _pick(hand_ins: list[HandIn]) -> Choice:
    latest_first = sorted(hand_ins, key=_order, reverse=True)
    for status in ("valid", "blank"):
        for hand_in in latest_first:
            if hand_in.status == status:
                return Choice(hand_in, tuple(other for other in latest_first if other is not hand_in))
    return Choice(None, tuple(latest_first))


def _order(hand_in: HandIn) -> tuple[datetime, bool, str]:
    return hand_in.saved or _NEVER, hand_in.kind == "record", str(hand_in.path)
