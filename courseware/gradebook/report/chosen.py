"""What a class answered to an item: how many gave each answer that the item tells apart.

An answer is known by what the scorer said of it (option chosen, foreseen mistake, pair that was wrong), not
by what was typed. Variants of an item are pooled: the same option is one line, and foreseen mistakes are one
line if their texts differ in the variants' own words and numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import CompiledItem
from courseware.gradebook.grade import ItemResult

Tally = Sequence[int]  # of all students, then of the lower and of the upper third if they are told
_NUMBER = re.compile(r"[0-9][0-9.,\u202f]*")


class Line(NamedTuple):
    """One answer.

    Attributes:
        id: what the scorer calls it, such as "option:low"; the same in all variants.
        text: the answer in words, HTML.
        right: whether it is what was asked for; None for an answer between right and wrong.
        tally: how many gave it.
    """

    id: str
    text: Markup
    right: bool | None
    tally: tuple[int, ...]


class Chosen(NamedTuple):
    """What was answered to one item.

    Attributes:
        what: heading of the answers, such as "Option ticked".
        lines: in the order in which they are shown.
        answered: how many gave an answer that was scored.
        blank, invalid, unscored: how many left it blank, gave what cannot be an answer, and answered another
            item or variant; of all students alone.
        several: whether one answer can stand in several lines.
    """

    what: str
    lines: list[Line]
    answered: tuple[int, ...]
    blank: int
    invalid: int
    unscored: int
    several: bool


class _Met(NamedTuple):
    """A result that was graded, with how many students have it."""

    result: ItemResult
    tally: tuple[int, ...]


def chosen(item: CompiledItem, results: Sequence[ItemResult], tallies: Sequence[Tally]) -> Chosen:
    """Count the answers to an item.

    Args:
        item: with all its variants.
        results: those that the item met.
        tallies: for all students, and then for parts of them, how many have each of `results`.
    """
    counted = [_Met(result, tuple(tally)) for result, *tally in zip(results, *tallies, strict=True)]
    met = [each for each in counted if each.result.state == "graded"]
    states = {"blank": 0, "invalid": 0, "changed": 0, "other variant": 0}
    for result, tally in counted:
        if result.state in states:
            states[result.state] += tally[0]
    what, several, lines_of = _KINDS[item.type]
    return Chosen(
        what,
        list(lines_of(item, met, len(tallies))),
        _sum((each.tally for each in met), len(tallies)),
        states["blank"],
        states["invalid"],
        states["changed"] + states["other variant"],
        several,
    )


def _sum(tallies: Iterable[Tally], width: int) -> tuple[int, ...]:
    total = [0] * width
    for tally in tallies:
        for place, n in enumerate(tally):
            total[place] += n
    return tuple(total)


def _with(
    met: Sequence[_Met], name: str, width: int, variants: frozenset[int] | None = None
) -> tuple[int, ...]:
    """How many got the feedback `name`, in some variants alone if they are named."""
    return _sum(
        (
            tally
            for result, tally in met
            if name in result.feedback and (variants is None or result.variant in variants)
        ),
        width,
    )


def usual_variant(results: Sequence[ItemResult], tally: Tally) -> int:
    """The variant that most students had, from 0; the first of several."""
    counts: dict[int, int] = {0: 0}
    for result, n in zip(results, tally, strict=True):
        counts[result.variant] = counts.get(result.variant, 0) + n
    return max(counts, key=lambda variant: (counts[variant], -variant))


def _usual(item: CompiledItem, met: Sequence[_Met]) -> CompiledItem:
    return item.singles[usual_variant([m.result for m in met], [m.tally[0] for m in met])]


def _choice_lines(item: CompiledItem, met: Sequence[_Met], width: int) -> Iterator[Line]:
    """The options; one that is right in some variants and wrong in others has a line for each."""
    for option in _usual(item, met).view["options"]:
        name = f"option:{option['id']}"
        right = frozenset(n for n, v in enumerate(item.variants) if v.scoring["key"] == option["id"])
        wrong = frozenset(range(len(item.variants))) - right
        for is_right, variants in ((True, right), (False, wrong)):
            tally = _with(met, name, width, variants)
            if variants and (any(tally) or not (right and wrong)):
                note = Markup(" (in the variants where it is {})").format("right" if is_right else "wrong")
                text = light_markdown.inline(option["text"]) + (note if right and wrong else Markup())
                yield Line(name, text, is_right, tally)


def _multiple_lines(item: CompiledItem, met: Sequence[_Met], width: int) -> Iterator[Line]:
    weights = item.scoring["weights"]
    for option in _usual(item, met).view["options"]:
        name = f"option:{option['id']}"
        text = light_markdown.inline(option["text"])
        yield Line(name, text, weights[option["id"]] > 0, _with(met, name, width))


def _typed_lines(item: CompiledItem, met: Sequence[_Met], width: int) -> Iterator[Line]:
    """Right, nearly right, the foreseen mistakes from the most to the least frequent, and all others."""
    yield Line("correct", Markup("Right"), True, _with(met, "correct", width))
    pooled: dict[tuple[str, str], list[_Met]] = {}
    for each in met:
        for name in each.result.feedback:
            if name not in ("correct", "other"):
                variant = item.variants[each.result.variant]
                text = _mask(variant.feedback.get(name, name), variant.parameters)
                pooled.setdefault((name.split(":")[0], text), []).append(each)
    found = []
    for (kind, _), same in pooled.items():
        usual = max(same, key=lambda each: (each.tally[0], -each.result.variant))
        name = next(name for name in usual.result.feedback if name.startswith(kind))
        said = light_markdown.inline(item.variants[usual.result.variant].feedback.get(name, name))
        start = Markup("Nearly: ") if kind == "tier" else _example(item, usual.result.variant, name)
        if kind != "tier" and len({each.result.variant for each in same}) > 1:
            start = Markup("such as ") + start
        tally = _sum((each.tally for each in same), width)
        found.append(Line(name, start + said, None if kind == "tier" else False, tally))
    yield from sorted(found, key=lambda line: (line.right is False, -line.tally[0], line.text))
    unforeseen = Markup("Another wrong answer, with no feedback of its own")
    yield Line("other", unforeseen, False, _with(met, "other", width))


def _example(item: CompiledItem, variant: int, name: str) -> Markup:
    """What was typed, where the item lists it."""
    wrong = item.variants[variant].scoring["wrong"][int(name.removeprefix("wrong:"))]
    given = wrong["value"] if isinstance(wrong, dict) else wrong[0]
    unit = item.view.get("unit", "")
    return Markup("{}{} – ").format(_shown(given), f" {unit}" if unit else "")


def _shown(given: str) -> str:
    """A value as a reader would type it: computed ones have more digits than anybody needs."""
    try:
        number = float(given)
    except ValueError:
        return f"“{given}”"
    return f"{number:.4g}".replace("-", "−") if "e" not in f"{number:.4g}" else f"{number:,.0f}"


def _mask(text: str, parameters: dict[str, str | int]) -> str:
    """A text without what differs from variant to variant."""
    for value in sorted(map(str, parameters.values()), key=len, reverse=True):
        text = text.replace(value, "…")
    return _NUMBER.sub("…", text)


def _order_lines(item: CompiledItem, met: Sequence[_Met], width: int) -> Iterator[Line]:
    """How many entries stand in their right places, from all to none."""
    entries = len(item.scoring["key"])
    by_places: dict[int, list[Tally]] = {}
    for result, tally in met:
        # undoes the scorer's rounding to a hundredth, which is less than half an entry's share
        by_places.setdefault(round((result.score or 0) * entries / item.points), []).append(tally)
    for places in range(entries, -1, -1):
        if places != entries - 1:  # if all but one are in place, so is the last
            text = Markup("{} of {} in the right place").format(places, entries)
            right = True if places == entries else None if places else False
            yield Line(f"places:{places}", text, right, _sum(by_places.get(places, ()), width))


def _match_lines(item: CompiledItem, met: Sequence[_Met], width: int) -> Iterator[Line]:
    """Each pair with how many had it wrong or left it open, the worst first."""
    usual = _usual(item, met)
    right = {entry["id"]: entry["text"] for entry in usual.view["right"]}
    lines = []
    for entry in usual.view["left"]:
        pair = Markup("{} – {}").format(
            light_markdown.inline(entry["text"].removesuffix(".")),
            light_markdown.inline(right[usual.scoring["key"][entry["id"]]]),
        )
        name = f"pair:{entry['id']}"
        lines.append(Line(name, pair, False, _with(met, name, width)))
    yield from sorted(lines, key=lambda line: -line.tally[0])


_Lines = Callable[[CompiledItem, Sequence[_Met], int], Iterator[Line]]
_KINDS: dict[str, tuple[str, bool, _Lines]] = {
    "choice": ("Option chosen", False, _choice_lines),
    "multiple": ("Option ticked", True, _multiple_lines),
    "numeric": ("Number given", False, _typed_lines),
    "order": ("Entries in place", False, _order_lines),
    "match": ("Pair that was missed", True, _match_lines),
    "text": ("Words given", False, _typed_lines),
}
