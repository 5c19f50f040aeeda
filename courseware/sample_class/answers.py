"""The answers of a made-up class, drawn from the two-parameter logistic model of item response theory.

Each student has an ability θ, each item a difficulty b and a discrimination a; the chance of a full answer is
1 / (1 + exp(−a(θ − b))) (Birnbaum, in Lord and Novick, *Statistical Theories of Mental Test Scores*, 1968,
chapter 17). In practice somebody who was told that an answer is not right may try again, and knows more then.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from math import exp
from random import Random
from typing import Any, NamedTuple

from courseware.bank import Bank, CompiledItem
from courseware.bank.models import LEVELS
from courseware.sample_class.responses import Responses
from courseware.sample_class.students import SampleStudent, make_student
from courseware.scoring import draw, score

_SKIPPED = 0.03  # an item passed over
_STOPPED = 0.08  # of the students: ran out of time before the end
_INVALID = {"numeric": 0.04}  # by type: an answer that is none, such as a number in a sentence
_INVALID_ELSE = 0.005  # for types in which the page leaves little room for it
_ANOTHER = 0.06  # in practice: asked for another variant
_UNCHECKED = 0.02  # in practice: typed, never checked
_AGAIN = 0.5  # in practice: tries again after an answer that was not right
_MOST_TRIES = 3
_NOT_UNDERSTOOD = 2.0  # how much harder the questions of one module are to the whole class
_LEARNT = 0.6  # how much more able a student is at the next try


class Sheet(NamedTuple):
    """What one student answered, as the parts of a record."""

    student: SampleStudent
    answers: dict[str, Any]  # item id -> the answer that counts; without those left open
    fingerprints: dict[str, str]  # item id -> the variant it was given to
    first: dict[str, dict[str, Any]]  # item id -> the first try; empty in a sealed edition


class _Item:
    """One item with its parameters in the model and its students' answers, by variant."""

    def __init__(self, item: CompiledItem, seed: int, harder: float) -> None:
        rng = Random(f"{seed}/item/{item.id}")
        level = LEVELS.index(item.level) if item.level in LEVELS else 0
        self.id, self.count = item.id, len(item.variants)
        self.difficulty = -0.9 + 0.25 * level + rng.gauss(0, 0.6) + harder
        self.invalid = _INVALID.get(item.type, _INVALID_ELSE)
        self.discrimination = exp(rng.gauss(0.45, 0.3))
        pull = [0.05 + rng.random() ** 3 for _ in item.scoring.get("options", ())]
        self.variants = [Responses(variant, pull) for variant in item.variants]

    def chance(self, ability: float) -> float:
        """That somebody of this ability answers in full."""
        return 1 / (1 + exp(-self.discrimination * (ability - self.difficulty)))


def make_answers(bank: Bank, students: int, seed: int = 1) -> Iterator[Sheet]:
    """The answers of so many students, one at a time.

    The same bank and seed give the same answers, and a larger class begins with the same students. In a
    sealed edition each student answers the variants that belong to the student's id.

    Args:
        bank: of either edition.
        students: how many.
        seed: any whole number; another one is another class.
    """
    modules = sorted({item.module for item in bank.items})
    missed = Random(f"{seed}/module").choice(modules) if len(modules) > 1 else None
    items = [_Item(item, seed, _NOT_UNDERSTOOD * (item.module == missed)) for item in bank.items]
    for number in islice(count(1), students):
        rng = Random(f"{seed}/student/{number}")
        student = make_student(number, rng)
        if bank.unit.sealed:
            yield _sealed(items, bank.unit.edition, student, rng)
        else:
            yield _practice(items, student, rng)


def _reached(items: list[_Item], rng: Random) -> Iterator[_Item]:
    """The items that a student answers."""
    last = rng.randrange(len(items) // 2, len(items)) if rng.random() < _STOPPED else len(items)
    return (item for item in items[:last] if rng.random() >= _SKIPPED)


def _response(item: _Item, responses: Responses, ability: float, rng: Random) -> Any:
    if rng.random() < item.invalid:
        return responses.invalid(rng)
    return responses.right(rng) if rng.random() < item.chance(ability) else responses.wrong(rng)


def _sealed(items: list[_Item], edition: str, student: SampleStudent, rng: Random) -> Sheet:
    sheet = Sheet(student, {}, {}, {})
    for item in _reached(items, rng):
        responses = item.variants[draw(edition, item.id, student.id, item.count)]
        sheet.answers[item.id] = _response(item, responses, student.ability, rng)
        sheet.fingerprints[item.id] = responses.variant.fingerprint
    return sheet


def _practice(items: list[_Item], student: SampleStudent, rng: Random) -> Sheet:
    """Tries until one is right or the student has had enough; the best counts, of equal ones the earlier."""
    sheet = Sheet(student, {}, {}, {})
    for item in _reached(items, rng):
        best, ability, number = -1, student.ability, 0
        for _ in range(_MOST_TRIES):
            if item.count > 1 and rng.random() < _ANOTHER:
                number = rng.randrange(item.count)
            responses = item.variants[number]
            scoring, mark = responses.variant.scoring, responses.variant.fingerprint
            value = _response(item, responses, ability, rng)
            result = score(scoring, value)
            earned = result.score if result.state == "graded" else -1
            if earned > best or item.id not in sheet.answers:
                best = earned
                sheet.answers[item.id], sheet.fingerprints[item.id] = value, mark
            if rng.random() < _UNCHECKED and item.id not in sheet.first:
                break
            if result.state == "graded":
                sheet.first.setdefault(item.id, {"value": value, "fingerprint": mark})
            if best == scoring["points"] or rng.random() >= _AGAIN:
                break
            ability += _LEARNT
    return sheet
