"""An invented unit with a lab and its checks; the wool of `tests/bank` and what it sold for."""

import json
from pathlib import Path

import pytest
import yaml

from courseware.bank.load import tables_of
from courseware.labs.check import Check
from courseware.labs.compile import compile_check
from tests.bank.conftest import Folder

SHARE = "{function: share, table: wool, part: {year: %s, country: %s}, whole: {year: %s, country: %s}}"

CHECKS = f"""\
- id: lab1-share
  kind: number
  key: {SHARE % (2002, "Lowland", 2002, "All")}
  unit: "%"
  wrong:
    - value: {SHARE % (2001, "Lowland", 2001, "All")}
      feedback: This is the year before.
  hint: Divide a part by the whole of the same year.
  correct: It is the larger part.
- id: lab1-most
  kind: text
  key: {{function: top, table: wool, where: {{year: 2002, country: [Lowland, Highland]}}, by: country}}
  wrong:
    - {{value: All, feedback: This is the total.}}
  hint: Sort by value.
- id: lab1-order
  kind: labels
  ordered: true
  key: {{function: ranking, table: wool, where: {{year: 2002, country: [Lowland, Highland]}}, by: country}}
  hint: Sort by value, the largest first.
- id: lab1-grew
  kind: labels
  each: {{year: {{from: 2001, to: 2002}}}}
  key: {{function: growth, table: wool, where: {{country: Lowland}}, at: {{year: $year}}}}
  keep: {{above: 15}}
  wrong:
    - value: {{function: growth, table: wool, where: {{country: Highland}}, at: {{year: $year}}}}
      keep: {{above: 20}}
      feedback: This is the other country.
  hint: Compare each year with the one before.
- id: lab1-shares
  kind: series
  each: {{country: {{table: wool, column: country, except: [All]}}}}
  key: {SHARE % (2002, "$country", 2002, "All")}
  unit: "%"
  wrong:
    - value: {SHARE % (2002, "$country", 2002, "Lowland")}
      feedback: This is divided by one country.
  hint: Divide by the whole.
"""

CELLS = [
    ("markdown", "# Wool\n\nCompute shares.", []),
    ("code", 'from courseware.notebook import answer, check, student\n# student("s-017", "Name")', []),
    ("code", "### BEGIN SOLUTION\nshare = 60.0\n### END SOLUTION", []),
    ("code", 'check("lab1-share", share)', []),
    ("code", 'most = "Lowland"\norder = ["Lowland", "Highland"]', ["solution"]),
    ("code", 'check("lab1-most", most)\ncheck("lab1-order", order)\ncheck("lab1-grew", grew)', []),
    ("code", 'check("lab1-shares", shares)\nanswer("wool-03", share)', []),
    ("markdown", "Lowland sells most because it has more sheep.", ["solution"]),
    ("markdown", "Ask who forgot the total.", ["teacher"]),
]


def cell(kind: str, source: str, tags: list[str]) -> dict:
    lines = source.splitlines(keepends=True)
    found = {"cell_type": kind, "id": "x", "metadata": {"tags": tags} if tags else {}, "source": lines}
    if kind == "markdown":
        return found
    output = {"output_type": "stream", "name": "stdout", "text": ["60.0\n"]}
    return {**found, "execution_count": 1, "outputs": [output]}


def notebook(cells: list[tuple[str, str, list[str]]]) -> dict:
    made = [{**cell(*one), "id": f"cell-{number}"} for number, one in enumerate(cells)]
    return {"cells": made, "metadata": {"widgets": {}}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A unit's folder with a lab, the working directory; `change` replaces text in a file."""
    monkeypatch.chdir(tmp_path)
    folder = Folder(tmp_path)
    folder.write("exercises/checks/lab1.yml", CHECKS)
    folder.write("exercises/lab1-wool.ipynb", json.dumps(notebook(CELLS), indent=1))
    return folder


@pytest.fixture
def compiled(tmp_path: Path):
    """Compiles the check with this id, changed a little, over the tables of wool."""
    tables = tables_of(Folder(tmp_path / "wool").root)

    def make(check_id: str, **changes: object) -> Check:
        entry = next(one for one in yaml.safe_load(CHECKS) if one["id"] == check_id)
        changed = {**entry, **changes}
        return compile_check({k: v for k, v in changed.items() if v is not None}, tables)

    return make
