"""What the sample class's teacher decided: overrides of single points, and marks by the rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

from courseware.bank import Bank
from courseware.bank.rubric import Rubric
from courseware.sample_class.answers import Sheet
from courseware.sample_class.students import SampleStudent
from courseware.scoring import Result, score
from courseware.scoring.text import fold

OVERRIDES_HEADER = ("student", "item", "points", "reason")
MARKS_HEADER = ("student", "criterion", "points", "reason")
_MOST_OVERRIDES = 3
_REASONS = {
    "invalid": "The number is there, with words around it.",
    "text": "One letter is missing; the name is right.",
    "other": "Explained in class how it was meant.",
}
_HANDED_IN = 0.9  # share of students with a text to mark
_USUAL, _SPREAD = 0.65, 0.17  # of the points of a criterion: mean and standard deviation
_HALF = 50  # hundredths: marks go by half points


def overrides(bank: Bank, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str, str, str]]:
    """Rows of a table of overrides, one for each kind of decision that the answers call for.

    Args:
        sheets: of students whose hand-in can be graded.
    """
    done: set[str] = set()
    for sheet in sheets:
        for item in bank.items:
            given = sheet.answers.get(item.id)
            variant = item.by_fingerprint.get(sheet.fingerprints.get(item.id, ""), 0)
            result = score(item.variants[variant].scoring, given)
            kind = _kind(item.variants[variant].scoring, given, result)
            if kind and kind not in done and len(done) < _MOST_OVERRIDES:
                done.add(kind)
                earned = item.points / 2 if kind == "other" else item.points
                yield sheet.student.id, item.id, f"{earned / 100:g}", _REASONS[kind]
                break  # one a student


def _kind(scoring: dict[str, Any], given: Any, result: Result) -> str:
    """What a teacher might decide about an answer, as a key of `_REASONS`; "" for nothing."""
    if result.state == "invalid":
        known = scoring["type"] == "numeric" and re.search("[0-9]", given)
        return "invalid" if known else ""
    if result.state == "blank" or result.score:
        return ""
    if scoring["type"] == "text":
        return "text" if _a_letter_short(fold(given), scoring["accept"]) else ""
    return "other"


def _a_letter_short(word: str, accepted: Sequence[str]) -> bool:
    return any(
        word == right[:gone] + right[gone + 1 :] for right in accepted for gone in range(1, len(right))
    )


def marks(
    rubric: Rubric, students: Iterable[SampleStudent], seed: int
) -> Iterator[tuple[str, str, str, str]]:
    """Rows of a table of rubric marks: most students have one for each criterion, in half points."""
    for student in students:
        rng = Random(f"{seed}/marks/{student.id}")
        if rng.random() >= _HANDED_IN:
            continue
        for criterion in rubric.criteria:
            share = _USUAL + _SPREAD * (0.7 * student.ability + 0.7 * rng.gauss(0, 1))
            earned = max(_HALF, min(rubric.most, round(share * rubric.most / _HALF) * _HALF))
            reason = "" if earned > rubric.most / 4 else "See the remark beside the text."
            yield student.id, criterion.id, f"{earned / 100:g}", reason
