"""The labs of a unit: which notebooks they are, and whether they and the checks name each other."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path, PurePath
from typing import Any

from courseware.bank.files import CHECKS
from courseware.errors import CoursewareError
from courseware.labs.check import Check
from courseware.labs.strip import Unbalanced, students_copy
from courseware.notebook_json import source_of

FOLDER = Path("exercises")
_NAME = "lab*.ipynb"
_CALL = re.compile(r"""\b(check|answer|ask|show|hint|another)\(\s*["']([^"']*)["']""")


def is_lab(path: PurePath) -> bool:
    """Whether a path, from the unit's folder, is that of a lab."""
    return PurePath(path).parent == PurePath(FOLDER) and path.match(_NAME)


def lab_files(root: Path) -> list[Path]:
    """The labs of the unit in the folder `root`, by name."""
    return sorted((root / FOLDER).glob(_NAME))


def read_lab(file: Path) -> dict[str, Any]:
    """The content of a lab.

    Raises:
        CoursewareError: it is not the JSON of a notebook.
    """
    try:
        notebook = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(notebook["metadata"], dict) and all("cell_type" in cell for cell in notebook["cells"]):
            return notebook
    except (ValueError, LookupError, TypeError):
        pass
    raise CoursewareError(file, "", "this is not a notebook of format 4", "save it again from JupyterLab")


def check_labs(root: Path, checks: dict[str, Check], items: Collection[str]) -> int:
    """Refuse labs whose solutions are not marked in pairs, and names that lead nowhere.

    Args:
        checks: those of the unit, by id.
        items: the ids of the unit's questions.

    Returns:
        How many labs there are.

    Raises:
        CoursewareError: a lab asks for a check or a question that does not exist or has one check twice; a
            check is of another lab's file, or of no lab.
    """
    used: set[str] = set()
    files = lab_files(root)
    for file in files:
        calls = list(_calls(file))
        for place, function, name in calls:
            known = checks if function == "check" else items
            if name not in known:
                what, where = ("check", CHECKS) if function == "check" else ("question", "the bank")
                raise CoursewareError(file, place, f"there is no {what} `{name}`", f"add it to {where}")
            if function == "check" and name.partition("-")[0] != file.stem.partition("-")[0]:
                mend = "use the checks of this lab"
                raise CoursewareError(file, place, f"the check `{name}` is of another lab", mend)
        named = Counter(name for _, function, name in calls if function == "check")
        if twice := next((name for name, times in named.items() if times > 1), None):
            raise CoursewareError(file, "", f"the check `{twice}` stands there twice", "remove one")
        used |= named.keys()
    if unused := next((name for name in checks if name not in used), None):
        file = root / CHECKS / f"{unused.partition('-')[0]}.yml"
        raise CoursewareError(file, f"check {unused}", "no lab uses this check", "use it or remove it")
    return len(files)


def _calls(file: Path) -> Iterator[tuple[str, str, str]]:
    """Place, function and id of each call in the students' copy: what is in a solution is not there."""
    try:
        cells = students_copy(read_lab(file))["cells"]
    except Unbalanced as fault:
        raise CoursewareError(file, f"cell {fault.cell}", fault.problem, fault.mend) from None
    for number, cell in enumerate(cells, start=1):
        if cell["cell_type"] == "code":
            for function, name in _CALL.findall(source_of(cell)):
                yield f"cell {number} of the students' copy", function, name
