"""What no single field can say: that an item can be earned, that ids are unique, points and links hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from courseware.bank.compiled import CompiledItem
from courseware.bank.faults import Fault, clipped, quoted
from courseware.bank.faults import Path as Place
from courseware.bank.models import (
    ChoiceItem,
    MatchItem,
    MultipleItem,
    NumericItem,
    OrderItem,
    TextItem,
    Tolerance,
    UnitFile,
)
from courseware.bank.pages import Labels
from courseware.bank.selection import Tables
from courseware.errors import CoursewareError
from courseware.scoring import score

# --- one item, before it is compiled


def check_item(item: Any) -> None:
    """Refuse an item whose parts do not fit each other; raises Fault."""
    CHECKS[item.type](item)


def _check_choice(item: ChoiceItem) -> None:
    ids = _unique(item.options, "options")
    if isinstance(item.key, str) and item.key not in ids:
        raise Fault(f"the key `{item.key}` is no option", f"use {quoted(ids)}", ("key",))


def _check_multiple(item: MultipleItem) -> None:
    _unique(item.options, "options")
    right = sum(option.weight for option in item.options if option.weight > 0)
    if right != item.points:
        raise Fault(
            f"the weights above 0 add up to {right}, the item is worth {item.points}",
            f"make them add up to {item.points}",
            ("options",),
        )


def _check_numeric(item: NumericItem) -> None:
    for place, tolerance in _tolerances(item):
        if (tolerance.absolute is None) == (tolerance.relative is None):
            problem = "a tolerance is neither absolute nor relative, or both"
            raise Fault(problem, "give `absolute` or `relative`, one of the two", place)
    previous = item.points
    for number, tier in enumerate(item.tiers):
        if tier.credit >= previous:
            raise Fault(
                f"a tier earns {tier.credit} points, not fewer than the {previous} of what comes before it",
                "give it fewer points",
                ("tiers", number, "credit"),
            )
        previous = tier.credit


def _check_order(item: OrderItem) -> None:
    ids = _unique(item.options, "options")
    if isinstance(item.key, list) and sorted(item.key) != sorted(ids):
        raise Fault("the key does not name every entry once", f"put {quoted(ids, 'and')} in order", ("key",))


def _check_match(item: MatchItem) -> None:
    left = _unique(item.left, "left")
    right = _unique(item.right, "right")
    for place, name in enumerate(left):
        if name not in item.key:
            raise Fault(f"the key has no match for `{name}`", f"add `{name}` to the key", ("left", place))
    for name, match in item.key.items():
        if name not in left:
            problem = f"the key names `{name}`, which is not on the left"
            raise Fault(problem, f"use {quoted(left)}", ("key", name))
        if match not in right:
            problem = f"the key matches `{name}` with `{match}`, which is not on the right"
            raise Fault(problem, f"use {quoted(right)}", ("key", name))


def _check_text(item: TextItem) -> None:
    """Nothing beyond the model; whether each variant is recognised is checked by scoring it."""


CHECKS: dict[str, Callable[[Any], None]] = {
    "choice": _check_choice,
    "multiple": _check_multiple,
    "numeric": _check_numeric,
    "order": _check_order,
    "match": _check_match,
    "text": _check_text,
}


def _unique(entries: Sequence[Any], field: str) -> list[str]:
    """The ids of options or entries, which must differ, as must their texts."""
    for attribute in ("id", "text"):
        seen: list[str] = []
        for place, entry in enumerate(entries):
            value = getattr(entry, attribute)
            if value in seen:
                problem = f'`{field}` has the {attribute} "{value}" twice'
                raise Fault(problem, "change or remove one of the two", (field, place, attribute))
            seen.append(value)
    return [entry.id for entry in entries]


def _tolerances(item: NumericItem) -> Iterable[tuple[Place, Tolerance]]:
    yield ("tolerance",), item.tolerance
    for number, tier in enumerate(item.tiers):
        yield ("tiers", number, "tolerance"), tier.tolerance


# --- one item, compiled: whatever its author wrote must be reached by an answer


def check_answers(item: Any, scoring: dict[str, Any]) -> None:
    """Refuse a key that earns less than all points, and a feedback that no answer meets; raises Fault."""
    points = scoring["points"]
    if item.type == "numeric":
        _check_widths(scoring)
    for place, response, wanted in _model_answers(scoring):
        result = score(scoring, response)
        full = result.score == points
        if wanted in result.feedback and (full or wanted.startswith("wrong")):
            continue
        said = quoted(result.feedback) if result.feedback else "`blank`"
        got = f"gets {said} and {result.score / 100:g} of {points / 100:g} points"
        if wanted.startswith("wrong"):
            problem = f'the wrong answer "{_shown(response)}" {got}, so its feedback is never shown'
            raise Fault(problem, "correct it, narrow a tolerance or remove it", place)
        name = {"unit": "the key with its unit", "accept": "the accepted text"}.get(str(place[0]), "the key")
        raise Fault(f'{name}, "{_shown(response)}", {got}', "correct it so that it earns all points", place)


def _model_answers(scoring: dict[str, Any]) -> Iterable[tuple[Place, Any, str]]:
    """Where an answer stands in the item, the answer, and the feedback it must meet."""
    match scoring["type"]:
        case "choice":
            yield ("key",), scoring["key"], f"option:{scoring['key']}"
        case "multiple":
            yield ("options",), [name for name, weight in scoring["weights"].items() if weight > 0], "correct"
        case "numeric":
            yield ("key",), scoring["key"], "correct"
            for unit in scoring["units"]:
                yield ("unit",), f"{scoring['key']} {unit}", "correct"
            for number, wrong in enumerate(scoring["wrong"]):
                yield ("wrong", number, "value"), wrong["value"], f"wrong:{number}"
        case "order" | "match":
            yield ("key",), scoring["key"], "correct"
        case "text":
            for number, variant in enumerate(scoring["accept"]):
                yield ("accept", number), variant, "correct"
            for number, variants in enumerate(scoring["wrong"]):
                for place, variant in enumerate(variants):
                    yield ("wrong", number, "accept", place), variant, f"wrong:{number}"


def _check_widths(scoring: dict[str, Any]) -> None:
    """Each tier must accept numbers that what comes before it does not."""
    key = abs(Decimal(scoring["key"]))
    before = _width(scoring["tolerance"], key)
    if before == 0 and "relative" in scoring["tolerance"]:
        raise Fault("a relative tolerance around 0 accepts nothing else", "use `absolute`", ("tolerance",))
    for number, tier in enumerate(scoring["tiers"]):
        width = _width(tier["tolerance"], key)
        if width <= before:
            problem = "the tolerance of a tier is not wider than what comes before it"
            raise Fault(problem, "widen it or remove the tier", ("tiers", number, "tolerance"))
        before = width


def _width(tolerance: dict[str, str], key: Decimal) -> Decimal:
    return Decimal(tolerance["absolute"]) if "absolute" in tolerance else key * Decimal(tolerance["relative"])


def _shown(response: Any) -> str:
    if isinstance(response, list):
        return ", ".join(response)
    if isinstance(response, dict):
        return ", ".join(f"{left} with {right}" for left, right in response.items())
    return response if len(response) <= 40 else f"{response[:39]}…"


# --- an item and what it refers to


def check_links(item: Any, labels_of: Labels, unit: UnitFile, tables: Tables) -> None:
    """Refuse an unknown module, a passage that is not there and a claim nobody listed; raises Fault."""
    modules = [module.id for module in unit.modules]
    if item.module not in modules:
        raise Fault(f"there is no module `{item.module}`", f"use {quoted(modules)}", ("module",))
    page, mark, label = item.passage.partition("#")
    if not (page and mark and label):
        mend = "write page, `#` and label, such as chapters/a-page#a-label"
        raise Fault(f'the passage "{item.passage}" is not a page and a label', mend, ("passage",))
    labels = labels_of(page)
    if labels is None:
        problem = f"the passage leads to {page}, and there is no {page}.md or {page}.ipynb"
        raise Fault(problem, "correct the page, without a suffix", ("passage",))
    if label not in labels:
        near = f", or use {quoted(sorted(labels))}" if labels else ""
        problem = f"the passage leads to {page}#{label}, and that page has no such label"
        raise Fault(problem, f"put ({label})= on a line above the passage{near}", ("passage",))
    if item.source:
        claims = set(tables("claims", "corrected")["id"])
        for number, claim in enumerate(item.source):
            if claim not in claims:
                mend = "use an id from that table"
                raise Fault(f"the table `claims` has no claim `{claim}`", mend, ("source", number))


# --- the unit


def check_unit(file: Path, unit: UnitFile, line: Any, labels_of: Labels) -> None:
    """Refuse modules that repeat an id, lack their page, or do not add up; raises CoursewareError.

    Args:
        line: gives the line of a place in the file.
    """
    ids = [module.id for module in unit.modules]
    for number, module in enumerate(unit.modules):
        place = ("modules", number)
        if module.id in ids[:number]:
            raise _at(file, line(place), f"the module `{module.id}` is listed twice", "change or remove one")
        if module.page and labels_of(module.page) is None:
            problem = f"the module `{module.id}` has the page {module.page}, and there is no such page"
            raise _at(file, line((*place, "page")), problem, "add it as .md or .ipynb, or leave `page` out")
    if unit.sealed_edition == unit.edition:
        mend = "give it another name"
        raise _at(file, line(("sealed_edition",)), "both editions have the same name", mend)
    total = sum(module.points for module in unit.modules)
    if total != unit.total:
        problem = f"the points of the modules add up to {total}, and `total` is {unit.total}"
        raise _at(file, line(("total",)), problem, "correct one of them")


def check_points(file: Path, unit: UnitFile, line: Any, items: Sequence[CompiledItem]) -> None:
    """Refuse items that are worth more or less than their module; raises CoursewareError."""
    for number, module in enumerate(unit.modules):
        mine = [item for item in items if item.module == module.id]
        earned = Decimal(sum(item.points for item in mine)) / 100
        wanted = module.points if module.page else 0
        if earned != wanted:
            scheme = f"its scheme gives {wanted}" if module.page else "it has no page yet"
            problem = f"the {len(mine)} items of module `{module.id}` are worth {earned} points, and {scheme}"
            mend = "change the items' points or the module's" if module.page else "give it a `page`"
            raise _at(file, line(("modules", number)), problem, mend)


def _at(file: Path, line: int, problem: str, mend: str) -> CoursewareError:
    return CoursewareError(file, f"line {line}", clipped(problem), mend)
