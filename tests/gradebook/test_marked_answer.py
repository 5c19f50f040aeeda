"""An answer beside the key: whatever was scored can be told, and what lost points is marked as not right."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.gradebook.marked_answer import marked_answer
from courseware.gradebook.right_answer import right_answer
from courseware.scoring import score
from tests.paper.answering import some_answers

LANDS = load_bank(Path(__file__).parents[1] / "two_lands")


@pytest.mark.parametrize("item", LANDS.items, ids=lambda item: item.id)
def test_what_is_lost_is_told_and_nothing_else(item):
    for single in item.singles:
        for value in [right_answer(single), *some_answers(single, 60)]:
            result = score(single.scoring, value)
            if result.state != "graded":
                continue
            marked = marked_answer(single, value, result.score, result.feedback)
            said = " ".join([*marked.given, *marked.right, *marked.missing])
            lost = bool(marked.right or marked.missing) or "(not right)" in said
            assert lost == (result.score < item.points), value
            assert marked.told <= {"missed", *result.feedback}


def test_html_in_an_answer_stays_text():
    item = LANDS.item("rivers-06")
    assert marked_answer(item, "<b>", 0, ("other",)).given == ["&lt;b&gt;"]


def test_a_part_ends_in_one_stop():
    item = LANDS.item("rivers-05")
    given = marked_answer(item, {"ferry": "none"}, 0, ("other", "pair:ferry", "pair:fall", "pair:port")).given
    assert given[0] == (
        "The ferry – Neither of the two <b>(not right)</b> Right: <b>Lowland.</b> It needs slow water."
    )
