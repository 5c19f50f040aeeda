"""The right answer to a question as a plain Python value, and every score that an answer can get."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courseware.scoring import score

RIGHT: dict[str, Callable[[dict[str, Any]], Any]] = {
    "choice": lambda scoring: scoring["key"],
    "multiple": lambda scoring: [name for name, weight in scoring["weights"].items() if weight > 0],
    "numeric": lambda scoring: float(scoring["key"]),
    "order": lambda scoring: list(scoring["key"]),
    "match": lambda scoring: dict(scoring["key"]),
    "text": lambda scoring: scoring["accept"][0],
}


def right_answer(scoring: dict[str, Any]) -> Any:
    """An answer that earns all points."""
    value = RIGHT[scoring["type"]](scoring)
    if score(scoring, value).score < scoring["points"]:
        return scoring["key"]  # a number that a double misses by more than the tolerance
    return value


def _sums(scoring: dict[str, Any]) -> set[int]:
    sums = {0}
    for weight in scoring["weights"].values():
        sums |= {earned + weight for earned in sums}
    return {max(0, min(scoring["points"], earned)) for earned in sums}


def _shares(scoring: dict[str, Any], hits: set[int]) -> set[int]:
    total = len(scoring["key"])
    return {(2 * scoring["points"] * right + total) // (2 * total) for right in hits}


SCORES: dict[str, Callable[[dict[str, Any]], set[int]]] = {
    "choice": lambda scoring: {scoring["points"]},
    "multiple": _sums,
    "numeric": lambda scoring: {scoring["points"], *(tier["score"] for tier in scoring["tiers"])},
    # one entry alone cannot be in a wrong place
    "order": lambda scoring: _shares(scoring, {*range(len(scoring["key"]) + 1)} - {len(scoring["key"]) - 1}),
    "match": lambda scoring: _shares(scoring, {*range(len(scoring["key"]) + 1)}),
    "text": lambda scoring: {scoring["points"]},
}


def attainable(scoring: dict[str, Any]) -> list[int]:
    """The scores above 0 that an answer can get, in hundredths of a point, ascending."""
    return sorted(SCORES[scoring["type"]](scoring) - {0})
