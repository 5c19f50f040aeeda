"""An answer that was scored, part by part: what of it is right, what is not, and what would have been."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import CompiledItem
from courseware.feedback import answer_lines
from courseware.gradebook.right_answer import right_lines

_RIGHT = Markup("{} <b>(right)</b>")
_NOT_RIGHT = Markup("{} <b>(not right)</b> {}")
_KEY = Markup("Right: <b>{}</b> {}")
_PAIR = Markup("{} – {}")


class MarkedAnswer(NamedTuple):
    """An answer in words, as escaped HTML.

    Attributes:
        given: a line an entry, with its verdict and feedback where entries have their own.
        right: what was right, a line an entry; empty where `given` tells it.
        missing: right options that were not chosen.
        told: ids of the feedback that stands in `given`, or that says no more than it.
    """

    given: list[Markup]
    right: list[Markup]
    missing: list[Markup]
    told: frozenset[str]


def marked_answer(item: CompiledItem, value: Any, score: int, ids: Sequence[str]) -> MarkedAnswer:
    """Put an answer beside the key.

    Args:
        item: with the variant that was answered alone (`CompiledItem.singles`).
        value: an answer that could be scored.
        score: hundredths of a point that it earned.
        ids: feedback ids as the scorer gives them.
    """
    if item.type == "multiple":
        return _multiple(item, value)
    if item.type == "match":
        return _match(item, value, ids)
    right = right_lines(item) if score < item.points else []
    return MarkedAnswer(answer_lines(item, value), right, [], frozenset())


def _multiple(item: CompiledItem, value: list[str]) -> MarkedAnswer:
    weights, given, missing = item.scoring["weights"], [], []
    told = {"missed"}  # by naming what is
    for option in item.view["options"]:
        name, words = option["id"], light_markdown.inline(option["text"])
        if name not in value:
            missing += [words] if weights[name] > 0 else []
        elif weights[name] > 0:
            told.add(f"option:{name}")
            given.append(_RIGHT.format(words))
        else:
            told.add(f"option:{name}")
            why = light_markdown.inline(item.feedback[f"option:{name}"])
            given.append(_NOT_RIGHT.format(words, why))
    return MarkedAnswer(given, [], missing, frozenset(told))


def _match(item: CompiledItem, value: dict[str, str], ids: Sequence[str]) -> MarkedAnswer:
    key = item.scoring["key"]
    right = {entry["id"]: entry["text"] for entry in item.view["right"]}
    given, told = [], set()
    for entry in item.view["left"]:
        name = entry["id"]
        chosen = right.get(value.get(name))
        if f"pair:{name}" in ids:
            told.add(f"pair:{name}")
            given.append(_pair(entry["text"], chosen, right[key[name]], item.feedback[f"pair:{name}"]))
        else:
            given.append(_pair(entry["text"], chosen))
    return MarkedAnswer(given, [], [], frozenset(told))


@lru_cache(maxsize=8192)  # few pairs make up the very many answers of a large class
def _pair(left: str, chosen: str | None, key: str = "", why: str = "") -> Markup:
    """One pair of an answer; if it is not right, with the one that is, and why. Texts are light Markdown."""
    words = "no answer" if chosen is None else light_markdown.inline(chosen)
    pair = _PAIR.format(light_markdown.inline(left), words)
    if not key:
        return _RIGHT.format(pair)
    right = _KEY.format(_stopped(light_markdown.inline(key)), light_markdown.inline(why))
    return _NOT_RIGHT.format(pair, right)


def _stopped(words: Markup) -> Markup:
    """Words with a full stop, unless they end in a stop of their own."""
    return words if words.endswith((".", "!", "?")) else words + "."
