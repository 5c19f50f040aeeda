"""The unit as a course folder for nbgrader 0.9, with one source assignment.

Written after nbgrader's documentation, "Creating and grading assignments" and "Format of nbgrader metadata"
(schema version 3). `generate_assignment` takes away what stands between the SOLUTION and the HIDDEN TESTS
marks; `autograde` puts test cells back as they were and takes the value of a test cell's last line for its
points. Keys stand between those marks only.
"""

from __future__ import annotations

from typing import Any

from courseware.bank import Bank, CompiledItem
from courseware.export.cells import (
    Cell,
    assignment,
    blank,
    code,
    introduction,
    literal,
    markdown,
    module_heading,
    notebook,
    question,
    solution,
    variable,
)
from courseware.export.scorer_file import NAME, scorer_file
from courseware.sealing.documents import asked

_AFTER = "The cell after it tells whether your answer can be read, and not whether it is right."
_CONFIG = '''\
"""Settings of nbgrader for this folder."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = {course!r}
# The cells for answers hold `None` already, which is what a blank one is.
c.ClearSolutions.code_stub = {{"python": ""}}
'''


def nbgrader_course(bank: Bank) -> dict[str, bytes]:
    """The files of a course folder by their path in it, "/" between folders."""
    name = assignment(bank)
    return {
        "nbgrader_config.py": _CONFIG.format(course=bank.unit.id).encode(),
        f"source/{name}/{name}.ipynb": notebook(_cells(bank)),
        f"source/{name}/{NAME}.py": scorer_file().encode(),
    }


def _cells(bank: Bank) -> list[Cell]:
    cells = [introduction(bank, _AFTER)]
    for module in bank.unit.modules:
        items = [(n, item) for n, item in enumerate(bank.items, start=1) if item.module == module.id]
        if items:
            cells.append(module_heading(bank, module))
        for number, item in items:
            cells.append(markdown(question(bank, item, number), **_mark(f"{item.id}-question", locked=True)))
            cells.append(code(_answer(item), **_mark(item.id, solution=True)))
            test = _mark(f"{item.id}-test", grade=True, locked=True, points=item.points / 100)
            cells.append(code(_test(item), **test))
    return cells


def _mark(name: str, **what: Any) -> dict[str, Any]:
    none = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"schema_version": 3, "grade_id": name, **none, **what}}


def _answer(item: CompiledItem) -> str:
    return f"{blank(item)}\n### BEGIN SOLUTION\n{solution(item)}\n### END SOLUTION"


def _test(item: CompiledItem) -> str:
    return (
        f"# Can your answer be read? This cell does not tell whether it is right.\n"
        f"import {NAME}\n\n"
        f"print({NAME}.check({literal(asked(item))}, {variable(item)}))\n"
        "### BEGIN HIDDEN TESTS\n"
        f"{NAME}.points({literal(item.scoring)}, {variable(item)})\n"
        "### END HIDDEN TESTS"
    )
