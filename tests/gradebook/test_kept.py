"""Grading again: only what changed is graded, and the results are those of a run from scratch."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.gradebook import run
from courseware.gradebook.kept import KEPT, key_of
from courseware.gradebook.seen import grade_file
from tests.gradebook.conftest import LANDS, School


@pytest.fixture
def graded(school: School, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were graded, not taken over, since the list was last cleared."""
    names = []

    def spy(found, bank, known, base, memo):
        seen = grade_file(found, bank, known, base, memo)
        if seen is not None:
            names.append(found.path.name)
        return seen

    monkeypatch.setattr(run, "grade_file", spy)
    return names


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def from_scratch(school: School) -> dict[str, bytes]:
    """The results without any before them."""
    aside = school.out.rename(school.folder / "aside")
    school.grade()
    made = files(school.out)
    shutil.rmtree(school.out)
    aside.rename(school.out)
    return made


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def hand_in_everything(school: School) -> None:
    """A file of every status, and one in an archive."""
    school.put("1.json", school.record("s-1", first={"rivers-01": {"value": "low"}}))
    school.put("2.ipynb", school.notebook("s-2", {"rivers-01": "low"}, "2026-11-21T20:50:00.120Z"))
    school.put("3.txt", b"\x00")
    school.put("4.json", school.record("s-3", {}))
    school.put("5.json", school.record("s-4", unit="seas", name="Дана 🙂"))
    school.put("6.json", school.record("s-5", {"rivers-01": 7, "rivers-99": "a"}))
    school.put("7.json", school.record("s-6", [1]))
    inside = {"a.json": json.dumps(school.record("s-7")).encode(), "b.txt": b"notes"}
    school.put("8.zip", archive(**inside))


def test_nothing_changed_nothing_is_graded_and_all_is_the_same(school, graded):
    hand_in_everything(school)
    assert school.grade().unchanged == 0
    assert len(graded) == 9
    before = files(school.out)
    graded.clear()
    summary = school.grade()
    assert (summary.unchanged, summary.files, graded) == (9, 9, [])
    assert files(school.out) == before


def test_only_new_and_changed_files_are_graded(school, graded):
    hand_in_everything(school)
    school.grade()
    graded.clear()
    school.put("1.json", school.record("s-1", {"rivers-01": "low"}))
    school.put("9.json", school.record("s-9"))
    school.put("8.zip", archive(**{"a.json": json.dumps(school.record("s-7")).encode(), "b.txt": b"other"}))
    (school.hand_ins / "3.txt").unlink()
    assert school.grade().unchanged == 6
    assert sorted(graded) == ["1.json", "9.json", "b.txt"]
    assert files(school.out) == from_scratch(school)


def test_a_file_that_changed_without_a_trace_is_graded_again(school, graded):
    path = school.put("1.json", school.record("s-1", {"rivers-01": "high"}))
    school.grade()
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"high", b"low "))

    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert school.grade().unchanged == 0
    assert files(school.out) == from_scratch(school)


def test_the_roster_may_change(school, graded):
    hand_in_everything(school)
    school.grade()
    graded.clear()
    school.enrol(("S-2", "Ben"), ("s-1", "Ada"))
    assert school.grade().unchanged == 9
    assert files(school.out) == from_scratch(school)


@pytest.mark.parametrize("part", ["edition", "points", "feedback", "view"])
def test_another_bank_has_another_key(bank, part):
    item = bank.items[0]
    variant = item.variants[0]
    changed = {
        "edition": lambda: dataclasses.replace(bank, unit=dataclasses.replace(bank.unit, edition="new")),
        "points": lambda: with_item(bank, dataclasses.replace(item, points=item.points + 1)),
        "feedback": lambda: with_item(bank, with_variant(item, feedback={**variant.feedback, "x": "No."})),
        "view": lambda: with_item(bank, with_variant(item, view={**variant.view, "prompt": "Why?"})),
    }[part]()
    assert key_of(changed) != key_of(bank)
    assert key_of(load_bank(LANDS)) == key_of(bank)


def with_item(bank, item):
    return dataclasses.replace(bank, items=(item, *bank.items[1:]))


def with_variant(item, **changes):
    return dataclasses.replace(item, variants=(dataclasses.replace(item.variants[0], **changes),))


def test_with_another_key_all_is_graded_again(school, graded, monkeypatch):
    hand_in_everything(school)
    school.grade()
    monkeypatch.setattr(run, "key_of", lambda bank: "another program")
    assert school.grade().unchanged == 0


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: b"\xff",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b'"graded", 100', b'"graded", 900', 1),
        lambda data: data[: data.rindex(b'"', 0, -2)],
        lambda data: data.splitlines(keepends=True)[0] + b"[" * 100_000 + b"\n",
        lambda data: data.splitlines(keepends=True)[0] + b"7\n",
        lambda data: data.splitlines(keepends=True)[0] + b'{"a": 1}\n[1, 2, 3, 4]\n',
    ],
    ids=["empty", "no text", "half", "a score", "no end", "deep", "number", "other"],
)
def test_what_is_kept_is_used_whole_or_not_at_all(school, harm):
    hand_in_everything(school)
    school.grade()
    before = files(school.out)
    kept = school.out / KEPT
    damaged = harm(kept.read_bytes())
    assert damaged != before[KEPT]
    kept.write_bytes(damaged)
    assert school.grade().unchanged == 0
    assert files(school.out) == before


def test_a_file_that_could_not_be_opened_is_tried_again(school):
    path = school.put("1.json", school.record("s-1"))
    target = path.rename(school.folder / "elsewhere.json")
    path.symlink_to(target)
    assert school.grade().students["graded"] == 0
    path.unlink()
    target.rename(path)
    assert school.grade().students["graded"] == 1


def test_many_files_in_several_processes_come_to_the_same(school, monkeypatch):
    hand_in_everything(school)
    for n in range(30):
        school.put(f"more/{n}.json", school.record(f"t-{n}", first={"rivers-02": {"value": ["ferry"]}}))
    alone = school.rows(), files(school.out)
    monkeypatch.setattr("courseware.gradebook.workers.MANY", 5)
    monkeypatch.setattr("courseware.gradebook.workers.cores", lambda: 3)
    assert school.grade().unchanged == 39
    assert files(school.out) == alone[1]
    shutil.rmtree(school.out)
    assert school.grade().unchanged == 0
    assert files(school.out) == alone[1]
