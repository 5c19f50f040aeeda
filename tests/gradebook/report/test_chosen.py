"""How many gave each answer, by type of item and over variants."""

from __future__ import annotations

import pytest

from courseware.gradebook.report import Responses
from courseware.gradebook.report.chosen import chosen


@pytest.fixture
def lines(bank, rows):
    """The lines of an item for a class: `lines("rivers-01", changes)` → {text: (right, count)}."""

    def make(item_id: str, changes: list[dict], made: list | None = None) -> dict:
        found = table(bank, rows(changes) if made is None else made, item_id)
        return {str(line.text): (line.right, line.tally[0]) for line in found.lines}

    return make


def table(bank, made, item_id):
    responses = Responses(bank)
    for each in made:
        responses.add(each)
    place = responses.ids.index(item_id)
    return chosen(bank.items[place], responses.results(place), [responses.counts(place)])


def test_options_of_a_choice(lines):
    changes = [{}, {}, {"rivers-01": "low"}, {"rivers-01": None}]
    assert lines("rivers-01", changes) == {
        "Lowland": (False, 1),
        "Highland, where it rises between two hills": (True, 2),
        "The sea": (False, 0),
    }


def test_options_ticked(lines):
    changes = [{}, {"rivers-02": ["bridge", "wall"]}, {"rivers-02": ["wall"]}]
    assert lines("rivers-02", changes) == {
        "The bridge": (True, 2),
        "The ferry": (True, 1),
        "The wall": (False, 2),
        "The mill road": (False, 0),
    }


def test_numbers_of_all_variants_with_the_same_mistake_are_one_line(lines, bank, row, rows):
    second = {"rivers-03": bank.item("rivers-03").variants[1].fingerprint}
    made = rows([{}, {"rivers-03": "37.5"}, {"rivers-03": "62.2"}, {"rivers-03": "7"}])
    made += [row(f"t-{n}", {"rivers-03": "75"}, fingerprints=second) for n in range(2)]
    assert lines("rivers-03", [], made) == {
        "Right": (True, 1),
        "Nearly: Near. Keep one decimal.": (None, 1),
        "such as 75 % – That is the part in Highland.": (False, 3),
        "Another wrong answer, with no feedback of its own": (False, 1),
    }


def test_words(lines):
    changes = [{}, {"rivers-06": "Rudda"}, {"rivers-06": "Nile"}]
    assert lines("rivers-06", changes) == {
        "Right": (True, 1),
        "“rudda” – One d is enough.": (False, 1),
        "Another wrong answer, with no feedback of its own": (False, 1),
    }


def test_entries_in_place(lines):
    swapped = ["mill", "spring", "bridge", "mouth"]
    turned = ["mouth", "bridge", "mill", "spring"]
    assert lines("rivers-04", [{}, {}, {"rivers-04": swapped}, {"rivers-04": turned}]) == {
        "4 of 4 in the right place": (True, 2),
        "2 of 4 in the right place": (None, 1),
        "1 of 4 in the right place": (None, 0),
        "0 of 4 in the right place": (False, 1),
    }


def test_pairs_that_were_wrong_the_worst_first(lines):
    changes = [{}, {"rivers-05": {"ferry": "high", "fall": "high"}}, {"rivers-05": {"port": "none"}}]
    assert list(lines("rivers-05", changes).items()) == [
        ("The ferry – Lowland", (False, 2)),
        ("The port, with its two piers – Lowland", (False, 2)),
        ("The <em>waterfall</em> – Highland", (False, 1)),
    ]


def test_what_is_no_answer_is_counted_beside(bank, rows, row):
    made = rows([{}, {"rivers-03": "1,234"}, {"rivers-03": None}])
    made.append(row("t-1", {"rivers-01": "low", "rivers-03": "5"}, fingerprints={"rivers-03": "old"}))
    found = table(bank, made, "rivers-03")
    assert (found.answered, found.blank, found.invalid, found.unscored) == ((1,), 1, 1, 1)


def test_first_tries_are_counted_where_they_are_known(bank, row, rows):
    made = rows([{}, {}])
    made.append(row("t-1", {"rivers-01": "high"}, first={"rivers-01": {"value": "sea"}}))
    found = {line.id: line.tally[0] for line in table(bank, made, "rivers-01").lines}
    assert found == {"option:low": 0, "option:high": 2, "option:sea": 1}
