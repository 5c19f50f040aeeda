"""What scorers need to tell an answer from what is none: all that is shown, and nothing of the key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_ASKED = dict[str, Any]

KEYLESS: dict[str, Callable[[_ASKED], dict[str, Any]]] = {
    "choice": lambda asked: {"options": asked["options"], "key": None},
    "multiple": lambda asked: {"weights": dict.fromkeys(asked["options"], 0)},
    "numeric": lambda asked: {
        "key": "0",
        "tolerance": {"absolute": "0"},
        "tiers": [],
        "wrong": [],
        "units": asked["units"],
    },
    "order": lambda asked: {"key": asked["options"]},
    "match": lambda asked: {"key": dict.fromkeys(asked["left"]), "right": asked["right"]},
    "text": lambda asked: {"accept": [], "wrong": []},
}


def keyless(asked: _ASKED) -> dict[str, Any]:
    """A `scoring` by which the same answers are invalid as by the item's own, and none is worth a point.

    Args:
        asked: the item's `type`, the ids of its `options`, or of `left` and `right`, and the `units` that may
            follow a number.
    """
    return {"type": asked["type"], "points": 0, **KEYLESS[asked["type"]](asked)}
