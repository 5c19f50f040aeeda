"""Read a unit's checks: every file of `exercises/checks/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from courseware.bank.faults import Fault
from courseware.bank.faults import Path as Place
from courseware.bank.files import CHECKS
from courseware.bank.load import tables_of
from courseware.bank.marked_yaml import Marked, read_yaml
from courseware.bank.selection import Tables
from courseware.errors import CoursewareError
from courseware.labs.check import Check
from courseware.labs.compile import compile_check


def load_checks(root: Path) -> dict[str, Check]:
    """The checks of the unit in the folder `root` by id, with every key computed; none where it has no labs.

    Raises:
        CoursewareError: anything wrong in a file of checks or in the data that a check uses; with the line.
    """
    tables = tables_of(root)
    checks: dict[str, Check] = {}
    for file in sorted((root / CHECKS).glob("*.yml")):
        for check in _checks(file, tables):
            checks[check.id] = check
    return checks


def _checks(file: Path, tables: Tables) -> list[Check]:
    marked = read_yaml(file)
    if not isinstance(marked.value, list):
        raise CoursewareError(file, "line 1", "this is not a list of checks", "begin each check with `- id:`")
    compiled: dict[str, Check] = {}
    for number, entry in enumerate(marked.value):
        try:
            check = compile_check(entry, tables)
            if not check.id.startswith(f"{file.stem}-"):
                mend = f"let it begin with `{file.stem}-`"
                raise Fault(f"the id `{check.id}` does not belong in {file.name}", mend, ("id",))
            if check.id in compiled:
                raise Fault(f"the id `{check.id}` stands twice", "change one of the two", ("id",))
            compiled[check.id] = check
        except Fault as fault:
            raise _located(file, marked, (number, *fault.path), entry, fault) from None
    return list(compiled.values())


def _located(file: Path, marked: Marked, place: Place, entry: Any, fault: Fault) -> CoursewareError:
    name = entry.get("id") if isinstance(entry, dict) else None
    check = f", check {name}" if isinstance(name, str) and name.isprintable() and len(name) <= 60 else ""
    return CoursewareError(file, f"line {marked.line(place)}{check}", fault.problem, fault.mend)
