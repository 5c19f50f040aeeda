"""YAML with the line of every key and entry, and without YAML's silent traps."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from courseware.bank.faults import Path as Place
from courseware.errors import CoursewareError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 50


class Marked(NamedTuple):
    """A document and where its parts are.

    Attributes:
        value: plain dicts, lists and scalars.
        lines: line number, from 1, of every key and list entry by its path; () is the top.
    """

    value: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest part around it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def read_yaml(path: Path) -> Marked:
    """Read one YAML document.

    Raises:
        CoursewareError: the file is missing, is not UTF-8 or not YAML, repeats a key, has a key that is not
            text, uses an alias, or is nested too deeply.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CoursewareError(path, "", "there is no such file", "add it") from None
    except UnicodeDecodeError:
        raise CoursewareError(path, "", "this is not UTF-8 text", "save the file as UTF-8") from None
    lines: dict[Place, int] = {(): 1}
    try:
        _check_events(path, text)
        loader = _Loader(text)
        node = loader.get_single_node()
        return Marked(None if node is None else _construct(path, loader, node, (), lines), lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        mend = "mend the indentation, a colon or a quote there" if mark else "remove control characters"
        raise CoursewareError(path, line, f"this is not YAML ({problem})", mend) from None


def _check_events(path: Path, text: str) -> None:
    """Refuse, before composing, nesting that would overrun the C stack, and aliases, which multiply."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            line = f"line {event.start_mark.line + 1}"
            raise CoursewareError(path, line, f"`*{event.anchor}` stands for another part", "write it out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            line = f"line {event.start_mark.line + 1}"
            raise CoursewareError(path, line, "this is nested too deeply", "close the brackets that are open")


def _construct(path: Path, loader: Any, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(place, line)
    if isinstance(node, yaml.SequenceNode):
        children = enumerate(node.value)
        return [_construct(path, loader, child, (*place, n), lines) for n, child in children]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(path, loader, node)
    result: dict[str, Any] = {}
    for key_node, child in node.value:
        key_line = key_node.start_mark.line + 1
        key = _scalar(path, loader, key_node) if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str):
            shown = f'the key "{key_node.value}"' if isinstance(key_node, yaml.ScalarNode) else "a key"
            raise CoursewareError(path, f"line {key_line}", f"{shown} is not text", "put it in quotes")
        if key in result:
            problem = f"the key `{key}` stands here and in line {lines[(*place, key)]}"
            raise CoursewareError(path, f"line {key_line}", problem, "remove one of the two")
        lines[(*place, key)] = key_line
        result[key] = _construct(path, loader, child, (*place, key), lines)
    return result


def _scalar(path: Path, loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_object(node)
    # a date such as 2020-13-01, an integer of thousands of digits, and whatever PyYAML makes of `!!bool x`
    except (ValueError, LookupError, AttributeError):
        place = f"line {node.start_mark.line + 1}"
        problem = f'"{node.value[:40]}" looks like a number or a date and is none'
        raise CoursewareError(path, place, problem, "correct it or put it in quotes") from None
