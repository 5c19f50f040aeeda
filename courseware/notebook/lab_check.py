"""What a check of a lab says in a notebook."""

from __future__ import annotations

import functools
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from courseware.labs.check import Check
from courseware.notebook.session import Problem, Session

_STATES = {"right": "right.", "wrong": "not right yet.", "not done": "not done yet."}


def result_of(session: Session, check_id: Any, value: Any) -> str:
    """One line about a value; in a sealed edition, that nothing is checked there.

    Raises:
        Problem: there is no such check.
        CoursewareError: the checks or their data are at fault.
    """
    if session.sealed:
        return "Checks are off during the test: go on with what you computed."
    from courseware.labs.judge import judge
    from courseware.tables import find_root

    check = _find(_checks(find_root(session.folder)), check_id)
    verdict = judge(check, value)
    return f"{check.id}: {_STATES[verdict.state]} {verdict.sentence}".rstrip()


@functools.lru_cache(maxsize=1)
def _checks(root: Path) -> dict[str, Check]:
    from courseware.labs.load import load_checks  # with pandas and all models, which a question does not need

    return load_checks(root)


def _find(checks: dict[str, Check], check_id: Any) -> Check:
    name = str(check_id).strip()[:100]
    if name in checks:
        return checks[name]
    if not checks:
        raise Problem("There is no folder exercises/checks here. Unpack the unit's files again.")
    near = get_close_matches(name, checks, n=3, cutoff=0.5)
    mend = f" Did you mean {' or '.join(near)}?" if near else " Use the id that stands in the lab."
    raise Problem(f"There is no check {name!r}.{mend}")
