"""From an author's item to what is scored, shown and said: plain JSON, no expressions, no placeholders."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from courseware.bank.expressions import evaluate
from courseware.bank.faults import Fault, quoted
from courseware.bank.models import (
    ChoiceItem,
    MatchItem,
    MultipleItem,
    NumericItem,
    OrderItem,
    TextItem,
    Tolerance,
)
from courseware.bank.selection import Tables
from courseware.scoring.numbers import MOST_DIGITS
from courseware.scoring.text import fold

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_GROUP_FROM = 1_000  # as in the tables and charts of a page


@dataclass(frozen=True)
class CompiledItem:
    """An item ready to be shown and scored. Every attribute is plain JSON.

    Attributes:
        id, module, type, level: as in the items file.
        points: hundredths of a point.
        prompt: the question, in light Markdown.
        hint: a push shown on request, or None.
        passage: page without suffix, `#`, label.
        source: ids of the claims it rests on.
        scoring: all and only what the scorers need; see `courseware.scoring`.
        view: what is shown without giving the key away: `prompt`, and by type `options`, `left`, `right` (a
            list of `{id, text}` each, in the order of display) and `unit`.
        feedback: text by feedback id, as far as the item has its own.
        fingerprint: 12 hexadecimal digits that change whenever something scored or shown does.
    """

    id: str
    module: str
    type: str
    points: int
    level: str
    prompt: str
    hint: str | None
    passage: str
    source: list[str]
    scoring: dict[str, Any]
    view: dict[str, Any]
    feedback: dict[str, str]
    fingerprint: str


@dataclass(frozen=True)
class _Parts:
    scoring: dict[str, Any]
    view: dict[str, Any]
    feedback: dict[str, str]


class _Filler:
    """Puts an item's named values into its texts."""

    def __init__(self, item: BaseModel, tables: Tables) -> None:
        self._item, self._tables = item, tables
        self._values = {name: self.result(item.values[name], "values", name) for name in item.values}

    def result(self, expression: BaseModel, *path: str | int) -> Decimal | str | list[str]:
        """The expression's result; a fault names `path`."""
        try:
            return evaluate(expression, self._tables)
        except Fault as fault:
            raise Fault(fault.problem, fault.mend, path) from None

    def number(self, plain: Decimal | BaseModel, *path: str | int) -> str:
        """The number at `path` as a decimal string: typed, or the expression's."""
        result = self.result(plain, *path) if isinstance(plain, BaseModel) else plain
        if not isinstance(result, Decimal):
            problem = f"`{plain.function}` gives a label where a number is needed"
            raise Fault(problem, "use another function", path)
        return _decimal(result)

    def text(self, text: str, *path: str | int) -> str:
        """`text`, which stands at `path`, with its placeholders filled."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if name not in self._values:
                mend = f"add it to `values`{f' or use {quoted(self._values)}' if self._values else ''}"
                raise Fault(f"the text names {{{name}}}, which is not among the item's values", mend, path)
            return self._shown(name)

        return _PLACEHOLDER.sub(fill, text).strip()

    def entries(self, field: str) -> list[dict[str, str]]:
        """The ids and texts of a list of options or entries."""
        listed = getattr(self._item, field)
        return [{"id": e.id, "text": self.text(e.text, field, n, "text")} for n, e in enumerate(listed)]

    def overall(self) -> dict[str, str]:
        """The feedback on the answer as a whole."""
        texts = self._item.feedback.model_dump(exclude_none=True)
        return {name: self.text(text, "feedback", name) for name, text in texts.items()}

    def _shown(self, name: str) -> str:
        value = self._values[name]
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return ", ".join(value)
        if self._item.values[name].decimals is None and value != value.to_integral_value():
            raise Fault("a text shows this number, which is not whole", "add `decimals`", ("values", name))
        return _number_text(value)


def compile_item(item: BaseModel, tables: Tables) -> CompiledItem:
    """Evaluate the item's expressions and lay it out for scorers and pages.

    Args:
        item: a model of `courseware.bank.models`, already validated.
        tables: gives the table of a name, printed or corrected.

    Raises:
        Fault: an expression without a result, a placeholder without a value, a key that fits no option.
    """
    filler = _Filler(item, tables)
    parts = COMPILERS[item.type](item, filler)
    scoring = {"type": item.type, "points": _hundredths(item.points), **parts.scoring}
    view = {"prompt": filler.text(item.prompt, "prompt"), **parts.view}
    hint = filler.text(item.hint, "hint") if item.hint else None
    return CompiledItem(
        id=item.id,
        module=item.module,
        type=item.type,
        points=scoring["points"],
        level=item.level,
        prompt=view["prompt"],
        hint=hint,
        passage=item.passage,
        source=item.source,
        scoring=scoring,
        view=view,
        feedback=parts.feedback,
        fingerprint=_fingerprint(scoring, view, parts.feedback, hint),
    )


def _choice(item: ChoiceItem, filler: _Filler) -> _Parts:
    options = filler.entries("options")
    key = item.key if isinstance(item.key, str) else _option_of(item, filler.result(item.key, "key"))
    return _Parts(
        {"options": [option["id"] for option in options], "key": key},
        {"options": _displayed(item, options)},
        _option_feedback(item, filler),
    )


def _multiple(item: MultipleItem, filler: _Filler) -> _Parts:
    return _Parts(
        {"weights": {option.id: _hundredths(option.weight) for option in item.options}},
        {"options": _displayed(item, filler.entries("options"))},
        {**_option_feedback(item, filler), **filler.overall()},
    )


def _numeric(item: NumericItem, filler: _Filler) -> _Parts:
    unit = fold(item.unit)
    scoring = {
        "key": filler.number(item.key, "key"),
        "tolerance": _tolerance(item.tolerance),
        "tiers": [{"tolerance": _tolerance(t.tolerance), "score": _hundredths(t.credit)} for t in item.tiers],
        "wrong": [{"value": filler.number(w.value, "wrong", n, "value")} for n, w in enumerate(item.wrong)],
        "units": _spellings(unit),
    }
    tiers = {f"tier:{n}": filler.text(t.feedback, "tiers", n, "feedback") for n, t in enumerate(item.tiers)}
    return _Parts(
        scoring,
        {"unit": item.unit} if unit else {},
        {**tiers, **_wrong_feedback(item, filler), **filler.overall()},
    )


def _order(item: OrderItem, filler: _Filler) -> _Parts:
    if isinstance(item.key, list):
        key = item.key
    else:
        labels = filler.result(item.key, "key")
        if not isinstance(labels, list):
            raise Fault("the key's expression gives no list of labels", "use `ranking`", ("key",))
        key = [_option_of(item, label) for label in labels]
    shuffled = _shuffled(item.id, filler.entries("options"))
    if [option["id"] for option in shuffled] == key:
        shuffled = [*shuffled[1:], shuffled[0]]
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


def _wrong_feedback(item: NumericItem | TextItem, filler: _Filler) -> dict[str, str]:
    return {f"wrong:{n}": filler.text(w.feedback, "wrong", n, "feedback") for n, w in enumerate(item.wrong)}


def _tolerance(tolerance: Tolerance) -> dict[str, str]:
    return {name: _decimal(width) for name, width in tolerance.model_dump(exclude_none=True).items()}


def _decimal(number: Decimal) -> str:
    """The number as the scorers read it: with an exponent where it has too many digits without."""
    text = format(number, "f")
    return text if len(text) <= MOST_DIGITS else str(number)


def _spellings(unit: str) -> list[str]:
    """What may follow the number. A percent sign is typed for "percent" and the other way round."""
    if unit == "%" or unit.startswith("percent"):
        return list(dict.fromkeys([unit, "%", "percent", "per cent"]))
    return [unit] if unit else []


def _folded(variants: list[str]) -> list[str]:
    return list(dict.fromkeys(map(fold, variants)))


def _displayed(item: Any, entries: list[dict[str, str]]) -> list[dict[str, str]]:
    return _shuffled(item.id, entries) if item.shuffle else entries


def _shuffled(item_id: str, entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """In an order that only the ids decide, so that every build and every reader has the same."""
    return sorted(entries, key=lambda e: hashlib.sha256(f"{item_id}:{e['id']}".encode()).digest())


def _hundredths(points: Decimal) -> int:
    return int(points * 100)


def _number_text(number: Decimal) -> str:
    """With a real minus sign, and a narrow gap between thousands of five digits and more."""
    text = f"{number:,f}" if abs(number) >= _GROUP_FROM else f"{number:f}"
    return text.replace(",", "\u202f").replace("-", "−")


def _fingerprint(*content: Any) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
