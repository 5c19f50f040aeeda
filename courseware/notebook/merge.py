"""Answers from elsewhere beside those here: how they differ, and both in one. Pure, by the page's rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from courseware.bank import CompiledItem
from courseware.notebook.kept import Kept, Try

Items = Mapping[str, CompiledItem]


class Difference(NamedTuple):
    """What a file holds beside what is here, as ids of items.

    Attributes:
        missing: answered in the file alone.
        differ: answered in both, and not alike.
        alike: answered in both, and nothing new in the file.
        changed: the question has changed since it was answered in the file.
        unknown: the edition has no such question.
    """

    missing: list[str]
    differ: list[str]
    alike: list[str]
    changed: list[str]
    unknown: list[str]


def difference(mine: Kept, theirs: Kept, items: Items) -> Difference:
    """How the answers in a file differ from those here, both `marked`.

    Args:
        items: of the edition, by id.
    """
    found: dict[str, list[str]] = {name: [] for name in Difference._fields}
    for item_id, given in theirs.counts.items():
        item = items.get(item_id)
        if item is None:
            name = "unknown"
        elif not _is_of(item, given):
            name = "changed"
        elif not _is_of(item, mine.counts.get(item_id)):
            name = "missing"
        else:
            name = "alike" if _alike(item_id, mine, theirs) else "differ"
        found[name].append(item_id)
    return Difference(**{name: sorted(ids, key=_order(items)) for name, ids in found.items()})


def merged(mine: Kept, theirs: Kept, items: Items, taken: Collection[str]) -> Kept:
    """What is here, but of the items `taken` the file's answers; both `marked`."""
    counts, first, shown = dict(mine.counts), dict(mine.first), dict(mine.shown)
    for item_id in taken:
        counts[item_id] = theirs.counts[item_id]
        first.pop(item_id, None)
        shown.pop(item_id, None)  # the variant that was answered comes before the student
        if item_id in theirs.first:
            whole = _is_of(items[item_id], theirs.first[item_id])
            first[item_id] = theirs.first[item_id] if whole else counts[item_id]
    who = mine.student if mine.student.id else theirs.student
    return replace(mine, student=who, counts=counts, first=first, shown=shown)


def marked(kept: Kept, items: Items, variant: Callable[[CompiledItem], int]) -> Kept:
    """With the fingerprints that some records leave out.

    Args:
        variant: number of the variant that an answer without one was given to.
    """

    def mark(item_id: str, given: Try) -> Try:
        if given.fingerprint is not None or item_id not in items:
            return given
        item = items[item_id]
        return given._replace(fingerprint=item.variants[variant(item)].fingerprint)

    counts = {item_id: mark(item_id, given) for item_id, given in kept.counts.items()}
    return replace(kept, counts=counts, first={id_: mark(id_, given) for id_, given in kept.first.items()})


def _is_of(item: CompiledItem, given: Try | None) -> bool:
    return given is not None and given.fingerprint in item.by_fingerprint


def _alike(item_id: str, mine: Kept, theirs: Kept) -> bool:
    """Whether the same answer counts, and the first tries are the same as far as both tell them."""
    firsts = [kept.first[item_id] for kept in (mine, theirs) if item_id in kept.first]
    return mine.counts[item_id] == theirs.counts[item_id] and (len(firsts) < 2 or firsts[0] == firsts[1])


def _order(items: Items) -> Callable[[str], int]:
    places = {item_id: number for number, item_id in enumerate(items)}
    return lambda item_id: places.get(item_id, len(places))
