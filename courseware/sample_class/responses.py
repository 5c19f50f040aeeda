"""Answers that a student might give to one variant of an item: right ones, wrong ones, and what is no answer.

All of them come from the compiled item, so they fit any unit: right ones from the key, wrong ones from its
distractors and foreseen mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from courseware.bank.compiled import Variant
from courseware.scoring.numbers import exact, parse, within

_FORESEEN = 0.6  # share of wrong answers that the author foresaw, where some were
_TICKED = 0.65  # a right option, by somebody who does not know all; a wrong one by the rest
_PLACED = 0.5  # a pair of a match, by somebody who does not know all
_LEFT_OUT = 0.1  # a pair of a match that is not given
_GROUP_FROM = 10_000  # numbers that many people group: "12 345"
_MOST_DECIMALS = 12


class Responses:
    """What students answer to one variant.

    Args:
        variant: with its scoring.
        pull: a number from 0 to 1 for each option of a choice: how far it draws those who do not know.
    """

    def __init__(self, variant: Variant, pull: Sequence[float]) -> None:
        self.variant, self._scoring, self._type = variant, variant.scoring, variant.scoring["type"]
        self._make: Any = _KINDS[self._type](self._scoring, variant.view, pull)

    def right(self, rng: Random) -> Any:
        """An answer that earns all points."""
        return self._make.right(rng)

    def wrong(self, rng: Random) -> Any:
        """An answer of somebody who does not know: as a rule it earns a part or nothing."""
        return self._make.wrong(rng)

    def invalid(self, rng: Random) -> Any:
        """Something that can be no answer to this item."""
        return self._make.invalid(rng)


class _Choice:
    def __init__(self, scoring: dict[str, Any], view: dict[str, Any], pull: Sequence[float]) -> None:
        self._key = scoring["key"]
        others = [(option, p) for option, p in zip(scoring["options"], pull, strict=True)]
        others = [(option, p) for option, p in others if option != self._key]
        self._wrong, self._pull = [option for option, _ in others], [p for _, p in others]

    def right(self, rng: Random) -> str:
        return self._key

    def wrong(self, rng: Random) -> str:
        return rng.choices(self._wrong, self._pull)[0]

    def invalid(self, rng: Random) -> str:
        return "?"


class _Multiple:
    def __init__(self, scoring: dict[str, Any], view: dict[str, Any], pull: Sequence[float]) -> None:
        self._weights = scoring["weights"]
        self._right = [option for option, weight in self._weights.items() if weight > 0]

    def right(self, rng: Random) -> list[str]:
        return [*self._right]

    def wrong(self, rng: Random) -> list[str]:
        ticked = [o for o, w in self._weights.items() if (rng.random() < _TICKED) == (w > 0)]
        return ticked or [rng.choice([*self._weights])]

    def invalid(self, rng: Random) -> list[str]:
        return ["all of them"]


class _Numeric:
    def __init__(self, scoring: dict[str, Any], view: dict[str, Any], pull: Sequence[float]) -> None:
        self._key, self._unit = Decimal(scoring["key"]), view.get("unit", "")
        self._decimals = _fewest_decimals(scoring["key"], scoring["tolerance"])
        self._foreseen = [Decimal(wrong["value"]) for wrong in scoring["wrong"]]
        self._near = [
            near for tier in scoring["tiers"] for near in _between(self._key, tier["tolerance"], scoring)
        ]

    def right(self, rng: Random) -> str:
        return self._typed(self._key, self._decimals, rng)

    def wrong(self, rng: Random) -> str:
        pool = [*self._foreseen, *self._near]
        if pool and rng.random() < _FORESEEN:
            return self._typed(rng.choice(pool), self._decimals, rng)
        if not self._key:
            return rng.choice(("1", "10", "100"))
        factor = Decimal(rng.choice(("0.1", "0.5", "0.9", "1.1", "2", "10", "-1")))
        return self._typed(self._key * factor, self._decimals, rng)

    def invalid(self, rng: Random) -> str:
        text = self._typed(self._key, min(self._decimals, 1), rng)
        return rng.choice((f"about {text}", f"{text} or so", "I do not know"))

    def _typed(self, value: Decimal, decimals: int, rng: Random) -> str:
        """A number as people type it: a point or a comma, thousands in groups, with its unit or without."""
        text = f"{value:,.{decimals}f}" if abs(value) >= _GROUP_FROM else f"{value:.{decimals}f}"
        text = text.replace(",", " ")
        if rng.random() < 0.3:
            # "1,234" could be either number; who types a comma there writes the group apart
            comma = text.replace(".", ",")
            text = comma if not isinstance(parse(comma), str) else text
        return f"{text} {self._unit}" if self._unit and rng.random() < 0.25 else text


class _Order:
    def __init__(self, scoring: dict[str, Any], view: dict[str, Any], pull: Sequence[float]) -> None:
        self._key = scoring["key"]

    def right(self, rng: Random) -> list[str]:
        return [*self._key]

    def wrong(self, rng: Random) -> list[str]:
        placed = [*self._key]
        for _ in range(rng.choice((1, 1, 2, 3))):  # neighbours in each other's place
            at = rng.randrange(len(placed) - 1)
            placed[at], placed[at + 1] = placed[at + 1], placed[at]
        return placed if rng.random() < 0.9 else placed[::-1]

    def invalid(self, rng: Random) -> list[str]:
        return self._key[:-1]


class _Match:
    def __init__(self, scoring: dict[str, Any], view: dict[str, Any], pull: Sequence[float]) -> None:
        self._key, self._right = scoring["key"], scoring["right"]

    def right(self, rng: Random) -> dict[str, str]:
        return {**self._key}

    def wrong(self, rng: Random) -> dict[str, str]:
        pairs = {
            left: right if rng.random() < _PLACED else rng.choice(self._right)
            for left, right in self._key.items()
            if rng.random() >= _LEFT_OUT
        }
        return pairs or {next(iter(self._key)): self._right[0]}

    def invalid(self, rng: Random) -> list[str]:
        return [*self._key]


class _Text:
    def __init__(self, scoring: dict[str, Any], view: dict[str, Any], pull: Sequence[float]) -> None:
        self._accept = scoring["accept"]
        self._foreseen = [spelling for variants in scoring["wrong"] for spelling in variants]

    def right(self, rng: Random) -> str:
        # the author's first spelling is the usual one
        text = self._accept[0] if rng.random() < 0.7 else rng.choice(self._accept)
        return text if rng.random() < 0.5 else text[:1].upper() + text[1:]

    def wrong(self, rng: Random) -> str:
        if self._foreseen and rng.random() < _FORESEEN:
            return rng.choice(self._foreseen)
        text = rng.choice(self._accept)
        if len(text) < 4 or rng.random() < 0.3:
            return "not sure"
        gone = rng.randrange(1, len(text) - 1)  # a letter gets lost
        return text[:gone] + text[gone + 1 :]

    def invalid(self, rng: Random) -> str:
        return "I copied the whole paragraph, because the answer must be somewhere in it: " * 4


_KINDS = {
    "choice": _Choice,
    "multiple": _Multiple,
    "numeric": _Numeric,
    "order": _Order,
    "match": _Match,
    "text": _Text,
}


def _fewest_decimals(key: str, tolerance: dict[str, str]) -> int:
    """How many decimals a rounded key needs to be within the tolerance."""
    for decimals in range(_MOST_DECIMALS):
        if within(exact(f"{Decimal(key):.{decimals}f}"), exact(key), tolerance):
            return decimals
    return _MOST_DECIMALS


def _between(key: Decimal, tolerance: dict[str, str], scoring: dict[str, Any]) -> list[Decimal]:
    """The numbers just inside a tier's bounds, where they are outside the item's tolerance."""
    name, width = next(iter(tolerance.items()))
    reach = Decimal(width) * (1 if name == "absolute" else abs(key)) * Decimal("0.9")
    return [
        number
        for number in (key - reach, key + reach)
        if not within(exact(format(number, "f")), exact(scoring["key"]), scoring["tolerance"])
    ]
