"""Grade one record: a pure function from answers to states and points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from courseware.bank import Bank, CompiledItem
from courseware.handin.record import Record
from courseware.scoring import draw, score

_MOST_KEPT = 10_000  # results by answer, about 1 kB each
State = Literal["graded", "blank", "invalid", "changed", "other variant"]
Whole = Literal["graded", "blank", "invalid"]  # of a record


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

    status: Whole
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


class Memo(dict[tuple[Any, ...], ItemResult]):
    """Results of one bank by item and answer: in a class most answers are given many times.

    It starts empty in every process.
    """

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return type(self), ()


def grade_record(record: Record, bank: Bank, memo: Memo | None = None) -> Graded:
    """Grade every item of the bank.

    The status is `graded` as soon as one item is, `blank` if nothing was answered, `invalid` otherwise.

    Args:
        memo: what was graded before; the result is the same without it.
    """
    memo = Memo() if memo is None else memo
    return _graded(record, bank, (_look_up(record, item, bank, memo) for item in bank.items))


def grade_first_tries(record: Record, bank: Bank, best: Graded, memo: Memo | None = None) -> Graded | None:
    """The grades as they would be without second tries; None if the record does not tell them.

    A sealed edition has no tries: whatever a record says of them there is made up.

    Args:
        best: the grades of the record itself.
        memo: as for `grade_record`.
    """
    if not record.first or bank.unit.sealed:
        return None
    memo = Memo() if memo is None else memo
    tries = record.first_tries()
    results = (
        result if _same_answer(record, tries, item.id) else _look_up(tries, item, bank, memo)
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
    whole: Whole = "graded" if "graded" in states else "blank" if states <= {"blank"} else "invalid"
    known = {item.id for item in bank.items}
    return Graded(whole, results, tuple(name for name in record.answers if name not in known))


def _look_up(record: Record, item: CompiledItem, bank: Bank, memo: Memo) -> ItemResult:
    own = 0
    if bank.unit.sealed and len(item.variants) > 1:
        own = draw(bank.unit.edition, item.id, record.student.id, len(item.variants))
    value, mark = record.answers.get(item.id), record.fingerprints.get(item.id)
    key = item.id, own, mark, _hashable(value)
    if key[3] is None:
        return _grade_item(item, value, mark, own, bank.unit.sealed)
    result = memo.get(key)
    if result is None:
        result = _grade_item(item, value, mark, own, bank.unit.sealed)
        if result.state != "invalid" and len(memo) < _MOST_KEPT:  # what is invalid may be a megabyte
            memo[key] = result
    return result


def _hashable(value: Any) -> Any:
    """The answer as a key that no other answer with another result has; None for an answer of a rare form."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    if isinstance(value, dict) and all(isinstance(entry, str) for entry in value.values()):
        return tuple(value.items())
    return None


def _grade_item(item: CompiledItem, value: Any, mark: str | None, own: int, sealed: bool) -> ItemResult:
    number = own if mark is None else item.by_fingerprint.get(mark)
    result = score(item.variants[own if number is None else number].scoring, value)
    if result.state == "blank":
        return ItemResult("blank", None, result.feedback, own)
    if number is None:
        return ItemResult("changed", None, (), own)
    if sealed and number != own:
        return ItemResult("other variant", None, (), own)
    points = result.score if result.state == "graded" else None
    return ItemResult(result.state, points, result.feedback, number)
