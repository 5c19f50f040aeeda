"""What a student hands to a check, read as a number, a name, names, or numbers by label.

`Unusable` says in a sentence why a value cannot be read as what is asked for, and what to do about it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

_MOST_NAMED = 3  # labels named in one sentence


class Unusable(ValueError):
    """A value that is not of the kind asked for; the message is one sentence or two."""


def has_dots(value: Any) -> bool:
    """Whether the dots of the students' copy are still there: as the value, or in it."""
    if isinstance(value, pd.DataFrame):
        return any(has_dots(column) for _, column in value.items())
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        return value.dtype == object and any(part is ... for part in np.asarray(value).ravel())
    return value is ... or (isinstance(value, list | tuple | set) and any(part is ... for part in value))


def number_in(value: Any) -> float:
    """The one number that is given; raises Unusable."""
    if isinstance(value, pd.Series | pd.Index | np.ndarray | list | tuple | set | Mapping):
        kind = _kind(value)
        if len(value) == 1 and not isinstance(value, Mapping | set):
            out = "[0]" if isinstance(value, list | tuple) else ".item()"
            raise Unusable(f"This is {kind} with one number in it. Take the number out, such as by {out}.")
        raise Unusable(f"This is {kind} of {len(value)} values, and one number is asked for.")
    return _number(value)


def name_in(value: Any) -> str:
    """The one name that is given; raises Unusable."""
    if isinstance(value, pd.Series | pd.Index | np.ndarray | list | tuple | set | Mapping):
        kind, names = _kind(value), "one name" if len(value) == 1 else f"{len(value)} values"
        raise Unusable(f"This is {kind} with {names}, and the name alone is asked for.")
    _refuse_whole_objects(value)
    if isinstance(value, float | np.floating):
        raise Unusable("This is a number, and a name is asked for. Which label stands beside the number?")
    return label_text(value)


def names_in(value: Any) -> list[str]:
    """The names that are given, in order; raises Unusable."""
    if isinstance(value, str):
        raise Unusable("This is one text, and a list is asked for: put each name in quotes, between [ and ].")
    if isinstance(value, Mapping):
        value = list(value)
    if not isinstance(value, pd.Series | pd.Index | np.ndarray | list | tuple | set | frozenset):
        _refuse_whole_objects(value)
        raise Unusable("This is one value, and a list of names is asked for.")
    if isinstance(value, np.ndarray) and value.ndim != 1:
        raise Unusable("This is a table of values, and a list of names is asked for.")
    listed = list(value)
    if not listed:
        raise Unusable("The list is empty.")
    if all(isinstance(part, bool | np.bool_) for part in listed):
        raise Unusable("These are True and False. Select by them, and hand over the labels that are left.")
    if any(part is None or _is_missing(part) for part in listed):
        raise Unusable("One of the names is missing (NaN).")
    if any(isinstance(part, float | np.floating) and not float(part).is_integer() for part in listed):
        where = " They stand in its .index." if isinstance(value, pd.Series) else ""
        raise Unusable(f"These are numbers, and names are asked for.{where}")
    return [label_text(part) for part in listed]


def numbers_by_label(value: Any) -> dict[str, float]:
    """Label → number, NaN where it is missing; raises Unusable."""
    if isinstance(value, pd.DataFrame):
        if value.shape[1] != 1:
            raise Unusable(f"This is a table of {value.shape[1]} columns. Pick the one that is asked for.")
        value = value.iloc[:, 0]
    if isinstance(value, Mapping):
        pairs = list(value.items())
    elif isinstance(value, pd.Series):
        if isinstance(value.dtype, np.dtype) and value.dtype.kind == "m":
            raise Unusable("These are spans of time. Their lengths in days are its .dt.days.")
        if value.index.nlevels > 1:
            levels = value.index.nlevels
            raise Unusable(f"Each label has {levels} parts. Select by .loc until one is left.")
        pairs = list(value.items())
    elif isinstance(value, pd.Index | np.ndarray | list | tuple | set):
        raise Unusable(
            "These are values without labels. Hand over a Series or a dict, which say what each value is of."
        )
    else:
        _refuse_whole_objects(value)
        raise Unusable("This is one value, and a Series with a number for each label is asked for.")
    if not pairs:
        raise Unusable("There is nothing in it.")
    found: dict[str, float] = {}
    for label, part in pairs:
        name = label_text(label)
        if name in found:
            raise Unusable(f"{name} stands there more than once.")
        try:
            found[name] = math.nan if _is_missing(part) else _number(part)
        except Unusable:
            raise Unusable(f"The value of {name} is no number.") from None
    return found


def label_text(label: Any) -> str:
    """A label as text: 2015 for 2015.0, numpy's 2015 and the first of January 2015."""
    if isinstance(label, float | np.floating) and float(label).is_integer():
        return str(int(label))
    if isinstance(label, datetime | date):
        first = (label.month, label.day) == (1, 1)
        return str(label.year) if first else label.strftime("%Y-%m-%d")
    return str(label).strip()


def listed(labels: Iterable[str], joint: str = "and") -> str:
    """A few labels for a sentence: "A, B and C", or "A, B, C and 4 more"."""
    names = list(labels)
    if len(names) > _MOST_NAMED + 1:
        return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
    return f" {joint} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _number(value: Any) -> float:
    _refuse_whole_objects(value)
    if isinstance(value, str):
        raise Unusable("This is text, and a number is asked for. Is it in quotes?")
    if _is_missing(value):
        raise Unusable("This is not a number (NaN): something that it was computed from is missing.")
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        kind = type(value).__name__
        raise Unusable(f"This is a value of type {kind}, and a number is asked for.") from None
    if math.isinf(found):
        raise Unusable("This is infinite: something was divided by zero.")
    return found


def _refuse_whole_objects(value: Any) -> None:
    """What is neither a number nor a name, whatever was asked for."""
    if value is None:
        raise Unusable("This is None: nothing. A function without return gives that, and so does print.")
    if isinstance(value, bool | np.bool_):
        raise Unusable("This is True or False, and not what is asked for.")
    if isinstance(value, timedelta):
        raise Unusable("This is a span of time. Its length in days is its .days.")
    if isinstance(value, pd.DataFrame):
        rows, columns = value.shape
        raise Unusable(f"This is a whole table, {rows} by {columns}. Take out what is asked for.")
    if callable(value) and not isinstance(value, Real):
        raise Unusable("This is a function. Call it, by () behind its name, and hand over what it gives.")


def _is_missing(value: Any) -> bool:
    return value is pd.NA or value is pd.NaT or (isinstance(value, float | np.floating) and math.isnan(value))


def _kind(value: Any) -> str:
    if isinstance(value, pd.Index):
        return "an Index"
    return {pd.Series: "a Series", np.ndarray: "an array"}.get(type(value), f"a {type(value).__name__}")
