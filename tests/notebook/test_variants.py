"""Another variant of a question, in practice: its order, what an answer is about, and what survives."""

from __future__ import annotations

import shutil

import pytest

from courseware.bank import load_bank
from courseware.gradebook.grade import grade_record
from courseware.notebook import another, answer, hint, show
from tests.notebook.conftest import LANDS, new_kernel, saved

BANK = load_bank(LANDS)
PROMPTS = [
    "How much of the river's 80 km lies in Lowland, where it runs for 50 km?",
    "How much of the river's 80 km lies in Lowland, where it runs for 20 km?",
    "How much of the river's 60 km lies in Lowland, where it runs for 45 km?",
]


def prompt(capsys) -> str:
    return capsys.readouterr().out.splitlines()[0]


def test_each_variant_comes_once_before_any_comes_again(lab, capsys):
    show("rivers-03")
    seen = [prompt(capsys)]
    for _ in range(5):
        another("rivers-03")
        seen.append(prompt(capsys))
    assert seen == PROMPTS * 2


def test_an_answer_is_about_the_variant_shown(lab, capsys):
    answer("rivers-03", 25)
    another("rivers-03")
    answer("rivers-03", 25)
    out = capsys.readouterr().out
    assert "rivers-03: Not correct: 0 of 1.5 points\nDivide 50 by 80." in out
    assert "rivers-03: Correct: 1.5 of 1.5 points\nYes: 20 of 80." in out
    record, marks = saved(lab), [variant.fingerprint for variant in BANK.item("rivers-03").variants]
    assert record.answers == {"rivers-03": 25}
    assert record.fingerprints == {"rivers-03": marks[1]}
    assert record.first == {"rivers-03": {"value": 25, "fingerprint": marks[0]}}
    assert grade_record(record, BANK).total == 150


def test_what_counts_stays_while_another_variant_is_tried(lab, capsys):
    answer("rivers-03", 62.5)
    another("rivers-03")
    answer("rivers-03", 62.5)
    assert capsys.readouterr().out.endswith("Your best answer, 62.5, counts: 1.5 of 1.5 points.\n")
    assert grade_record(saved(lab), BANK).total == 150


def test_the_variant_survives_a_restart_and_other_readers_ignore_it(lab, capsys):
    another("rivers-03")
    new_kernel()
    capsys.readouterr()
    show("rivers-03")
    assert prompt(capsys) == PROMPTS[1]
    assert saved(lab).answers == {}
    another("rivers-03")
    assert prompt(capsys) == PROMPTS[2]


def test_the_question_says_which_variant_it_is_and_how_to_get_another(lab, capsys):
    another("rivers-03")
    assert capsys.readouterr().out.splitlines()[1:] == [
        'Answer with answer("rivers-03", 12.5), in %',
        'hint("rivers-03") gives a hint',
        'another("rivers-03") shows another variant; this is 2 of 3',
    ]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("rivers-01", "rivers-01 has one variant only.\n"),
        ("rivers-3", "There is no question 'rivers-3'. Did you mean "),
    ],
)
def test_where_there_is_no_other_variant_it_is_said(lab, capsys, item, said):
    another(item)
    assert capsys.readouterr().out.startswith(said)
    assert not list(lab.iterdir())


def test_a_hint_is_shown_on_request(lab, capsys):
    items = lab.parent / "items" / "rivers.yml"
    items.write_text(items.read_text().replace("The whole is *{length}* km.", "Think of *all* {length} km."))
    show("rivers-03")
    assert 'hint("rivers-03") gives a hint' in capsys.readouterr().out
    another("rivers-03")
    another("rivers-03")
    capsys.readouterr()
    hint("rivers-03")
    assert capsys.readouterr().out == "Think of all 60 km.\n"
    hint("rivers-01")
    assert capsys.readouterr().out == "There is no hint for rivers-01.\n"


def test_a_question_that_changed_is_shown_from_its_first_variant_on(lab, capsys):
    another("rivers-03")
    items = lab.parent / "items" / "rivers.yml"
    items.write_text(items.read_text().replace("How much of the river's", "What share of the river's"))
    new_kernel()
    capsys.readouterr()
    show("rivers-03")
    assert prompt(capsys) == PROMPTS[0].replace("How much of", "What share of")
    shutil.rmtree(lab.parent / "items")
