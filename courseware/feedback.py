"""What a student reads about an answer: a verdict, points, the answer in words, and the feedback texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from courseware import light_markdown
from courseware.bank import CompiledItem
from courseware.scoring import MESSAGES

OTHER_VARIANT = (
    "This answer was given to another variant of the question than the one that belongs to this student id, "
    "so it could not be scored."
)
CHANGED = "This question has changed since it was answered, so the answer could not be scored."
_LONGEST = 300  # characters of an answer that is shown
_MOST_LINES = 50


class Feedback(NamedTuple):
    """Feedback on one answer.

    Attributes:
        verdict: "Correct", "Partly correct", "Not correct", "Not answered", "Not scored".
        points: "0.5 of 1 point" for a graded answer, else "".
        texts: paragraphs in light Markdown.
    """

    verdict: str
    points: str
    texts: tuple[str, ...]


def feedback(item: CompiledItem, state: str, score: int | None, ids: Sequence[str]) -> Feedback:
    """Put a result into words.

    Args:
        item: with the variant that was answered alone (`CompiledItem.singles`).
        state: "graded", "blank", "invalid", "changed" (answered when the item had other content),
            or "other variant" (that of another student).
        score: hundredths of a point; read for a graded answer only.
        ids: feedback ids as the scorer gives them; one without a text is passed over.
    """
    if state == "blank":
        return Feedback("Not answered", "", ())
    if state == "changed":
        return Feedback("Not scored", "", (CHANGED,))
    if state == "other variant":
        return Feedback("Not scored", "", (OTHER_VARIANT,))
    texts = tuple(text for name in ids if (text := item.feedback.get(name) or MESSAGES.get(name)))
    if state == "invalid" or score is None:
        return Feedback("Not scored", "", texts)
    verdict = "Correct" if score == item.points else "Partly correct" if score else "Not correct"
    return Feedback(verdict, points_of(score, item.points), texts)


def points_of(score: int, most: int) -> str:
    """Points as the page says them: (50, 100) → "0.5 of 1 point"."""
    return f"{score / 100:g} of {most / 100:g} point{'' if most == 100 else 's'}"


def answer_lines(item: CompiledItem, value: Any) -> list[Markup]:
    """An answer in words, a line an entry, as escaped HTML.

    Options appear by their text, anything odd as it was given. Of an answer with very many entries only the
    first are shown: a file that names one option a million times must not grow into a page that does.

    Args:
        value: the answer as handed in; any JSON value.
    """
    lines = list(islice(_lines(item, value), _MOST_LINES))
    more = len(value) - len(lines) if isinstance(value, list | dict) and len(lines) == _MOST_LINES else 0
    return [*lines, Markup("… and {:,} more").format(more)] if more else lines


def _lines(item: CompiledItem, value: Any) -> Iterator[Markup]:
    options, left, right = (
        {part["id"]: light_markdown.inline(part["text"]) for part in item.view.get(role, ())}
        for role in ("options", "left", "right")
    )
    if item.type == "match" and isinstance(value, dict):
        for key, entry in value.items():
            yield Markup("{} – {}").format(_word(left, key), _word(right, entry))
    elif isinstance(value, list):
        for entry in value:
            yield _word(options, entry)
    else:
        yield _word(options, value)


def _word(texts: dict[str, Markup], value: Any) -> Markup:
    if isinstance(value, str):
        return texts.get(value) or escape(_short(value))
    return escape(_short(json.dumps(value, ensure_ascii=False)))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
