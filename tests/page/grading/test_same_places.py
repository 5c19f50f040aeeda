"""The teacher's page and `courseware grade` take platforms' folders and rosters alike."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from courseware.bank import Bank, load_bank
from courseware.book.assets import PACKAGE
from courseware.book.grading_script import PURE
from courseware.errors import CoursewareError
from courseware.gradebook.roster import load_roster
from tests.node import Node
from tests.page.conftest import UNIT
from tests.page.grading.hand_ins import NOW
from tests.page.grading.test_same_as_python import graded_alike

SCRIPTS = [PACKAGE / "page/scorer.js", *(PACKAGE / "page/grading" / name for name in PURE)]
NAMES = [
    "Ada Byron",
    "Ben Kim",
    "Ben Kim",
    "Cem O'Hara-Łuk",
    "Әсел Қасым",
    "ศรี มาลี",
    "Straße Anna Maria",
    "Zoe\u0308 İz",
]
ROSTERS = {
    "own": "id,name,group,email\n"
    + "".join(f's-{n},"{name}",A,u{n}@x.org\n' for n, name in enumerate(NAMES)),
    "twice": "ID;Name;e-mail;login\n"
    + "".join(f"{n};{name};same@x.org;s-{n}\n" for n, name in enumerate(NAMES)),
    "Moodle": "First name,Last name,ID number,Email address,Groups\n"
    + "".join(f"{name.split()[0]},{name.partition(' ')[2]},,u{n}@x.org,\n" for n, name in enumerate(NAMES)),
    "worksheet": "Identifier,Full name,ID number,Email address\n"
    + "".join(f"Participant {n + 10},{name},s-{n},u{n}@x.org\n" for n, name in enumerate(NAMES)),
    "Canvas": "Student,ID,SIS User ID,SIS Login ID,Section,Total (1)\n    Points Possible,,,,,\n"
    + "".join(f'"{name.split()[-1]}, {name.split()[0]}",{n + 20},,s-{n},B,\n' for n, name in enumerate(NAMES))
    + '"Student, Test",99,,x,B,\n',
}
FAULTY = [
    "First name,Last name\nA,B\n",
    "First name,Surname,Email address\nA,B,\n",
    "Full name,Username\nA,b\nC,b\n",
    "Student,ID\nPoints Possible,\n",
    "Student,ID,Section,Section\nA,1,b,b\n",
    "id,name,ID\n1,2,3\n",
    "full name,identifier,x\nA,1,2,3\n",
]


def _write(folder: Path, bank: Bank, chance: random.Random) -> None:
    """Records under names as platforms write them, signed as the student, as another, or not at all."""
    forms = [
        "{name}_{n1}_assignsubmission_file/a{i}.json",
        "{name}_{n1}_assignsubmission_file_/deep/Ben Kim - a{i}.json",
        "{name}_{n1}_assignsubmission_file_a{i}.json",
        "Participant_{n1}_assignsubmission_file/a{i}.json",
        "{squeezed}_{n2}_{i}_a.json",
        "{squeezed}_LATE_{n2}_{i}_a.json",
        "anon_x9Yz_{i}_a.json",
        "{name} - a{i}.json",
        "a{i}.json",
        "{squeezed}_{n2}_text.html",
    ]
    for i in range(160):
        n = chance.randrange(len(NAMES) + 1)
        name = NAMES[n] if n < len(NAMES) else "Eve Nobody"
        turned = name.split()[-1:] + name.split()[:-1]
        squeezed = "".join(c for c in "".join(turned).lower() if c.isalnum() or c in "\u0308ีิั")
        path = chance.choice(forms).format(
            name=name.replace("'", ""), n1=n + 10, n2=n + 20, i=i, squeezed=squeezed
        )
        who = chance.choice(
            [f"s-{n}", f"S-{n}", f"u{n}@x.org", f"U{(n + 1) % 8}@x.org", f"s-{(n + 1) % 8}", "", "?"]
        )
        record = {
            "format": "courseware-record/1",
            "unit": bank.unit.id,
            "edition": bank.unit.edition,
            "student": {"id": who, "name": chance.choice(["", name, "Somebody"])},
            "saved": f"2026-11-20T{chance.randrange(24):02}:00:00Z",
            "answers": {} if chance.random() < 0.1 else {bank.items[0].id: chance.choice(["a", "b", "c"])},
        }
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(record) if chance.random() < 0.9 else "<p>no record</p>", encoding="utf-8")
    for place in (
        "Ada Byron_10_assignsubmission_file/twin.json",
        "Әсел Қасым_14_assignsubmission_file/twin.json",
    ):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(json.dumps({**record, "answers": {bank.items[0].id: "a"}, "saved": NOW}))


@pytest.mark.parametrize("form", ROSTERS)
def test_whose_a_hand_in_is(tmp_path, monkeypatch, form):
    bank = load_bank(UNIT)
    monkeypatch.chdir(tmp_path)
    folder = Path("hand-ins")
    _write(folder, bank, random.Random(form))
    Path("roster.csv").write_text(ROSTERS[form], encoding="utf-8")
    rows, found, _ = graded_alike(bank, folder)
    said = "; ".join(row["reason"] for row in found) + "".join(row["remarks"] for row in rows)
    for part in ("signed as", "names nobody on the roster", "late", "the same file as", "names no student"):
        assert part in said


@pytest.mark.parametrize("text", FAULTY)
def test_rosters_are_refused_alike(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    Path("roster.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CoursewareError) as caught:
        load_roster(Path("roster.csv"))
    read = """(text) => {
      try {
        courseware.grading.roster.read("roster.csv", new TextEncoder().encode(text));
        return "";
      } catch (error) { return error.message; }
    }"""
    with Node(SCRIPTS) as node:
        assert node.map(read, [text]) == [str(caught.value)]
