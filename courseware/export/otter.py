"""The unit as a master notebook for Otter Assign (otter-grader 7).

Written after otter-grader's documentation, "Otter Assign" and "Exception-based test files". A test of Otter
is passed or not, so partial credit is a ladder: one hidden test for each score above 0 that an answer to the
question can get, worth the step up to it. Keys stand in hidden tests and between solution marks only.
"""

from __future__ import annotations

from itertools import pairwise

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
    raw,
    solution,
    variable,
)
from courseware.export.right_answer import attainable
from courseware.export.scorer_file import NAME, scorer_file
from courseware.sealing.documents import asked

READS = "The answer can be read. Whether it is right shows when it is graded."
_AFTER = (
    "`grader.check` after it tells whether your answer can be read: what Otter calls passed is no more than "
    "that, and not that it is right."
)
# A notebook that names another assignment is refused, so no edition is graded by the other's keys.
_CONFIG = """\
# ASSIGNMENT CONFIG
name: {name}
files: [{scorer}.py]
tests:
  ok_format: false
export_cell:
  pdf: false"""


def otter_master(bank: Bank) -> dict[str, bytes]:
    """The files of the folder that `otter assign` reads, by name."""
    name = assignment(bank)
    return {f"{name}.ipynb": notebook(_cells(bank)), f"{NAME}.py": scorer_file().encode()}


def _cells(bank: Bank) -> list[Cell]:
    cells = [raw(_CONFIG.format(name=assignment(bank), scorer=NAME)), introduction(bank, _AFTER)]
    for module in bank.unit.modules:
        items = [(n, item) for n, item in enumerate(bank.items, start=1) if item.module == module.id]
        if items:
            cells.append(module_heading(bank, module))
        for number, item in items:
            cells += _question(bank, item, number)
    return cells


def _question(bank: Bank, item: CompiledItem, number: int) -> list[Cell]:
    return [
        raw(f"# BEGIN QUESTION\nname: {item.id}"),
        markdown(question(bank, item, number)),
        raw("# BEGIN SOLUTION"),
        code(f"{blank(item)}\n# BEGIN SOLUTION NO PROMPT\n{solution(item)}\n# END SOLUTION"),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        code(_readable(item)),
        *(code(_step(item, above, score)) for above, score in pairwise([0, *attainable(item.scoring)])),
        raw("# END TESTS"),
        raw("# END QUESTION"),
    ]


def _readable(item: CompiledItem) -> str:
    answer = variable(item)
    return (
        f'""" # BEGIN TEST CONFIG\npoints: 0\nsuccess_message: {READS}\n""" # END TEST CONFIG\n'
        f"def {answer}_can_be_read({answer}):\n"
        f"    import {NAME}\n"
        f"    {NAME}.check({literal(asked(item), 4)}, {answer})\n"
    )


def _step(item: CompiledItem, above: int, score: int) -> str:
    answer = variable(item)
    # the key in a line of its own: Otter's report of a failed test quotes the line that failed
    return (
        f'""" # BEGIN TEST CONFIG\npoints: {(score - above) / 100}\nhidden: true\n""" # END TEST CONFIG\n'
        f"def {answer}_earns_{score}({answer}):\n"
        f"    import {NAME}\n"
        f"    scoring = {literal(item.scoring, 4)}\n"
        f"    assert {NAME}.hundredths(scoring, {answer}) >= {score}\n"
    )
