"""Which of a claim's numbers a text shows: the one in print or the one that was computed again."""

from __future__ import annotations

from decimal import Decimal

from courseware.claims.numbers import find_numbers, rounds_to_in_some_unit, years_of
from courseware.claims.register import Claim


def shows_printed(claim: Claim, text: str) -> bool:
    """Whether a text passes on what the source prints, and not what its own data give.

    A text without a number, or with no more than a year of the claim's period, passes on no figure: an
    opinion in words needs no mark of its own, since the text around it says whose it is.

    Args:
        claim: the claim that the text cites.
        text: the words shown, such as "61.95%".
    """
    printed = [number.value for number in find_numbers(claim.printed)]
    years = years_of(f"{claim.period} {claim.statement}") - {int(value) for value in printed}
    shown = [n for n in find_numbers(text) if not (n.is_year and int(n.value) in years)]
    if not shown:
        return False
    if any(number.value in printed for number in shown):
        return True
    if claim.recomputed is not None:
        recomputed = abs(Decimal(str(claim.recomputed)))
        if any(rounds_to_in_some_unit(recomputed, number) for number in shown):
            return False
    return any(rounds_to_in_some_unit(value, number) for number in shown for value in printed)
