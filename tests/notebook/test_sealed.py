"""The sealed edition in a notebook: answers are kept, nothing is scored, the student decides the variant."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbclient import NotebookClient

from courseware.bank import load_bank
from courseware.gradebook.grade import grade_record
from courseware.handin.notebook_answers import ANSWER, record_of_notebook
from courseware.notebook import another, answer, hand_in, hint, show, student
from courseware.scoring import SCORERS, draw
from courseware.scoring.keyless import KEYLESS
from tests.notebook.conftest import LANDS, OR_THE_NOTEBOOK, new_kernel, saved

BANK = load_bank(LANDS, sealed=True)
RIGHT = ["62.5", "25", "75"]
# Students with each of the three variants of rivers-03.
STUDENTS = [
    next(name for name in (f"s-{n}" for n in range(99)) if draw("sealed-1", "rivers-03", name, 3) == number)
    for number in range(3)
]


def test_an_answer_is_kept_and_the_last_one_counts(sealed, capsys):
    answer("rivers-01", "high")
    answer("rivers-01", "low")
    assert capsys.readouterr().out == (
        "rivers-01: Kept. Feedback comes when your teacher unlocks the edition.\n" * 2
    )
    record = saved(sealed)
    assert (record.edition, record.answers, record.first) == ("sealed-1", {"rivers-01": "low"}, {})


def test_the_variable_seals_a_unit_with_items_too(lab, capsys, monkeypatch):
    monkeypatch.setenv("COURSEWARE_EDITION", "sealed")
    answer("rivers-06", "the sea")
    hint("rivers-03")
    assert capsys.readouterr().out == (
        "rivers-06: Kept. Feedback comes when your teacher unlocks the edition.\n"
        "There are no hints in this edition.\n"
    )
    assert saved(lab).edition == "sealed-1"


@pytest.mark.parametrize("number", range(3))
def test_the_variant_is_the_one_that_the_grader_expects(sealed, capsys, number):
    student(STUDENTS[number], "Ada")
    show("rivers-03")
    assert f"{BANK.item('rivers-03').variants[number].view['prompt']}\n" in capsys.readouterr().out
    answer("rivers-03", RIGHT[number])
    assert grade_record(saved(sealed), BANK).total == 150


def test_without_an_id_a_question_with_variants_is_closed(sealed, capsys):
    for ask in (show, lambda item: answer(item, 1)):
        ask("rivers-03")
        assert capsys.readouterr().out == (
            "rivers-03 is not the same for everybody. "
            'Say who you are first: student("your id", "your name").\n'
        )
    assert not (sealed / "answers.json").exists()


def test_another_id_drops_the_answers_to_other_variants_and_says_so(sealed, capsys):
    student(STUDENTS[0])
    answer("rivers-03", "62.5")
    answer("rivers-01", "high")
    capsys.readouterr()
    student(f" {STUDENTS[0].upper()} ")
    assert "other variants" not in capsys.readouterr().out
    student(STUDENTS[1])
    assert capsys.readouterr().out.startswith(
        "With this id you have other variants: answer again rivers-03.\n"
    )
    record = saved(sealed)
    assert (record.student.id, record.answers) == (STUDENTS[1], {"rivers-01": "high"})


def test_somebody_elses_answers_are_kept_aside_and_nothing_is_dropped(sealed, capsys):
    student(STUDENTS[0])
    answer("rivers-03", "62.5")
    before = (sealed / "answers.json").read_bytes()
    new_kernel()
    student(STUDENTS[1])
    assert (sealed / "answers.kept-1.json").read_bytes() == before
    assert saved(sealed).answers == {}


@pytest.mark.parametrize(
    ("item", "value", "why"),
    [
        ("rivers-01", "hihg", "This names an option that the question does not have."),
        ("rivers-02", "bridge", "This cannot be read as an answer to this question."),
        ("rivers-03", "1,234", "This can be read in two ways."),
        ("rivers-04", ["spring", "mill"], "Every entry must appear in the order exactly once."),
        ("rivers-05", {"ferry": "lw"}, "This names an option that the question does not have."),
        ("rivers-06", "x" * 300, "This is too long to be an answer here."),
        ("rivers-06", print, "a value of type builtin_function_or_method cannot be an answer."),
    ],
)
def test_what_can_be_no_answer_is_said_and_does_not_displace_one(sealed, capsys, item, value, why):
    student(STUDENTS[0])
    answer("rivers-01", "high")
    capsys.readouterr()
    answer(item, value)
    out = capsys.readouterr().out
    assert out.startswith(f"{item}: {why}")
    assert out.endswith("Nothing was saved.\n")
    assert saved(sealed).answers == {"rivers-01": "high"}


def test_every_type_of_item_has_a_form_to_be_read_by():
    assert KEYLESS.keys() == SCORERS.keys()


def test_an_empty_answer_opens_the_question_again(sealed, capsys):
    answer("rivers-06", "Ruda")
    answer("rivers-06", " ")
    hand_in()
    out = capsys.readouterr().out
    assert "rivers-06: The answer is empty, so the question is open again.\n" in out
    assert "0 of 6 questions answered.\nNot answered yet: rivers-01," in out
    assert grade_record(saved(sealed), BANK).results[5].state == "blank"


def test_hand_in_lists_what_is_open_and_no_points(sealed, capsys):
    student(STUDENTS[0])
    answer("rivers-01", "high")
    answer("rivers-03", 1)
    record = json.loads((sealed / "answers.json").read_text())
    record["fingerprints"]["rivers-03"] = BANK.item("rivers-03").variants[1].fingerprint
    record["answers"]["rivers-06"] = 7
    (sealed / "answers.json").write_text(json.dumps(record))
    capsys.readouterr()
    hand_in()
    assert capsys.readouterr().out == (
        "3 of 6 questions answered.\n"
        "Not answered yet: rivers-02, rivers-04, rivers-05.\n"
        "Could not be scored, so answer again: rivers-06.\n"
        "Answered for another student id, so answer again: rivers-03.\n"
        f"These are the answers of {STUDENTS[0]}.\n"
        f"Hand in answers.json, which lies in {sealed}. {OR_THE_NOTEBOOK}\n"
    )


def test_there_is_no_other_variant_and_no_hint(sealed, capsys):
    student(STUDENTS[0])
    capsys.readouterr()
    another("rivers-03")
    hint("rivers-03")
    show("rivers-03")
    out = capsys.readouterr().out
    assert out.startswith(
        "In this edition a question stays the one you have. Practise in the book's pages.\n"
    )
    assert "There are no hints in this edition.\n" in out
    assert 'another("' not in out


def test_in_a_kernel_the_outputs_hold_the_record_and_not_a_point(sealed):
    sources = [
        "from courseware.notebook import *",
        f"student('{STUDENTS[2]}', 'Ada')",
        "answer('rivers-03', 25)",
        "answer('rivers-03', 75)",
        "answer('rivers-01', 'low')",
        "hand_in()",
    ]
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    for _ in range(2):
        NotebookClient(node, resources={"metadata": {"path": str(sealed)}}, timeout=60).execute()
    text = nbformat.writes(node)
    assert "point" not in text
    assert "correct" not in text.lower()
    outputs, file = record_of_notebook(json.loads(text)), saved(sealed)
    assert outputs._replace(saved=file.saved) == file
    assert "counts" not in node.cells[3].outputs[0].data[ANSWER]
    assert grade_record(file, BANK).total == 150


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it cannot be read: it is not JSON"),
        (b"[]", "it is no document of questions (courseware-questions/1)"),
        (b'{"format": "courseware-questions/1"}', "it is no document of questions"),
        (
            b'{"format": "courseware-questions/1", "unit": {"id": "u"}, "edition": "e", "items": [{}]}',
            "it is no document of questions",
        ),
        (
            b'{"format": "courseware-key/1", "unit": {"id": "u"}, "edition": "e", "items": []}',
            "it is no document of questions",
        ),
    ],
)
def test_questions_that_are_damaged_are_said(sealed, capsys, content, why):
    (sealed / "questions.json").write_bytes(content)
    answer("rivers-01", "high")
    out = capsys.readouterr().out
    assert why in out
    assert out.endswith("; put in its place the one that your teacher gave you.\n")


def test_an_unknown_edition_is_said(lab, capsys, monkeypatch):
    monkeypatch.setenv("COURSEWARE_EDITION", "open")
    answer("rivers-01", "high")
    assert capsys.readouterr().out == (
        "environment variable COURSEWARE_EDITION: it is `open`, which is no edition; "
        "set it to practice or sealed.\n"
    )
