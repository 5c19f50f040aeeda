"""Whether something can be an answer to a question, told from what is asked, without the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courseware.bank import CompiledItem
from courseware.bank.compile import spellings
from courseware.scoring import Result, score
from courseware.sealing.documents import shape

# What scorers need to tell an answer from what is none. No answer is right by these.
_FORMS: dict[str, Callable[[dict[str, list[str]], dict[str, Any]], dict[str, Any]]] = {
    "choice": lambda ids, view: {"options": ids["options"], "key": None},
    "multiple": lambda ids, view: {"weights": dict.fromkeys(ids["options"], 0)},
    "numeric": lambda ids, view: {
        "key": "0",
        "tolerance": {"absolute": "0"},
        "tiers": [],
        "wrong": [],
        "units": spellings(view.get("unit", "")),
    },
    "order": lambda ids, view: {"key": ids["options"]},
    "match": lambda ids, view: {"key": dict.fromkeys(ids["left"]), "right": ids["right"]},
    "text": lambda ids, view: {"accept": [], "wrong": []},
}


def readable(item: CompiledItem, value: Any) -> Result:
    """The state of an answer as the scorer would have it, and why it is no answer; the score means nothing.

    Args:
        item: with the variant in question alone; its scoring is not looked at.
        value: a JSON value.
    """
    result = score({"type": item.type, "points": 0, **_FORMS[item.type](shape(item), item.view)}, value)
    return result if result.state == "invalid" else Result(result.state, 0, ())
