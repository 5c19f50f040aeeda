"""The whole corpus at once through the real command: every file has its status, and earns what it deserves.

Nothing is run, nothing is written but the results, and it takes bounded time and memory.
"""

from __future__ import annotations

import pytest

from courseware.bank import Bank
from tests.hostile.conftest import ARCHIVES, CASES, ODD_FILES, school_of
from tests.hostile.graded import Graded, check_results, check_run, contents, grade


@pytest.fixture(scope="module")
def corpus(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    school = school_of(tmp_path_factory.mktemp("corpus"), bank)
    for case in CASES.values():
        school.put(case.file_name, case.content(school))
    for odd in ODD_FILES.values():
        odd.lay(school, school.hand_ins / odd.path, odd.name)
    return grade(school)


def test_the_corpus_is_large_enough():
    assert len(CASES) >= 60
    names = [*CASES, *ODD_FILES, *ARCHIVES]
    assert len(set(names)) == len(names)


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


def test_nobody_comes_in_but_those_who_forged_an_id(corpus):
    guests = {row["student"] for row in corpus.rows.values() if row["on roster"] == "no"}
    forged = {name for name, case in CASES.items() if (case.file, case.student) == ("valid", "missing")}
    assert len(guests) == len(forged)


def test_nothing_runs_and_nothing_is_written_but_the_results(corpus):
    check_run(corpus)


def test_the_results_run_nothing_either(corpus):
    assert len(list((corpus.school.out / "feedback").iterdir())) > 60
    check_results(corpus.school)


def test_a_second_run_gives_the_same_results(corpus):
    first = contents(corpus.school.out)
    check_run(grade(corpus.school))
    assert contents(corpus.school.out) == first
