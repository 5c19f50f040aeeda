"""One thing handed in: what kind of file it is, whose, and whether it can count."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from courseware.handin.notebook_answers import is_notebook, record_of_notebook
from courseware.handin.plain_file import read_bytes
from courseware.handin.record import MAX_BYTES, Fault, Record, Student, record_from, too_large, unreadable
from courseware.handin.strict_json import NotJson, read_json

MAX_FILE = 32_000_000  # bytes; a notebook may carry charts
Status = Literal["valid", "blank", "invalid", "unreadable", "wrong unit", "wrong edition"]


class HandIn(NamedTuple):
    """What a file is, without its answers, so that a hundred thousand of them fit in memory."""

    path: Path
    kind: Literal["record", "notebook", "other"]
    status: Status
    reason: str = ""  # a sentence, "" for a valid one
    student: Student = Student()
    saved: datetime | None = None
    note: str = ""  # what the teacher should know of a valid one


def read_hand_in(path: Path, unit: str, edition: str) -> tuple[HandIn, Record | None]:
    """Recognise a file by its content, and its record if it has one of this unit and edition.

    Nothing in the file is executed or imported. Nothing raises: what cannot be read has its status.
    """
    data = read_bytes(path, MAX_FILE)
    if isinstance(data, Fault):
        return _faulty(path, "other", data), None
    try:
        document = read_json(data)
    except NotJson as error:
        return _faulty(path, "other", unreadable(error)), None
    if is_notebook(document):
        kind, record = "notebook", record_of_notebook(document)
    elif len(data) > MAX_BYTES:
        kind, record = "other", too_large(len(data), MAX_BYTES)
    else:
        record = record_from(document)
        kind = "other" if isinstance(record, Fault) and record.status == "unreadable" else "record"
    if isinstance(record, Fault):
        return _faulty(path, kind, record), None
    status, reason = _judge(record, unit, edition)
    hand_in = HandIn(path, kind, status, reason, record.student, record.saved, record.note)
    return hand_in, record if status in ("valid", "blank") else None


def _judge(record: Record, unit: str, edition: str) -> tuple[Status, str]:
    if record.unit != unit:
        return "wrong unit", f'The answers belong to the unit "{record.unit}", not to "{unit}".'
    if record.edition != edition:
        return "wrong edition", f'The answers belong to the edition "{record.edition}", not to "{edition}".'
    if not record.student.id:
        return "invalid", "The hand-in names no student."
    if not record.answers:
        return "blank", "The hand-in holds no answers."
    return "valid", ""


def _faulty(path: Path, kind: Literal["record", "notebook", "other"], fault: Fault) -> HandIn:
    return HandIn(path, kind, fault.status, fault.reason, fault.student)
