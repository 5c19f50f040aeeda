"""Whether something can be an answer to a question, told from the question document, without the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courseware.bank.compile import spellings
from courseware.scoring import Result, score

# What scorers need to tell an answer from what is none. No answer is right by these.
_FORMS: dict[str, Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]] = {
    "choice": lambda shape, variant: {"options": shape["options"], "key": None},
    "multiple": lambda shape, variant: {"weights": dict.fromkeys(shape["options"], 0)},
    "numeric": lambda shape, variant: {
        "key": "0",
        "tolerance": {"absolute": "0"},
        "tiers": [],
        "wrong": [],
        "units": spellings(variant.get("unit", "")),
    },
    "order": lambda shape, variant: {"key": shape["options"]},
    "match": lambda shape, variant: {"key": dict.fromkeys(shape["left"]), "right": shape["right"]},
    "text": lambda shape, variant: {"accept": [], "wrong": []},
}


def readable(item: dict[str, Any], variant: dict[str, Any], value: Any) -> Result:
    """The state of an answer as the scorer would have it, and why it is no answer; the score means nothing.

    Args:
        item, variant: of a question document, see `courseware.sealing.documents`.
        value: a JSON value.
    """
    form = _FORMS[item["type"]](item["shape"], variant)
    result = score({"type": item["type"], "points": 0, **form}, value)
    return result if result.state == "invalid" else Result(result.state, 0, ())
