"""JSON from people we do not know: read it whole and unambiguous, or say in a phrase why not.

What a plain ``json.loads`` lets through or chokes on, and what happens here:

- NaN, Infinity: no JSON, refused. Duplicate names: refused, since readers would disagree on which one counts.
- A number that a double cannot hold (``1e999``), or of more than 400 characters: kept as the text that was
  written, for the scorer to judge like any typed number. So one absurd answer does not cost a student the
  others.
- Nesting of more than 100 levels, more values than memory should hold: refused at bounded cost. Python's own
  limit will not do, since it depends on who calls: what one caller reads, the next could choke on.
- Half of a surrogate pair (an emoji cut in two by a length limit): replaced by ``?``.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

MAX_VALUES = 2_000_000  # about 150 MB of Python objects at worst
MAX_DEPTH = 100
MAX_NUMBER = 400  # characters; the longest double written without an exponent has 309 digits
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class NotJson(ValueError):
    """The bytes are not the JSON they should be; the message is a phrase that says why."""


def read_json(data: bytes | str) -> Any:
    """The JSON value in `data`.

    Args:
        data: UTF-8, with or without a byte order mark, or text. Its size is the caller's to limit.

    Raises:
        NotJson: the only error that ever leaves this function.
    """
    text = _decode(data) if isinstance(data, bytes) else data
    brackets = text.count("[") + text.count("{")
    if text.count(",") + brackets > MAX_VALUES:
        raise NotJson(f"it holds more than {MAX_VALUES:,} values")
    try:
        value = _DECODER.decode(text)
        if brackets > MAX_DEPTH and _is_deep(value):
            raise RecursionError
        if _SURROGATE.search(text):
            whole = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
            value = _DECODER.decode(whole.decode("utf-8"))
    except RecursionError:
        raise NotJson("it is nested too deep") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise NotJson(f"it is not JSON ({place}: {error.msg[:1].lower()}{error.msg[1:]})") from None
    return value


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        parents = (entry.values() if isinstance(entry, dict) else entry for entry in level)
        level = [child for parent in parents for child in parent if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotJson("it was saved as UTF-16, not as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotJson(f"it is not text in UTF-8 (byte {error.start + 1:,})") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for n, name in enumerate(names) if name in names[:n])
        raise NotJson(f'the name "{twice[:60]}" stands twice in one object')
    return value


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_NUMBER else digits


def _real(digits: str) -> float | str:
    if len(digits) > MAX_NUMBER:
        return digits
    value = float(digits)
    return value if math.isfinite(value) else digits


def _constant(name: str) -> Any:
    raise NotJson(f"{name} is not a number in JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_real, parse_constant=_constant
)
