"""Which variant of each item a copy of the paper has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from courseware.bank import Bank, CompiledItem
from courseware.scoring import draw


class Copy(NamedTuple):
    """One copy of the paper.

    Attributes:
        number: its variant number, from 1; None for the plain paper, which has every item's first variant.
        variants: for each item of the bank, the number of its variant, from 0.
    """

    number: int | None
    variants: tuple[int, ...]

    def items(self, bank: Bank) -> list[CompiledItem]:
        """The bank's items as this copy has them."""
        return [item.singles[variant] for item, variant in zip(bank.items, self.variants, strict=True)]


def copies_of(bank: Bank, count: int | None) -> Sequence[Copy]:
    """The plain paper when `count` is None, else copies 1 to `count`."""
    if count is None:
        return [Copy(None, (0,) * len(bank.items))]
    edition = bank.unit.edition
    return [
        Copy(k, tuple(draw(edition, item.id, f"copy {k}", len(item.variants)) for item in bank.items))
        for k in range(1, count + 1)
    ]
