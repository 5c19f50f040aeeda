"""Builds a unit's sealed edition: the site to publish, and beside it what only the teacher keeps.

::

    _build/sealed/html/             publish this; it holds the keys encrypted and in no other form
    _build/sealed/notebooks/        the same questions for JupyterLab, without keys
    _build/sealed/unlock-code.txt   for the teacher alone
    _build/sealed/key.json          for the teacher alone: the key document
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from courseware.bank import Bank
from courseware.errors import CoursewareError
from courseware.sealing.code import check_code
from courseware.sealing.documents import key_document
from courseware.sealing.notebooks import write_notebooks

EDITION, CODE = "COURSEWARE_EDITION", "COURSEWARE_UNLOCK_CODE"  # how Sphinx is told what to build
FOLDER = Path("_build") / "sealed"
CODE_FILE, KEY_FILE, SITE, NOTEBOOKS = "unlock-code.txt", "key.json", "html", "notebooks"
_BOOK_FILES = ("_config.yml", "_toc.yml")
_WORKSHOP = Path("_build") / ".sealed"  # pages read so far, and what is being made
_LAST_WORDS = re.compile(r"(\x1b\[\d+m)?={20}")  # then comes where the pages are: not where they are put


def earlier_code(root: Path) -> str | None:
    """The code of the last sealed build in the unit's folder; None if there was none.

    Raises:
        CoursewareError: the file holds no code that would be taken.
    """
    file = root / FOLDER / CODE_FILE
    if not file.is_file():
        return None
    code = file.read_text(encoding="utf-8", errors="replace").strip()
    try:
        check_code(code)
    except CoursewareError as error:
        raise CoursewareError(file, "", error.problem, "correct the file or delete it") from None
    return code


def build_sealed(root: Path, bank: Bank, code: str, tell: Callable[[str], None]) -> Path:
    """Build everything and put it in place of what an earlier build left.

    Args:
        root: the unit's folder.
        bank: its sealed edition.
        code: the unlock code, already checked.
        tell: is given each line of what the book's builder says.

    Returns:
        The site's first page.

    Raises:
        CoursewareError: the book could not be built; what stood in the folder is as it was.
    """
    for name in _BOOK_FILES:
        if not (root / name).is_file():
            mend = "write it, as Jupyter Book describes it, or name the book's folder by --root"
            raise CoursewareError(root / name, "", "there is no such file, so no book to build", mend)
    workshop, folder = root / _WORKSHOP, root / FOLDER
    pages = _build_pages(root, workshop, code, tell)
    new = workshop / "new"
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(pages, new / SITE, ignore=shutil.ignore_patterns(".buildinfo*"))
    write_notebooks(root, bank, new / NOTEBOOKS)
    _write_secret(new / CODE_FILE, f"{code}\n")
    _write_secret(new / KEY_FILE, json.dumps(key_document(bank), ensure_ascii=False, indent=1) + "\n")
    folder.mkdir(parents=True, exist_ok=True)
    for name in (CODE_FILE, KEY_FILE, NOTEBOOKS, SITE):  # the code first: never a site without its code
        _replace(new / name, folder / name, workshop / "old")
    return folder / SITE / "index.html"


def _build_pages(root: Path, workshop: Path, code: str, tell: Callable[[str], None]) -> Path:
    builder = Path(sys.executable).with_name("jupyter-book")
    command = [str(builder), "build", str(root), "--path-output", str(workshop)]
    settings = {EDITION: "sealed", CODE: code, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as running:
        said = False
        for line in running.stdout or ():
            said = said or bool(_LAST_WORDS.match(line))
            if not said:
                tell(line.rstrip())
    if running.returncode:
        raise CoursewareError(
            root, "", "the book could not be built", "mend what is told above and try again"
        )
    return workshop / "_build" / "html"


def _write_secret(path: Path, text: str) -> None:
    """A file that other users of the machine cannot read."""
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)


def _replace(new: Path, place: Path, old: Path) -> None:
    if place.is_dir():
        shutil.rmtree(old, ignore_errors=True)
        os.rename(place, old)
        os.rename(new, place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        os.replace(new, place)
