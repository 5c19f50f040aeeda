"""Grade one record: a pure function from answers to states and points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from courseware.bank import Bank, CompiledItem
from courseware.handin.record import Record
from courseware.scoring import draw, score

State = Literal["graded", "blank", "invalid", "changed", "other variant"]


class ItemResult(NamedTuple):
    """What one answer is worth.

    Attributes:
        state: "graded"; "blank"; "invalid" (no answer to this item); "changed" (the item was another then);
            "other variant" (in a sealed edition: an answer to a variant that is not this student's).
        score: hundredths of a point; None unless graded, because a state is not a zero.
        feedback: ids of the feedback to show.
        variant: number of the item's variant that the result is about, from 0.
    """

    state: State
    score: int | None
    feedback: tuple[str, ...]
    variant: int = 0


class Graded(NamedTuple):
    """A graded record: its status, a result for every item of the bank, and what the bank does not know."""

    status: Literal["graded", "blank", "invalid"]
    results: tuple[ItemResult, ...]  # in the order of the items
    unknown: tuple[str, ...]  # item ids in the record that the bank does not have

    @property
    def total(self) -> int | None:
        """Hundredths of a point; None if no item could be graded."""
        scores = [result.score for result in self.results if result.score is not None]
        return sum(scores) if scores else None

    @property
    def answered(self) -> int:
        """How many items hold anything but a blank."""
        return sum(result.state != "blank" for result in self.results)


def grade_record(record: Record, bank: Bank) -> Graded:
    """Grade every item of the bank.

    The status is `graded` as soon as one item is, `blank` if nothing was answered, `invalid` otherwise.
    """
    return _graded(record, bank, (_grade_item(record, item, bank) for item in bank.items))


def grade_first_tries(record: Record, bank: Bank, best: Graded) -> Graded | None:
    """The grades as they would be without second tries; None if the record does not tell them.

    A sealed edition has no tries: whatever a record says of them there is made up.

    Args:
        best: the grades of the record itself.
    """
    if not record.first or bank.unit.sealed:
        return None
    tries = record.first_tries()
    results = (
        result if _same_answer(record, tries, item.id) else _grade_item(tries, item, bank)
        for item, result in zip(bank.items, best.results, strict=True)
    )
    return _graded(tries, bank, results)


def _same_answer(one: Record, other: Record, item: str) -> bool:
    value, other_value = one.answers.get(item), other.answers.get(item)
    if one.fingerprints.get(item) != other.fingerprints.get(item):
        return False
    return type(value) is type(other_value) and value == other_value  # 1 == True, but they are two answers


def _graded(record: Record, bank: Bank, results: Iterable[ItemResult]) -> Graded:
    results = tuple(results)
    states = {result.state for result in results}
    status = "graded" if "graded" in states else "blank" if states <= {"blank"} else "invalid"
    known = {item.id for item in bank.items}
    return Graded(status, results, tuple(name for name in record.answers if name not in known))


def _grade_item(record: Record, item: CompiledItem, bank: Bank) -> ItemResult:
    own = 0
    if bank.unit.sealed:
        own = draw(bank.unit.edition, item.id, record.student.id, len(item.variants))
    value, mark = record.answers.get(item.id), record.fingerprints.get(item.id)
    number = own if mark is None else item.by_fingerprint.get(mark)
    result = score(item.variants[own if number is None else number].scoring, value)
    if result.state == "blank":
        return ItemResult("blank", None, result.feedback, own)
    if number is None:
        return ItemResult("changed", None, (), own)
    if bank.unit.sealed and number != own:
        return ItemResult("other variant", None, (), own)
    points = result.score if result.state == "graded" else None
    return ItemResult(result.state, points, result.feedback, number)
