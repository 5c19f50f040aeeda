"""Sheets of answers to the whole unit, put into the notebooks that students get, and the real graders."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from courseware.bank import Bank, load_bank
from courseware.export.cells import variable
from courseware.export.right_answer import right_answer
from courseware.scoring import score
from tests.conftest import ROOT
from tests.paper.answering import some_answers
from tests.tools import environment, variables

# An object that is equal to every key, in a cell that would run before the tests do.
SLY = """\
class Sly(str):
    __eq__ = lambda self, other: True
    __ge__ = lambda self, other: True
    __hash__ = lambda self: 0
{name} = Sly("sly")"""


@pytest.fixture(scope="session")
def unit() -> Bank:
    return load_bank(ROOT)


@pytest.fixture(scope="session")
def sheets(unit) -> dict[str, dict[str, str]]:
    """Student → item → the cell's source; an item that is left out stays as handed out."""
    mixed = {item.id: f"{variable(item)} = {some_answers(item, 1)[0]!r}" for item in unit.items}
    return {
        "right": {item.id: f"{variable(item)} = {right_answer(item.scoring)!r}" for item in unit.items},
        "blank": {},
        "mixed": {name: cell for n, (name, cell) in enumerate(mixed.items()) if n % 9},
        "odd": {
            item.id: (SLY, "{name} = ...", "{name} = [1", "{name} = print", "{name} = {{'a': object()}}", "")[
                n % 6
            ].format(name=variable(item))
            for n, item in enumerate(unit.items)
        },
    }


@pytest.fixture(scope="session")
def expected(unit, sheets) -> dict[str, dict[str, int]]:
    """Student → item → hundredths of a point, by our scorer."""

    def points(cell: str, item) -> int:
        return score(item.scoring, eval(cell.partition(" = ")[2])).score if cell else 0

    return {
        student: {
            item.id: 0 if student == "odd" else points(sheet.get(item.id, ""), item) for item in unit.items
        }
        for student, sheet in sheets.items()
    }


def filled(notebook: dict[str, Any], bank: Bank, sheet: dict[str, str]) -> dict[str, Any]:
    """The notebook handed out, with a sheet's cells in the place of those for answers."""
    filled, taken = json.loads(json.dumps(notebook)), set()
    for cell in filled["cells"]:
        for item in bank.items:
            if cell["cell_type"] == "code" and "".join(cell["source"]).startswith(f"{variable(item)} = None"):
                taken.add(item.id)
                cell["source"] = sheet.get(item.id, cell["source"])
    assert taken == {item.id for item in bank.items}
    return filled


def run(tool: str, arguments: list[str | Path], folder: Path) -> str:
    """Run a tool's program in a folder; its output. It fails the test if the tool fails."""
    programs = environment(tool)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [programs / arguments[0], *arguments[1:]],
        cwd=folder,
        env={**os.environ, **variables(programs, home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


def no_key_in(text: str, bank: Bank) -> None:
    """Check that a student's notebook holds nothing of a key that the questions do not show."""
    text = re.sub(r'"(checksum|id)": "[0-9a-f]+"', "", text)  # random digits, or a hash of what is there
    shown = json.dumps([(item.view, item.hint) for item in bank.items], ensure_ascii=False)
    for mark in ("SOLUTION", "HIDDEN", "weights", "tolerance", "tiers", "wrong", "accept", "earns", "'key'"):
        assert mark not in text or mark in shown, mark
    for item in bank.items:
        answer = right_answer(item.scoring)
        assert f"{variable(item)} = {answer!r}" not in text
        if isinstance(answer, list | dict):
            assert repr(answer) not in text and json.dumps(answer) not in text, item.id
        for accepted in item.scoring.get("accept", ()):
            assert accepted not in text.casefold() or accepted in shown.casefold(), (item.id, accepted)
        if item.type == "numeric":
            key = rf"(?<![\d.]){re.escape(item.scoring['key'])}(?![\d.])"
            assert not re.search(key, text) or re.search(key, shown), item.id
