"""What a student computed, as the JSON value that page and grader score in the same way."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from numbers import Real
from typing import Any

_LONGEST_INTEGER = 1300  # bits, about 400 digits: more than a double can hold
_LONGEST = 10_000  # characters of JSON; a record of more than a megabyte is not read, with all answers in it
_DEEPEST = 10  # levels; readers give up on a record at 100


def answer_value(value: Any) -> Any:
    """The JSON value for an answer given in Python.

    Text, numbers, lists, tuples, sets and dicts, and what NumPy and pandas make of them. A number of single
    precision is taken as the decimal it shows (61.95), not as the double behind it (61.95000076293945).
    What is not a finite number, such as NaN, becomes its text, which no numeric item accepts. Half of a
    surrogate pair becomes "?", as it does where records are read.

    Raises:
        TypeError: the value is of another kind, or too large for a record; the message says so in words.
    """
    given = _convert(value, _DEEPEST)
    length = len(json.dumps(given, ensure_ascii=False))
    if length > _LONGEST:
        raise TypeError(f"a value of {length:,} characters cannot be an answer")
    return given


def _convert(value: Any, levels: int) -> Any:
    if levels < 0:
        raise TypeError(f"a value that holds itself, or more than {_DEEPEST} levels, cannot be an answer")
    if value is None or type(value).__name__ == "NAType":  # pandas.NA
        return None
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if getattr(value, "shape", None) == () and hasattr(value, "dtype"):  # NumPy's scalars
        return _finite(float(str(value))) if value.dtype.kind == "f" else _convert(value.item(), levels - 1)
    if isinstance(value, int):
        if value.bit_length() > _LONGEST_INTEGER:
            raise TypeError("a number of more than 400 digits cannot be an answer")
        return int(value)
    if isinstance(value, Real):
        return _finite(float(value))
    if isinstance(value, dict):
        return {_text(key): _convert(entry, levels - 1) for key, entry in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_convert(entry, levels - 1) for entry in value), key=str)
    if isinstance(value, list | tuple) or hasattr(value, "tolist"):  # arrays, series, indexes
        return [_convert(entry, levels - 1) for entry in value]
    raise TypeError(f"a value of type {type(value).__name__} cannot be an answer")


def _text(value: Any) -> str:
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _finite(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)
