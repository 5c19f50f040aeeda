"""Draws a class's answers: right, partly right, wrong and blank ones of every type."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from courseware.bank import CompiledItem

BLANK = 0.1  # share of questions left open
RIGHT = 0.5  # share of the others answered as the key has it


def draw_class(items: Sequence[CompiledItem], size: int) -> dict[str, dict[str, Any]]:
    """Student id → item id → answer, None where left open. A larger class begins with the same students."""
    rng = Random(4)
    return {
        f"s-{number:05}": {item.id: None if rng.random() < BLANK else _draw(item, rng) for item in items}
        for number in range(1, size + 1)
    }


def _draw(item: CompiledItem, rng: Random) -> Any:
    scoring, right = item.scoring, rng.random() < RIGHT
    match item.type:
        case "choice":
            return scoring["key"] if right else rng.choice(scoring["options"])
        case "multiple":
            weights = scoring["weights"]
            return [name for name in weights if (weights[name] > 0 if right else rng.random() < 0.5)]
        case "numeric":
            return round(float(scoring["key"]) * (1 if right else rng.choice((0.9, 1.003, 3))), 4)
        case "order":
            return list(scoring["key"]) if right else rng.sample(scoring["key"], len(scoring["key"]))
        case "match":
            return (
                dict(scoring["key"])
                if right
                else {left: rng.choice(scoring["right"]) for left in scoring["key"]}
            )
        case "text":
            return rng.choice(scoring["accept"]) if right else "another name"
