"""Grade one record: a pure function from answers to states and points."""

from __future__ import annotations

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
    results = tuple(_grade_item(record, item, bank) for item in bank.items)
    states = {result.state for result in results}
    status = "graded" if "graded" in states else "blank" if states <= {"blank"} else "invalid"
    known = {item.id for item in bank.items}
    return Graded(status, results, tuple(name for name in record.answers if name not in known))


def grade_first_tries(record: Record, bank: Bank) -> Graded | None:
    """The grades as they would be without second tries; None if the record does not tell them.

    A sealed edition has no tries: whatever a record says of them there is made up.
    """
    return grade_record(record.first_tries(), bank) if record.first and not bank.unit.sealed else None


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
