"""Zips that are traps, and the whole corpus again inside a zip: the same statuses, the same points."""

from __future__ import annotations

import json
import time
import zipfile

import pytest

from courseware.bank import Bank
from courseware.gradebook.collect import find_files
from courseware.gradebook.workers import MANY
from courseware.handin.archive import WHOLE_CLASS
from courseware.handin.found import read_found
from tests.hostile.archives import one_name, small_bombs, small_crowds
from tests.hostile.conftest import ARCHIVES, CASES, HONEST, school_of
from tests.hostile.graded import Graded, check_results, check_run, grade


@pytest.fixture(scope="module")
def traps(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    school = school_of(tmp_path_factory.mktemp("traps"), bank)
    for case in ARCHIVES.values():
        school.put(case.name + case.suffix, case.make(school, case.name))
    return grade(school)


@pytest.fixture(scope="module")
def packed(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    school = school_of(tmp_path_factory.mktemp("packed"), bank)
    with zipfile.ZipFile(school.put("all.zip", b""), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for case in CASES.values():
            made.writestr(case.file_name, case.content(school))
        for n in range(MANY):  # so that there is work for several processes
            made.writestr(f"crowd/{n}.json", json.dumps(school.record(HONEST, {}, "2026-11-01T08:00:00Z")))
    return grade(school)


@pytest.mark.parametrize("name", ARCHIVES)
def test_every_archive_has_its_status_and_its_points(traps, name):
    case, row = ARCHIVES[name], traps.rows[name]
    if case.file:
        paths = [row["file"] for row in traps.files]
        file = traps.file(case.path) if case.path in paths else traps.file("", name)
        assert file["status"] == case.file, file["reason"]
        assert file["reason"].startswith(case.reason)
        if case.file == "unreadable":
            assert file["reason"].endswith(".")
    assert (row["status"], row["total"]) == ("graded" if case.total else "missing", case.total)


@pytest.mark.parametrize("name", CASES)
def test_every_hand_in_is_worth_the_same_in_an_archive(packed, name):
    case, file, row = CASES[name], packed.file(f"all.zip/{CASES[name].file_name}"), packed.rows[name]
    assert (file["status"], row["status"], row["total"]) == (case.file, case.student, case.total)
    assert file["reason"].startswith(case.reason)


def test_the_archives_in_one_archive_come_to_no_more_than_one_may(tmp_path):
    (tmp_path / "bombs.zip").write_bytes(small_bombs())
    (tmp_path / "crowds.zip").write_bytes(small_crowds())
    found = list(find_files([tmp_path]))
    opened = [one for one in found if len(one.inside) == 2]
    bombs = [one for one in opened if one.file.name == "bombs.zip"]
    assert 0 < len(bombs) * 30_000_000 <= WHOLE_CLASS.total
    assert 0 < len(opened) - len(bombs) <= WHOLE_CLASS.files
    closed = [one for one in found if len(one.inside) == 1]
    names = {(one.file.name, one.inside[0]) for one in closed}
    assert names >= {("bombs.zip", "199.zip"), ("crowds.zip", "89.zip")}
    assert all(read_found(one, 1000).reason.startswith("The archive was not opened") for one in closed)


def test_one_name_twenty_thousand_times_takes_no_time(tmp_path):
    (tmp_path / "one.zip").write_bytes(one_name(20_000))
    start = time.process_time()
    names = [one.inside[0] for one in find_files([tmp_path])]
    assert time.process_time() - start < 3
    assert (names[0], names[-1], len(set(names))) == ("x", "x (20000)", 20_000)


@pytest.mark.parametrize("which", ["traps", "packed"])
def test_nothing_runs_and_nothing_is_unpacked(which, request):
    graded = request.getfixturevalue(which)
    check_run(graded)
    check_results(graded.school)
