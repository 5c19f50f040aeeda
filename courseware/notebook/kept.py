"""What a student has answered so far and what of it counts: pure values and the rules of the two editions.

In practice the best answer counts (of equal ones the earlier), and the first is kept beside it. What cannot
be scored is no try: it stands only as long as there is nothing better. In a sealed edition the last counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from courseware.bank import CompiledItem
from courseware.handin.record import Record, Student, make_record
from courseware.scoring import is_blank, score

NOBODY = Student()


class Try(NamedTuple):
    """An answer and the variant it was given to; `fingerprint` is None where a record does not tell it."""

    value: Any
    fingerprint: str | None = None

    def payload(self) -> dict[str, Any]:
        """As it stands in records and outputs."""
        mark = {} if self.fingerprint is None else {"fingerprint": self.fingerprint}
        return {"value": self.value, **mark}


@dataclass(frozen=True)
class Kept:
    """The content of a record.

    Attributes:
        student: whose it is; both texts are "" where nobody has said.
        counts: item id → the answer that counts.
        first: item id → the first answer that was checked.
        shown: item id → fingerprint of the variant the student has before them, where it is not the first.
    """

    student: Student = NOBODY
    counts: Mapping[str, Try] = field(default_factory=dict)
    first: Mapping[str, Try] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprints(self) -> dict[str, str]:
        """Item id → the variant that the answer that counts was given to."""
        marks = ((item, entry.fingerprint) for item, entry in self.counts.items())
        return {item: mark for item, mark in marks if mark is not None}

    @property
    def answers(self) -> dict[str, Any]:
        """Item id → the answer that counts, as a value."""
        return {item: entry.value for item, entry in self.counts.items()}

    @classmethod
    def of(cls, record: Record, shown: Mapping[str, str], all_checked: bool = False) -> Kept:
        """What a record holds.

        Args:
            all_checked: it does not tell first tries: then its answers are taken as checked, as in the page.
        """
        counts = {item: Try(value, record.fingerprints.get(item)) for item, value in record.answers.items()}
        if all_checked:
            return cls(record.student, counts, counts, shown)
        first = {item: Try(entry["value"], entry.get("fingerprint")) for item, entry in record.first.items()}
        return cls(record.student, counts, first, shown)

    def record(self, unit: str, edition: str, saved: datetime, sealed: bool = False) -> dict[str, Any]:
        """The record as a JSON object, with the variants shown under a name that other readers ignore."""
        first = None if sealed else {item: entry.payload() for item, entry in self.first.items()}
        record = make_record(unit, edition, self.student, self.answers, self.fingerprints, saved, first)
        return {**record, "shown": dict(self.shown)} if self.shown else record

    def checked(self, item: CompiledItem, given: Try) -> Kept:
        """After an answer has been checked.

        Args:
            item: with all its variants.
            given: an answer to one of them.
        """
        worth, tried = points_for(item, given), self.tried(item)
        # What was never checked only stood until now: somebody may have typed on.
        held = points_for(item, self.counts.get(item.id)) if tried else None
        if held is not None and (worth is None or worth <= held):
            return self
        firsts = {} if tried or worth is None else {item.id: given}
        return replace(self, counts={**self.counts, item.id: given}, first={**self.first, **firsts})

    def standing(self, item: CompiledItem, given: Try) -> Kept:
        """With an answer that was not checked: it counts as long as none was."""
        return self if self.tried(item) else self.answered(item.id, given)

    def tried(self, item: CompiledItem) -> bool:
        """Whether an answer to the item has been checked, and could be."""
        return points_for(item, self.first.get(item.id)) is not None

    def answered(self, item_id: str, given: Try) -> Kept:
        """With an answer in the place of the one before; an empty one takes that away."""
        if is_blank(given.value):
            return self.without([item_id])
        return replace(self, counts={**self.counts, item_id: given})

    def without(self, item_ids: list[str]) -> Kept:
        """Without the answers to these items."""
        return replace(self, counts={item: one for item, one in self.counts.items() if item not in item_ids})

    def showing(self, item_id: str, fingerprint: str) -> Kept:
        """With another variant before the student."""
        return replace(self, shown={**self.shown, item_id: fingerprint})


def points_for(item: CompiledItem, given: Try | None) -> int | None:
    """Hundredths of a point for an answer; None where there is none or it cannot be scored."""
    if given is None:
        return None
    number = 0 if given.fingerprint is None else item.by_fingerprint.get(given.fingerprint)
    if number is None:
        return None
    result = score(item.variants[number].scoring, given.value)
    return result.score if result.state == "graded" else None
