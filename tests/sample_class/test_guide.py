"""The teacher's guide shows what the commands do: its first ten minutes are those of the sample class."""

from __future__ import annotations

import csv
import io
import re
import shlex
from pathlib import Path

import pytest

from courseware.bank.rubric import load_rubric
from courseware.cli import main
from courseware.sample_class.hand_ins import Role
from courseware.sample_class.write import STUDENTS, grading_command, sample_files
from tests.conftest import ROOT
from tests.sample_class.conftest import practice
from tests.sample_class.test_graded import NOT_GRADED

GUIDE = (ROOT / "exercises" / "teaching.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(?:sh|text)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.replace("\\\n", "").splitlines()]


def block(start: str) -> str:
    """The one block of the guide that begins with this."""
    (found,) = (text for text in BLOCKS if text.lstrip().startswith(start))
    return found


def test_the_command_of_the_guide_is_the_one_that_is_printed():
    shown = shlex.split(block("courseware grade sample/hand-ins").replace("\\\n", ""))
    assert shown == shlex.split(grading_command(practice(ROOT), load_rubric(ROOT), Path("sample"), Path()))


def test_the_table_of_the_guide_counts_the_sample_class():
    shown = {}
    for line in block("status").splitlines()[1:]:
        name, number = line.rsplit(maxsplit=1)
        shown[name.strip()] = int(number)
    meant = [NOT_GRADED.get(number, "graded") for number in range(1, STUDENTS + 1)]
    assert shown == {name: meant.count(name) for name in shown} and set(meant) == set(shown)


def test_the_override_of_the_guide_is_one_of_the_sample_class():
    shown = list(csv.DictReader(io.StringIO(block("student,item"))))
    files = dict(sample_files(practice(ROOT), load_rubric(ROOT), ""))
    assert shown and all(row in _table(files["overrides.csv"]) for row in shown)


def test_the_guide_names_the_criteria_of_the_rubric():
    ids = [f"`{criterion.id}`" for criterion in load_rubric(ROOT).criteria]
    assert f"the criteria are {', '.join(ids[:-1])} and {ids[-1]}" in GUIDE


@pytest.mark.parametrize("command", ["grade", "export", "paper", "sample-class"])
def test_every_option_that_the_guide_names_is_one_of_the_command(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    lines = [line for line in COMMANDS if line.startswith(f"courseware {command} ")]
    lines += re.findall(rf"`courseware {command} ([^`]*)`", GUIDE)
    if command == "grade":  # those that stand alone in the text
        lines += re.findall(r"`(--[a-z-]+[^`]*)`", GUIDE)
    assert lines
    assert {option for line in lines for option in re.findall(r"--[a-z-]+", line)} <= known


def test_the_roles_are_all_of_the_class():
    assert all(1 <= role <= STUDENTS for role in Role)


def _table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
