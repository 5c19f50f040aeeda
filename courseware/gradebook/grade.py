"""Grade one record: a pure function from answers to states and points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from courseware.bank import CompiledItem
from courseware.handin.record import Record
from courseware.scoring import score

State = Literal["graded", "blank", "invalid", "changed"]


class ItemResult(NamedTuple):
    """What one answer is worth.

    Attributes:
        state: "graded"; "blank"; "invalid" (no answer to this item); "changed" (the item was another then).
        score: hundredths of a point; None unless graded, because a state is not a zero.
        feedback: ids of the feedback to show.
    """

    state: State
    score: int | None
    feedback: tuple[str, ...]


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


def grade_record(record: Record, items: Sequence[CompiledItem]) -> Graded:
    """Grade every item of the bank.

    The status is `graded` as soon as one item is, `blank` if nothing was answered, `invalid` otherwise.
    """
    results = tuple(_grade_item(record, item) for item in items)
    states = {result.state for result in results}
    status = "graded" if "graded" in states else "blank" if states <= {"blank"} else "invalid"
    known = {item.id for item in items}
    return Graded(status, results, tuple(name for name in record.answers if name not in known))


def _grade_item(record: Record, item: CompiledItem) -> ItemResult:
    result = score(item.scoring, record.answers.get(item.id))
    if result.state == "blank":
        return ItemResult("blank", None, result.feedback)
    if record.fingerprints.get(item.id, item.fingerprint) != item.fingerprint:
        return ItemResult("changed", None, ())
    return ItemResult(result.state, result.score if result.state == "graded" else None, result.feedback)
