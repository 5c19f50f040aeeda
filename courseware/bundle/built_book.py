"""The built book that goes into a bundle: there, and of the edition that the bundle is of."""

from __future__ import annotations

import json
from pathlib import Path

from courseware.bank import Unit
from courseware.errors import CoursewareError
from courseware.sealing.build import FOLDER, SITE

PRACTICE = Path("_build") / "html"
_KEY_FILE = Path("_static", "courseware", "key.js")  # which says the edition, or that it is sealed


def built_book(root: Path, unit: Unit) -> Path:
    """Folder of the built pages.

    Raises:
        CoursewareError: there are none, or they are of another edition.
    """
    folder = root / (FOLDER / SITE if unit.sealed else PRACTICE)
    mend = f"build the book by `make book{' EDITION=sealed' if unit.sealed else ''}`"
    if not (folder / "index.html").is_file() or not (folder / _KEY_FILE).is_file():
        raise CoursewareError(folder, "", "there is no built book", mend)
    script = (folder / _KEY_FILE).read_text(encoding="utf-8")
    said = "courseware ??= {}).sealed =" if unit.sealed else f'"edition":{json.dumps(unit.edition)}'
    if said not in script:
        raise CoursewareError(folder, "", f"the built book is not of the edition {unit.edition}", mend)
    return folder
