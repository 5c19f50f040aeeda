"""What is wrong in a file, with the path to the place; the loader adds file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

Path = tuple[str | int, ...]  # keys and list positions from the top of an entry


class Fault(ValueError):
    """A fault in a bank.

    Args:
        problem: what is wrong, without a full stop.
        mend: what to do, as an imperative, without a full stop.
        path: where, from the top of the entry; the validators of models leave it to pydantic.
    """

    def __init__(self, problem: str, mend: str, path: Path = ()) -> None:
        super().__init__(problem)
        self.problem, self.mend, self.path = clipped(problem), mend, path


def clipped(sentence: str) -> str:
    """A sentence without endless words: what an author typed by accident may be a page long."""
    return re.sub(r"\S{80,}", lambda word: f"{word[0][:60]}…", sentence)


def first_fault(error: ValidationError, entry: Any, schema: Callable[[], dict[str, Any]]) -> Fault:
    """The first of pydantic's errors about `entry`, in the words of this project.

    Args:
        schema: gives the JSON Schema that the entry should follow, for the spelling of its keys.
    """
    errors = error.errors(include_url=False)
    # a misspelt key is missing too; naming the spelling helps more
    errors.sort(key=lambda one: one["type"] != "extra_forbidden")
    return _translate(errors[0], entry, schema)


def quoted(names: Iterable[Any], joint: str = "or") -> str:
    """Names for a sentence: `a`, `b` or `c`."""
    words = [f"`{name}`" for name in names]
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _translate(error: Mapping[str, Any], entry: Any, schema: Callable[[], dict[str, Any]]) -> Fault:
    kind, context = error["type"], error.get("ctx", {})
    path, value = _walk(error["loc"], entry)
    names = ".".join(part for part in path if isinstance(part, str))
    name = f"`{names}`" if names else "the entry"
    if kind == "value_error" and isinstance(context["error"], Fault):
        fault = context["error"]
        return Fault(f"{name} {fault.problem}", fault.mend, path)
    if kind in ("missing", "union_tag_not_found"):
        last = error["loc"][-1] if kind == "missing" else context["discriminator"].strip("'")
        missing = ".".join(part for part in (*path, last) if isinstance(part, str))
        return Fault(f"`{missing}` is missing", "add it", path)
    if kind == "extra_forbidden":
        return Fault(f"{name} is not known here", _nearest(path[-1], schema()), path)
    if kind == "union_tag_invalid":
        field = context["discriminator"].strip("'")
        return Fault(
            f"there is no {field} `{context['tag']}`",
            f"use {quoted(context['expected_tags'].replace(chr(39), '').split(', '))}",
            (*path, field),
        )
    if kind == "literal_error":
        return Fault(f"{name} is {_shown(value)}", f"use {context['expected'].replace(chr(39), '`')}", path)
    if kind == "string_type":
        return Fault(f"{name} is {_shown(value)}, not text", "write text, in quotes if need be", path)
    if kind == "string_pattern_mismatch":
        mend = "use small letters, digits and hyphens, and begin with a letter"
        return Fault(f"{name} is {_shown(value)}", f"{mend} (pattern {context['pattern']})", path)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return Fault(f"{name} is {_shown(value)}", "write it as keys with values", path)
    if kind == "list_type":
        return Fault(f"{name} is {_shown(value)}", "write it as a list", path)
    if kind == "too_short":
        least = context["min_length"]
        return Fault(f"{name} has fewer than {least} entries", "add some", path)
    message = error["msg"][:1].lower() + error["msg"][1:]
    return Fault(f"{name} is {_shown(value)}", message.replace("input should", "it should"), path)


def _walk(location: tuple[str | int, ...], entry: Any) -> tuple[Path, Any]:
    """The part of pydantic's location that exists in the entry: it also holds names of alternatives."""
    path: list[str | int] = []
    for part in location:
        inside = isinstance(entry, dict) and part in entry
        inside |= isinstance(entry, list) and isinstance(part, int) and part < len(entry)
        if inside:
            path.append(part)
            entry = entry[part]
    return tuple(path), entry


def _nearest(key: str | int, schema: dict[str, Any]) -> str:
    parts = (schema, *schema.get("$defs", {}).values())
    names = sorted({name for part in parts for name in part.get("properties", {}) if name != key})
    close = get_close_matches(str(key), names, n=1, cutoff=0.8)
    return f"remove it, or write `{close[0]}` if that is meant" if close else "remove it"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return f'"{value if len(value) <= 40 else value[:39] + "…"}"'
    if isinstance(value, dict):
        return "a set of keys"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else str(value)
