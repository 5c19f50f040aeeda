"""Notebook cells, and what both exports put into them: a question in words, the cell for its answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pprint import pformat
from typing import Any

from courseware.bank import Bank, CompiledItem, UnitModule
from courseware.export.markdown import line, paragraphs
from courseware.export.right_answer import right_answer
from courseware.notebook.question_text import EXAMPLES

Cell = dict[str, Any]
_ROLES = {"options": "Options", "left": "Left", "right": "Right"}
_WIDTH = 100  # of a line of code


def markdown(source: str, **metadata: Any) -> Cell:
    """A text cell."""
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def raw(source: str) -> Cell:
    """A cell that neither runs nor shows."""
    return {"cell_type": "raw", "metadata": {}, "source": source}


def code(source: str, **metadata: Any) -> Cell:
    """A cell of Python that has not been run."""
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "execution_count": None,
        "outputs": [],
    }


def notebook(cells: Iterable[Cell]) -> bytes:
    """A notebook of these cells, the same bytes on every run."""
    numbered = [{"id": f"cell-{number:03}", **cell} for number, cell in enumerate(cells, start=1)]
    content = {
        "cells": numbered,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def assignment(bank: Bank) -> str:
    """The assignment's name: both editions of a unit can stand in one course."""
    return f"{bank.unit.id}-{bank.unit.edition}"


def variable(item: CompiledItem) -> str:
    """The name that the student's answer has. One each: an answer left out is then no other question's."""
    return f"answer_{item.id.replace('-', '_')}"


def introduction(bank: Bank, after: str) -> Cell:
    """How to answer.

    Args:
        after: what comes after the cell with the answer, and what it tells; a sentence.
    """
    unit = bank.unit
    return markdown(
        f"# {line(f'{unit.number} {unit.title}')}\n\n"
        f"{len(bank.items)} questions, {_points(unit.total)}. Below each question is a cell that sets its "
        "answer to `None`. Write your answer in the place of `None`, in the form that the comment beside it "
        f"shows, and run the cell. {after} A question left at `None` counts as not answered.\n\n"
        "Run all cells from the top when you open this notebook again. The tables, charts and texts that the "
        "questions are about are in the book."
    )


def module_heading(bank: Bank, module: UnitModule) -> Cell:
    """The head of a module's questions, with where in the book to look things up."""
    number = bank.unit.modules.index(module) + 1
    where = f"\n\nIn the book: module {number}, *{line(module.title)}*." if module.page else ""
    return markdown(f"## {line(module.title)} ({_points(module.points)}){where}")


def question(bank: Bank, item: CompiledItem, number: int) -> str:
    """The question in Markdown: prompt, options with their ids, and in practice the hint, folded away.

    Args:
        number: its place in the unit, from 1.
    """
    blocks = [f"### Question {number} ({_points(item.points)})", paragraphs(item.prompt)]
    for role, heading in _ROLES.items():
        if parts := item.view.get(role):
            blocks.append(f"{heading}:")
            blocks.append("\n".join(f"- `{part['id']}`: {line(part['text'])}" for part in parts))
    if unit := item.view.get("unit"):
        blocks.append(f"Unit: {line(unit)}")
    if item.hint and not bank.unit.sealed:
        blocks.append(f"<details><summary>Hint</summary>\n\n{paragraphs(item.hint)}\n\n</details>")
    return "\n\n".join(blocks)


def blank(item: CompiledItem) -> str:
    """The line in which the student writes the answer."""
    return f"{variable(item)} = None  # for example {EXAMPLES[item.type]}"


def solution(item: CompiledItem) -> str:
    """The line with the right answer."""
    return f"{variable(item)} = {right_answer(item.scoring)!r}"


def literal(value: Any, indent: int = 0) -> str:
    """Plain data as Python source, over several lines where it is long.

    Args:
        indent: spaces before each further line.
    """
    return pformat(value, width=_WIDTH - indent, sort_dicts=False).replace("\n", "\n" + " " * indent)


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:g} point{'' if hundredths == 100 else 's'}"
