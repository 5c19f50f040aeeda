"""The scorer: (what an item accepts, what a student gave) → state, hundredths of a point, feedback ids.

`courseware/page/scorer.js` is the same function in JavaScript; the tests run both on the same inputs. Both
are pure, exact in integers, and give a result for every JSON value a response can be.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from courseware.scoring.numbers import exact, parse, within
from courseware.scoring.text import LONGEST_TEXT, fold, trim

State = Literal["blank", "invalid", "graded"]
Response = Any  # any JSON value


class Result(NamedTuple):
    """What an answer is worth.

    Attributes:
        state: "graded"; "blank" (nothing given); "invalid" (something that cannot be an answer to this item).
        score: hundredths of a point, 0 unless graded.
        feedback: ids of the feedback to show, in order; texts are in the item or in `messages.json`.
    """

    state: State
    score: int
    feedback: tuple[str, ...]


def score(scoring: dict[str, Any], response: Response) -> Result:
    """Score `response` to the item that `scoring` describes.

    Args:
        scoring: a compiled item's `scoring` (see `courseware.bank.compile`); trusted.
        response: choice: an option id; multiple: a list of option ids; numeric: a string as typed, or a
            number; order: a list of all option ids; match: an object from left id to right id; text: a
            string.
    """
    if is_blank(response):
        return Result("blank", 0, ())
    return SCORERS[scoring["type"]](scoring, response)


def score_choice(scoring: dict[str, Any], response: Response) -> Result:
    """All points for the key, none for another option."""
    if not isinstance(response, str):
        return _invalid("type")
    if response not in scoring["options"]:
        return _invalid("option")
    return _graded(scoring["points"] if response == scoring["key"] else 0, f"option:{response}")


def score_multiple(scoring: dict[str, Any], response: Response) -> Result:
    """The sum of the chosen options' weights, no less than 0 and no more than the item's points."""
    weights = scoring["weights"]
    if not _is_list_of_strings(response):
        return _invalid("type")
    chosen = set(response)
    if not chosen <= weights.keys():
        return _invalid("option")
    if len(chosen) < len(response):
        return _invalid("repeat")
    right = {option for option, weight in weights.items() if weight > 0}
    earned = max(0, min(scoring["points"], sum(weights[option] for option in chosen)))
    overall = "correct" if chosen == right else "partial" if earned else "other"
    missed = [] if right <= chosen else ["missed"]
    return _graded(earned, overall, *(f"option:{option}" for option in weights if option in chosen), *missed)


def score_numeric(scoring: dict[str, Any], response: Response) -> Result:
    """All points within the tolerance, a tier's points within that tier, none elsewhere."""
    value = parse(response, scoring["units"])
    if isinstance(value, str):
        return Result("invalid", 0, (value,))
    key = exact(scoring["key"])
    if within(value, key, scoring["tolerance"]):
        return _graded(scoring["points"], "correct")
    for place, tier in enumerate(scoring["tiers"]):
        if within(value, key, tier["tolerance"]):
            return _graded(tier["score"], f"tier:{place}")
    for place, wrong in enumerate(scoring["wrong"]):
        if within(value, exact(wrong["value"]), scoring["tolerance"]):
            return _graded(0, f"wrong:{place}")
    return _graded(0, "other")


def score_order(scoring: dict[str, Any], response: Response) -> Result:
    """The share of positions that hold the right option, rounded half up to a hundredth."""
    key = scoring["key"]
    if not _is_list_of_strings(response):
        return _invalid("type")
    if not set(response) <= set(key):
        return _invalid("option")
    if len(response) != len(key) or len(set(response)) != len(key):
        return _invalid("order")
    right = sum(given == wanted for given, wanted in zip(response, key, strict=True))
    return _graded(_share(scoring["points"], right, len(key)), _overall(right, len(key)))


def score_match(scoring: dict[str, Any], response: Response) -> Result:
    """The share of pairs that are right, rounded half up to a hundredth; a pair left out is a wrong one."""
    key = scoring["key"]
    if not isinstance(response, dict):
        return _invalid("type")
    given = {left: right for left, right in response.items() if not _is_blank_text(right)}
    if not all(isinstance(right, str) for right in given.values()):
        return _invalid("type")
    if not (given.keys() <= key.keys() and set(given.values()) <= set(scoring["right"])):
        return _invalid("option")
    if not given:
        return Result("blank", 0, ())
    wrong = [left for left in key if given.get(left) != key[left]]
    right = len(key) - len(wrong)
    pairs = (f"pair:{left}" for left in wrong)
    return _graded(_share(scoring["points"], right, len(key)), _overall(right, len(key)), *pairs)


def score_text(scoring: dict[str, Any], response: Response) -> Result:
    """All points for an accepted variant, after folding."""
    if not isinstance(response, str):
        return _invalid("type")
    text = trim(response)
    if len(text) > LONGEST_TEXT:
        return _invalid("long")
    folded = fold(text)
    if folded in scoring["accept"]:
        return _graded(scoring["points"], "correct")
    for place, variants in enumerate(scoring["wrong"]):
        if folded in variants:
            return _graded(0, f"wrong:{place}")
    return _graded(0, "other")


SCORERS = {
    "choice": score_choice,
    "multiple": score_multiple,
    "numeric": score_numeric,
    "order": score_order,
    "match": score_match,
    "text": score_text,
}


def is_blank(response: Response) -> bool:
    """Whether nothing was given."""
    return _is_blank_text(response) or (isinstance(response, list | dict) and not response)


def _is_blank_text(value: Response) -> bool:
    return value is None or (isinstance(value, str) and not trim(value))


def _is_list_of_strings(response: Response) -> bool:
    return isinstance(response, list) and all(isinstance(entry, str) for entry in response)


def _invalid(reason: str) -> Result:
    return Result("invalid", 0, (f"invalid:{reason}",))


def _graded(points: int, *feedback: str) -> Result:
    return Result("graded", points, feedback)


def _share(points: int, right: int, total: int) -> int:
    return (2 * points * right + total) // (2 * total)


def _overall(right: int, total: int) -> str:
    return "correct" if right == total else "partial" if right else "other"
