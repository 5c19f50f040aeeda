"""What the notebook's functions and its forms do: the questions, the variants and the file of answers."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from courseware.bank import CompiledItem
from courseware.gradebook.grade import Graded, grade_record
from courseware.handin.record import Record, Student
from courseware.notebook.answer_file import NAME, AnswerFile, Saved, answers_folder
from courseware.notebook.answer_value import answer_value
from courseware.notebook.edition import Edition
from courseware.notebook.kept import Kept, Try
from courseware.notebook.outputs import answer_payload, checked_words, kept_words
from courseware.notebook.readable import readable
from courseware.scoring import MESSAGES, draw
from courseware.scoring.text import fold


class Problem(Exception):
    """A mistake of the student's, told in one sentence."""


class Given(NamedTuple):
    """An answer that was taken, and what to say of it.

    Attributes:
        plain, html: the verdict and the feedback.
        payload: for the notebook's outputs, see `courseware.handin.notebook_answers`.
        saved: what became of the file.
    """

    plain: str
    html: Markup
    payload: dict[str, Any]
    saved: Saved


class Session:
    """One kernel in one folder.

    Attributes:
        edition: the questions.
        folder: where the kernel was started.
        file: the record beside the notebook.
        student: as told in this kernel; None as long as only the file may know.
        seen: files beside the notebook that were looked at, by name, time and size.
        forms: those that show questions; `refresh` is called where what is kept has changed under them.
    """

    def __init__(self, edition: Edition, folder: Path) -> None:
        self.edition, self.folder = edition, folder
        self.file = AnswerFile(answers_folder(folder), edition.unit)
        self.student: Student | None = None
        self.seen: set[tuple[str, int, int]] = set()
        self.forms: weakref.WeakSet[Any] = weakref.WeakSet()

    @property
    def sealed(self) -> bool:
        """Whether nothing is scored here."""
        return self.edition.unit.sealed

    def item(self, item_id: Any) -> CompiledItem:
        """The item with this id; a `Problem` if there is none."""
        items = self.edition.items
        if isinstance(item_id, str) and item_id.strip() in items:
            return items[item_id.strip()]
        near = get_close_matches(str(item_id)[:100], items, n=3, cutoff=0.5)
        mend = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(items)}."
        raise Problem(f"There is no question {str(item_id)[:100]!r}. {mend}")

    def kept(self) -> tuple[Kept, str]:
        """What is kept at this moment, and why a file in that place is not used, or ""."""
        kept, fault = self.file.read()
        return replace(kept, student=self.student or kept.student), fault

    def variant(self, item: CompiledItem) -> int:
        """Number of the variant that the student has before them.

        Raises:
            Problem: in a sealed edition it depends on an id that nobody has told.
        """
        kept = self.kept()[0]
        if self.sealed:
            if len(item.variants) > 1 and not kept.student.id:
                call = 'student("your id", "your name")'
                raise Problem(f"{item.id} is not the same for everybody. Say who you are first: {call}.")
            return self._own(item, kept.student)
        counts = kept.counts.get(item.id)
        for mark in (kept.shown.get(item.id), counts and counts.fingerprint):
            if mark in item.by_fingerprint:
                return item.by_fingerprint[mark]
        return 0

    def variant_without_mark(self, item: CompiledItem, kept: Kept) -> int:
        """Number of the variant that an answer without a fingerprint was given to."""
        return self._own(item, kept.student) if self.sealed else 0

    def _own(self, item: CompiledItem, who: Student) -> int:
        return draw(self.edition.unit.edition, item.id, who.id, len(item.variants))

    def answer(self, item_id: Any, value: Any) -> Given:
        """Check an answer to the variant that the student has before them, or in a sealed edition keep it.

        Raises:
            Problem: there is no such question, or this can be no answer.
        """
        item = self.item(item_id)
        if value is ...:
            raise Problem(f"{item.id}: replace the dots (...) first, above. Nothing was saved.")
        try:
            value = answer_value(value)
        except TypeError as error:
            raise Problem(f"{item.id}: {error}. Nothing was saved.") from None
        number = self.variant(item)
        return self.keep(item, value) if self.sealed else self.check(item, number, value)

    def check(self, item: CompiledItem, number: int, value: Any) -> Given:
        """Check an answer to a variant, by its number, in practice."""
        given = Try(value, item.variants[number].fingerprint)
        saved = self.change(lambda kept: kept.checked(item, given))
        plain, html = checked_words(item, given, saved.kept.counts[item.id])
        return Given(plain, html, self.payload(item, given, saved.kept), saved)

    def keep(self, item: CompiledItem, value: Any) -> Given:
        """Keep an answer in a sealed edition.

        Raises:
            Problem: this can be no answer.
        """
        number = self.variant(item)
        result = readable(item.singles[number], value)
        if result.state == "invalid":
            reasons = " ".join(MESSAGES[name] for name in result.feedback)
            raise Problem(f"{item.id}: {reasons} Nothing was saved.")
        given = Try(value, item.variants[number].fingerprint)
        saved = self.change(lambda kept: kept.answered(item.id, given))
        plain, html = kept_words(item.id, result.state == "blank")
        return Given(plain, html, self.payload(item, given, saved.kept), saved)

    def take(
        self, item: CompiledItem, number: int, value: Any, checked: bool, form: Any
    ) -> tuple[dict[str, Any], Saved]:
        """Take what a form holds, checked or not; the payload for the outputs, and what became of the file.

        Args:
            number: of the variant that the form shows.
            value: a JSON value; an empty one opens the question again.
            form: the one that tells, which shows it already.
        """
        mark = item.variants[number].fingerprint
        given = Try(value, mark)

        def make(kept: Kept) -> Kept:
            if self.sealed:
                return kept.answered(item.id, given)
            kept = kept.checked(item, given) if checked else kept.standing(item, given)
            return kept.showing(item.id, mark) if number or item.id in kept.shown else kept

        saved = self.change(make, form)
        return self.payload(item, given, saved.kept), saved

    def payload(self, item: CompiledItem, given: Try, kept: Kept) -> dict[str, Any]:
        """What a notebook's output says of an answer."""
        return answer_payload(self.edition.unit, item.id, given, kept)

    def change(self, make: Callable[[Kept], Kept], form: Any = None, copy: bool = False) -> Saved:
        """Change what is kept, where the `form` that asks for it shows it already.

        Args:
            copy: keep a copy of the file as it was.
        """
        who = self.student

        def named(kept: Kept) -> Kept:
            made = make(kept)
            return replace(made, student=who or made.student)

        # nothing goes into a file of another student
        saved = self.file.change(named, who.id if who else "", copy)
        self._refresh(form)
        return saved

    def _refresh(self, but: Any = None) -> None:
        for form in list(self.forms):
            if form is not but:
                form.refresh()

    def tell_student(self, who: Student) -> list[str]:
        """Take down whose answers these are; what the student should read of it.

        Told a second time in one kernel, the id is corrected; else a file of somebody else is kept aside. In
        a sealed edition another id may draw other variants: answers to the former ones are dropped.
        """
        before, fault = self.file.read()
        corrected = self.student is not None and fold(self.student.id) == fold(before.student.id)
        same = corrected or not before.student.id or fold(before.student.id) == fold(who.id)
        dropped = self._foreign(replace(before, student=who)) if same else []
        self.student = who
        if not (fault or before != Kept()):
            self._refresh()
            return []
        saved = self.file.change(
            lambda kept: replace(kept.without(dropped), student=who), before.student.id if same else who.id
        )
        self._refresh()
        said = list(saved.notices)
        if dropped:
            said.append(f"With this id you have other variants: answer again {', '.join(dropped)}.")
        return [*said, *([unsaved(saved.problem)] if saved.problem else [])]

    def _foreign(self, kept: Kept) -> list[str]:
        """Ids of the items answered in another variant than the student's, in a sealed edition."""
        given = [item for item in self.edition.items.values() if self.sealed and item.id in kept.counts]
        return [item.id for item in given if not self.is_own(item, kept, kept.student)]

    def is_own(self, item: CompiledItem, kept: Kept, who: Student) -> bool:
        """Whether what is kept for an item answers this student's variant, in a sealed edition."""
        own = item.variants[self._own(item, who)].fingerprint
        return kept.counts[item.id].fingerprint in (None, own)

    def next_variant(self, item: CompiledItem) -> tuple[int, Saved]:
        """Put the next variant of a question before the student; after the last comes the first.

        Raises:
            Problem: there is no other variant.
        """
        if self.sealed:
            raise Problem("In this edition a question stays the one you have. Practise in the book's pages.")
        if len(item.variants) == 1:
            raise Problem(f"{item.id} has one variant only.")
        number = (self.variant(item) + 1) % len(item.variants)
        mark = item.variants[number].fingerprint
        return number, self.change(lambda kept: kept.showing(item.id, mark))

    def graded(self, kept: Kept, moment: datetime) -> Graded:
        """What has been answered in practice, as the teacher's grader has it."""
        unit = self.edition.unit
        record = Record(unit.id, unit.edition, kept.student, moment, kept.answers, kept.fingerprints)
        return grade_record(record, self.edition.bank)

    def states(self, kept: Kept) -> dict[str, str]:
        """Item id → "blank", "invalid", "other variant" or "kept", in a sealed edition."""
        states: dict[str, str] = {}
        for item in self.edition.items.values():
            entry, single = kept.counts.get(item.id), item.singles[self._own(item, kept.student)]
            state: str = "blank" if entry is None else readable(single, entry.value).state
            if state != "blank" and not self.is_own(item, kept, kept.student):
                state = "other variant"
            states[item.id] = "kept" if state == "graded" else state
        return states


def unsaved(problem: str) -> str:
    """That the file could not be written, in a sentence."""
    mend = "Your answer is in this notebook only: save it, and hand in the notebook"
    return f"{NAME} could not be saved: {problem}. {mend}."
