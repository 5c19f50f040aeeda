"""The folder that students work in: the same in a bundle, on a stick and behind the book's launch buttons.

::

    chapters/*.ipynb        what is read, to run and to change
    exercises/*.ipynb       questions and labs, without solutions; unit.yml, rubric.yml
    exercises/items/        practice: the questions with their keys, as the pages have them
    exercises/questions.json   sealed: the questions without keys
    data/                   the tables
    requirements.txt        pinned, with checksums; names the engine
    wheels/                 the engine
    .binder/                and a first cell in each notebook, where `_config.yml` names a repository
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from courseware.bank import Bank, load_bank
from courseware.bank.files import CHECKS, ITEMS
from courseware.bundle.doors import write_doors
from courseware.bundle.engine_wheel import write_engine_wheel
from courseware.bundle.moment import moment
from courseware.bundle.requirements import NAME, WHEELS, requirements_text
from courseware.notebook_json import without_outputs
from courseware.repository import read_repository
from courseware.sealing.notebooks import write_exercises, write_notebooks

CHAPTERS = Path("chapters")
_LICENCES = ("LICENSE", "LICENSE-CONTENT.md")


def students_tree(root: Path, folder: Path, sealed: bool = False) -> None:
    """Write into a new `folder` what students get.

    Args:
        root: the unit's folder.
        folder: does not exist yet.
        sealed: write the sealed edition: no keys, hints and feedback, and no checks in the labs.

    Raises:
        CoursewareError: the bank or the data package is at fault, or something that the folder needs is not
            there.
    """
    bank = load_bank(root, sealed=sealed)
    if sealed:
        write_notebooks(root, bank, folder)
    else:
        write_exercises(root, folder)
        copy_files(root, folder, practice_files(root, bank))
    for path in sorted((root / CHAPTERS).glob("*.ipynb")):
        notebook = without_outputs(json.loads(path.read_text(encoding="utf-8")))
        target = folder / CHAPTERS / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    copy_files(root, folder, [Path(name) for name in _LICENCES if (root / name).is_file()])
    engine = write_engine_wheel(folder / WHEELS, moment(root))
    (folder / NAME).write_text(requirements_text(root, engine), encoding="utf-8")
    repository = read_repository(root)
    if repository and not sealed:  # a test is handed out, not published
        write_doors(repository, bank.unit.id, folder, engine)


def practice_files(root: Path, bank: Bank) -> list[Path]:
    """What only the practice edition has, relative to the unit's folder: items, the labs' checks, and the
    pages without cells that an item's feedback sends its reader to."""
    files = {path.relative_to(root) for part in (ITEMS, CHECKS) for path in (root / part).glob("*.yml")}
    places = {item.passage.partition("#")[0] for item in bank.items}
    places |= {module.page for module in bank.unit.modules if module.page}
    return sorted(files | {Path(f"{page}.md") for page in places if (root / f"{page}.md").is_file()})


def copy_files(root: Path, folder: Path, files: Iterable[Path]) -> None:
    """Copy `files`, given relative to `root`, to the same places in `folder`."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / file, folder / file)
