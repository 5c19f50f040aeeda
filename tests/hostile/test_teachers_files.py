"""What a teacher names, broken or a trap: one sentence, exit code 2, earlier results untouched."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from courseware.bank import Bank
from courseware.cli import main
from tests.gradebook.conftest import School
from tests.hostile.graded import check_results, contents

MARKS = "a" + "\u0301\u0316" * 60_000  # accents on one letter, slow to put in order


def _text(text: str) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _large(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(200_000_000)


# name -> how it is laid, and what the sentence holds
ROSTERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing": (_text(""), "the roster is empty"),
    "NULs": (_text("\0" * 1000), "the roster is empty"),
    "quote left open": (_text('id,name\n"s-1,Ada\ns-2,Ben\n'), "line 2: this is not CSV"),
    "giant cell": (_text(f"id,name\ns-1,{'x' * 200_000}\n"), "line 2: this is not CSV"),
    "giant id": (_text(f"id,name\n{MARKS[:100_000]},Ada\n"), "line 2: the id has 100,000 characters"),
    "same id in two forms": (_text("id,name\ncaf\u00e9,Ada\ncafe\u0301,Ben\n"), "stands on line 2 already"),
    "utf-16": (lambda path: path.write_bytes("id,name\ns-1,Ada\n".encode("utf-16")), "not text in UTF-8"),
    "half characters": (_text("id,name\ns-1,\ud83d\n"), "not text in UTF-8"),
    "200 MB": (_large, "too large"),
    "pipe": (os.mkfifo, "this is not a file"),
    "folder": (os.mkdir, "this is not a file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "this is not a file"),
    "link to itself": (lambda path: path.symlink_to(path.name), ""),
    "JSON": (_text('[{"id": "s-1", "name": "Ada"}]'), "there is no column"),
    "escape in the header": (_text("id\x1b[2J,name\x07\ns-1,Ada\n"), "there is no column"),
}

HEAD = "student,item,points,reason\n"
OVERRIDES: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing": (_text(""), "the file is empty"),
    "200 MB": (_large, "too large"),
    "pipe": (os.mkfifo, "this is not a file"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "this is not a file"),
    "utf-16": (lambda path: path.write_bytes(HEAD.encode("utf-16")), "not text in UTF-8"),
    "quote left open": (_text(f'{HEAD}s-1,rivers-01,1,"fine\n'), "line 2: this is not CSV"),
    "NaN": (_text(f"{HEAD}s-1,rivers-01,NaN,fine\n"), 'line 2: the points are "NaN"'),
    "infinity": (_text(f"{HEAD}s-1,rivers-01,1e999,fine\n"), "line 2: the points are"),
    "minus": (_text(f"{HEAD}s-1,rivers-01,-1,fine\n"), "line 2: the points are"),
    "other digits": (_text(f"{HEAD}s-1,rivers-01,\u0661,fine\n"), "line 2: the points are"),
    "a million digits": (_text(f"{HEAD}s-1,rivers-01,{'9' * 100_000},fine\n"), "line 2: the points are"),
    "too many": (_text(f"{HEAD}s-1,rivers-01,29,fine\n"), "line 2: it gives 29 points"),
    "a formula": (_text(f"{HEAD}s-1,rivers-01,=1+1,fine\n"), "line 2: the points are"),
    "nobody": (_text(f"{HEAD}s-1\u202e,rivers-99,1,fine\n"), "line 2: there is no item"),
    "a stranger": (_text(f"{HEAD}../../evil,rivers-01,1,fine\n"), "line 2: no student with the id"),
    "twice": (_text(f"{HEAD}s-1,rivers-01,1,fine\nS-1,RIVERS-01,0,no\n"), "line 3: "),
    "a giant reason": (_text(f"{HEAD}s-1,rivers-01,1,{MARKS[:90_000]}\n"), "line 2: the reason has"),
    "a giant item": (_text(f"{HEAD}s-1,{MARKS[:90_000]},1,fine\n"), "line 2: there is no item"),
}

TIMES = [
    "tomorrow",
    "2026-11-30 23:59",
    "2026-99-99 23:59 Asia/Almaty",
    "2026-11-30 23:59 ../../../etc/passwd",
    "2026-11-30 23:59 /etc/passwd",
    "2026-11-30 23:59 Asia/\0",
    "2026-11-30 23:59 \x1b[2J",
    f"2026-11-30 23:59 {'A' * 100_000}",
    "0001-01-01 00:00 +14:00",
    "9999-12-31 23:59 -12:00",
]


@pytest.fixture
def school(tmp_path: Path, bank: Bank) -> School:
    """A school that was graded."""
    school = School(tmp_path, bank)
    school.put("1.json", school.record("s-1"))
    school.grade()
    return school


def _refused(school: School, capsys: pytest.CaptureFixture, *options: str) -> str:
    before = contents(school.out)
    start = time.process_time()
    assert main(school.command(*options)) == 2
    assert time.process_time() - start < 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith("courseware: ") and error.endswith(".\n") and error.count("\n") == 1
    assert error[:-1].isprintable() and len(error) < 2_000
    assert contents(school.out) == before
    return error


@pytest.mark.parametrize("case", ROSTERS)
def test_a_broken_roster_is_told_in_one_sentence(school, capsys, case):
    lay, sentence = ROSTERS[case]
    school.roster.unlink()
    lay(school.roster)
    assert sentence in _refused(school, capsys)


@pytest.mark.parametrize("case", OVERRIDES)
def test_broken_overrides_are_told_in_one_sentence(school, capsys, case):
    lay, sentence = OVERRIDES[case]
    overrides = school.folder / "overrides.csv"
    lay(overrides)
    assert sentence in _refused(school, capsys, "--overrides", str(overrides))


def test_reasons_are_shown_and_not_run(school, capsys):
    """They lie among the hand-ins, too, where they are no hand-in."""
    overrides = school.put(
        "overrides.csv", f'{HEAD}s-1,rivers-01,0,"=cmd()|<script>alert(1)</script>\x1b[2J"\n'
    )
    assert main(school.command("--overrides", overrides)) == 0
    assert {row["student"]: row["total"] for row in school.table("gradebook.csv")}["s-1"] == "6.50"
    assert list(school.files()) == ["1.json"]
    assert "&lt;script&gt;alert(1)" in (school.out / "feedback" / "s-1.html").read_text(encoding="utf-8")
    check_results(school)


@pytest.mark.parametrize("time_given", TIMES, ids=range(len(TIMES)))
def test_a_time_that_is_none_is_told_in_one_sentence(school, capsys, time_given):
    _refused(school, capsys, "--due", time_given)


def test_a_name_of_accents_in_the_roster_costs_no_time(school):
    school.enrol(("s-1", MARKS), ("s-2", MARKS[:1_900]))
    start = time.process_time()
    assert school.rows()["s-1"]["total"] == "7.50"
    assert time.process_time() - start < 2


def test_a_file_name_in_an_error_cannot_steer_a_terminal(school, capsys):
    school.roster = school.roster.with_name("\x1b[2J\x07.csv")
    assert "there is no such file" in _refused(school, capsys)
