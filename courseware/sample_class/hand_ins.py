"""What the sample class hands in, and where: most through a learning platform, some by mail, some amiss.

One student a kind of trouble, so that every status and remark of a gradebook can be seen once.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import IntEnum
from random import Random
from typing import Any, NamedTuple

from courseware.bank import Bank
from courseware.handin.record import Student, dump_record, make_record
from courseware.sample_class.answers import Sheet
from courseware.sample_class.notebook import sheet_notebook

ARCHIVE = "case-answers-4711.zip"  # as Moodle names it: course, assignment, number
MAIL = "by mail"
DUE_TEXT = "2026-09-25 18:00 +05:00"  # as a teacher types it
DUE = datetime.fromisoformat(DUE_TEXT.replace(" +", "+"))


class Role(IntEnum):
    """The number, from 1, of the student to whom each thing happens."""

    TWICE = 4
    COPIED = 5
    MISSING = 7
    LATE = 9
    SIGNED_OTHERWISE = 11
    BLANK = 12
    LATE_BY_MAIL = 14
    BROKEN = 16
    OTHER_EDITION = 18
    UNSIGNED = 20
    INVALID = 22
    OTHER_UNIT = 24
    COPY = 26


BY_MAIL = {3: "notebook", Role.LATE_BY_MAIL: "notebook", 23: "record", 27: "record", 30: "notebook"}
NOTEBOOKS = (8, 21)  # through the platform
_LATE_BY: dict[int, timedelta] = {Role.LATE: timedelta(hours=3), Role.LATE_BY_MAIL: timedelta(days=2)}
_LEFT_OUT = {ord(c): None for c in "&<>\"`|':\\/"}  # by Moodle, of a name
_MOST_EARLY = 5 * 24 * 60  # minutes


class _Handed(NamedTuple):
    number: int
    sheet: Sheet
    saved: datetime


def hand_ins(bank: Bank, sheets: list[Sheet], seed: int) -> Iterator[tuple[str, bytes]]:
    """The files that the class hands in: path below the folder of hand-ins, content.

    Args:
        sheets: of the whole class, in order.
        seed: decides when each was saved.
    """
    class_ = [
        _Handed(number, sheet, _saved(number, Random(f"{seed}/saved/{number}")))
        for number, sheet in enumerate(sheets, start=1)
    ]
    yield ARCHIVE, _zip(_by_platform(bank, class_))
    yield from _by_mail(bank, class_)


def record_bytes(bank: Bank, sheet: Sheet, saved: datetime, **changes: Any) -> bytes:
    """The record that the page saves for these answers; `changes` stand in the place of its parts."""
    who = Student(sheet.student.id, sheet.student.name)
    unit = bank.unit
    first = None if unit.sealed else sheet.first
    record = make_record(unit.id, unit.edition, who, sheet.answers, sheet.fingerprints, saved, first)
    return dump_record({**record, **changes})


def _saved(number: int, rng: Random) -> datetime:
    if number in _LATE_BY:
        return DUE + _LATE_BY[number]
    return DUE - timedelta(minutes=rng.randrange(30, _MOST_EARLY))


def _by_platform(bank: Bank, class_: list[_Handed]) -> Iterator[tuple[str, bytes]]:
    """Members of the archive, in folders as Moodle names them: full name, number there, kind."""
    for handed in class_:
        if handed.number in (Role.MISSING, Role.UNSIGNED, *BY_MAIL):
            continue
        name = "answers.ipynb" if handed.number in NOTEBOOKS else "answers.json"
        said = handed.sheet.student.name.translate(_LEFT_OUT)
        yield f"{said}_{100200 + handed.number}_assignsubmission_file/{name}", _content(bank, handed, class_)


def _content(bank: Bank, handed: _Handed, class_: list[_Handed]) -> bytes:
    number, sheet, saved = handed
    whole = record_bytes(bank, sheet, saved)
    match number:
        case _ if number in NOTEBOOKS:
            return sheet_notebook(bank, sheet, saved)
        case Role.TWICE:  # the first half, handed in a day before the whole
            return record_bytes(bank, _first_half(sheet), saved - timedelta(days=1))
        case Role.SIGNED_OTHERWISE:
            who = {"id": sheet.student.id.upper(), "name": sheet.student.name.split()[0]}
            return record_bytes(bank, sheet, saved, student=who)
        case Role.BLANK:
            return record_bytes(bank, sheet._replace(answers={}, fingerprints={}, first={}), saved)
        case Role.BROKEN:  # a download that was cut off
            return whole[: len(whole) // 2]
        case Role.OTHER_EDITION:
            return record_bytes(bank, sheet, saved, edition=f"{bank.unit.edition}-earlier")
        case Role.INVALID:  # tidied up in an editor
            return record_bytes(bank, sheet, saved, answers=[*sheet.answers.values()])
        case Role.OTHER_UNIT:
            return record_bytes(bank, sheet, saved, unit="another-unit")
        case Role.COPY:
            return _content(bank, class_[Role.COPIED - 1], class_)
    return whole


def _first_half(sheet: Sheet) -> Sheet:
    done = [*sheet.answers][: len(sheet.answers) // 2]
    parts = {"answers": sheet.answers, "fingerprints": sheet.fingerprints, "first": sheet.first}
    half: dict[str, Any] = {
        name: {item: part[item] for item in done if item in part} for name, part in parts.items()
    }
    return sheet._replace(**half)


def _by_mail(bank: Bank, class_: list[_Handed]) -> Iterator[tuple[str, bytes]]:
    """What lies in a folder of attachments, under the names that browsers and students give."""
    for handed in class_:
        number, sheet, saved = handed
        if BY_MAIL.get(number) == "notebook":
            yield f"{MAIL}/notebook {sheet.student.id}.ipynb", sheet_notebook(bank, sheet, saved)
        elif BY_MAIL.get(number) == "record":
            yield f"{MAIL}/answers ({number}).json", record_bytes(bank, sheet, saved)
        elif number == Role.TWICE:
            yield f"{MAIL}/answers, all of them.json", record_bytes(bank, sheet, saved)
        elif number == Role.UNSIGNED:
            nobody = {"id": "", "name": ""}
            name = f"{MAIL}/from {sheet.student.name}/answers.json"
            yield name, record_bytes(bank, sheet, saved, student=nobody)


def _zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive that is the same each time it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, DUE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
