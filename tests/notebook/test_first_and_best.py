"""Answering again: the first is kept, the best counts, and running something twice changes nothing."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from courseware.bank import load_bank
from courseware.handin.record import Student
from courseware.notebook import another, answer, hand_in, student
from courseware.notebook.answer_file import AnswerFile
from courseware.notebook.kept import Kept, Try
from tests.notebook.conftest import LANDS, new_kernel, saved

BANK = load_bank(LANDS)


def kept_of(item_id, *values):
    """What counts of values given one after the other, and which is the first."""
    item, kept = BANK.item(item_id), Kept()
    for value in values:
        kept = kept.checked(item, value if isinstance(value, Try) else Try(value, item.fingerprint))
    first = kept.first.get(item_id)
    return kept.counts[item_id].value, first and first.value


@pytest.mark.parametrize(
    ("values", "counts", "first"),
    [
        (["low", "high"], "high", "low"),
        (["high", "low"], "high", "high"),
        (["low", "sea"], "low", "low"),
        (["high", "nonsense", "", None, 7], "high", "high"),
        (["nonsense"], "nonsense", None),
        (["nonsense", ""], "", None),
        (["", "low", "nonsense"], "low", "low"),
        ([Try("high", "older than ours"), "low"], "low", "low"),
        ([Try("high"), "low"], "high", "high"),
    ],
)
def test_the_best_counts_the_first_is_kept_and_what_cannot_be_scored_is_no_try(values, counts, first):
    assert kept_of("rivers-01", *values) == (counts, first)


def test_of_answers_worth_the_same_the_earlier_counts():
    assert kept_of("rivers-06", "Ruda", "the Ruda") == ("Ruda", "Ruda")
    assert kept_of("rivers-03", "62.2", 62.1, "62,5") == ("62,5", "62.2")


def test_a_first_try_at_a_question_that_has_changed_is_replaced():
    item = BANK.item("rivers-01")
    kept = Kept(first={"rivers-01": Try("sea", "older than ours")})
    assert kept.checked(item, Try("low", item.fingerprint)).first["rivers-01"].value == "low"


def test_best_and_first_are_in_the_file_and_said(lab, capsys):
    for value in ("low", "high", "sea", "high"):
        answer("rivers-01", value)
    record = saved(lab)
    assert record.answers == {"rivers-01": "high"}
    assert record.first == {"rivers-01": {"value": "low", "fingerprint": BANK.item("rivers-01").fingerprint}}
    low, high, sea, again = capsys.readouterr().out.split("rivers-01: ")[1:]
    assert sea.endswith("Rivers end there.\nYour best answer, high, counts: 1 of 1 point.\n")
    assert all("best" not in text for text in (low, high, again))
    assert [path.name for path in lab.iterdir()] == ["answers.json"]


def test_a_long_best_answer_is_not_repeated(lab, capsys):
    answer("rivers-04", ["spring", "mill", "bridge", "mouth"])
    answer("rivers-04", ["mouth", "bridge", "mill", "spring"])
    assert "Your best answer, ['spring', 'mill', 'bridge', 'mouth'], counts: 2" in capsys.readouterr().out
    answer("rivers-03", "62.5" + 80 * " ")
    answer("rivers-03", 1)
    assert capsys.readouterr().out.endswith("\nYour best answer counts: 1.5 of 1.5 points.\n")


def test_a_record_of_the_page_is_gone_on_with(lab):
    """Its first tries and its answers that were never checked stay until there are better ones."""
    item = BANK.item("rivers-02")
    kept = Kept(
        Student("s-1", "Ada"),
        {"rivers-01": Try("high", BANK.item("rivers-01").fingerprint)},
        {"rivers-02": Try(["wall"], item.fingerprint)},
    )
    record = kept.record("two-lands", "practice-1", datetime(2026, 11, 21, tzinfo=UTC))
    (lab / "answers.json").write_text(json.dumps({**record, "more": [1, 2]}))
    answer("rivers-02", ["bridge"])
    after = saved(lab)
    assert after.answers == {"rivers-01": "high", "rivers-02": ["bridge"]}
    assert after.first["rivers-02"]["value"] == ["wall"]
    assert after.student == Student("s-1", "Ada")


def test_answers_to_items_that_the_bank_does_not_have_stay(lab):
    record = Kept(counts={"old-01": Try("a", "m")}, first={"old-01": Try("b")}).record(
        "two-lands", "practice-1", datetime(2026, 11, 21, tzinfo=UTC)
    )
    (lab / "answers.json").write_text(json.dumps(record))
    answer("rivers-01", "high")
    assert saved(lab).answers == {"old-01": "a", "rivers-01": "high"}
    assert saved(lab).first["old-01"] == {"value": "b"}


# --- the file under rough treatment -------------------------------------------------------------------------


def test_what_could_not_be_saved_is_kept_in_the_kernel_and_saved_later(lab, capsys, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as broken:
        broken.setattr("os.replace", refuse)
        student("s-1", "Ada")
        answer("rivers-01", "high")
        answer("rivers-01", "low")
        another("rivers-03")
        answer("rivers-03", 25)
        hand_in()
    out = capsys.readouterr().out
    assert (
        out.count("answers.json could not be saved: Permission denied. Your answer is in this notebook") == 5
    )
    assert "Your best answer, high, counts: 1 of 1 point." in out
    assert "rivers-03: Correct: 1.5 of 1.5 points" in out
    assert "2 of 6 questions answered, 2.5 of 7.5 points." in out
    assert not (lab / "answers.json").exists()
    answer("rivers-06", "Rudda")
    record = saved(lab)
    assert record.answers == {"rivers-01": "high", "rivers-03": 25, "rivers-06": "Rudda"}
    assert record.student == Student("s-1", "Ada")


def test_two_notebooks_in_one_folder_add_to_each_other(lab):
    mine, theirs = (AnswerFile(lab, BANK.unit) for _ in range(2))
    for number in range(10):
        for file, name in ((mine, "a"), (theirs, "b")):
            file.change(lambda kept, key=f"{name}-{number}": kept.answered(key, Try(1)))
    assert len(saved(lab).answers) == 20


def _write(folder, name):
    file = AnswerFile(folder, BANK.unit)
    for number in range(40):
        file.change(lambda kept, key=f"{name}-{number}": kept.answered(key, Try(1)))


@pytest.mark.skipif(sys.platform == "win32", reason="no lock on folders there")
def test_kernels_that_write_at_the_same_time_lose_nothing(lab):
    context = multiprocessing.get_context("spawn")
    kernels = [context.Process(target=_write, args=(lab, name)) for name in "abc"]
    for kernel in kernels:
        kernel.start()
    for kernel in kernels:
        kernel.join()
    assert len(saved(lab).answers) == 120
    assert [path.name for path in lab.iterdir()] == ["answers.json"]


def test_another_students_kernel_in_the_same_folder_mixes_nothing(lab, capsys):
    file = lab / "answers.json"
    student("s-1", "Ada")
    answer("rivers-01", "high")
    first = file.read_bytes()
    theirs = [
        sys.executable,
        "-c",
        "from courseware.notebook import *; student('s-2'); answer('rivers-02', 'x')",
    ]
    subprocess.run(theirs, check=True, capture_output=True)
    assert (lab / "answers.kept-1.json").read_bytes() == first
    answer("rivers-06", "Ruda")
    assert "answers.json holds answers of s-2. It is kept as answers.kept-2.json" in capsys.readouterr().out
    assert (saved(lab).student.id, saved(lab).answers) == ("s-1", {"rivers-06": "Ruda"})


def test_a_clock_that_was_set_back_keeps_the_order_and_is_said_once(lab, capsys):
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(days=400)
    record = Kept(counts={"rivers-06": Try("Ruda")}).record("two-lands", "practice-1", ahead)
    (lab / "answers.json").write_text(json.dumps(record))
    answer("rivers-01", "low")
    answer("rivers-01", "high")
    out = capsys.readouterr().out
    assert out.count("The clock of this computer was or is wrong: it shows ") == 1
    assert saved(lab).saved >= ahead
    file = AnswerFile(lab, BANK.unit)
    moments = [file.change(lambda kept: kept).moment for _ in range(3)]
    assert moments == sorted(set(moments))


def test_the_end_of_time_is_no_error(lab, capsys):
    record = Kept().record("two-lands", "practice-1", datetime(9999, 12, 31, 23, 59, 59, 999_999, UTC))
    (lab / "answers.json").write_text(json.dumps(record))
    answer("rivers-01", "high")
    assert saved(lab).answers == {"rivers-01": "high"}


@pytest.mark.parametrize("shown", [None, 5, [], "x", {"rivers-03": 5}, {"rivers-03": "unknown"}, {"x": "y"}])
def test_a_variant_nobody_knows_is_the_first(lab, capsys, shown):
    record = Kept().record("two-lands", "practice-1", datetime(2026, 11, 21, tzinfo=UTC))
    (lab / "answers.json").write_text(json.dumps({**record, "shown": shown}))
    answer("rivers-03", 62.5)
    assert "Correct: 1.5 of 1.5 points" in capsys.readouterr().out


def test_a_new_kernel_goes_on_where_the_old_one_was(lab):
    answer("rivers-01", "low")
    new_kernel()
    answer("rivers-01", "high")
    assert saved(lab).first["rivers-01"]["value"] == "low"
