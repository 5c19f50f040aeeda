"""What a sound bank becomes: scoring, view, feedback, fingerprints."""

import dataclasses
import json
from itertools import permutations
from pathlib import Path
from time import process_time

import pytest

from courseware.bank import CompiledItem, load_bank
from courseware.bank.compiled import Variant
from courseware.errors import CoursewareError
from courseware.scoring import score


@pytest.fixture
def bank(folder):
    return load_bank(Path())


def test_the_unit_counts_in_hundredths(bank):
    unit = bank.unit
    assert (unit.id, unit.number, unit.title, unit.edition) == ("wool", "1", "Wool on the move", "practice-1")
    assert unit.total == 900
    assert [(m.id, m.title, m.points, m.page) for m in unit.modules] == [
        ("trade", "Trade", 600, "chapters/trade"),
        ("later", "Later", 300, None),
    ]


def test_items_are_found_by_id(bank):
    assert [item.id for item in bank.items] == [f"wool-0{n}" for n in range(1, 7)]
    assert bank.item("wool-05") is bank.items[4]
    with pytest.raises(KeyError):
        bank.item("wool-07")


def test_scoring_holds_what_the_scorers_need(bank):
    assert [item.scoring for item in bank.items] == [
        {"type": "choice", "points": 100, "options": ["low", "high"], "key": "low"},
        {"type": "multiple", "points": 100, "weights": {"a": 75, "b": -50, "c": 25}},
        {
            "type": "numeric",
            "points": 100,
            "key": "60",
            "tolerance": {"absolute": "0.1"},
            "tiers": [{"tolerance": {"absolute": "1"}, "score": 50}],
            "wrong": [{"value": "40"}],
            "units": ["%", "percent", "per cent"],
        },
        {"type": "order", "points": 100, "key": ["low", "high", "mid"]},
        {
            "type": "match",
            "points": 100,
            "key": {"wool": "sheep", "silk": "moth"},
            "right": ["sheep", "moth", "cow"],
        },
        {"type": "text", "points": 100, "accept": ["upper town", "uppertown"], "wrong": [["lower town"]]},
    ]


def test_a_view_tells_nothing_about_the_key(bank):
    assert bank.item("wool-01").view == {
        "prompt": "Which country sold most wool in 2002?",
        "options": [{"id": "low", "text": "Lowland"}, {"id": "high", "text": "Highland"}],
    }
    assert bank.item("wool-03").view == {
        "prompt": "What share did Lowland have in 2002, if Highland sold 120.0 tonnes?",
        "unit": "%",
    }
    assert set(bank.item("wool-05").view) == {"prompt", "left", "right"}
    for item in bank.items:
        for parts in (item.view.get(role, []) for role in ("options", "left", "right")):
            assert all(set(part) == {"id", "text"} for part in parts)


def test_feedback_is_by_id_with_values_filled_in(bank):
    assert bank.item("wool-01").feedback == {"option:low": "Yes.", "option:high": "No."}
    assert bank.item("wool-03").feedback == {
        "tier:0": "Near.",
        "wrong:0": "That is Highland's.",
        "correct": "Yes, beside 120.0.",
        "other": "Divide.",
    }
    assert set(bank.item("wool-05").feedback) == {"pair:wool", "pair:silk", "correct", "partial", "other"}


def test_every_feedback_a_scorer_can_name_has_a_text(bank):
    answers = {
        "wool-01": ["low", "high"],
        "wool-02": [["a", "c"], ["a"], ["b"], ["a", "b", "c"]],
        "wool-03": ["60", "60.5", "40", "7"],
        "wool-04": [["low", "high", "mid"], ["low", "mid", "high"], ["mid", "low", "high"]],
        "wool-05": [{"wool": "sheep", "silk": "moth"}, {"wool": "sheep"}, {"wool": "cow"}],
        "wool-06": ["Upper Town", "lower town", "town"],
    }
    for item in bank.items:
        met = {name for answer in answers[item.id] for name in score(item.scoring, answer).feedback}
        assert met - {"missed"} == set(item.feedback)


def test_entries_shown_in_the_right_order_are_refused(folder):
    refused, shown = [], set()
    for key in permutations(["low", "high", "mid"]):
        text = (folder.root / "exercises/items/wool.yml").read_text()
        start = text.index("  key: [") + len("  key: [")
        text = text[:start] + ", ".join(key) + text[text.index("]", start) :]
        folder.write("exercises/items/wool.yml", text)
        try:
            item = load_bank(Path()).item("wool-04")
        except CoursewareError as error:
            refused.append(list(key))
            assert "shown in the right order from the start" in str(error)
        else:
            shown.add(tuple(option["id"] for option in item.view["options"]))
    assert [tuple(key) for key in refused] == [*shown], "the order that is shown tells nothing of the key"


def test_shuffled_options_keep_one_order_that_only_ids_decide(folder):
    def shown():
        return [option["id"] for option in load_bank(Path()).item("wool-02").view["options"]]

    folder.change("prompt: Which are right?", "prompt: Which are right?\n  shuffle: true")
    first = shown()
    folder.change("text: First", "text: Reworded")
    assert shown() == first
    assert sorted(first) == ["a", "b", "c"]


