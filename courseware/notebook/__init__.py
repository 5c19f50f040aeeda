"""Answering in a notebook: ``from courseware.notebook import answer, hand_in, show, student``.

``answer("trade-03", 61.95)`` checks an answer, shows feedback, writes it into the cell's output and into
``answers.json`` beside the notebook. Either of the two files can be handed in. What goes wrong is said in a
sentence: students see no traceback for a misspelt id.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem, load_bank
from courseware.errors import CoursewareError
from courseware.feedback import feedback, points_of
from courseware.gradebook.grade import grade_record
from courseware.handin.notebook_answers import ANSWER, ANSWER_FORMAT, STUDENT, STUDENT_FORMAT
from courseware.handin.record import MAX_NAME, Record, Student, make_record
from courseware.notebook.answer_file import NAME, AnswerFile
from courseware.notebook.answer_value import answer_value
from courseware.notebook.question_text import question
from courseware.plain_text import plain_line
from courseware.scoring import score

__all__ = ["answer", "hand_in", "show", "student"]


class _Problem(Exception):
    """A mistake of the student's, told in one sentence."""


class _Session:
    """The bank and the file of answers of one kernel."""

    def __init__(self, bank: Bank, folder: Path) -> None:
        self.bank = bank
        self.items = {item.id: item for item in bank.items}
        self.file = AnswerFile(folder, bank.unit.id, bank.unit.edition)
        self.student: Student | None = None  # as told in this kernel; else the file's

    def item(self, item_id: Any) -> CompiledItem:
        if isinstance(item_id, str) and item_id.strip() in self.items:
            return self.items[item_id.strip()]
        near = get_close_matches(str(item_id)[:100], self.items, n=3, cutoff=0.5)
        mend = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(self.items)}."
        raise _Problem(f"There is no question {str(item_id)[:100]!r}. {mend}")

    def record(self) -> Record | None:
        """The record as the file has it now: another notebook in this folder may have written to it."""
        record, fault = self.file.read()
        if fault:
            kept = self.file.keep_aside()
            print(f"{NAME} is not used: {fault}. It is kept as {kept.name}, and a new one begins.")
        return record

    def who(self, record: Record | None) -> Student:
        return self.student or (record.student if record else Student())

    def save(self, record: Record | None, answers: dict[str, Any], marks: dict[str, str]) -> datetime:
        """Write the record with some answers put in; the others stay."""
        now = datetime.now(UTC)
        unit = self.bank.unit
        all_answers = {**(record.answers if record else {}), **answers}
        all_marks = {**(record.fingerprints if record else {}), **marks}
        self.file.write(make_record(unit.id, unit.edition, self.who(record), all_answers, all_marks, now))
        return now


@functools.lru_cache(maxsize=1)
def _session(folder: Path) -> _Session:
    from courseware.tables import find_root

    return _Session(load_bank(find_root(folder)), folder)


