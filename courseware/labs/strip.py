"""What students get of a lab: the same notebook without its solutions and without outputs.

What they write themselves stands in the teacher's notebook between two lines, as nbgrader marks it::

    ### BEGIN SOLUTION
    share = 100 * part / whole
    ### END SOLUTION

In their copy it is `share = ...  # your turn`, so that the rest of the notebook can name what they compute. A
cell with the tag `solution` is a solution as a whole; one with the tag `teacher` is for the teacher alone.
"""

from __future__ import annotations

import ast
import re
import textwrap
from typing import Any

from courseware.notebook_json import source_of, tags_of, without_outputs

SOLUTION, TEACHER = "solution", "teacher"  # tags of cells
WRITE_HERE = "*Write your answer here.*"
TURN = "# your turn"

# A marker written carelessly must not leave a solution in the students' copy.
_MARKER = re.compile(r"\s*#+\s*(begin|end)\s+solution\b.*", re.IGNORECASE)


class Unbalanced(ValueError):
    """Markers of a solution that do not come in pairs.

    Args:
        cell: number of the cell, from 1.
        problem: what is wrong, without a full stop.
        mend: what to do, as an imperative, without a full stop.
    """

    def __init__(self, cell: int, problem: str, mend: str) -> None:
        super().__init__(f"cell {cell}: {problem}; {mend}.")
        self.cell, self.problem, self.mend = cell, problem, mend


def students_copy(notebook: dict[str, Any]) -> dict[str, Any]:
    """A copy of a lab as students get it.

    Args:
        notebook: the content of a notebook's file (nbformat 4); it is left as it is.

    Raises:
        Unbalanced: a solution begins and does not end, ends without beginning, or stands in a text cell.
    """
    cells = [
        _stripped(cell, number)
        for number, cell in enumerate(notebook["cells"], start=1)
        if TEACHER not in tags_of(cell)
    ]
    return without_outputs({**notebook, "cells": cells})


def _stripped(cell: dict[str, Any], number: int) -> dict[str, Any]:
    if SOLUTION in tags_of(cell):
        blank = "\n".join(_to_do(source_of(cell))) if cell["cell_type"] == "code" else WRITE_HERE
        tags = [tag for tag in tags_of(cell) if tag != SOLUTION]
        metadata = {name: value for name, value in cell["metadata"].items() if name != "tags"}
        kept = {name: value for name, value in cell.items() if name != "attachments"}
        return {**_with_source(kept, blank), "metadata": {**metadata, **({"tags": tags} if tags else {})}}
    text = source_of(cell)
    if not any(map(_MARKER.fullmatch, text.splitlines())):
        return cell
    if cell["cell_type"] != "code":
        raise Unbalanced(number, "a marker of a solution stands in a text", "tag the cell `solution` instead")
    return _with_source(cell, "\n".join(_without_solutions(text.splitlines(), number)))


def _without_solutions(lines: list[str], number: int) -> list[str]:
    kept: list[str] = []
    block: list[str] | None = None
    for line in lines:
        marker = _MARKER.fullmatch(line)
        begins = marker is not None and marker[1].lower() == "begin"
        if marker is not None and begins == (block is not None):
            problem = "a solution begins in a solution" if begins else "a solution ends that did not begin"
            raise Unbalanced(number, problem, "write one line for its begin and one for its end")
        if marker is None:
            (kept if block is None else block).append(line)
        elif block is None:
            block = []
        else:
            kept += _to_do("\n".join(block))
            block = None
    if block is not None:
        raise Unbalanced(number, "a solution does not end", "add the line ### END SOLUTION")
    return kept


def _to_do(block: str) -> list[str]:
    """The lines that stand for a solution: one for each name that it binds, or one in all."""
    indent = next((line[: len(line) - len(line.lstrip())] for line in block.splitlines() if line.strip()), "")
    blanks = [line for head in _heads(block) for line in head]
    return [f"{indent}{line}  {TURN}" if "..." in line else f"{indent}{line}" for line in blanks or ["..."]]


def _heads(block: str) -> list[list[str]]:
    """What the block binds at its top level, each with dots in the place of what is bound."""
    try:
        body = ast.parse(textwrap.dedent(block)).body
    except SyntaxError:  # a line for IPython, such as %timeit
        return []
    found: dict[str, list[str]] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = [f"def {node.name}({ast.unparse(node.args)}):", "    ..."]
        for target in _targets(node):
            found.setdefault(target, [f"{target} = ..."])
    return list(found.values())


def _targets(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        targets = [node.target]
    else:
        return []
    flat: list[ast.expr] = []
    while targets:
        target, *targets = targets
        if isinstance(target, ast.Tuple | ast.List):
            targets = [*target.elts, *targets]
        else:
            flat.append(target.value if isinstance(target, ast.Starred) else target)
    return [ast.unparse(target) for target in flat]


def _with_source(cell: dict[str, Any], text: str) -> dict[str, Any]:
    as_lines = isinstance(cell.get("source"), list)
    return {**cell, "source": text.splitlines(keepends=True) if as_lines else text}
