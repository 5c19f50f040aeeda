"""The notebooks of a sealed edition: what answering in JupyterLab takes, and nothing of the keys."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from courseware.bank import Bank
from courseware.bank.files import RUBRIC, UNIT
from courseware.datapackage import PACKAGE, read_package
from courseware.labs.notebooks import is_lab
from courseware.labs.strip import students_copy
from courseware.notebook_json import without_outputs
from courseware.sealing.documents import question_document
from courseware.sealing.tables import published

QUESTIONS = Path("exercises") / "questions.json"
_ASKS = "courseware.notebook"  # what a notebook that asks questions imports


def asks_questions(text: str) -> bool:
    """Whether a notebook, as JSON text, asks questions of the bank."""
    return _ASKS in text


def write_notebooks(root: Path, bank: Bank, folder: Path) -> None:
    """Write into a new `folder` what answering takes: notebooks, questions, point scheme, rubric and data.

    Args:
        root: the unit's folder.
        bank: its sealed edition.
        folder: gets `exercises/` and `data/`; items, checks and the labs' solutions stay behind.

    Raises:
        CoursewareError: the data package is at fault.
    """
    write_exercises(root, folder)
    _write_json(folder / QUESTIONS, question_document(bank))


def write_exercises(root: Path, folder: Path) -> None:
    """Write into a new `folder` what all editions share: notebooks, point scheme, rubric and data.

    Raises:
        CoursewareError: the data package is at fault.
    """
    (folder / QUESTIONS).parent.mkdir(parents=True)
    for file in (UNIT, RUBRIC):
        if (root / file).is_file():  # not every unit has a rubric
            shutil.copy(root / file, folder / file)
    for path in sorted((root / UNIT.parent).glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        lab = is_lab(path.relative_to(root))
        _write_json(folder / UNIT.parent / path.name, (students_copy if lab else without_outputs)(notebook))
    if (root / PACKAGE).is_file():  # a unit whose items compute with no tables has none
        package = read_package(root)
        package["resources"] = published(package["resources"])
        for resource in package["resources"]:
            target = folder / PACKAGE.parent / resource["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / PACKAGE.parent / resource["path"], target)
        _write_json(folder / PACKAGE, package)


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
