"""A unit and its items as the compiler leaves them: plain values, which page, paper and grader read alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Variant:
    """What one reader is asked. Every attribute is plain JSON.

    Attributes:
        parameters: name → value, empty for an item that draws none.
        scoring: all and only what the scorers need; see `courseware.scoring`.
        view: what is shown without giving the key away: `prompt`, and by type `options`, `left`, `right` (a
            list of `{id, text}` each, in the order of display) and `unit`.
        feedback: text by feedback id, as far as the item has its own.
        hint: a push shown on request, or None.
        fingerprint: 12 hexadecimal digits that change whenever what is asked does. They rest on nothing that
            is not shown, so they give nothing away; a corrected key leaves given answers valid.
        spelling: of a text item the first right answer as its author wrote it; "" for other types.
    """

    parameters: dict[str, str | int]
    scoring: dict[str, Any]
    view: dict[str, Any]
    feedback: dict[str, str]
    hint: str | None
    fingerprint: str
    spelling: str = ""


@dataclass(frozen=True)
class CompiledItem:
    """An item ready to be shown and scored.

    The variants differ in texts and keys alone: they have the same ids of options and entries, in one order
    but for the display of an `order` item. `scoring`, `view`, `feedback`, `hint`, `prompt` and `fingerprint`
    are those of the first variant; `singles` gives the item as somebody who drew another one has it.

    Attributes:
        id, module, type, level: as in the items file.
        points: hundredths of a point.
        passage: page without suffix, `#`, label.
        section: where that is, in words; "" where the pages are not at hand.
        source: ids of the claims it rests on.
        variants: at least one.
    """

    id: str
    module: str
    type: str
    points: int
    level: str
    passage: str
    source: list[str]
    variants: tuple[Variant, ...]
    section: str = ""

    @property
    def scoring(self) -> dict[str, Any]:
        return self.variants[0].scoring

    @property
    def view(self) -> dict[str, Any]:
        return self.variants[0].view

    @property
    def feedback(self) -> dict[str, str]:
        return self.variants[0].feedback

    @property
    def hint(self) -> str | None:
        return self.variants[0].hint

    @property
    def prompt(self) -> str:
        return self.view["prompt"]

    @property
    def fingerprint(self) -> str:
        return self.variants[0].fingerprint

    @cached_property
    def singles(self) -> tuple[CompiledItem, ...]:
        """For each variant the item with that variant alone."""
        return tuple(replace(self, variants=(variant,)) for variant in self.variants)

    @cached_property
    def by_fingerprint(self) -> dict[str, int]:
        """Fingerprint → number of the variant, from 0."""
        return {variant.fingerprint: number for number, variant in enumerate(self.variants)}


@dataclass(frozen=True)
class UnitModule:
    """A module of the unit; `points` in hundredths, `page` without suffix or None while it is unwritten."""

    id: str
    title: str
    points: int
    page: str | None


@dataclass(frozen=True)
class Unit:
    """The unit and its point scheme; `total` in hundredths of a point.

    In a sealed edition pages hold no keys, and a student's variant of an item follows from the student's id;
    in practice everybody sees the first variant and may ask for others.
    """

    id: str
    number: str
    title: str
    edition: str
    total: int
    modules: tuple[UnitModule, ...]
    sealed: bool = False


@dataclass(frozen=True)
class Bank:
    """A unit and its items, in the order of the modules, then of the files, then as written."""

    unit: Unit
    items: tuple[CompiledItem, ...]

    def item(self, item_id: str) -> CompiledItem:
        """The item with this id; raises KeyError if there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)
