"""One question of a feedback page: the answer given, what was right, why, and where to read."""

from __future__ import annotations

import json
from typing import Any

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem
from courseware.feedback import answer_lines, feedback, points_of
from courseware.gradebook.decisions import Decision
from courseware.gradebook.grade import ItemResult
from courseware.gradebook.marked_answer import MarkedAnswer, marked_answer
from courseware.gradebook.right_answer import right_lines
from courseware.templating import template

_MOST_KEPT = 2_500  # rendered questions lately used, and as many before: about 2 kB each
_LONGEST_KEPT = 1_000  # characters of an answer whose rendered question is kept; no other student gives it
_TONES = {"Correct": "v", "Partly correct": "w"}


class Questions:
    """Renders questions as HTML; one with the same answer is rendered once for the whole class.

    Args:
        reveal: tell what was right even where the student gave no answer that could be scored.
    """

    def __init__(self, bank: Bank, reveal: bool) -> None:
        self._bank, self._reveal = bank, reveal
        self._template = template(__package__, "question.html.j2")
        self._lately: dict[tuple[int, ItemResult, str, str], str] = {}
        self._before: dict[tuple[int, ItemResult, str, str], str] = {}

    def answered(
        self, place: int, result: ItemResult, value: Any, first: str, override: Decision | None
    ) -> str:
        """A question of a hand-in that was graded.

        Args:
            place: place of the item in the bank.
            value: the answer; any JSON value.
            first: what the first try was worth, "" where it is the one that counts.
        """
        text = f'"{value}"' if isinstance(value, str) else json.dumps(value)
        if len(text) > _LONGEST_KEPT or override:
            return self._render(place, result, value, first, override)
        key = (place, result, text, first)
        html = self._lately.get(key)
        if html is None:
            html = self._before.get(key) or self._render(place, result, value, first, None)
            if len(self._lately) >= _MOST_KEPT:  # what nobody gave for long is forgotten
                self._before, self._lately = self._lately, {}
            self._lately[key] = html
        return html

    def given(self, override: Decision) -> str:
        """Points that a teacher gave where nothing could be graded."""
        item = self._bank.items[override.place]
        return self._template.render(
            number=override.place + 1,
            id=item.id,
            prompt="",
            answer=[],
            missing=[],
            right=[],
            list="ul",
            unit="",
            verdict="Not graded",
            tone="x",
            points="",
            first="",
            override=_told(override, item),
            texts=[],
            read=item.section,
        )

    def _render(
        self, place: int, result: ItemResult, value: Any, first: str, override: Decision | None
    ) -> str:
        item = self._bank.items[place].singles[result.variant]
        marked = self._marked(item, result, value)
        ids = [name for name in result.feedback if name not in marked.told]
        said = feedback(item, result.state, result.score, ids)
        return self._template.render(
            number=place + 1,
            id=item.id,
            prompt=light_markdown.blocks(item.view["prompt"]),
            answer=marked.given,
            missing=marked.missing,
            right=marked.right,
            list="ol" if item.type == "order" else "ul",
            unit=item.view.get("unit", ""),
            verdict=said.verdict,
            tone=_TONES.get(said.verdict, "x"),
            points=said.points,
            first=first,
            override=_told(override, item) if override else None,
            texts=[light_markdown.blocks(text) for text in said.texts],
            read=item.section if said.verdict != "Correct" else "",
        )

    def _marked(self, item: CompiledItem, result: ItemResult, value: Any) -> MarkedAnswer:
        """The answer beside the key; without the key where it was not answered and is not to be revealed."""
        if result.state == "graded":
            return marked_answer(item, value, result.score or 0, result.feedback)
        given = [] if result.state == "blank" else answer_lines(item, value)
        return MarkedAnswer(given, right_lines(item) if self._reveal else [], [], frozenset())


def _told(override: Decision, item: CompiledItem) -> dict[str, str]:
    return {"points": points_of(override.points, item.points), "reason": override.reason}