def _told(function: Callable[..., None]) -> Callable[..., None]:
    """Print what went wrong instead of raising it."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> None:
        try:
            function(*args, **kwargs)
        except (_Problem, CoursewareError) as problem:
            print(problem)
        except OSError as error:
            print(
                f"{NAME} could not be saved: {error.strerror or error}. Your answer is in this notebook only."
            )

    return wrapper


@_told
def student(student_id: str | int, name: str = "") -> None:
    """Say whose answers these are, as the teacher's list has it; once a notebook, before the first answer.

    Args:
        student_id: the id that the teacher gave.
        name: the student's name.
    """
    session = _session(Path.cwd())
    who = Student(plain_line(str(student_id)), plain_line(str(name)))
    if not who.id or len(who.id) > MAX_NAME or len(who.name) > MAX_NAME:
        raise _Problem(
            f"Give an id and a name of at most {MAX_NAME} characters: student('s-017', 'Aigerim')."
        )
    record = session.record()
    if record and record.student.id and record.student.id != who.id and session.student is None:
        # Somebody else worked in this folder. Told twice in one kernel, the id is being corrected instead.
        kept = session.file.keep_aside()
        print(
            f"{NAME} holds answers of {record.student.id}. It is kept as {kept.name}, and a new one begins."
        )
        record = None
    session.student = who
    if record:
        session.save(record, {}, {})
    text = f"Answers are saved as those of {who.name or who.id} (id {who.id})."
    payload = {"format": STUDENT_FORMAT, "id": who.id, "name": who.name}
    _display(text, Markup("<p>{}</p>").format(text), {STUDENT: payload})


@_told
def answer(item_id: str, value: Any) -> None:
    """Answer a question: check it, show feedback, keep the answer. Answering again replaces the answer.

    Args:
        item_id: such as "trade-03"; `show` displays the question.
        value: choice: an option's id; multiple: a list of option ids; numeric: a number, or text as typed;
            order: the list of all ids; match: a dict from left to right ids; text: the text.
    """
    session = _session(Path.cwd())
    item = session.item(item_id)
    try:
        given = answer_value(value)
    except TypeError as error:
        raise _Problem(f"{item.id}: {error}. Nothing was saved.") from None
    record = session.record()
    payload = {
        "format": ANSWER_FORMAT,
        "unit": session.bank.unit.id,
        "edition": session.bank.unit.edition,
        "item": item.id,
        "value": given,
        "fingerprint": item.fingerprint,
        "student": session.who(record)._asdict(),
    }
    result = score(item.scoring, given)
    said = feedback(item, result.state, result.score, result.feedback)
    verdict = f"{said.verdict}: {said.points}" if said.points else said.verdict
    plain = "\n".join([f"{item.id}: {verdict}", *(light_markdown.plain(text) for text in said.texts)])
    html = Markup("<p><strong>{}</strong> ({})</p>{}").format(
        verdict, item.id, Markup("").join(light_markdown.blocks(text) for text in said.texts)
    )
    now = datetime.now(UTC)
    try:
        now = session.save(record, {item.id: given}, {item.id: item.fingerprint})
    finally:  # the notebook itself can be handed in, even where no file can be written
        saved = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        _display(plain, html, {ANSWER: payload}, {"courseware": {"saved": saved}})


@_told
def show(item_id: str) -> None:
    """Display a question with the ids to answer it by."""
    _display(*question(_session(Path.cwd()).item(item_id)))


_TO_DO = {
    "blank": "Not answered yet",
    "invalid": "Could not be scored, so answer again",
    "changed": "Changed since you answered, so answer again",
}


@_told
def hand_in() -> None:
    """Say what has been answered and what to hand in."""
    session = _session(Path.cwd())
    record = session.record()
    items = session.bank.items
    states: dict[str, list[str]] = {"blank": [], "invalid": [], "changed": [], "graded": []}
    earned = 0
    if record:
        graded = grade_record(record, session.bank)
        earned = graded.total or 0
        for item, result in zip(items, graded.results, strict=True):
            states[result.state].append(item.id)
    else:
        states["blank"] = [item.id for item in items]
    possible = sum(item.points for item in items)
    answered = f"{len(items) - len(states['blank'])} of {len(items)} questions answered"
    lines = [f"{answered}, {points_of(earned, possible)}."]
    lines += [f"{words}: {', '.join(states[state])}." for state, words in _TO_DO.items() if states[state]]
    if not session.who(record).id:
        lines.append('Say who you are before you hand in: student("your id", "your name").')
    if record:
        lines.append(f"Hand in the file {NAME}, which lies beside this notebook.")
    _display("\n".join(lines), Markup("").join(Markup("<p>{}</p>").format(escape(line)) for line in lines))


def _display(
    plain: str, html: Markup, data: dict[str, Any] | None = None, metadata: dict[str, Any] | None = None
) -> None:
    """Show something in the cell's output; print it where there is no notebook."""
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        print(plain)
        return
    bundle = {"text/plain": plain, "text/html": str(html), **(data or {})}
    ipython.display.display(bundle, metadata=metadata or {}, raw=True)
