"""A folder of hostile hand-ins after the real command graded it, and what must hold of every such run."""

from __future__ import annotations

import html.parser
import re
from pathlib import Path
from typing import NamedTuple

from courseware.gradebook.publish import staging_folder
from tests.gradebook.conftest import School
from tests.hostile import guarded
from tests.hostile.case import FULL
from tests.hostile.conftest import HONEST

MOST_PAGE, MOST_SHEET = 200_000, 5_000_000  # bytes


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


def grade(school: School, *options: str | Path) -> Graded:
    """Grade the school's hand-ins by the command, under limits and with the tripwire."""
    guards = [school.folder / name for name in ("tripwire.log", "out.txt", "err.txt", "home", "tmp", "work")]
    before = guarded.tree(school.folder, but=[school.out, *guards])
    run = guarded.run(school.folder, school.command(*options))
    after = guarded.tree(school.folder, but=[school.out, *guards])
    assert run.code == 0, run.err
    rows = {row["student"]: row for row in school.table("gradebook.csv")}
    files = [
        {**row, "file": row["file"].removeprefix(f"{school.hand_ins}/")}
        for row in school.table("hand-ins.csv")
    ]
    return Graded(school, run, before, after, rows, files)


def contents(folder: Path) -> dict[str, bytes]:
    """The results, without what is hidden: the notes of a run for the next one may differ."""
    files = (path for path in folder.rglob("[!.]*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def check_run(graded: Graded) -> None:
    """Nothing ran, nothing was written but the results, no one was called; the cost is bounded."""
    school, run = graded.school, graded.run
    assert run.tripped == []
    assert run.wrote_outside([school.out, staging_folder(school.out)]) == []
    assert graded.after == graded.before
    for place in ("home", "tmp", "work"):
        assert list((school.folder / place).iterdir()) == []
    assert run.seconds < guarded.TIME / 2
    assert 0 < run.resident < guarded.MOST_RESIDENT
    assert run.err == ""
    assert all(line.isprintable() for line in run.out.splitlines())
    honest = graded.rows[HONEST]
    assert (honest["status"], honest["total"]) == ("graded", FULL)


def check_results(school: School) -> None:
    """No sheet holds a live formula, no page runs or loads anything, nothing is giant."""
    for sheet in school.out.glob("*.csv"):
        assert sheet.stat().st_size < MOST_SHEET, sheet.name
        for row in school.table(sheet.name):
            for cell in row.values():
                assert not _FORMULA.match(cell) or cell.startswith("'"), (sheet.name, cell)
                assert cell.translate(_JOINERS).isprintable(), (sheet.name, cell)
    for page in school.out.rglob("*.html"):
        assert page.stat().st_size < MOST_PAGE, page.name
        assert _Live(page.read_text(encoding="utf-8")).found == [], page.name


_FORMULA = re.compile(r"[\s\"']*[=+@＝＋＠]")
_JOINERS = {0x200C: None, 0x200D: None}


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
