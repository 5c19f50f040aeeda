"""The record: what a student hands in, written by the page and by the notebook alike.

A record is one JSON object in UTF-8::

    {"format": "courseware-record/1", "unit": "a-unit", "edition": "practice-2026",
     "student": {"id": "s-017", "name": "Aigerim"}, "saved": "2026-11-21T20:50:00Z",
     "answers": {"trade-01": "a", "trade-03": "61,95"},
     "fingerprints": {"trade-01": "0123456789ab"},
     "first": {"trade-03": {"value": "60", "fingerprint": "89ab01234567"}}}

It holds answers, never scores: a score is computed from the answers by whoever needs it. ``answers`` holds
what counts: in practice the best answer that was checked, elsewhere the last one. ``fingerprints`` is
optional and tells which variant of an item was answered, and in which wording; so is ``first``, the first
answer that was checked. Names that are not listed here are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from courseware.handin.strict_json import NotJson, read_json
from courseware.plain_text import plain_line

FORMAT = "courseware-record/1"
MAX_BYTES = 1_000_000  # a record of 29 answers has about 3 kB
MAX_NAME = 200  # characters of an id, a name, a unit or an edition


class Student(NamedTuple):
    """Who answered, as the hand-in says; nothing proves it. Both are "" when not given."""

    id: str = ""
    name: str = ""


class Record(NamedTuple):
    """A record that keeps the format. Whether unit, edition and student are known is not its matter."""

    unit: str
    edition: str
    student: Student
    saved: datetime  # with time zone, always UTC
    answers: Mapping[str, Any]  # item id -> answer, any JSON value
    fingerprints: Mapping[str, str]  # item id -> fingerprint of the content that was answered
    note: str = ""  # what the teacher should know, "" as a rule
    first: Mapping[str, Mapping[str, Any]] = MappingProxyType({})  # item id -> {"value", "fingerprint"?}

    def first_tries(self) -> Record:
        """The record as it would be if the first answer to each item had been the only one."""
        tries = {item: entry["value"] for item, entry in self.first.items()}
        marks = {item: entry["fingerprint"] for item, entry in self.first.items() if "fingerprint" in entry}
        return self._replace(answers={**self.answers, **tries}, fingerprints={**self.fingerprints, **marks})


class Fault(NamedTuple):
    """Why something handed in is not a record.

    `unreadable`: neither a record nor a notebook can be made out. `invalid`: it is one, but breaks the
    format. `blank`: a notebook that holds no answer.
    """

    status: Literal["unreadable", "invalid", "blank"]
    reason: str  # one sentence
    student: Student = Student()  # as far as it can be made out


def parse_record(data: bytes | str) -> Record | Fault:
    """Read a record; nothing in it is ever executed, and nothing raises.

    Args:
        data: the file's content.
    """
    if len(data) > MAX_BYTES:
        return too_large(len(data), MAX_BYTES)
    try:
        return record_from(read_json(data))
    except NotJson as error:
        return unreadable(error)


def unreadable(error: NotJson) -> Fault:
    """The fault of a file that is no JSON."""
    return Fault("unreadable", f"The file cannot be read: {error}.")


def too_large(size: int, limit: int) -> Fault:
    """The fault of a file of `size` bytes where at most `limit` are read."""
    return Fault("unreadable", f"The file is too large: {size:,} bytes, and at most {limit:,} are read.")


def record_from(document: Any) -> Record | Fault:
    """The record in a JSON value."""
    if not isinstance(document, dict) or "format" not in document:
        return Fault("unreadable", "The file is neither a record of answers nor a notebook.")
    student = _student(document.get("student"))
    problem = _problem(document, student)
    saved = parse_time(document.get("saved"))
    if problem or student is None or saved is None:
        return Fault("invalid", problem or "It has no student or no time.", student or Student())
    fingerprints = document.get("fingerprints", {})
    return Record(
        document["unit"],
        document["edition"],
        student,
        saved,
        document["answers"],
        fingerprints,
        first=document.get("first", {}),
    )


def _problem(document: dict[str, Any], student: Student | None) -> str:
    """The first fault in a record, as a sentence; "" if there is none."""
    if document["format"] != FORMAT:
        return f'"format" is {_shown(document["format"])}; it must be "{FORMAT}".'
    for name in ("unit", "edition"):
        if not is_name(document.get(name)) or not document[name]:
            return f'"{name}" must be a text of 1 to {MAX_NAME} characters.'
    if student is None:
        return f'"student" must hold an "id" and a "name", each a text of at most {MAX_NAME} characters.'
    if parse_time(document.get("saved")) is None:
        return '"saved" must be a time such as "2026-11-21T20:50:00Z".'
    if not isinstance(document.get("answers"), dict):
        return '"answers" must be an object: item ids with an answer each.'
    fingerprints = document.get("fingerprints", {})
    if not isinstance(fingerprints, dict) or not all(isinstance(mark, str) for mark in fingerprints.values()):
        return '"fingerprints" must be an object: item ids with a text each.'
    if not is_first(document.get("first", {})):
        return '"first" must be an object: item ids with a "value" and a "fingerprint" each.'
    return ""


def is_first(value: Any) -> bool:
    """Whether a JSON value has the form of a record's `first`."""
    return isinstance(value, dict) and all(
        isinstance(entry, dict) and "value" in entry and isinstance(entry.get("fingerprint", ""), str)
        for entry in value.values()
    )


def _shown(value: Any) -> str:
    return json.dumps(value[:40], ensure_ascii=False) if isinstance(value, str) else "not a text"


def is_name(value: Any) -> bool:
    """Whether a value is a text that may stand where ids and names stand."""
    return isinstance(value, str) and len(value) <= MAX_NAME


def _student(value: Any) -> Student | None:
    if not isinstance(value, dict):
        return None
    student_id, name = value.get("id", ""), value.get("name", "")
    if not is_name(student_id) or not is_name(name):
        return None
    return Student(plain_line(student_id), plain_line(name))


def student_from(value: Any) -> Student:
    """The student in a JSON value; an empty one where it does not keep the format."""
    return _student(value) or Student()


def parse_time(value: Any) -> datetime | None:
    """An ISO 8601 time in UTC; None for anything else. A time without a zone is taken as UTC."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        time = datetime.fromisoformat(value)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def format_time(time: datetime) -> str:
    """A time as records write it, to the second: ``2026-11-21T20:50:00Z``."""
    return time.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def make_record(
    unit: str,
    edition: str,
    student: Student,
    answers: Mapping[str, Any],
    fingerprints: Mapping[str, str],
    saved: datetime,
    first: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """A record as a JSON object.

    Args:
        answers: item id -> answer that counts, made of str, finite numbers, bool, None, list and dict.
        fingerprints: item id -> fingerprint of the content that was answered.
        saved: with a time zone.
        first: item id -> {"value", "fingerprint"} of the first answer that was checked; None where nothing is
            checked, as in a sealed edition. An empty one says that no answer has been checked yet.
    """
    record = {
        "format": FORMAT,
        "unit": unit,
        "edition": edition,
        "student": {"id": student.id, "name": student.name},
        "saved": format_time(saved),
        "answers": dict(answers),
        "fingerprints": dict(fingerprints),
    }
    if first is None:
        return record
    return {**record, "first": {item: dict(entry) for item, entry in first.items()}}


def dump_record(record: Mapping[str, Any]) -> bytes:
    """A record as the bytes of its file."""
    return (json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode("utf-8")
