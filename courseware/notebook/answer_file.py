"""The record beside a notebook: ``answers.json`` in the working directory."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from courseware.answers_apart import APART, VARIABLE
from courseware.bank import Unit
from courseware.folder_lock import locked
from courseware.handin.plain_file import read_bytes
from courseware.handin.record import MAX_BYTES, MAX_NAME, Fault, Record, dump_record, record_from, unreadable
from courseware.handin.strict_json import NotJson, read_json
from courseware.notebook.kept import Kept
from courseware.scoring.text import fold

NAME = "answers.json"
_END = datetime(9999, 1, 1, tzinfo=UTC)  # no later time is counted up
_LATE = timedelta(minutes=1)  # what a clock that is being set right may jump back unsaid


@functools.cache
def answers_folder(folder: Path) -> Path:
    """Where the answers of notebooks in `folder` are kept: there.

    Where the environment says ``COURSEWARE_ANSWERS=apart``, they are kept in a folder of this kernel's own
    and go with it. So a build or a test of notebooks neither shows nor changes anybody's answers.
    """
    if os.environ.get(VARIABLE) != APART:
        return folder
    apart = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, apart, ignore_errors=True)
    return Path(apart)


class Saved(NamedTuple):
    """What became of a change.

    Attributes:
        kept: the content after it, in the file or, where that could not be written, in this kernel.
        moment: when it was saved, in UTC; never before the time that the file told.
        notices: sentences that the student should read first.
        problem: why the file could not be written, or "".
    """

    kept: Kept
    moment: datetime
    notices: tuple[str, ...]
    problem: str


class AnswerFile:
    """The file of answers to one unit and edition; nothing that lies there is ever lost.

    Several kernels may write to one file: each change is made to what the file holds at that moment, one
    kernel at a time. What could not be written is kept in this object and written with the next change.

    Args:
        folder: where it lies.
        unit: whose edition's answers it holds; a file of others is kept under another name.
    """

    def __init__(self, folder: Path, unit: Unit) -> None:
        self.path, self._unit = folder / NAME, unit
        self._unwritten: list[Callable[[Kept], Kept]] = []
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._told = False  # that the clock is behind

    def read(self) -> tuple[Kept, str]:
        """What is kept now, and why a file that lies there is not used, or ""."""
        kept, fault = self._read()
        for make in self._unwritten:
            kept = make(kept)
        return kept, fault

    def change(self, make: Callable[[Kept], Kept], student: str = "", copy: bool = False) -> Saved:
        """Change what is kept.

        A file that is not ours is kept aside, and a new one begins; so is a file of another student.

        Args:
            make: gives the content after the change for the content before it; it is called again where what
                could not be written is made up for.
            student: id of the student whose file it must be, or "" for anybody's.
            copy: keep a copy of the file as it was, under another name.
        """
        notices: list[str] = []
        problem = ""
        try:
            with locked(self.path.parent):
                kept = self._ours(student, notices)
                if copy and os.path.lexists(self.path):
                    aside = self._free_name()
                    shutil.copyfile(self.path, aside, follow_symlinks=False)
                    notices.append(f"What was here before is kept as {aside.name}.")
                for each in [*self._unwritten, make]:
                    kept = each(kept)
                moment = self.moment(notices)
                self._write(self.record(kept, moment))
        except OSError as error:
            self._unwritten.append(make)
            kept, moment, problem = self.read()[0], self.moment(notices), error.strerror or str(error)
        else:
            self._unwritten.clear()
        return Saved(kept, moment, tuple(notices), problem)

    def record(self, kept: Kept, moment: datetime) -> dict[str, Any]:
        """The record that would be written, as a JSON object."""
        return kept.record(self._unit.id, self._unit.edition, moment, self._unit.sealed)

    @property
    def latest(self) -> datetime | None:
        """When the file was last saved, as far as it was read or written here; None where there was none."""
        return self._latest if self._latest.year > 1 else None

    def keep_aside(self) -> Path:
        """Rename the file to the first free name of ``answers.kept-1.json``, ``answers.kept-2.json``, …"""
        os.rename(self.path, kept := self._free_name())
        return kept

    def _free_name(self) -> Path:
        number = 1
        while os.path.lexists(free := self.path.with_name(f"{self.path.stem}.kept-{number}.json")):
            number += 1
        return free

    def _read(self) -> tuple[Kept, str]:
        if not os.path.lexists(self.path):
            return Kept(), ""
        found = read_answers(self.path, self._unit)
        if isinstance(found, NotUsed):
            return Kept(), found.why
        self._latest = max(self._latest, found.saved)
        return found.kept, ""

    def _ours(self, student: str, notices: list[str]) -> Kept:
        """What the file holds; a file that is another's is kept aside first."""
        kept, fault = self._read()
        if fault:
            aside = self.keep_aside()
            notices.append(f"{NAME} is not used: {fault}. It is kept as {aside.name}, and a new one begins.")
        elif student and kept.student.id and fold(kept.student.id) != fold(student):
            aside = self.keep_aside()
            whose = f"{NAME} holds answers of {kept.student.id}"
            notices.append(f"{whose}. It is kept as {aside.name}, and a new one begins.")
            return Kept()
        return kept

    def moment(self, notices: list[str] | None = None) -> datetime:
        """This moment, but later than any before it: the order of a notebook's outputs is told by it.

        Args:
            notices: gets a sentence where the clock cannot be right.
        """
        now = datetime.now(UTC)
        if notices is not None and self._latest - now > _LATE and not self._told:
            self._told = True
            then, late = (f"{time:%Y-%m-%d %H:%M} UTC" for time in (self._latest, now))
            wrong = f"The clock of this computer was or is wrong: it shows {late}, and the last answer"
            notices.append(f"{wrong} was saved at {then}. Set it right.")
        if now <= self._latest < _END:
            now = self._latest + timedelta(milliseconds=1)
        self._latest = max(now, self._latest)
        return self._latest

    def _write(self, record: dict[str, Any]) -> None:
        """Replace the file in one step: a crash leaves the old one or the new one."""
        new = self.path.with_name(f".{NAME}.{os.getpid()}")
        try:
            with open(new, "wb") as file:
                file.write(dump_record(record))
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.path)
        finally:
            new.unlink(missing_ok=True)


class Answers(NamedTuple):
    """What a file of answers holds, and when it was saved, in UTC."""

    kept: Kept
    saved: datetime


class NotUsed(NamedTuple):
    """Why a file is not used, as a clause; `is_record` of one that holds answers to something else."""

    why: str
    is_record: bool


def read_answers(path: Path, unit: Unit) -> Answers | NotUsed:
    """Read a file of answers to an edition of a unit, of the page or of a notebook."""
    data = read_bytes(path, MAX_BYTES)
    document: Any = None
    if isinstance(data, Fault):
        record: Record | Fault = data
    else:
        try:
            document = read_json(data)
            record = record_from(document)
        except NotJson as error:
            record = unreadable(error)
    if isinstance(record, Fault):
        return NotUsed(f"it cannot be read as a record ({record.reason.rstrip('.')})", False)
    if (record.unit, record.edition) != (unit.id, unit.edition):
        return NotUsed(f"it holds answers to {record.unit}, edition {record.edition}", True)
    all_checked = not unit.sealed and "first" not in document
    return Answers(Kept.of(record, _texts(document.get("shown")), all_checked), record.saved)


def _texts(value: Any) -> dict[str, str]:
    """The pairs of short texts in a JSON value from a stranger."""
    pairs = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str) and len(text) <= MAX_NAME}
