"""From an author's item to what is scored, shown and said: plain JSON, no expressions, no placeholders."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courseware.bank.compiled import CompiledItem, Variant
from courseware.bank.expressions import evaluate
from courseware.bank.faults import Fault, quoted
from courseware.bank.models import (
    AnyItem,
    ChoiceItem,
    MatchItem,
    MultipleItem,
    NumericItem,
    OrderItem,
    Overall,
    TextItem,
    Tolerance,
)
from courseware.bank.selection import Function, Tables
from courseware.bank.unit_spellings import spellings
from courseware.bank.variants import Parameters, said, shifted
from courseware.scoring import score
from courseware.scoring.numbers import MOST_DIGITS
from courseware.scoring.text import fold
from courseware.shown_number import number

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)(?:([+-])([0-9]{1,4}))?\}")


@dataclass(frozen=True)
class _Parts:
    scoring: dict[str, Any]
    view: dict[str, Any]
    feedback: dict[str, str]


class _Filler:
    """Puts an item's named values into its texts."""

    def __init__(
        self, item: AnyItem, tables: Tables, parameters: Mapping[str, str | int | Decimal]
    ) -> None:
        self._item, self._tables, self.parameters = item, tables, parameters
        clash = next((name for name in item.values if name in parameters), None)
        if clash:
            problem = f"`{clash}` is both a value and a parameter of the variants"
            raise Fault(problem, "rename one", ("values", clash))
        self._values = {name: self.result(item.values[name], "values", name) for name in item.values}

    def result(self, expression: Function, *path: str | int) -> Decimal | str | list[str]:
        """The expression's result; a fault names `path`."""
        try:
            return evaluate(expression, self._tables)
        except Fault as fault:
            raise Fault(fault.problem, fault.mend, path) from None

    def number(self, plain: Decimal | Function, *path: str | int) -> str:
        """The number at `path` as a decimal string: typed, or the expression's."""
        if isinstance(plain, Decimal):
            return _decimal(plain)
        result = self.result(plain, *path)
        if not isinstance(result, Decimal):
            problem = f"`{plain.called}` gives a label where a number is needed"
            raise Fault(problem, "use another function", path)
        return _decimal(result)

    def text(self, text: str, *path: str | int) -> str:
        """`text`, which stands at `path`, with its placeholders filled."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name in self.parameters or match[2]:
                return str(shifted(self.parameters, name, match[2], match[3], path)).replace("-", "−")
            if name not in self._values:
                names = [*self._values, *self.parameters]
                mend = f"add it to `values`{f' or use {quoted(names)}' if names else ''}"
                raise Fault(f"the text names {{{name}}}, which is not among the item's values", mend, path)
            return self._shown(name)

        return _PLACEHOLDER.sub(fill, text).strip()

    def entries(self, field: str) -> list[dict[str, str]]:
        """The ids and texts of a list of options or entries."""
        listed = getattr(self._item, field)
        return [{"id": e.id, "text": self.text(e.text, field, n, "text")} for n, e in enumerate(listed)]

    def overall(self) -> dict[str, str]:
        """The feedback on the answer as a whole."""
        feedback: Overall = getattr(self._item, "feedback")  # noqa: B009 - a choice has none, and does not ask
        texts = feedback.model_dump(exclude_none=True)
        return {name: self.text(text, "feedback", name) for name, text in texts.items()}

    def _shown(self, name: str) -> str:
        value = self._values[name]
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return ", ".join(value)
        if self._item.values[name].decimals is None and value != value.to_integral_value():
            raise Fault("a text shows this number, which is not whole", "add `decimals`", ("values", name))
        return number(value)


def compile_variant(item: AnyItem, tables: Tables, parameters: Parameters) -> Variant:
    """Evaluate the item's expressions and lay it out for scorers and pages.

    Args:
        item: a model of `courseware.bank.models`, already validated, with the parameters in place.
        tables: gives the table of a name, printed or corrected.
        parameters: those of the variant, for the texts.

    Raises:
        Fault: an expression without a result, a placeholder without a value, a key that fits no option.
    """
    filler = _Filler(item, tables, parameters)
    parts = COMPILERS[item.type](item, filler)
    scoring = {"type": item.type, "points": _hundredths(item.points), **parts.scoring}
    view = {"prompt": filler.text(item.prompt, "prompt"), **parts.view}
    hint = filler.text(item.hint, "hint") if item.hint else None
    mark = _fingerprint(item.type, scoring["points"], view)
    shown = {name: v if isinstance(v, str | int) else str(v) for name, v in parameters.items()}
    spelling = item.accept[0].strip() if item.type == "text" else ""
    return Variant(shown, scoring, view, parts.feedback, hint, mark, spelling)


def assemble(item: AnyItem, variants: Sequence[Variant]) -> CompiledItem:
    """The item of these variants.

    Raises:
        Fault: two of them ask the same.
    """
    seen: dict[str, Variant] = {}
    for variant in variants:
        if (other := seen.get(variant.fingerprint)) is not None:
            both = f"{said(other.parameters)} and {said(variant.parameters)}"
            problem = f"the variants {both} show the same question"
            raise Fault(problem, "name the parameters in the text, or take one out", ("variants",))
        seen[variant.fingerprint] = variant
    return CompiledItem(
        id=item.id,
        module=item.module,
        type=item.type,
        points=_hundredths(item.points),
        level=item.level,
        passage=item.passage,
        source=item.source,
        variants=tuple(variants),
    )


def _choice(item: ChoiceItem, filler: _Filler) -> _Parts:
    options = filler.entries("options")
    key = item.key if isinstance(item.key, str) else _option_of(item, filler.result(item.key, "key"))
    return _Parts(
        {"options": [option["id"] for option in options], "key": key},
        {"options": _displayed(item, options)},
        {**_option_feedback(item, filler), **_when_right(item, filler, key)},
    )


def _when_right(item: ChoiceItem, filler: _Filler, key: str) -> dict[str, str]:
    for n, option in enumerate(item.options):
        if option.id == key and option.when_right is not None:
            return {f"option:{key}": filler.text(option.when_right, "options", n, "when_right")}
    return {}


def unmet_when_right(item: ChoiceItem, variants: Sequence[Variant]) -> int | None:
    """Place of the first option with feedback of its own for being right that always or never is; or None."""
    keys = [variant.scoring["key"] for variant in variants]
    for n, option in enumerate(item.options):
        if option.when_right is not None and keys.count(option.id) in (0, len(keys)):
            return n
    return None


def _multiple(item: MultipleItem, filler: _Filler) -> _Parts:
    return _Parts(
        {"weights": {option.id: _hundredths(option.weight) for option in item.options}},
        {"options": _displayed(item, filler.entries("options"))},
        {**_option_feedback(item, filler), **filler.overall()},
    )


def _numeric(item: NumericItem, filler: _Filler) -> _Parts:
    unit = fold(item.unit)
    scoring: dict[str, Any] = {
        "type": "numeric",
        "points": _hundredths(item.points),
        "key": filler.number(item.key, "key"),
        "tolerance": _tolerance(item.tolerance),
        "tiers": [{"tolerance": _tolerance(t.tolerance), "score": _hundredths(t.credit)} for t in item.tiers],
        "wrong": [],
        "units": spellings(unit),
    }
    feedback = {
        f"tier:{n}": filler.text(tier.feedback, "tiers", n, "feedback") for n, tier in enumerate(item.tiers)
    }
    for value, text in _wrong_numbers(item, filler, scoring):
        feedback[f"wrong:{len(scoring['wrong'])}"] = text
        scoring["wrong"].append({"value": value})
    return _Parts(scoring, {"unit": item.unit} if unit else {}, {**feedback, **filler.overall()})


def _wrong_numbers(item: NumericItem, filler: _Filler, scoring: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each foreseen wrong number with its feedback.

    Of an item that draws parameters, one that has no value in this variant, or meets other feedback first, is
    left out; `unused_wrong` finds those that no variant has.
    """
    for n, wrong in enumerate(item.wrong):
        try:
            value = filler.number(wrong.value, "wrong", n, "value")
        except Fault:
            if not filler.parameters:
                raise
            continue
        met = score(scoring, value).feedback if filler.parameters else ("other",)
        if met in (("other",), ("correct",)):  # a wrong number that is right is for `check_answers` to refuse
            yield value, filler.text(wrong.feedback, "wrong", n, "feedback")


