"""The lines of a lab that only its teacher may read."""

from __future__ import annotations

from typing import Any

from courseware.labs.strip import students_copy
from courseware.notebook_json import source_of

_TOO_SHORT = 12  # characters that may stand anywhere by chance, as a single word may


def solution_lines(notebook: dict[str, Any]) -> list[str]:
    """Lines of the teacher's notebook that are not in the students' copy, without their indent.

    A line that a text for students shows them is left out: it is a hint.
    """
    copied = students_copy(notebook)
    left = _lines(copied)
    own = [line for line in _lines(notebook) if line not in left and "SOLUTION" not in line]
    texts = " ".join(source_of(cell) for cell in copied["cells"] if cell["cell_type"] == "markdown")
    return [line for line in own if len(line) >= _TOO_SHORT and " " in line and line not in texts]


def _lines(notebook: dict[str, Any]) -> list[str]:
    return [line.strip() for cell in notebook["cells"] for line in source_of(cell).splitlines()]
