"""Whose a hand-in is.

Who handed in is known from the place of collection. Where a learning platform wrote into the path who it
was, and that is exactly one student of the roster, the file counts for that student, whatever stands in it.
Elsewhere the id in the file counts: the roster's, or a login, an email address or another number of the
student that the roster has too.
"""

from __future__ import annotations

from typing import NamedTuple

from courseware.gradebook.roster import Roster
from courseware.handin.place import Place
from courseware.handin.recognise import NO_ANSWERS, UNSIGNED, HandIn
from courseware.handin.record import Student

SIGNED = "signed as "


class Whose(NamedTuple):
    """Whose a hand-in is, "" where that cannot be known.

    Attributes:
        student: id, in the roster's spelling where it has one.
        group: of the roster, where the platform names one and no student.
        remark: what the teacher should know about it.
    """

    student: str
    group: str = ""
    remark: str = ""


def whose(student: Student, place: Place | None, roster: Roster, group_work: bool = False) -> Whose:
    """Whose a hand-in is.

    Args:
        student: as the file is signed.
        place: where it was collected.
        group_work: whether a platform may name a group.
    """
    claimed, remark = _claimed(student.id, roster)
    if place is None:
        return Whose(claimed, "", remark)
    meant = roster.at(place)
    if len(meant) == 1:
        return Whose(meant[0], "", remark if claimed in ("", meant[0]) else _signed(student))
    groups = roster.groups_at(place) if group_work else []
    if not meant and len(groups) == 1:
        return Whose("", groups[0], remark)
    if claimed in meant or place.system == "Classroom":  # whose form many a name has by chance
        return Whose(claimed, "", remark)
    told = f'"{place.shown}" names nobody on the roster' if not meant else f'"{place.shown}" fits several'
    why = f"{told}, so the id in the file counts" if claimed else told
    return Whose(claimed, "", "; ".join(filter(None, (why, remark))))


def attributed(hand_in: HandIn, place: Place | None, found: Whose) -> HandIn:
    """The hand-in with whose it is, and the remark in its note; unsigned and of nobody, it is invalid."""
    if found.remark:
        hand_in = hand_in._replace(note="; ".join(filter(None, (hand_in.note, found.remark))))
    could_count = hand_in.status == "valid" or hand_in.reason == NO_ANSWERS
    if could_count and not found.student and not found.group:
        hand_in = hand_in._replace(status="invalid", reason=UNSIGNED)
    return hand_in._replace(whose=found.student, place=place)


def _claimed(signed: str, roster: Roster) -> tuple[str, str]:
    """The student whom the id in a file names, and a remark if it is not the roster's id."""
    student = roster.find(signed)
    if student is not None or not signed:
        return student or "", ""
    other = roster.find_by_other(signed)
    if other is None:
        return signed, ""
    student, column = other
    return student, f"{SIGNED}{signed}, found in the roster's column {column}"


def _signed(student: Student) -> str:
    return f"{SIGNED}{student.id} ({student.name})" if student.name else f"{SIGNED}{student.id}"
