"""How an answer on paper is marked, in words that leave no choice: the scorer's rules for a teacher.

A `Marking` says for one variant of an item what earns how much. The wording is the same for every item of a
type, so that it can be learnt once, and read back by the test that marks with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from courseware.bank import CompiledItem
from courseware.paper.shown import Text, letter, plain, points, points_words, text
from courseware.scoring import MESSAGES
from courseware.scoring.ranges import Range, around, exact, nearest, short


class Line(NamedTuple):
    """A line of the sheet: a mark such as "A" or "1 point", what it stands for, and the feedback."""

    mark: str
    words: Text
    feedback: Text


class Marking(NamedTuple):
    """How one variant is marked.

    Attributes:
        key: the whole rule in a line, for the marking grid.
        rules: sentences.
        lines: options, entries or ranges, with what each earns.
        remarks: "Right", "Partly right", "Wrong", … with the feedback on the answer as a whole.
    """

    key: str
    rules: list[str]
    lines: list[Line]
    remarks: list[tuple[str, Text]]


def marking(item: CompiledItem) -> Marking:
    """How an answer to the item is marked.

    Args:
        item: with one variant alone (`CompiledItem.singles`).
    """
    return MARKERS[item.type](item)


def _choice(item: CompiledItem) -> Marking:
    ids = [option["id"] for option in item.view["options"]]
    right = letter(ids.index(item.scoring["key"]))
    lines = [
        Line(
            f"{letter(n)}: {points(item.points if option['id'] == item.scoring['key'] else 0)}",
            text(option["text"]),
            text(item.feedback[f"option:{option['id']}"]),
        )
        for n, option in enumerate(item.view["options"])
    ]
    rules = [f"Key: {right}. It earns {points_words(item.points)}, anything else 0, and so do two ticks."]
    return Marking(right, rules, lines, [])


def _multiple(item: CompiledItem) -> Marking:
    weights = item.scoring["weights"]
    options = [(letter(n), option) for n, option in enumerate(item.view["options"])]
    marked = {name: _signed(weights[option["id"]]) for name, option in options}
    right = ", ".join(name for name, option in options if weights[option["id"]] > 0)
    lines = [
        Line(f"{name}: {marked[name]}", text(option["text"]), text(item.feedback[f"option:{option['id']}"]))
        for name, option in options
    ]
    rules = [
        f"Key: {right}. Add up what the ticked letters earn; less than 0 counts as 0, more than "
        f"{points(item.points)} as {points(item.points)}."
    ]
    key = "  ".join(f"{name} {weight}" for name, weight in marked.items())
    missed = [("Missing", text(item.feedback.get("missed", MESSAGES["missed"])))]
    return Marking(key, rules, lines, _remarks(item) + missed)


def _numeric(item: CompiledItem) -> Marking:
    scoring = item.scoring
    right: tuple[int, Range, str | None] = (item.points, around(scoring["key"], scoring["tolerance"]), None)
    steps = [right]
    steps += [
        (tier["score"], around(scoring["key"], tier["tolerance"]), item.feedback[f"tier:{n}"])
        for n, tier in enumerate(scoring["tiers"])
    ]
    lines = [
        Line(points_words(earned), plain(_range(found)), text(said) if said else [])
        for earned, found, said in steps
    ]
    for n, wrong in enumerate(scoring["wrong"]):
        found = around(wrong["value"], scoring["tolerance"])
        said = text(item.feedback[f"wrong:{n}"])
        lines.append(Line("0 points", plain(_about(wrong["value"], found)), said))
    unit = scoring["units"]
    rules = ["The first range that holds the number counts; any other number earns 0."]
    rules += [f"After the number may stand: {', '.join(unit)}."] if unit else []
    key = "; ".join(f"{short(found)} → {points(earned)}" for earned, found, _ in steps)
    return Marking(key, rules, lines, _remarks(item))


def _order(item: CompiledItem) -> Marking:
    key, count = item.scoring["key"], len(item.scoring["key"])
    options = {option["id"]: option["text"] for option in item.view["options"]}
    places = [str(key.index(name) + 1) for name in options]
    rules = [
        f"Key: the boxes from the top hold {' '.join(places)}.",
        f"Each of the numbers 1 to {count} must stand in one box; otherwise the answer earns 0.",
        _shares(item.points, count, "boxes"),
    ]
    lines = [Line(str(n), text(options[name]), []) for n, name in enumerate(key, start=1)]
    return Marking(f"{' '.join(places)}; {_in_short(item.points, count)}", rules, lines, _remarks(item))


def _match(item: CompiledItem) -> Marking:
    right = {entry["id"]: (letter(n), entry["text"]) for n, entry in enumerate(item.view["right"])}
    key = item.scoring["key"]
    letters = [right[key[entry["id"]]][0] for entry in item.view["left"]]
    lines = []
    for entry, wanted in zip(item.view["left"], letters, strict=True):
        words = text(f"{entry['text']} → {right[key[entry['id']]][1]}")
        lines.append(Line(wanted, words, text(item.feedback[f"pair:{entry['id']}"])))
    rules = [
        f"Key: the boxes from the top hold {' '.join(letters)}.",
        "An empty box, two letters in a box, or a letter that is not in the list is a wrong one.",
        _shares(item.points, len(letters), "boxes"),
    ]
    key_words = f"{' '.join(letters)}; {_in_short(item.points, len(letters))}"
    return Marking(key_words, rules, lines, _remarks(item))


def _text(item: CompiledItem) -> Marking:
    accept = " | ".join(item.scoring["accept"])
    lines = [Line(points_words(item.points), plain(accept), [])]
    for n, spellings in enumerate(item.scoring["wrong"]):
        lines.append(Line("0 points", plain(" | ".join(spellings)), text(item.feedback[f"wrong:{n}"])))
    rules = [
        f"Each spelling between the bars earns {points_words(item.points)}, anything else 0. Small and "
        "capital letters, and one kind of quotation mark or dash and another, are the same."
    ]
    spellings = item.scoring["accept"]
    key = " | ".join(spellings[:3]) + (" | … see the question" if len(spellings) > 3 else "")
    return Marking(key, rules, lines, _remarks(item))


MARKERS: dict[str, Callable[[CompiledItem], Marking]] = {
    "choice": _choice,
    "multiple": _multiple,
    "numeric": _numeric,
    "order": _order,
    "match": _match,
    "text": _text,
}
_REMARKS = {"correct": "Right", "partial": "Partly right", "other": "Wrong"}


def _remarks(item: CompiledItem) -> list[tuple[str, Text]]:
    return [(word, text(item.feedback[name])) for name, word in _REMARKS.items() if name in item.feedback]


def _signed(weight: int) -> str:
    return f"+{points(weight)}" if weight > 0 else points(weight)


def _shares(most: int, count: int, what: str) -> str:
    """What each number of right parts earns, as the scorer rounds it: halves of a hundredth up."""
    listed = ", ".join(f"{right} → {points(_share(most, right, count))}" for right in range(count + 1))
    return f"Right {what} → points: {listed} (rounded to a hundredth, halves up)."


def _in_short(most: int, count: int) -> str:
    listed = (f"{right} → {points(_share(most, right, count))}" for right in range(1, count + 1))
    return f"right {', '.join(listed)}"


def _share(most: int, right: int, count: int) -> int:
    return (2 * most * right + count) // (2 * count)


def _range(found: Range) -> str:
    limits = "" if found.is_short else f" (unrounded limits: {exact(found)})"
    return f"{short(found)}{limits}"


def _about(value: str, found: Range) -> str:
    if found.low == found.high:
        return short(found)
    return f"near {nearest(value, found)}, that is {short(found)}"