def unused_wrong(items: Sequence[NumericItem], variants: Sequence[Variant], tables: Tables) -> int | None:
    """Place of the first wrong number that none of the variants has; None if each is somewhere.

    Args:
        items: the models of the variants, in the same order.
    """
    for n in range(len(items[0].wrong)):
        for item, variant in zip(items, variants, strict=True):
            try:
                value = _Filler(item, tables, variant.parameters).number(item.wrong[n].value)
            except Fault:
                continue
            if any(wrong["value"] == value for wrong in variant.scoring["wrong"]):
                break
        else:
            return n
    return None


def _order(item: OrderItem, filler: _Filler) -> _Parts:
    if isinstance(item.key, list):
        key = item.key
    else:
        labels = filler.result(item.key, "key")
        if not isinstance(labels, list):
            raise Fault("the key's expression gives no list of labels", "use `ranking`", ("key",))
        key = [_option_of(item, label) for label in labels]
    shuffled = _shuffled(item.id, filler.entries("options"))
    if [option["id"] for option in shuffled] == key:  # shown otherwise, it would give the key away
        mend = "change the id of an entry, which decides its place, or leave the variant out"
        raise Fault("the entries are shown in the right order from the start", mend, ("options",))
    return _Parts({"key": key}, {"options": shuffled}, filler.overall())


