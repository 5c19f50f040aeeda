"""A check as a notebook uses it: with its key computed, and without any expression."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

Kind = Literal["number", "text", "labels", "series"]
# By kind: a Decimal; a str; a tuple of str; a dict from str to Decimal.
Key = Any


@dataclass(frozen=True)
class Check:
    """What a value is held against. Texts are plain.

    Attributes:
        id: such as "lab3-share".
        kind: what the value is; it decides what `key` and the values of `wrong` are.
        key: the right value.
        hint: said where nothing more special is.
        correct: said of a right value, or "".
        wrong: foreseen wrong values with a sentence each. Of a series, those labels that have a wrong value.
        tolerance: of numbers, `{"absolute": …}` in their unit or `{"relative": …}`, a share of the key.
        unit: of numbers, for sentences about them, or "".
        ordered: of labels, whether their order counts.
        names: of labels, all that can be meant, where that is known; else ().
    """

    id: str
    kind: Kind
    key: Key
    hint: str
    correct: str = ""
    wrong: tuple[tuple[Key, str], ...] = ()
    tolerance: tuple[Literal["absolute", "relative"], Decimal] = ("relative", Decimal("0.000001"))
    unit: str = ""
    ordered: bool = False
    names: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """What is said of a value.

    Attributes:
        state: "right"; "wrong"; "not done" where the dots are left.
        sentence: one or two sentences, or "" where there is nothing to add to the state.
    """

    state: Literal["right", "wrong", "not done"]
    sentence: str
