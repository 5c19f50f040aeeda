"""The answers in a notebook's outputs, written there by ``courseware.notebook``, read by structure alone.

No cell is run and no source is looked at. An output is an answer if it carries the MIME type `ANSWER`::

    {"format": "courseware-answer/1", "unit": "a-unit", "edition": "practice-2026", "item": "trade-03",
     "value": 60, "fingerprint": "0123456789ab", "student": {"id": "s-017", "name": "Aigerim"},
     "counts": {"value": 61.95, "fingerprint": "0123456789ab"},
     "first": {"value": 58, "fingerprint": "89ab01234567"}}

`counts` is the best answer to the item at that time, and `first` the first one: an item may be answered in
several notebooks, and a cell run again. Without `counts`, as in a sealed edition, the answer itself counts.

An output may tell several answers at once, as a list of such objects: ``hand_in()`` leaves all of the unit,
with null as the value of what is open.

The time it was given stands in the output's metadata, where it does not make two equal runs differ:
``{"courseware": {"saved": "2026-11-21T20:50:00.120Z"}}``. An output with the MIME type `STUDENT` names the
student alone. Whatever else stands in such an output, a score for instance, is never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from courseware.handin.record import Fault, Record, Student, is_first, is_name, parse_time, student_from

ANSWER = "application/vnd.courseware.answer+json"
STUDENT = "application/vnd.courseware.student+json"
ANSWER_FORMAT = "courseware-answer/1"
STUDENT_FORMAT = "courseware-student/1"
_MOST_NAMED = 5  # other students, in a note
LONG_AGO = datetime.min.replace(tzinfo=UTC)  # of an output that does not say when

_NO_ANSWERS = "The notebook has no answers in its outputs: it was not run before it was saved, or cleared."


class _Answer(NamedTuple):
    unit: str
    edition: str
    item: str
    value: Any
    fingerprint: str
    student: Student
    first: dict[str, Any] | None
    saved: datetime


def is_notebook(document: Any) -> bool:
    """Whether a JSON value has the shape of a Jupyter notebook."""
    return isinstance(document, dict) and "nbformat" in document and isinstance(document.get("cells"), list)


def record_of_notebook(document: Any) -> Record | Fault:
    """The record that a notebook's outputs amount to.

    Of an item answered more than once the last output is read, by the outputs' times, then by their order; it
    tells which answer counts.
    Unit and edition are those of the last answer; answers of another unit or edition are left out, and the
    note says so.

    Args:
        document: a JSON value for which `is_notebook` holds.
    """
    answers, students, odd = [], [], 0
    for kind, payload, saved in _payloads(document):
        if kind == STUDENT:
            students.append(student_from(payload if isinstance(payload, dict) else None))
        elif answer := _answer(payload, saved):
            answers.append(answer)
        else:
            odd += 1
    answers.sort(key=lambda answer: answer.saved)  # stable: between equal times, the order in the notebook
    student, note = _student(answers, [student for student in students if student.id])
    notes = [note] if note else []
    if odd:
        notes.append(f"{odd} output(s) could not be read as answers")
    if not answers and odd:
        return Fault("invalid", f"The notebook's answers cannot be read: {notes[-1]}.", student)
    if not answers:
        return Fault("blank", _NO_ANSWERS, student)
    last = answers[-1]
    ours = [answer for answer in answers if (answer.unit, answer.edition) == (last.unit, last.edition)]
    if len(ours) < len(answers):
        notes.append(f"{len(answers) - len(ours)} answer(s) of another unit or edition left out")
    lasting = {answer.item: answer for answer in ours}
    values = {item: answer.value for item, answer in lasting.items() if answer.value is not None}
    fingerprints = {item: lasting[item].fingerprint for item in values if lasting[item].fingerprint}
    first = {answer.item: answer.first for answer in ours if answer.first}
    return Record(last.unit, last.edition, student, last.saved, values, fingerprints, "; ".join(notes), first)


def _payloads(document: dict[str, Any]) -> Iterator[tuple[str, Any, datetime]]:
    """Kind, content and time of every output that carries one of our MIME types."""
    for cell in document["cells"]:
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            data = output.get("data") if isinstance(output, dict) else None
            if not isinstance(data, dict):
                continue
            for kind in (ANSWER, STUDENT):
                payload = data.get(kind)
                for each in _several(payload) if kind in data else ():
                    yield kind, each, _time(output.get("metadata"))


def _several(payload: Any) -> list[Any]:
    return payload if isinstance(payload, list) and payload else [payload]


def _time(metadata: Any) -> datetime:
    ours = metadata.get("courseware") if isinstance(metadata, dict) else None
    return (parse_time(ours.get("saved")) if isinstance(ours, dict) else None) or LONG_AGO


def _answer(payload: Any, saved: datetime) -> _Answer | None:
    if not isinstance(payload, dict) or payload.get("format") != ANSWER_FORMAT or "value" not in payload:
        return None
    names = [payload.get(name) for name in ("unit", "edition", "item")]
    if not all(is_name(name) and name for name in names):
        return None
    tries = {name: payload[name] for name in ("counts", "first") if name in payload}
    if not is_first(tries):
        return None
    counts, first = tries.get("counts", payload), tries.get("first")
    mark = counts.get("fingerprint")
    mark = mark if isinstance(mark, str) else ""
    student = student_from(payload.get("student"))
    unit, edition, item = map(str, names)
    first_try = _entry(first) if first else None
    return _Answer(unit, edition, item, counts["value"], mark, student, first_try, saved)


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of a record's `first` without whatever else stands in it."""
    return {name: entry[name] for name in ("value", "fingerprint") if name in entry}


def _student(answers: list[_Answer], students: list[Student]) -> tuple[Student, str]:
    """Who hands the notebook in, and a note if its answers were given under several ids."""
    given = [answer.student for answer in answers if answer.student.id]
    last = (students or given or [Student()])[-1]
    others = sorted({student.id for student in given} - {last.id})
    more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    return last, f"holds answers given as {', '.join(others[:_MOST_NAMED])}{more}" if others else ""
