"""The teacher's page and `courseware grade` judge the same files alike: a thousand hand-ins an edition."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from courseware.bank import Bank, load_bank
from courseware.book.assets import PACKAGE
from courseware.book.grading_script import PURE
from courseware.gradebook import Options, grade_class
from courseware.sealing.documents import key_document
from tests.node import Node
from tests.page.conftest import UNIT
from tests.page.grading.hand_ins import NOW, write_class

SCRIPTS = [PACKAGE / "page/scorer.js", *(PACKAGE / "page/grading" / name for name in PURE)]
GRADE = """({ files, roster, key, now }) => {
  const { readFileSync } = require("fs");
  const { grading } = courseware;
  if (!grading.key.isWholeKey(key)) throw new Error("the key is not taken");
  const entries = files.map(([path, below]) => {
    return { path, below, ...grading.handIn.recognise(readFileSync(path)) };
  });
  const list = grading.roster.read(roster, readFileSync(roster));
  const prepared = grading.key.prepare(key);
  const time = grading.time.parse(now);
  const { gradebook, handIns, counts } = grading.rows.gradeClass(entries, list, prepared, time);
  return [grading.sheet.csv(gradebook), grading.sheet.csv(handIns), Object.fromEntries(counts)];
}"""


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def graded_alike(bank: Bank, folder: Path) -> tuple[list[dict], list[dict], dict[str, int]]:
    """The gradebook, the list of hand-ins and how many have each status, which are the same by both.

    The working directory holds `folder` and `roster.csv`, so that both see the paths of a dropped folder.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    options = Options(now=datetime.fromisoformat(NOW))
    summary = grade_class(bank, [folder], Path("roster.csv"), Path("results"), options=options)
    request = {
        "files": [[str(path), str(path.relative_to(folder))] for path in files],
        "roster": "roster.csv",
        "key": key_document(bank),
        "now": NOW,
    }
    with Node(SCRIPTS) as node:
        ((gradebook, hand_ins, counts),) = node.map(GRADE, [json.loads(json.dumps(request))])
    rows = table(Path("results/gradebook.csv").read_bytes().decode("utf-8"))
    for row in rows:
        row["feedback"] = ""  # names the page that the command writes and the browser does not
    found = table(Path("results/hand-ins.csv").read_bytes().decode("utf-8"))
    assert (table(gradebook), table(hand_ins), counts) == (rows, found, summary.students)
    return rows, found, counts


@pytest.mark.parametrize("sealed", [False, True], ids=["practice", "sealed"])
def test_a_thousand_hand_ins(tmp_path, monkeypatch, sealed):
    bank = load_bank(UNIT, sealed=sealed)
    monkeypatch.chdir(tmp_path)
    folder = Path("hand-ins")
    write_class(folder, bank, seed=29 + sealed, count=1_200)
    rows, found, counts = graded_alike(bank, folder)
    assert len(found) > 1_000 and len(rows) > 200
    statuses = ("graded", "blank", "missing", "invalid", "wrong unit", "wrong edition")
    assert all(counts[status] for status in statuses)
    states = {value for row in rows for name, value in row.items() if name.endswith(" state")}
    assert states >= {"graded", "blank", "invalid", "changed"} | ({"other variant"} if sealed else set())
    wanted = {"valid", "blank", "invalid", "unreadable", "wrong unit", "wrong edition"}
    assert {row["status"] for row in found} >= wanted
    assert {row["kind"] for row in found} == {"record", "notebook", "other"}
    assert any(row["perhaps"] for row in found)
