"""Answers to any item: everything right, and many that are nearly so."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from courseware.bank import CompiledItem


def some_answers(item: CompiledItem, count: int) -> list[Any]:
    """`count` answers, the same on every run."""
    chance = random.Random(f"{item.id} {item.fingerprint}")
    return [SOME[item.type](item.scoring, chance) for _ in range(count)]


def _choice(scoring: dict, chance: random.Random) -> str:
    return chance.choice(scoring["options"])


def _multiple(scoring: dict, chance: random.Random) -> list[str]:
    return [option for option in scoring["weights"] if chance.random() < 0.5]


def _order(scoring: dict, chance: random.Random) -> list[str]:
    order = list(scoring["key"])
    for _ in range(chance.randrange(4)):
        one, other = chance.randrange(len(order)), chance.randrange(len(order))
        order[one], order[other] = order[other], order[one]
    return order


def _match(scoring: dict, chance: random.Random) -> dict[str, str]:
    wrong = {left: chance.choice(scoring["right"]) for left in scoring["key"]}
    given = {left: right if chance.random() < 0.6 else wrong[left] for left, right in scoring["key"].items()}
    return {left: right for left, right in given.items() if chance.random() < 0.9}


def _numeric(scoring: dict, chance: random.Random) -> str:
    """On, just inside and just outside the edges, and elsewhere; written in several ways."""
    tolerances = [scoring["tolerance"], *(tier["tolerance"] for tier in scoring["tiers"])]
    centre = Decimal(chance.choice([scoring["key"], scoring["key"], *(w["value"] for w in scoring["wrong"])]))
    tolerance = chance.choice(tolerances)
    relative = Decimal(tolerance.get("relative", 0))
    width = Decimal(tolerance.get("absolute", abs(centre) * relative))
    edge = centre + chance.choice([-1, 0, 1]) * width
    nudge = Decimal(chance.choice([0, 0, 1, -1, 3, -7])).scaleb(-chance.randrange(0, 13))
    value = edge + nudge
    if chance.random() < 0.6:
        value = round(value, chance.randrange(0, 4))
    text = f"{value:f}"
    unit = chance.choice(["", "", *(f" {unit}" for unit in scoring["units"]), *scoring["units"]])
    forms = [text, text.replace(".", ","), text.replace("-", "−"), f"{value:,f}".replace(",", " ")]
    return chance.choice(forms) + unit


def _text(scoring: dict, chance: random.Random) -> str:
    known = [*scoring["accept"], *(text for group in scoring["wrong"] for text in group), "something else"]
    return chance.choice([str, str.upper, lambda text: f"  {text} "])(chance.choice(known))


SOME = {
    "choice": _choice,
    "multiple": _multiple,
    "numeric": _numeric,
    "order": _order,
    "match": _match,
    "text": _text,
}
