"""One thing handed in: what kind of file it is, whose, and whether it can count."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from courseware.handin.found import Found
from courseware.handin.notebook_answers import is_notebook, record_of_notebook
from courseware.handin.place import Place
from courseware.handin.record import MAX_BYTES, Fault, Record, Student, record_from, too_large, unreadable
from courseware.handin.strict_json import NotJson, read_json

MAX_FILE = 32_000_000  # bytes; a notebook may carry charts
UNSIGNED = "The hand-in names no student."
NO_ANSWERS = "The hand-in holds no answers."
Kind = Literal["record", "notebook", "other"]
Status = Literal["valid", "blank", "invalid", "unreadable", "wrong unit", "wrong edition"]


class HandIn(NamedTuple):
    """What a file is, without its answers, so that a hundred thousand of them fit in memory."""

    found: Found
    kind: Kind
    status: Status
    reason: str = ""  # a sentence, "" for a valid one
    student: Student = Student()
    saved: datetime | None = None
    note: str = ""  # what the teacher should know of a valid one
    digest: str = ""  # of the content, equal for equal files alone; "" for what could not be opened
    whose: str = ""  # id of the student it counts for, in the gradebook's spelling, once that is known
    place: Place | None = None  # what a platform wrote about it into the path, likewise

    @property
    def path(self) -> Path:
        """How the file is named wherever it is shown."""
        return self.found.path


def digest(data: bytes) -> str:
    """128 bits of BLAKE2b, which nobody can make two files share."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def recognise(found: Found, data: bytes, unit: str, edition: str) -> tuple[HandIn, Record | None]:
    """Recognise a file by its content, and its record if it has one of this unit and edition.

    Nothing in the file is executed or imported. Nothing raises: what cannot be read has its status.

    Args:
        data: the content, of at most `MAX_FILE` bytes.
    """
    try:
        document = read_json(data)
    except NotJson as error:
        return faulty(found, "other", unreadable(error)), None
    kind: Kind
    record: Record | Fault
    if is_notebook(document):
        kind, record = "notebook", record_of_notebook(document)
    elif len(data) > MAX_BYTES:
        kind, record = "other", too_large(len(data), MAX_BYTES)
    else:
        record = record_from(document)
        kind = "other" if isinstance(record, Fault) and record.status == "unreadable" else "record"
    if isinstance(record, Fault):
        return faulty(found, kind, record), None
    status, reason = _judge(record, unit, edition, signed=bool(record.student.id or found.place))
    hand_in = HandIn(found, kind, status, reason, record.student, record.saved, record.note)
    return hand_in, record if status in ("valid", "blank") else None


def _judge(record: Record, unit: str, edition: str, signed: bool) -> tuple[Status, str]:
    if record.unit != unit:
        return "wrong unit", f'The answers belong to the unit "{record.unit}", not to "{unit}".'
    if record.edition != edition:
        return "wrong edition", f'The answers belong to the edition "{record.edition}", not to "{edition}".'
    if not signed:
        return "invalid", UNSIGNED
    if not record.answers:
        return "blank", NO_ANSWERS
    return "valid", ""


def faulty(found: Found, kind: Kind, fault: Fault) -> HandIn:
    """A file that cannot count."""
    return HandIn(found, kind, fault.status, fault.reason, fault.student)
