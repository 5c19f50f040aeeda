"""From an author's check to what a value is held against: keys computed, no expressions left."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from courseware import light_markdown
from courseware.bank.expressions import evaluate
from courseware.bank.faults import Fault, first_fault
from courseware.bank.faults import Path as Place
from courseware.bank.models import Tolerance
from courseware.bank.selection import Function, OverTable, Tables
from courseware.bank.variants import drawn
from courseware.labs.check import Check, Key
from courseware.labs.judge import judge
from courseware.labs.models import CheckModel, ColumnLabels, Each, Keep, LabelsCheck, SeriesCheck, Steps
from courseware.labs.telling import tells

_CHECK: TypeAdapter[Any] = TypeAdapter(CheckModel)
_EACH: TypeAdapter[Any] = TypeAdapter(Each)
_MOST_LABELS = 200


def compile_check(entry: Any, tables: Tables) -> Check:
    """Check one entry of a checks file and compute its key and its foreseen wrong values.

    Args:
        entry: as written, plain dicts, lists and scalars.
        tables: gives the table of a name, printed or corrected.

    Raises:
        Fault: the entry is not what a check may be, an expression has no result, a wrong value is right or
            cannot be told from another one, or a sentence holds the answer.
    """
    models = _models(entry, tables)
    first = next(iter(models.values()))
    key = _key(first, models, tables)
    check = Check(
        id=first.id,
        kind=first.kind,
        key=key,
        hint=light_markdown.plain(first.hint),
        correct=light_markdown.plain(first.correct or ""),
        wrong=tuple(_wrong(first, models, tables)),
        tolerance=_tolerance(getattr(first, "tolerance", None)),
        unit=getattr(first, "unit", None) or "",
        ordered=getattr(first, "ordered", False),
        names=tuple(models) if first.kind == "labels" and first.each else (),
    )
    _check_wrong(check)
    _check_sentences(check)
    return check


def _models(entry: Any, tables: Tables) -> dict[str, Any]:
    """The model of the entry for each label, with the label in place of `$name`; else one, for ""."""
    each = entry.get("each") if isinstance(entry, dict) else None
    if each is None:
        return {"": _model(entry)}
    try:
        ((name, labels),) = _EACH.validate_python(each).items()
    except ValidationError as error:
        fault = first_fault(error, each, _EACH.json_schema)
        raise Fault(fault.problem, fault.mend, ("each", *fault.path)) from None
    given = _labels(labels, tables, ("each", name))
    return {str(label): _model(drawn(entry, {name: label})) for label in given}


def _model(entry: Any) -> Any:
    try:
        return _CHECK.validate_python(entry)
    except ValidationError as error:
        raise first_fault(error, entry, _CHECK.json_schema) from None


def _labels(labels: list[str | int] | Steps | ColumnLabels, tables: Tables, path: Place) -> list[str | int]:
    if isinstance(labels, Steps):
        found: list[str | int] = list(range(labels.first, min(labels.last, labels.first + _MOST_LABELS) + 1))
    elif isinstance(labels, ColumnLabels):
        found = _of_column(labels, tables, path)
    else:
        found = labels
    if not found or len(found) > _MOST_LABELS:
        raise Fault(f"these are {len(found)} labels", f"give 1 to {_MOST_LABELS}", path)
    if twice := [label for place, label in enumerate(found) if label in found[:place]]:
        raise Fault(f"the label `{twice[0]}` stands twice", "take one out", path)
    return found


def _of_column(labels: ColumnLabels, tables: Tables, path: Place) -> list[str | int]:
    try:
        over = OverTable(table=labels.table, column=labels.column)
        frame = over.rows(tables, labels.where)
    except Fault as fault:
        raise Fault(fault.problem, fault.mend, path) from None
    found = [cell if isinstance(cell, str) else int(cell) for cell in frame[labels.column].dropna().unique()]
    if unknown := [label for label in labels.without if label not in found]:
        problem = f"`{unknown[0]}` does not stand in the column `{labels.column}`"
        raise Fault(problem, "take it out of `except`", (*path, "except"))
    return [label for label in found if label not in labels.without]


def _key(first: Any, models: dict[str, Any], tables: Tables) -> Key:
    path = ("key",)
    if first.kind == "series":
        return {label: _number(model.key, tables, path) for label, model in models.items()}
    if first.kind == "labels":
        if (first.each is None) != (first.keep is None):
            raise Fault("`each` and `keep` go together", "give both or neither", ("id",))
        if first.each:
            return _kept({label: (model.key, model.keep) for label, model in models.items()}, tables, path)
        return _names(first.key, tables, path)
    result = _result(first.key, tables, path)
    if first.kind == "number" and not isinstance(result, Decimal):
        raise Fault(f"`{first.key.function}` gives a label, and a number is checked", "use another", path)
    if first.kind == "text" and not isinstance(result, str):
        raise Fault(f"`{first.key.function}` gives no label, and a text is checked", "use another", path)
    return result


def _wrong(first: Any, models: dict[str, Any], tables: Tables) -> Iterator[tuple[Key, str]]:
    for n, one in enumerate(first.wrong):
        path: Place = ("wrong", n, "value")
        value: Key
        if isinstance(first, SeriesCheck):
            value = _where_defined(models, n, tables)
            if not value:
                raise Fault("this wrong value is defined for no label", "correct or remove it", path)
        elif isinstance(first, LabelsCheck):
            value = _wrong_labels(first, models, n, tables)
        else:
            value = _result(one.value, tables, path) if isinstance(one.value, Function) else one.value
            if isinstance(value, Decimal) != (first.kind == "number"):
                raise Fault(f"this wrong value is no {first.kind}", "use another function", path)
        yield value, light_markdown.plain(one.feedback)


def _where_defined(models: dict[str, Any], n: int, tables: Tables) -> dict[str, Decimal]:
    """The wrong number of each label that has one: the year before the first has none."""
    found = {}
    for label, model in models.items():
        try:
            found[label] = _number(model.wrong[n].value, tables, ("wrong", n, "value"))
        except Fault:
            continue
    return found


def _wrong_labels(first: LabelsCheck, models: dict[str, Any], n: int, tables: Tables) -> tuple[str, ...]:
    one, path = first.wrong[n], ("wrong", n, "value")
    if isinstance(one.value, list):
        return tuple(map(str, one.value))
    if first.each is None:
        return _names(one.value, tables, path)
    foreseen = {label: model.wrong[n] for label, model in models.items()}
    keep = {label: foreseen[label].keep or model.keep for label, model in models.items()}
    return _kept({label: (foreseen[label].value, keep[label]) for label in models}, tables, path)


def _kept(numbers: dict[str, tuple[Function, Keep]], tables: Tables, path: Place) -> tuple[str, ...]:
    """The labels whose number is as `keep` says."""
    kept = []
    for label, (expression, keep) in numbers.items():
        if (keep.above is None) == (keep.below is None):
            raise Fault("`keep` has neither `above` nor `below`, or both", "give one of the two", ("keep",))
        number = _number(expression, tables, path)
        above = keep.below is None
        bound: Any = keep.above if above else keep.below
        limit = _number(bound, tables, ("keep",))
        if number > limit if above else number < limit:
            kept.append(label)
    if not kept and path == ("key",):
        raise Fault("no label fits", "change `keep`, so that there is something to find", path)
    return tuple(kept)


def _names(expression: Function, tables: Tables, path: Place) -> tuple[str, ...]:
    result = _result(expression, tables, path)
    if not isinstance(result, list):
        mend = "use `ranking`, or `each` and `keep`"
        raise Fault(f"`{expression.called}` gives no list of labels", mend, path)
    return tuple(result)


def _number(plain: Decimal | Function, tables: Tables, path: Place) -> Decimal:
    if isinstance(plain, Decimal):
        return plain
    result = _result(plain, tables, path)
    if not isinstance(result, Decimal):
        problem = f"`{plain.called}` gives a label where a number is needed"
        raise Fault(problem, "use another function", path)
    return result


def _result(expression: Function, tables: Tables, path: Place) -> Any:
    try:
        return evaluate(expression, tables)
    except Fault as fault:
        raise Fault(fault.problem, fault.mend, path) from None


def _tolerance(model: Tolerance | None) -> tuple[Any, Decimal]:
    if model is None:
        return ("absolute", Decimal(0))
    if (model.absolute is None) == (model.relative is None):
        mend = "give `absolute` or `relative`, one of the two"
        raise Fault("the tolerance is neither absolute nor relative, or both", mend, ("tolerance",))
    if model.absolute is not None:
        return ("absolute", model.absolute)
    return ("relative", model.relative or Decimal(0))


def _check_wrong(check: Check) -> None:
    """Refuse a foreseen wrong value that is right, or that meets the sentence of another one first."""
    for n, (value, feedback) in enumerate(check.wrong):
        given = {**check.key, **value} if isinstance(value, dict) else value
        verdict = judge(check, _plain(given))
        if verdict.state == "right":
            raise Fault("this wrong value is right", "correct it or remove it", ("wrong", n, "value"))
        if verdict.sentence != feedback:
            problem = f'for this wrong value "{verdict.sentence}" is said'
            raise Fault(problem, "make the two tell apart, or remove one", ("wrong", n, "value"))


def _plain(value: Key) -> Any:
    if isinstance(value, dict):
        return {label: float(number) for label, number in value.items()}
    return float(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value


def _check_sentences(check: Check) -> None:
    places: list[tuple[str, Place]] = [(check.hint, ("hint",))]
    places += [(feedback, ("wrong", n, "feedback")) for n, (_, feedback) in enumerate(check.wrong)]
    for sentence, path in places:
        if found := tells(sentence, check):
            raise Fault(f'this sentence holds the answer: "{found}"', "say what is wrong without it", path)
