"""Variants of an item: the parameters it may draw, put in the place of `$name` before anything is checked.

An item declares blocks of parameters; a list stands for one variant with each of its values, and several
lists for every combination::

    variants:
      - {country: Lowland, year: [2017, 2018, 2019]}   # three variants
      - {country: Highland, year: 2020}                 # a fourth

Wherever an expression, a key or a value of the item is the text `$year`, the variant's own value stands
there; `$year-1` is the year before. In texts it is `{year}` and `{year-1}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from math import isfinite
from typing import Any

from courseware.bank.faults import Fault, quoted

Parameters = dict[str, str | int | Decimal]
MOST = 200

_NAME = re.compile(r"[a-z][a-z0-9_]*")
DRAWN = re.compile(r"\$([a-z][a-z0-9_]*)(?:([+-])([0-9]{1,4}))?")


def parameter_sets(entry: Any) -> list[Parameters]:
    """The parameters of each variant of an item as written, in order; one empty set if it declares none.

    Raises:
        Fault: `variants` does not have the form above, repeats a set, or gives two sets different names.
    """
    blocks = entry.get("variants") if isinstance(entry, dict) else None
    if blocks is None:
        return [{}]
    mend = "write a list such as `- {year: [2019, 2020]}`"
    if not isinstance(blocks, list) or not blocks:
        raise Fault("`variants` is not a list of parameters", mend, ("variants",))
    sets: list[Parameters] = []
    for number, block in enumerate(blocks):
        place = ("variants", number)
        if not isinstance(block, dict) or not block:
            raise Fault("this block of variants is not a set of names with values", mend, place)
        for name, values in block.items():
            _check(name, values, (*place, name), mend)
        columns = [values if isinstance(values, list) else [values] for values in block.values()]
        for values in product(*columns):
            drawn = {name: _exact(value) for name, value in zip(block, values, strict=True)}
            if drawn in sets:
                raise Fault(f"the variant {said(drawn)} stands here twice", "take one out", place)
            if sets and drawn.keys() != sets[0].keys():
                problem = f"this block names {quoted(drawn, 'and')}, the first names {quoted(sets[0], 'and')}"
                raise Fault(problem, "give every block the same names", place)
            sets.append(drawn)
            if len(sets) > MOST:
                raise Fault(f"there are more than {MOST} variants", "name fewer values", place)
    return sets


def _check(name: Any, values: Any, place: tuple[str | int, ...], mend: str) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        problem = f"a parameter has the name `{name}`"
        raise Fault(problem, "use small letters, digits and _, a letter first", place)
    listed = values if isinstance(values, list) else [values]
    if not listed or not all(_is_value(value) for value in listed):
        raise Fault(f"the parameter `{name}` has a value that is no text and no number", mend, place)


def _is_value(value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def _exact(value: str | int | float) -> str | int | Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else value


def drawn(entry: Any, parameters: Parameters) -> Any:
    """The item as written with this variant's parameters in place.

    Raises:
        Fault: a `$name` that the item does not declare, or arithmetic with a text.
    """
    return _put(entry, parameters, ()) if parameters else entry


def _put(value: Any, parameters: Parameters, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, dict):
        return {
            name: part if (*path, name) == ("variants",) else _put(part, parameters, (*path, name))
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_put(part, parameters, (*path, number)) for number, part in enumerate(value)]
    if isinstance(value, str) and (match := DRAWN.fullmatch(value)):
        return shifted(parameters, match[1], match[2], match[3], path)
    return value


def shifted(
    parameters: Mapping[str, str | int | Decimal],
    name: str,
    sign: str | None,
    step: str | None,
    path: tuple[str | int, ...],
) -> str | int | Decimal:
    """The parameter `name`, more or less by a step; a fault names `path`."""
    if name not in parameters:
        problem = f"`{name}` is not among the variants' parameters"
        raise Fault(problem, f"use {quoted(parameters)}", path)
    value = parameters[name]
    if not step:
        return value
    if isinstance(value, str):
        raise Fault(f"`{name}` is a text, and {step} cannot be added to it", "name a number", path)
    return value + int(step) if sign == "+" else value - int(step)


def said(parameters: Mapping[str, str | int | Decimal]) -> str:
    """A set of parameters in words, for messages and teachers: "country Highland, year 2020"."""
    return ", ".join(f"{name} {value}" for name, value in parameters.items())