def _match(item: MatchItem, filler: _Filler) -> _Parts:
    feedback = {
        f"pair:{e.id}": filler.text(e.feedback, "left", n, "feedback") for n, e in enumerate(item.left)
    }
    return _Parts(
        {"key": dict(item.key), "right": [entry.id for entry in item.right]},
        {"left": filler.entries("left"), "right": _displayed(item, filler.entries("right"))},
        {**feedback, **filler.overall()},
    )


def _text(item: TextItem, filler: _Filler) -> _Parts:
    return _Parts(
        {"accept": _folded(item.accept), "wrong": [_folded(wrong.accept) for wrong in item.wrong]},
        {},
        {**_wrong_feedback(item, filler), **filler.overall()},
    )


COMPILERS: dict[str, Callable[[Any, _Filler], _Parts]] = {
    "choice": _choice,
    "multiple": _multiple,
    "numeric": _numeric,
    "order": _order,
    "match": _match,
    "text": _text,
}


def _option_of(item: ChoiceItem | OrderItem, result: Decimal | str | list[str]) -> str:
    """Id of the one option whose `value` is the key's result."""
    fitting = [option.id for option in item.options if option.value is not None and option.value == result]
    if len(fitting) != 1:
        shown = ", ".join(result) if isinstance(result, list) else result
        count = "no option has" if not fitting else f"{quoted(fitting, 'and')} have"
        mend = "give exactly one option this value"
        raise Fault(f"the key's expression gives {shown}, and {count} that `value`", mend, ("key",))
    return fitting[0]


def _option_feedback(item: ChoiceItem | MultipleItem, filler: _Filler) -> dict[str, str]:
    return {
        f"option:{option.id}": filler.text(option.feedback, "options", n, "feedback")
        for n, option in enumerate(item.options)
    }


def _wrong_feedback(item: TextItem, filler: _Filler) -> dict[str, str]:
    return {f"wrong:{n}": filler.text(w.feedback, "wrong", n, "feedback") for n, w in enumerate(item.wrong)}


def _tolerance(tolerance: Tolerance) -> dict[str, str]:
    return {name: _decimal(width) for name, width in tolerance.model_dump(exclude_none=True).items()}


def _decimal(number: Decimal) -> str:
    """The number as the scorers read it: with an exponent where it has too many digits without."""
    text = format(number, "f")
    return text if len(text) <= MOST_DIGITS else str(number)


def _folded(variants: list[str]) -> list[str]:
    return list(dict.fromkeys(map(fold, variants)))


def _displayed(item: Any, entries: list[dict[str, str]]) -> list[dict[str, str]]:
    return _shuffled(item.id, entries) if item.shuffle else entries


def _shuffled(item_id: str, entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """In an order that only the ids decide, so that every build and every reader has the same."""
    return sorted(entries, key=lambda e: hashlib.sha256(f"{item_id} {e['id']}".encode()).digest())


def _hundredths(points: Decimal) -> int:
    return int(points * 100)


def _fingerprint(*content: Any) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
