"""A notebook as a student saves it after answering, made without running it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from courseware.bank import Bank
from courseware.handin.record import Student
from courseware.notebook.kept import Kept, Try
from courseware.notebook.outputs import (
    Bundle,
    answer_output,
    answer_payload,
    checked_words,
    kept_words,
    student_output,
)
from courseware.sample_class.answers import Sheet

_BETWEEN = timedelta(minutes=2)  # one answer and the next


def sheet_notebook(bank: Bank, sheet: Sheet, saved: datetime) -> bytes:
    """The notebook of a student who answered by `answer("id", value)`, a cell a question.

    Args:
        saved: when the last answer was given, in UTC.
    """
    unit, who = bank.unit, Student(sheet.student.id, sheet.student.name)
    cells = [
        _markdown("title", f"# {unit.title}"),
        _code("import", "from courseware.notebook import answer, student", 1),
        _code("student", f"student({who.id!r}, {who.name!r})", 2, student_output(who), {}),
    ]
    begun = saved - _BETWEEN * (len(sheet.answers) - 1)
    for place, (item_id, value) in enumerate(sheet.answers.items()):
        item = bank.item(item_id)
        given, first = Try(value, sheet.fingerprints[item_id]), sheet.first.get(item_id)
        firsts = {item_id: Try(first["value"], first["fingerprint"])} if first else {}
        kept = Kept(who, {item_id: given}, firsts)
        words = kept_words(item_id, False) if unit.sealed else checked_words(item, given, given)
        output = answer_output(words, answer_payload(unit, item_id, given, kept), begun + place * _BETWEEN)
        cells.append(_code(item_id, f"answer({item_id!r}, {value!r})", place + 3, *output))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _markdown(name: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def _code(
    name: str, source: str, count: int, content: Bundle | None = None, metadata: Bundle | None = None
) -> dict[str, Any]:
    """A code cell, with its one output if it has one."""
    outputs = [{"data": content, "metadata": metadata, "output_type": "display_data"}] if content else []
    return {
        "cell_type": "code",
        "execution_count": count,
        "id": name,
        "metadata": {},
        "outputs": outputs,
        "source": source,
    }