def test_an_order_may_be_computed(folder):
    ranking = (
        "{function: ranking, table: wool, where: {year: 2002, country: [Lowland, Highland]}, by: country}"
    )
    folder.change("    - {id: mid, text: Midland}\n", "")
    folder.change(
        "text: Lowland}\n    - {id: high, text: Highland}",
        "text: Lowland, value: Lowland}\n    - {id: high, text: Highland, value: Highland}",
    )
    folder.change("key: [low, high, mid]", f"key: {ranking}")
    assert load_bank(Path()).item("wool-04").scoring["key"] == ["low", "high"]


def test_a_corrected_cell_corrects_key_and_text(folder):
    folder.change("2002,Highland,120,120", "2002,Highland,120,20", "data/wool.csv")
    folder.change("2002,All,300,300", "2002,All,300,200", "data/wool.csv")
    item = load_bank(Path()).item("wool-03")
    assert item.scoring["key"] == "90"
    assert "sold 20.0 tonnes" in item.prompt
    folder.change("whole: {year: 2002, country: All}}", "whole: {year: 2002, country: All}, values: printed}")
    assert load_bank(Path()).item("wool-03").scoring["key"] == "60"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("12345.6", "12\u202f345.6"), ("-1234.5", "−1\u202f234.5"), ("999", "999.0"), ("0", "0.0")],
)
def test_numbers_in_texts_are_typeset(folder, cell, shown):
    folder.change("2001,Highland,121,121", f"2001,Highland,121,{cell}", "data/wool.csv")
    folder.change("{year: 2002, country: Highland}, decimals", "{year: 2001, country: Highland}, decimals")
    assert f"Highland sold {shown} tonnes" in load_bank(Path()).item("wool-03").prompt


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: Third", "text: The third"),
        ("prompt: Which are right?", "prompt: Which are right here?"),
    ],
)
def test_a_change_of_what_is_asked_changes_that_fingerprint_alone(folder, old, new):
    before = [item.fingerprint for item in load_bank(Path()).items]
    folder.change(old, new)
    after = [item.fingerprint for item in load_bank(Path()).items]
    assert [n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [1]
    assert all(len(mark) == 12 and int(mark, 16) >= 0 for mark in after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("key: [low, high, mid]", "key: [low, mid, high]"),
        ("All., partial: Some., other: None.", "All of them., partial: Some., other: None."),
        ("prompt: Which are right?", "prompt: Which are right?\n  hint: Count."),
    ],
)
def test_a_corrected_key_or_feedback_leaves_the_answers_that_were_given_valid(folder, old, new):
    before = load_bank(Path()).items
    folder.change(old, new)
    after = load_bank(Path()).items
    assert before != after
    assert [item.fingerprint for item in before] == [item.fingerprint for item in after]


def test_a_width_of_any_size_is_one_that_the_scorer_reads(folder):
    folder.change("tolerance: {absolute: 0.1}", "tolerance: {absolute: 1.0e-150}")
    item = load_bank(Path()).item("wool-03")
    assert item.scoring["tolerance"] == {"absolute": "1E-150"}
    assert score(item.scoring, "60.5").score == 50


def test_layout_and_comments_leave_the_fingerprint(folder):
    before = [item.fingerprint for item in load_bank(Path()).items]
    folder.change("- id: wool-02\n", "\n# A comment.\n- id: wool-02\n")
    folder.change("level: create", "level: apply")
    assert [item.fingerprint for item in load_bank(Path()).items] == before


def test_compiled_items_survive_json(bank):
    for item in bank.items:
        fields = json.loads(json.dumps(dataclasses.asdict(item)))
        fields["variants"] = tuple(Variant(**variant) for variant in fields["variants"])
        assert CompiledItem(**fields) == item


def test_items_stand_in_the_order_of_the_modules(folder):
    folder.write("chapters/later.md", "(end)=\n# Later\n")
    folder.change("points: 3}", "points: 3, page: chapters/later}", "exercises/unit.yml")
    folder.write(
        "exercises/items/a.yml",
        "- {id: end-01, module: later, type: text, points: 3, level: apply, prompt: Which?, accept: [x],\n"
        "   feedback: {correct: Yes., other: No.}, passage: chapters/later#end}\n",
    )
    assert [item.id for item in load_bank(Path()).items][-2:] == ["wool-06", "end-01"]


def test_thirty_items_load_in_half_a_second(folder):
    text = (folder.root / "exercises/items/wool.yml").read_text()
    for name in "abcd":
        folder.write(f"exercises/items/{name}.yml", text.replace("id: wool-0", f"id: {name}-0"))
    folder.change("total: 9", "total: 33", "exercises/unit.yml")
    folder.change("points: 6", "points: 30", "exercises/unit.yml")
    best = 1.0
    for _ in range(3):
        start = process_time()
        assert len(load_bank(Path()).items) == 30
        best = min(best, process_time() - start)
    assert best < 0.5
