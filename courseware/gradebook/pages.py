"""The feedback page of one student."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from courseware.bank import Bank, CompiledItem, UnitModule
from courseware.bank.rubric import Rubric
from courseware.feedback import feedback, points_of
from courseware.gradebook.collect import shown
from courseware.gradebook.grade import ItemResult
from courseware.gradebook.questions import Questions
from courseware.gradebook.rows import Row, few
from courseware.gradebook.task import task
from courseware.handin.record import Record, format_time
from courseware.palette import standalone
from courseware.templating import template


class FeedbackPages:
    """Makes pages for a bank.

    Args:
        reveal: tell what was right even where the student gave no answer that could be scored.
        rubric: that of the marks in the rows, where there are any.
    """

    def __init__(self, bank: Bank, reveal: bool = False, rubric: Rubric | None = None) -> None:
        self._bank, self._reveal, self._rubric = bank, reveal, rubric
        self._page = template(__package__, "feedback.html.j2")
        self._questions = Questions(bank, reveal)
        placed = [
            (module, [n for n, item in enumerate(bank.items) if item.module == module.id])
            for module in bank.unit.modules
        ]
        self._placed = [(module, places) for module, places in placed if places]

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Another process makes its own from the same bank."""
        return type(self), (self._bank, self._reveal, self._rubric)

    def page(self, row: Row, record: Record | None) -> str:
        """The page as HTML: everything a student wrote is escaped, no script, nothing loaded from elsewhere.

        An item without an answer that could be scored gets no feedback and, unless revealed, no key.

        Args:
            row: the student's row of the gradebook.
            record: the answers that were graded; None where no hand-in can count.
        """
        hand_in = row.hand_in
        saved = format_time(hand_in.saved) if hand_in and hand_in.saved else ""
        total = row.total
        return self._page.render(
            style=_style(),
            unit=self._bank.unit,
            student=row.student,
            name=row.name,
            saved=saved.replace("T", " ").replace("Z", " UTC"),
            # not the folders, which are the teacher's
            file=shown(Path(hand_in.path.name)) if hand_in else "",
            total="" if total is None else points_of(total, row.of),
            summary=_summary(row),
            modules=list(self._modules(row, record)) if row.graded or row.overrides else [],
            task=task(self._rubric, row.marks, row.of) if self._rubric and row.marks else None,
            graded=row.graded is not None and row.graded.total is not None,
            given=bool(row.overrides),
            others="; ".join(few(_names(row.others))),
        )

    def _modules(self, row: Row, record: Record | None) -> Iterator[dict[str, Any]]:
        """Each module that has items: its points, and its questions."""
        questions = list(self._each(row, record))
        given = {override.place: override.points for override in row.overrides}
        results = row.graded.results if row.graded else ()
        for module, places in self._placed:
            scores = [given.get(n, results[n].score if results else None) for n in places]
            answered = sum(results[n].state != "blank" for n in places) if results else 0
            yield {
                "title": module.title,
                "answered": f"{answered} of {len(places)}",
                "points": _sum(scores, module),
                "questions": Markup("".join(questions[n] for n in places)),
            }

    def _each(self, row: Row, record: Record | None) -> Iterator[str]:
        """Every item's question; "" where there is nothing to say about it."""
        overrides = {override.place: override for override in row.overrides}
        if row.graded is None or record is None:
            for place in range(len(self._bank.items)):
                yield self._questions.given(overrides[place]) if place in overrides else ""
            return
        firsts = row.first.results if row.first else row.graded.results
        tries = record.first_tries().answers if row.first else record.answers
        for place, (item, result) in enumerate(zip(self._bank.items, row.graded.results, strict=True)):
            value, first = record.answers.get(item.id), firsts[place]
            another = (tries.get(item.id), first) != (value, result)
            told = _first_try(item, first) if another else ""
            yield self._questions.answered(place, result, value, told, overrides.get(place))


@lru_cache
def _style() -> Markup:
    """The style sheet that stands in every page."""
    return Markup(standalone(Path(__file__).with_name("feedback.css").read_text(encoding="utf-8").strip()))


def _sum(scores: list[int | None], module: UnitModule) -> str:
    known = [score for score in scores if score is not None]
    return f"{sum(known) / 100:g} of {module.points / 100:g}" if known else f"– of {module.points / 100:g}"


def _summary(row: Row) -> str:
    given = _questions(len(row.overrides))
    by_hand = f" Your teacher gave the points of {given}." if row.overrides else ""
    if row.graded is None:
        if row.hand_in is None:
            return f"Nothing was handed in.{by_hand}"
        again = "Ask your teacher whether you can hand it in again."
        return f"This could not be graded: {row.status}. {row.hand_in.reason} {again}{by_hand}"
    count = _questions(len(row.graded.results))
    text = f"{row.graded.answered} of {count} answered.{by_hand}"
    if row.first is None or row.first.total in (None, row.graded.total):
        return text
    return f"{text} The best tries count; the first tries alone earn {points_of(row.first.total, row.of)}."


def _names(files: Sequence[str]) -> list[str]:
    """Each name once: in a platform's archive the files of all students have the same."""
    times = Counter(Path(file).name for file in files)
    return [f"{name} ({n} files)" if n > 1 else name for name, n in times.items()]


def _questions(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"


def _first_try(item: CompiledItem, result: ItemResult) -> str:
    """What the first try was worth."""
    said = feedback(item.singles[result.variant], result.state, result.score, result.feedback)
    return said.points or said.verdict.lower()
