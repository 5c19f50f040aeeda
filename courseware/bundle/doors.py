"""What Binder, Colab and a JupyterHub need in the folder that students get, where its address is known.

Binder reads `.binder/`. Colab opens a notebook alone, and a hub has its own packages: so each notebook begins
with a cell that fetches and installs what is not there, and does nothing where all is.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from courseware.bundle.requirements import NAME
from courseware.repository import BRANCH, Repository

CELL = "fetch-the-unit"  # id of the cell
BINDER = Path(".binder")
_PYTHON = "python-3.11"  # the oldest that the engine takes, which every Binder has
_SERVERS = {"jupyterlab", "notebook"}  # a place that opens notebooks has its own, and must keep it
_TEMPLATES = Environment(loader=PackageLoader("courseware.bundle", "templates"), undefined=StrictUndefined)
_TEMPLATES.filters["literal"] = repr


def write_doors(repository: Repository, unit: str, folder: Path, wheel: Path) -> None:
    """Make a students' folder ready for Binder, Colab and hubs.

    Args:
        repository: whose branch `BRANCH` the folder becomes.
        unit: its id.
        folder: with everything else in it.
        wheel: the engine, in it.
    """
    (folder / BINDER).mkdir()
    # The reference makes Binder stage the whole folder before pip looks for the wheel.
    (folder / BINDER / "requirements.txt").write_text(f"-r ../{NAME}\n", encoding="utf-8")
    (folder / BINDER / "runtime.txt").write_text(f"{_PYTHON}\n", encoding="utf-8")
    packages = needed(wheel)
    for path in sorted(folder.glob("*/*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        source = start_cell(repository, unit, path.parent.name, packages)
        notebook["cells"].insert(0, _cell(source))
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def start_cell(repository: Repository, unit: str, here: str, packages: list[str]) -> str:
    """The cell's code.

    Args:
        here: the notebook's folder in that of the unit.
        packages: what pip is to install beside the engine.
    """
    names = {"url": repository.url, "branch": BRANCH, "unit": unit, "here": here, "packages": packages}
    return _TEMPLATES.get_template("start_cell.py.j2").render(names)


def needed(wheel: Path) -> list[str]:
    """What the engine needs in a kernel, as requirements, by its wheel."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(name).decode("utf-8")
    found = re.findall(r"^Requires-Dist: (.+)$", text.partition("\n\n")[0], re.MULTILINE)
    always = (requirement for requirement in found if ";" not in requirement)
    return [each for each in always if re.split(r"[^\w.-]", each)[0].lower() not in _SERVERS]


def _cell(source: str) -> dict[str, Any]:
    # hidden in JupyterLab and in Colab: a student runs it and need not read it
    metadata = {"cellView": "form", "jupyter": {"source_hidden": True}, "tags": ["remove-cell"]}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": CELL,
        "metadata": metadata,
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
