"""Zips that are traps, and the whole corpus again inside a zip: the same statuses, the same points."""

from __future__ import annotations

import zipfile

import pytest

from courseware.bank import Bank
from tests.hostile.conftest import ARCHIVES, CASES, school_of
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
    return grade(school)


@pytest.mark.parametrize("name", ARCHIVES)
def test_every_archive_has_its_status_and_its_points(traps, name):
    case, row = ARCHIVES[name], traps.rows[name]
    if case.file:
        file = traps.file("", name) if case.total and name != "zip-two-alike" else traps.file(case.path)
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


@pytest.mark.parametrize("which", ["traps", "packed"])
def test_nothing_runs_and_nothing_is_unpacked(which, request):
    graded = request.getfixturevalue(which)
    check_run(graded)
    check_results(graded)
