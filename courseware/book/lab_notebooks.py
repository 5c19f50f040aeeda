"""The page of a lab is what students get: without solutions, and not run: it stops at the first thing to do.

The notebook in the unit's folder is the teacher's solution.
"""

from __future__ import annotations

import json
from pathlib import PurePath

from sphinx.application import Sphinx

from courseware.book.not_run import not_run
from courseware.labs.notebooks import is_lab
from courseware.labs.strip import students_copy


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    if is_lab(PurePath(app.env.doc2path(page, base=False))):
        source[0] = json.dumps(not_run(students_copy(json.loads(source[0]))), ensure_ascii=False)


def setup(app: Sphinx) -> None:
    """Change the labs as they are read."""
    app.connect("source-read", _read)
