"""YAML with the line of every key and entry, and without YAML's silent traps."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from courseware.bank.faults import Path as Place
from courseware.errors import CoursewareError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
            text, or refers to another part of itself.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CoursewareError(path, "", "there is no such file", "add it") from None
    except UnicodeDecodeError:
        raise CoursewareError(path, "", "this is not UTF-8 text", "save the file as UTF-8") from None
    except yaml.reader.ReaderError as error:
        problem = f"this is not YAML ({error.reason})"
        raise CoursewareError(path, "", problem, "remove the character") from None
    try:
        node = loader.get_single_node()
        lines: dict[Place, int] = {(): 1}
        value = None if node is None else _construct(path, loader, node, (), lines, ())
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        mend = "mend the indentation, a colon or a quote there"
        raise CoursewareError(path, line, f"this is not YAML ({error.problem})", mend) from None
    except (ValueError, RecursionError) as error:  # a date such as 2020-13-01, or thousands of open brackets
        raise CoursewareError(path, "", f"this is not usable YAML ({error})", "correct it") from None
    finally:
        loader.dispose()
    return Marked(value, lines)


def _construct(
    path: Path,
    loader: Any,
    node: yaml.Node,
    place: Place,
    lines: dict[Place, int],
    around: tuple[yaml.Node, ...],
) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(place, line)
    if node in around:
        raise CoursewareError(path, f"line {line}", "this part contains itself", "write it out")
    if isinstance(node, yaml.SequenceNode):
        return [
            _construct(path, loader, child, (*place, number), lines, (*around, node))
            for number, child in enumerate(node.value)
        ]
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_object(node)
    result: dict[str, Any] = {}
    for key_node, child in node.value:
        key_line = key_node.start_mark.line + 1
        key = loader.construct_object(key_node) if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str):
            problem = f'the key "{getattr(key_node, "value", "")}" is not text'
            raise CoursewareError(path, f"line {key_line}", problem, "put it in quotes")
        if key in result:
            before = lines[(*place, key)]
            problem = f"the key `{key}` stands here and in line {before}"
            raise CoursewareError(path, f"line {key_line}", problem, "remove one of the two")
        lines[(*place, key)] = key_line
        result[key] = _construct(path, loader, child, (*place, key), lines, (*around, node))
    return result
