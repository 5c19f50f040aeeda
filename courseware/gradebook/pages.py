"""The feedback page of one student."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem
from courseware.feedback import answer_lines, feedback, points_of
from courseware.gradebook.collect import shown
from courseware.gradebook.grade import ItemResult
from courseware.gradebook.rows import Row, few
from courseware.handin.record import Record, format_time

_MOST_KEPT = 20_000  # rendered questions, about 1 kB each
_LONGEST_KEPT = 1_000  # characters of an answer whose rendered question is kept; no other student gives it


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("courseware.gradebook", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class FeedbackPages:
    """Makes pages for a bank. A question with the same answer is rendered once for the whole class."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._modules = {module.id: module.title for module in bank.unit.modules}
        self._page = _environment().get_template("feedback.html.j2")
        self._question = _environment().get_template("question.html.j2")
        self._rendered: dict[tuple[int, ItemResult, str, str], Markup] = {}

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        """Another process makes its own from the same bank."""
        return type(self), (self._bank,)

    def page(self, row: Row, record: Record | None) -> str:
        """The page as HTML: everything a student wrote is escaped, no script, nothing loaded from elsewhere.

        An item that the student left blank gets no feedback, and so no key.

        Args:
            row: the student's row of the gradebook, for a student who handed something in.
            record: the answers that were graded; None where no hand-in can count.
        """
        graded, saved = row.graded, row.hand_in.saved
        return self._page.render(
            unit=self._bank.unit,
            student=row.student,
            name=row.name,
            saved=format_time(saved).replace("T", " ").replace("Z", " UTC") if saved else "",
            file=shown(Path(row.hand_in.path.name)),  # not the folders, which are the teacher's
            total=None if graded is None or graded.total is None else points_of(graded.total, row.of),
            summary=_summary(row),
            questions=Markup("").join(self._questions(row, record)),
            others="; ".join(few([Path(name).name for name in row.others])),
        )

    def _questions(self, row: Row, record: Record | None) -> Iterator[Markup]:
        if row.graded is None or record is None:
            return
        firsts = row.first.results if row.first else row.graded.results
        tries = record.first_tries().answers if row.first else record.answers
        for place, (item, result) in enumerate(zip(self._bank.items, row.graded.results, strict=True)):
            value, first = record.answers.get(item.id), firsts[place]
            another = (tries.get(item.id), first) != (value, result)
            yield self._one(place, result, value, _first_try(item, first) if another else "")

    def _one(self, place: int, result: ItemResult, value: Any, first: str) -> Markup:
        """A question with its answer and feedback, rendered before if this answer was met before."""
        text = json.dumps(value)
        if len(text) > _LONGEST_KEPT:
            return self._render(place, result, value, first)
        key = (place, result, text, first)
        if key not in self._rendered:
            if len(self._rendered) >= _MOST_KEPT:
                self._rendered.clear()
            self._rendered[key] = self._render(place, result, value, first)
        return self._rendered[key]

    def _render(self, place: int, result: ItemResult, value: Any, first: str) -> Markup:
        item = self._bank.items[place].singles[result.variant]
        said = feedback(item, result.state, result.score, result.feedback)
        html = self._question.render(
            number=place + 1,
            prompt=light_markdown.blocks(item.view["prompt"]),
            answer=[] if result.state == "blank" else answer_lines(item, value),
            list="ol" if item.type == "order" else "ul",
            unit=item.view.get("unit", ""),
            verdict=said.verdict,
            points=said.points,
            first=first,
            texts=[light_markdown.blocks(text) for text in said.texts],
            read=self._modules[item.module] if said.verdict != "Correct" else "",
        )
        return Markup(html)


def _summary(row: Row) -> str:
    if row.graded is None:
        return f"This could not be graded: {row.status}. {row.hand_in.reason}"
    count = len(row.graded.results)
    text = f"{row.graded.answered} of {count} question{'' if count == 1 else 's'} answered."
    if row.first is None or row.first.total in (None, row.graded.total):
        return text
    return f"{text} The best tries count; the first tries alone earn {points_of(row.first.total, row.of)}."


def _first_try(item: CompiledItem, result: ItemResult) -> str:
    """What the first try was worth."""
    said = feedback(item.singles[result.variant], result.state, result.score, result.feedback)
    return said.points or said.verdict.lower()
