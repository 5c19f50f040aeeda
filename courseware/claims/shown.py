"""Which of a claim's numbers a text shows: the one in print or the one that was computed again."""

from __future__ import annotations

import re

from courseware.claims.register import Claim

_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def shows_printed(claim: Claim, text: str) -> bool:
    """Whether a text passes on what the source prints, and not what its own data give.

    A text without a number passes on a claim that was made without one.

    Args:
        claim: the claim that the text cites.
        text: the words shown, such as "61.95%".
    """
    shown, printed = _numbers(text), _numbers(claim.printed)
    if not shown:
        return not printed
    if any(_value(number) == _value(other) for number in shown for other in printed):
        return True
    if claim.recomputed is not None and any(_rounds_to(claim.recomputed, number) for number in shown):
        return False
    return any(_rounds_to(_value(other), number) for number in shown for other in printed)


def _numbers(text: str) -> list[str]:
    return [re.sub(r"[,\u00a0\u202f]", "", number) for number in _NUMBER.findall(text)]


def _value(number: str) -> float:
    return float(number)


def _rounds_to(value: float, shown: str) -> bool:
    """Whether the value, its sign aside, rounds to the digits shown; billions may be shown as millions."""
    half = 0.5 * 10.0 ** -len(shown.partition(".")[2]) + 1e-9
    return any(abs(abs(value) * scale - _value(shown)) <= half for scale in (1, 1000, 0.001))
