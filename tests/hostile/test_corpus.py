"""The whole corpus at once through the real command: every file has its status, and earns what it deserves.

Nothing is run, nothing is written but the results, and it takes bounded time and memory.
"""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from courseware.bank import Bank
from courseware.gradebook.publish import staging_folder
from tests.gradebook.conftest import School
from tests.hostile import guarded
from tests.hostile.case import FULL
from tests.hostile.conftest import CASES, HONEST, ODD_FILES, school_of


class Graded(NamedTuple):
    """A graded corpus: the school, the run, and what changed on the disk beside the results."""

    school: School
    run: guarded.Run
    before: dict
    after: dict
    rows: dict[str, dict[str, str]]
    files: list[dict[str, str]]  # rows of hand-ins.csv, paths below the hand-ins

    def file(self, path: str, student: str = "") -> dict[str, str]:
        """The one row of a file, found by its path, or by the student who signed it.

        By the student, since names that differ in what is invisible are shown alike.
        """
        (found,) = (
            row for row in self.files if row["file"] == path or (student and row["student"] == student)
        )
        return found


@pytest.fixture(scope="module")
def corpus(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    school = school_of(tmp_path_factory.mktemp("corpus"), bank)
    for case in CASES.values():
        school.put(case.file_name, case.content(school))
    for odd in ODD_FILES.values():
        odd.lay(school, school.hand_ins / odd.path, odd.name)
    return grade(school)


def grade(school: School) -> Graded:
    guards = [school.folder / name for name in ("tripwire.log", "out.txt", "err.txt", "home", "tmp", "work")]
    before = guarded.tree(school.folder, but=[school.out, *guards])
    arguments = ["grade", school.hand_ins, "--roster", school.roster]
    run = guarded.run(school.folder, [*arguments, "--out", school.out, "--root", school.root])
    after = guarded.tree(school.folder, but=[school.out, *guards])
    assert run.code == 0, run.err
    rows = {row["student"]: row for row in school.table("gradebook.csv")}
    files = [
        {**row, "file": row["file"].removeprefix(f"{school.hand_ins}/")}
        for row in school.table("hand-ins.csv")
    ]
    return Graded(school, run, before, after, rows, files)


def test_the_corpus_is_large_enough():
    assert len(CASES) + len(ODD_FILES) >= 60
    assert not CASES.keys() & ODD_FILES.keys()


@pytest.mark.parametrize("name", CASES)
def test_every_hand_in_has_its_status_and_its_points(corpus, name):
    case, file, row = CASES[name], corpus.file(CASES[name].file_name), corpus.rows[name]
    assert file["status"] == case.file, file["reason"]
    assert file["reason"].startswith(case.reason)
    assert (row["status"], row["total"]) == (case.student, case.total)
    if case.file not in ("valid", "blank"):
        assert file["reason"].endswith(".")


@pytest.mark.parametrize("name", ODD_FILES)
def test_every_odd_file_has_its_status_and_its_points(corpus, name):
    odd, row = ODD_FILES[name], corpus.rows[name]
    if odd.file == "skipped":
        assert odd.path not in [file["file"] for file in corpus.files]
        return
    file = corpus.file("", name) if odd.total else corpus.file(odd.path)
    assert file["status"] == odd.file, file["reason"]
    assert file["reason"].startswith(odd.reason)
    assert (row["status"], row["total"]) == ("graded" if odd.total else "missing", odd.total)


def test_the_honest_student_loses_nothing(corpus):
    assert (corpus.rows[HONEST]["status"], corpus.rows[HONEST]["total"]) == ("graded", FULL)


def test_nobody_comes_in_but_those_who_forged_an_id(corpus):
    guests = {row["student"] for row in corpus.rows.values() if row["on roster"] == "no"}
    forged = {name for name, case in CASES.items() if (case.file, case.student) == ("valid", "missing")}
    assert len(guests) == len(forged)


def test_nothing_runs_and_nobody_is_called(corpus):
    assert corpus.run.tripped == []


def test_nothing_is_written_but_the_results(corpus):
    school = corpus.school
    assert corpus.run.wrote_outside([school.out, staging_folder(school.out)]) == []
    assert corpus.after == corpus.before
    for place in ("home", "tmp", "work"):
        assert list((school.folder / place).iterdir()) == []


def test_it_takes_bounded_time_and_memory(corpus):
    assert corpus.run.seconds < guarded.TIME / 2
    assert corpus.run.resident < guarded.MOST_RESIDENT


def test_what_is_printed_cannot_steer_a_terminal(corpus):
    assert corpus.run.err == ""
    assert all(line.isprintable() for line in corpus.run.out.splitlines())


def test_a_second_run_gives_the_same_results(corpus):
    first = _contents(corpus.school.out)
    again = grade(corpus.school)
    assert _contents(corpus.school.out) == first
    assert again.run.tripped == []


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_sheet_holds_a_live_formula(corpus):
    sheets = sorted(corpus.school.out.glob("*.csv"))
    assert len(sheets) >= 2
    for sheet in sheets:
        for row in corpus.school.table(sheet.name):
            for cell in row.values():
                assert not re.match(r"[\s\"']*[=+@＝＋＠]", cell) or cell.startswith("'"), (sheet.name, cell)
                assert "".join(cell.split("\u200d")).isprintable() or "\u200c" in cell, (sheet.name, cell)


class _Live(html.parser.HTMLParser):
    """What in a page could run or load anything."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        if tag in ("script", "iframe", "object", "embed", "base", "form"):
            self.found.append(tag)
        self.found += [name for name in names if name.startswith("on")]
        linked = (names.get(name, "") for name in ("src", "href", "action", "xlink:href"))
        self.found += [link for link in linked if link and not link.startswith(("#", "data:image/"))]


def _pages(out: Path) -> Iterator[Path]:
    return out.rglob("*.html")


def test_no_page_runs_or_loads_anything(corpus):
    pages = list(_pages(corpus.school.out))
    assert len(pages) > 60
    for page in pages:
        assert _Live(page.read_text(encoding="utf-8")).found == [], page.name


def test_no_hand_in_makes_a_giant_page(corpus):
    assert max(page.stat().st_size for page in _pages(corpus.school.out)) < 200_000
    assert max(sheet.stat().st_size for sheet in corpus.school.out.glob("*.csv")) < 2_000_000
