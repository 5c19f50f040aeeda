"""In a sealed edition the notebooks that ask questions are shown as they are, and not run.

What they would show is meant for one student, and what somebody's own run has left in them may tell answers.
"""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx

from courseware.bank.files import UNIT
from courseware.book.item_directive import bank_of
from courseware.book.not_run import not_run
from courseware.sealing.notebooks import asks_questions


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    if not app.env.doc2path(page).endswith(".ipynb") or not asks_questions(source[0]):
        return
    if Path(app.srcdir, UNIT).is_file() and bank_of(app).unit.sealed:
        source[0] = json.dumps(not_run(json.loads(source[0])), ensure_ascii=False)


def setup(app: Sphinx) -> None:
    """Change the notebooks as they are read."""
    app.connect("source-read", _read)
