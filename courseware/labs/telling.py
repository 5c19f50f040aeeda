"""Whether a sentence about a wrong value gives the right one away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from courseware.labs.check import Check
from courseware.scoring.text import fold

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d(?:[\d\s\u202f]*\d)?(?:\.\d+)?(?!\w)")


def tells(sentence: str, check: Check) -> str:
    """What of the sentence is an answer to the check, or "".

    A number tells if the key is that number, as far as it has decimals; a whole number below 10 only if the
    key is whole. A name of a text's key tells, and so does one of several labels if their order does not
    count; where it does, and in a series, the labels are known, and only the whole order would tell.
    """
    if check.kind == "number":
        return _number_in(sentence, [check.key])
    if check.kind == "series":
        return _number_in(sentence, check.key.values())
    if check.kind == "text":
        return _name_in(sentence, [check.key])
    if not check.ordered:
        return _name_in(sentence, check.key)
    in_order = r"\W.*\W".join(re.escape(fold(name)) for name in check.key)
    return sentence if len(check.key) > 1 and re.search(in_order, fold(sentence)) else ""


def _number_in(sentence: str, keys: Iterable[Decimal]) -> str:
    for found in _NUMBER.finditer(sentence):
        number = Decimal(re.sub(r"[\s\u202f]", "", found[0]).replace("−", "-"))
        places = max(0, -int(number.as_tuple().exponent))
        for key in keys:
            rounded = key.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            if abs(number) == abs(rounded) and (places or abs(number) >= 10 or key == rounded):
                return found[0]
    return ""


def _name_in(sentence: str, names: Iterable[str]) -> str:
    said = fold(sentence)
    return next((name for name in names if re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", said)), "")
