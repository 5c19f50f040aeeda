"""Answers from elsewhere: what is missing is added, what differs is asked, what is another's is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from courseware.bank import load_bank
from courseware.handin.record import Student, dump_record, make_record, parse_record
from courseware.notebook import answer, ask, hand_in, open_answers, show, student
from courseware.notebook.kept import Kept, Try
from courseware.notebook.merge import difference, merged
from courseware.scoring import draw
from tests.notebook.conftest import LANDS, new_kernel, saved

BANK, SEALED = load_bank(LANDS), load_bank(LANDS, sealed=True)
ITEMS = {item.id: item for item in BANK.items}
PAGE = "answers (1).json"
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def mark(item_id, variant=0):
    return BANK.item(item_id).variants[variant].fingerprint


def put(folder, answers, /, name=PAGE, **changes):
    """A file as the page downloads it: checked answers, unless `first` says otherwise."""
    about = {"unit": "two-lands", "edition": "practice-1", "saved": BEFORE}
    about["student"] = Student("s-017", "Aigerim")
    marks = {item: mark(item) for item in answers if item in ITEMS}
    first = {item: {"value": answers[item], "fingerprint": marks[item]} for item in marks}
    about |= {"fingerprints": marks, "first": first} | changes
    (folder / name).write_bytes(dump_record(make_record(answers=answers, **about)))


def said(capsys):
    return capsys.readouterr().out


def test_what_is_missing_is_added_with_its_first_try_and_variant(lab, capsys):
    student("s-017")
    answer("rivers-01", "high")
    marks = {"rivers-03": mark("rivers-03", 2), "rivers-06": mark("rivers-06")}
    first = {"rivers-03": {"value": "1", "fingerprint": mark("rivers-03", 1)}}
    put(lab, {"rivers-03": "75", "rivers-06": "Ruda"}, fingerprints=marks, first=first)
    said(capsys)
    open_answers(PAGE)
    assert said(capsys) == "answers (1).json: 2 answers taken over.\n"
    record = saved(lab)
    assert record.answers == {"rivers-01": "high", "rivers-03": "75", "rivers-06": "Ruda"}
    assert record.first["rivers-03"] == first["rivers-03"]
    assert "rivers-06" not in record.first  # it was typed and never checked
    assert record.fingerprints["rivers-03"] == mark("rivers-03", 2)
    show("rivers-03")
    assert str(BANK.item("rivers-03").variants[2].view["prompt"]) in said(capsys)
    assert not list(lab.glob("answers.kept*"))


def test_what_differs_is_asked_and_nothing_is_changed_before(lab, capsys):
    student("s-017")
    answer("rivers-01", "low")
    before = (lab / "answers.json").read_bytes()
    put(lab, {"rivers-01": "high", "rivers-06": "Ruda"})
    said(capsys)
    open_answers(PAGE)
    assert said(capsys) == (
        "Your answers here differ from those in answers (1).json: rivers-01. Nothing was changed.\n"
        'open_answers("answers (1).json", "mine")  keeps yours and adds what is missing\n'
        'open_answers("answers (1).json", "file")  takes those in the file; what is here now is kept under '
        "another name\n"
    )
    assert (lab / "answers.json").read_bytes() == before


def test_mine_keeps_and_adds(lab, capsys):
    student("s-017")
    answer("rivers-01", "low")
    put(lab, {"rivers-01": "high", "rivers-06": "Ruda"})
    open_answers(PAGE, "mine")
    assert saved(lab).answers == {"rivers-01": "low", "rivers-06": "Ruda"}
    said(capsys)
    open_answers(PAGE, "mine")
    assert said(capsys) == "answers (1).json: it adds nothing, all is as it was.\n"


def test_file_takes_over_and_what_was_here_is_kept(lab, capsys):
    student("s-017")
    answer("rivers-01", "low")
    answer("rivers-04", ["spring"])
    before = parse_record((lab / "answers.json").read_bytes())
    put(lab, {"rivers-01": "high", "rivers-06": "Ruda"})
    said(capsys)
    open_answers(PAGE, "file")
    assert said(capsys) == (
        "What was here before is kept as answers.kept-1.json.\nanswers (1).json: 2 answers taken over.\n"
    )
    assert saved(lab).answers == {"rivers-01": "high", "rivers-04": ["spring"], "rivers-06": "Ruda"}
    assert saved(lab).first["rivers-01"]["value"] == "high"
    assert parse_record((lab / "answers.kept-1.json").read_bytes()) == before
    open_answers("answers.kept-1.json", "file")  # and back
    assert saved(lab).answers["rivers-01"] == "low"


def test_a_file_without_first_tries_is_taken_as_checked(lab):
    student("s-017")
    put(lab, {"rivers-01": "high"}, first=None)
    open_answers(PAGE)
    answer("rivers-01", "low")
    assert saved(lab).answers == {"rivers-01": "high"}
    assert saved(lab).first["rivers-01"]["value"] == "high"


def test_questions_that_have_changed_or_are_unknown_are_left_out_and_named(lab, capsys):
    student("s-017")
    marks = {"rivers-01": "an older one", "rivers-06": mark("rivers-06")}
    put(lab, {"rivers-01": "high", "rivers-06": "Ruda", "old-01": "a"}, fingerprints=marks)
    said(capsys)
    open_answers(PAGE)
    assert said(capsys) == (
        "answers (1).json: 1 answer taken over.\n"
        "Left out, because the question is another one now: rivers-01.\n"
        "Left out: 1 answer to questions that this edition does not have.\n"
    )
    assert saved(lab).answers == {"rivers-06": "Ruda"}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"unit": "seas"}, "it holds answers to seas, edition practice-1."),
        ({"edition": "practice-0"}, "it holds answers to two-lands, edition practice-0."),
        (
            {"student": Student("s-018")},
            "it holds the answers of s-018, and these are those of s-017. "
            'If that is you, say so first: student("s-018", "your name").',
        ),
    ],
)
def test_anothers_file_is_refused_in_a_sentence(lab, capsys, changes, why):
    student("s-017")
    answer("rivers-01", "high")
    before = (lab / "answers.json").read_bytes()
    put(lab, {"rivers-06": "Ruda"}, **changes)
    said(capsys)
    for keep in ("", "mine", "file"):
        open_answers(PAGE, keep)
        assert said(capsys) == f"answers (1).json is not opened: {why} Nothing was changed.\n"
    assert (lab / "answers.json").read_bytes() == before


@pytest.mark.parametrize("content", [b"{broken", b"", b"[]", b'{"cells": [], "nbformat": 4}', b"\xff\xfe{"])
def test_what_is_no_file_of_answers_is_refused(lab, capsys, content):
    (lab / PAGE).write_bytes(content)
    open_answers(PAGE)
    out = said(capsys)
    assert out.startswith("answers (1).json is not opened: it cannot be read as a record (")
    assert out.endswith("). Nothing was changed.\n")


def test_a_file_that_is_not_there_and_the_one_that_is_open(lab, capsys):
    answer("rivers-01", "high")
    said(capsys)
    open_answers("answer.json")
    open_answers("answers.json")
    open_answers(lab)
    put(lab, {"rivers-01": "high"})
    open_answers("no.json")
    open_answers(PAGE, "both")
    assert said(capsys) == (
        "There is no file answer.json. Put it beside this notebook first.\n"
        "answers.json beside this notebook is open already: your answers are kept in it.\n"
        f"{lab.name} is not opened: it cannot be read as a record "
        "(It is not a file but a folder that cannot be opened). Nothing was changed.\n"
        "There is no file no.json. Beside this notebook lie answers (1).json.\n"
        "Say \"mine\" or \"file\" for which answers to keep, not 'both'.\n"
    )


def test_a_file_can_be_opened_that_lies_elsewhere(lab, tmp_path):
    put(tmp_path, {"rivers-01": "high"}, name="downloaded.json")
    open_answers(tmp_path / "downloaded.json")
    assert saved(lab).answers == {"rivers-01": "high"}
    assert saved(lab).student == Student("s-017", "Aigerim")


# --- beside the notebook --------------------------------------------------------------------------


def test_the_students_own_file_beside_the_notebook_is_taken_over(lab, capsys):
    student("s-017")
    answer("rivers-01", "high")
    put(lab, {"rivers-06": "Ruda"}, name="answers-two-lands-s-017.json")
    new_kernel()
    said(capsys)
    ask("rivers-06")
    assert said(capsys).startswith("answers-two-lands-s-017.json: 1 answer taken over.\n")
    assert saved(lab).answers == {"rivers-01": "high", "rivers-06": "Ruda"}
    new_kernel()
    show("rivers-01")
    assert "taken over" not in said(capsys)


def test_a_file_that_differs_or_of_nobody_known_is_told_once(lab, capsys):
    put(lab, {"rivers-01": "high", "rivers-06": "Ruda"})
    show("rivers-01")
    told = "answers (1).json beside this notebook holds 2 answers that are not here. To open it: "
    assert said(capsys).startswith(told)
    answer("rivers-01", "low")
    hand_in()
    assert "open_answers" not in said(capsys)
    assert saved(lab).answers == {"rivers-01": "low"}
    new_kernel()
    student("s-017")
    assert said(capsys).startswith(told)
    open_answers(PAGE, "mine")
    said(capsys)
    new_kernel()
    show("rivers-01")
    assert "beside" not in said(capsys)  # decided on
    put(lab, {"rivers-01": "sea", "rivers-06": "Ruda"}, saved=datetime.now(UTC) + timedelta(days=1))
    new_kernel()
    show("rivers-01")
    assert "holds 1 answer that is not here" in said(capsys)


def test_files_beside_that_are_not_ours_are_told_or_passed_over(lab, capsys):
    student("s-017")
    put(lab, {"rivers-01": "high"}, name="answers-other.json", unit="seas")
    put(lab, {"rivers-01": "high"}, name="answers-friend.json", student=Student("s-018"))
    (lab / "answers-key.json").write_text("{}")
    (lab / "answers-pipe.json").symlink_to("/dev/zero")
    (lab / "answers-folder.json").mkdir()
    said(capsys)
    answer("rivers-01", "low")
    assert said(capsys).startswith(
        "answers-friend.json is not opened: it holds the answers of s-018, and these are those of s-017.\n"
        "answers-other.json is not opened: it holds answers to seas, edition practice-1.\n"
        "rivers-01: Not correct"
    )
    assert saved(lab).answers == {"rivers-01": "low"}


# --- a sealed edition -----------------------------------------------------------------------------

STUDENT = next(name for name in (f"s-{n}" for n in range(99)) if draw("sealed-1", "rivers-03", name, 3) == 1)


def put_sealed(folder, answers, **changes):
    put(folder, answers, **{"edition": "sealed-1", "first": None, "student": Student(STUDENT)} | changes)


def test_in_a_sealed_edition_the_own_variant_is_taken_and_another_left_out(sealed, capsys):
    own = SEALED.item("rivers-03").variants[1].fingerprint
    put_sealed(sealed, {"rivers-01": "high", "rivers-03": "25"},
               fingerprints={"rivers-01": mark("rivers-01"), "rivers-03": own})
    student(STUDENT)
    open_answers(PAGE)
    assert saved(sealed).answers == {"rivers-01": "high", "rivers-03": "25"}
    assert saved(sealed).fingerprints["rivers-03"] == own
    other = SEALED.item("rivers-03").variants[0].fingerprint
    (sealed / "answers.json").unlink()
    put_sealed(sealed, {"rivers-03": "62.5"}, fingerprints={"rivers-03": other})
    said(capsys)
    open_answers(PAGE)
    assert said(capsys).endswith("Left out, because the question is another one now: rivers-03.\n")
    assert saved(sealed).answers == {}


def test_in_a_sealed_edition_an_answer_without_a_fingerprint_is_to_the_own_variant(sealed):
    put_sealed(sealed, {"rivers-03": "25"}, fingerprints={})
    open_answers(PAGE)
    record = saved(sealed)
    assert record.fingerprints["rivers-03"] == SEALED.item("rivers-03").variants[1].fingerprint
    assert record.student.id == STUDENT
    assert "first" not in json.loads((sealed / "answers.json").read_text())


# --- the pure part --------------------------------------------------------------------------------


def test_an_answer_to_a_question_that_changed_here_is_missing_and_the_order_is_the_units():
    mine = Kept(counts={"rivers-01": Try("high", "older")})
    given = {"rivers-06": Try("Ruda", mark("rivers-06")), "rivers-01": Try("low", mark("rivers-01"))}
    theirs = Kept(counts=given)
    assert difference(mine, theirs, ITEMS).missing == ["rivers-01", "rivers-06"]


def test_other_first_tries_make_two_answers_differ():
    one, other = Try("high", mark("rivers-01")), Try("low", mark("rivers-01"))
    mine = Kept(counts={"rivers-01": one}, first={"rivers-01": one})
    theirs = Kept(counts={"rivers-01": one}, first={"rivers-01": other})
    assert difference(mine, theirs, ITEMS).differ == ["rivers-01"]
    assert difference(mine, Kept(counts=theirs.counts), ITEMS).alike == ["rivers-01"]
    assert merged(mine, theirs, ITEMS, ["rivers-01"]).first == {"rivers-01": other}
    assert merged(mine, theirs, ITEMS, []) == mine


def test_a_first_try_at_a_question_as_it_was_gives_way_to_the_answer():
    now = Try("high", mark("rivers-01"))
    theirs = Kept(counts={"rivers-01": now}, first={"rivers-01": Try("low", "older")})
    assert merged(Kept(), theirs, ITEMS, ["rivers-01"]).first == {"rivers-01": now}
