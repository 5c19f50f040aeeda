"""Says of a value whether it is right, and if not, what is wrong with it without saying what is right."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
from pandas.api.extensions import ExtensionArray

from courseware.labs.check import Check, Verdict
from courseware.labs.given import Unusable, has_dots, listed, name_in, names_in, number_in, numbers_by_label
from courseware.labs.slips import slip
from courseware.scoring.text import fold

_DOTS = "Replace the dots (...) by your own code, and run the cells again."
_NOTHING = Decimal("1e-9")  # what computers leave of a difference that is 0


def judge(check: Check, value: Any) -> Verdict:
    """Hold a value against a check.

    Args:
        value: whatever a student hands over; nothing raises.
    """
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()  # NumPy's array of no dimension, and its scalars
    if isinstance(value, ExtensionArray):
        value = np.asarray(value, dtype=object)  # what unique() gives of a Series of texts
    if has_dots(value):
        return Verdict("not done", _DOTS)
    try:
        fault = _JUDGES[check.kind](check, value)
    except Unusable as error:
        fault = str(error)
    return Verdict("right", check.correct) if fault is None else Verdict("wrong", fault)


def _number(check: Check, value: Any) -> str | None:
    given = _decimal(number_in(value))
    if _near(check, given, check.key):
        return None
    for wrong, feedback in check.wrong:
        if _near(check, given, wrong):
            return feedback
    return slip([(given, check.key)], lambda a, b: _near(check, a, b), check.unit) or check.hint


def _text(check: Check, value: Any) -> str | None:
    given = fold(name_in(value))
    if given == fold(check.key):
        return None
    for wrong, feedback in check.wrong:
        if given == fold(wrong):
            return feedback
    return check.hint


def _labels(check: Check, value: Any) -> str | None:
    written = names_in(value)
    given = [fold(name) for name in written]
    if twice := [name for place, name in enumerate(written) if given[place] in given[:place]]:
        return f"{listed(dict.fromkeys(twice))}: more than once in the list."
    if check.names:
        meant = {fold(name) for name in check.names}
        if unknown := [name for name in written if fold(name) not in meant]:
            return f"{listed(unknown)}: not among the labels that are asked about."
    key = [fold(name) for name in check.key]
    same = _as_asked(check, given)
    if same(key):
        return None
    for wrong, feedback in check.wrong:
        if same([fold(name) for name in wrong]):
            return feedback
    return f"{_members(given, key)} {check.hint}"


def _as_asked(check: Check, given: list[str]) -> Callable[[list[str]], bool]:
    return lambda other: given == other if check.ordered else set(given) == set(other)


def _members(given: list[str], key: list[str]) -> str:
    mine, right = set(given), set(key)
    if mine == right and given == key[::-1]:
        return "Upside down: the last comes first."
    if mine == right:
        return "The right names in another order."
    if mine < right:
        return "All of these belong in the list, and at least one more."
    if mine > right:
        return "Too many: at least one of these does not belong in the list."
    return "Some of these belong in it, others do not." if mine & right else "None of these belongs in it."


def _series(check: Check, value: Any) -> str | None:
    given = {fold(label): (label, number) for label, number in numbers_by_label(value).items()}
    key = {fold(label): (label, number) for label, number in check.key.items()}
    if fault := _other_labels([label for label, _ in given.values()], given.keys(), key):
        return fault
    if empty := [label for name, (label, _) in key.items() if math.isnan(given[name][1])]:
        values = "The value of" if len(empty) == 1 else "The values of"
        return f"{values} {listed(empty)} {_is(empty)} missing (NaN). {check.hint}"
    pairs = {name: (_decimal(given[name][1]), right) for name, (_, right) in key.items()}
    off = [name for name, (mine, right) in pairs.items() if not _near(check, mine, right)]
    if not off:
        return None
    for wrong, feedback in check.wrong:
        foreseen = {fold(label): number for label, number in wrong.items()}
        if all(name in foreseen and _near(check, pairs[name][0], foreseen[name]) for name in off):
            return feedback
    if found := slip(pairs.values(), lambda a, b: _near(check, a, b), check.unit):
        return found
    if len(off) == len(key):
        return f"None of the values is right yet. {check.hint}"
    names = [key[name][0] for name in off]
    if len(names) == 1:
        return f"The value of {names[0]} is not right yet; the others are. {check.hint}"
    return f"The values of {listed(names)} are not right yet; the others are. {check.hint}"


def _other_labels(written: list[str], given: Any, key: dict[str, tuple[str, Decimal]]) -> str:
    missing = [label for name, (label, _) in key.items() if name not in given]
    extra = [label for label, name in zip(written, given, strict=True) if name not in key]
    if len(missing) == len(key):
        example = next(label for label, _ in key.values())
        return f"The labels are {listed(written)}, and labels such as {example} are asked for."
    if missing:
        more = f" {listed(extra)} {_is(extra)} not asked for." if extra else ""
        return f"{listed(missing)} {_is(missing)} missing.{more}"
    return f"{listed(extra)} {_is(extra)} not asked for: leave out what does not belong." if extra else ""


def _is(labels: list[str]) -> str:
    return "is" if len(labels) == 1 else "are"


def _near(check: Check, given: Decimal, key: Decimal) -> bool:
    kind, width = check.tolerance
    allowed = width if kind == "absolute" else abs(key) * width
    return abs(given - key) <= (allowed if key else max(allowed, _NOTHING))


def _decimal(number: float) -> Decimal:
    # twelve digits: what binary arithmetic blurs must not decide at the edge of a tolerance
    return Decimal(f"{number:.12g}")


_JUDGES: dict[str, Callable[[Check, Any], str | None]] = {
    "number": _number,
    "text": _text,
    "labels": _labels,
    "series": _series,
}
