"""Variants of an item: what an author may declare, what each variant asks, and what is refused."""

# ruff: noqa: E501 - the lines of an items file, whole
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.bank.variants import drawn, parameter_sets
from courseware.errors import CoursewareError
from courseware.scoring import score

# wool-03 asked for each country and year; the first block is the question as it was.
DRAWS = """\
  variants:
    - {country: Lowland, other: Highland, year: [2001, 2002]}
    - {country: Highland, other: Lowland, year: 2002}
  prompt: What share did {country} have in {year}, after {year-1}, if {other} sold {high} tonnes?
"""


@pytest.fixture
def varied(folder):
    folder.change("  prompt: What share did Lowland have in 2002, if Highland sold {high} tonnes?\n", DRAWS)
    folder.change(
        "where: {year: 2002, country: Highland}, decimals: 1",
        "where: {year: $year, country: $other}, decimals: 1",
    )
    folder.change(
        "part: {year: 2002, country: Lowland}, whole: {year: 2002, country: All}}",
        "part: {year: $year, country: $country}, whole: {year: $year, country: All}}",
    )
    folder.change(
        "- {value: 40, feedback: That is Highland's.}",
        """\
- value: {function: share, table: wool, part: {year: $year, country: $other}, whole: {year: $year, country: All}}
      feedback: That is the share of {other}.
    - value: {function: share, table: wool, part: {year: $year-1, country: $country}, whole: {year: $year-1, country: All}}
      feedback: That is the share of {year-1}.""",
    )
    return folder


def test_each_variant_has_its_own_texts_and_its_own_key(varied):
    item = load_bank(Path()).item("wool-03")
    assert [variant.view["prompt"].replace("\u202f", " ") for variant in item.variants] == [
        "What share did Lowland have in 2001, after 2000, if Highland sold 121.0 tonnes?",
        "What share did Lowland have in 2002, after 2001, if Highland sold 120.0 tonnes?",
        "What share did Highland have in 2002, after 2001, if Lowland sold 180.0 tonnes?",
    ]
    assert [round(float(variant.scoring["key"]), 3) for variant in item.variants] == [47.619, 60, 40]
    assert len({variant.fingerprint for variant in item.variants}) == 3
    assert item.prompt == item.variants[0].view["prompt"] and item.scoring == item.variants[0].scoring
    assert [single.variants for single in item.singles] == [(variant,) for variant in item.variants]
    assert item.variants[2].parameters == {"country": "Highland", "other": "Lowland", "year": 2002}


def test_a_wrong_number_follows_the_variant_with_its_feedback(varied):
    _, second, third = load_bank(Path()).item("wool-03").variants
    assert second.feedback["wrong:0"] == "That is the share of Highland."
    result = score(third.scoring, third.scoring["wrong"][1]["value"])
    assert third.feedback[result.feedback[0]] == "That is the share of 2001."


def test_a_wrong_number_without_a_value_in_some_variant_is_left_out_there_alone(varied):
    varied.change("year: [2001, 2002]}", "year: [2000, 2001, 2002]}")  # there is no 1999
    varied.change("part: {year: $year, country: $other}", "part: {year: 2002, country: $other}")
    variants = load_bank(Path()).item("wool-03").variants
    assert [len(variant.scoring["wrong"]) for variant in variants] == [1, 2, 2, 2]


def test_a_variant_in_which_a_mistake_gives_the_right_number_is_refused(varied):
    varied.change("year: [2001, 2002]}", "year: [2000, 2001, 2002]}")  # in 2000 both sold the same
    with pytest.raises(CoursewareError, match=r"gets `correct` .*in the variant .* year 2000"):
        load_bank(Path())


def test_a_wrong_number_that_no_variant_has_is_refused(varied):
    varied.change(
        "part: {year: $year-1, country: $country}, whole: {year: $year-1",
        "part: {year: 1999, country: $country}, whole: {year: 1999",
    )
    with pytest.raises(
        CoursewareError, match="this wrong number has a value of its own in none of the variants"
    ):
        load_bank(Path())


CHOICE = """\
  variants:
    - {year: [2001, 2002]}
  prompt: Which country sold most wool in {year}?
  options:
    - {id: low, text: Lowland, value: Lowland, feedback: "Not in {year}.", when_right: "Yes, in {year}."}
    - {id: high, text: Highland, value: Highland, feedback: No., when_right: Yes.}
  key: {function: top, table: wool, where: {year: $year, country: [Lowland, Highland]}, by: country}
"""


@pytest.fixture
def chosen(folder):
    text = (folder.root / "exercises/items/wool.yml").read_text(encoding="utf-8")
    start, end = text.index("  prompt: Which country"), text.index("  passage:")
    folder.change(text[start:end], CHOICE)
    return folder


def test_an_option_says_another_thing_where_it_is_right(chosen):
    first, second = load_bank(Path()).item("wool-01").variants
    assert first.scoring["key"] == "high" and first.feedback == {
        "option:low": "Not in 2001.",
        "option:high": "Yes.",
    }
    assert second.scoring["key"] == "low" and second.feedback == {
        "option:low": "Yes, in 2002.",
        "option:high": "No.",
    }


def test_feedback_for_being_right_that_no_variant_needs_is_refused(chosen):
    chosen.change("{year: [2001, 2002]}", "{year: 2002}")
    with pytest.raises(CoursewareError, match="right in all variants or in none") as caught:
        load_bank(Path())
    assert "item wool-01" in str(caught.value)


REFUSED = {
    "a block that is no set": (
        "- {country: Highland, other: Lowland, year: 2002}",
        "- Highland",
        "is not a set of names",
    ),
    "no value": ("year: [2001, 2002]", "year: []", "has a value that is no text and no number"),
    "other names": (
        "- {country: Highland, other: Lowland, year: 2002}",
        "- {country: Highland}",
        "the first names",
    ),
    "the same twice": ("year: [2001, 2002]", "year: [2001, 2001]", "stands here twice"),
    "a name with capitals": (
        "country: Highland, other: Lowland, year: 2002",
        "Country: Highland",
        "small letters",
    ),
    "an unknown parameter": (
        "$year-1, country: $country}, whole",
        "$yaer-1, country: $country}, whole",
        "`yaer` is not among",
    ),
    "arithmetic with a text": ("country: $other}, decimals", "country: $other-1}, decimals", "is a text"),
    "an unknown name in a text": ("after {year-1}", "after {yaer-1}", "`yaer` is not among"),
    "a variant without data": (
        "year: [2001, 2002]",
        "year: [2001, 1999]",
        "(in the variant country Lowland, other Highland, year 1999)",
    ),
    "variants that look alike": (
        "What share did {country} have in {year}, after {year-1}, if {other} sold {high} tonnes?",
        "What share?",
        "show the same question",
    ),
    "a name that is a value too": (
        "    high: {function",
        "    year: {function",
        "both a value and a parameter",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_variants_are_refused_in_a_sentence(varied, case):
    old, new, said = REFUSED[case]
    varied.change(old, new)
    with pytest.raises(CoursewareError) as caught:
        load_bank(Path())
    assert said in str(caught.value)
    assert "items/wool.yml, line " in str(caught.value) and "item wool-03" in str(caught.value)


def test_a_dollar_in_an_item_without_variants_is_a_dollar():
    entry = {"prompt": "$year", "key": "$5"}
    assert parameter_sets(entry) == [{}] and drawn(entry, {}) == entry


def test_too_many_variants_are_refused(varied):
    varied.change("year: [2001, 2002]", f"year: {list(range(2000, 2300))}")
    with pytest.raises(CoursewareError, match="more than 200 variants"):
        load_bank(Path())


def test_the_sealed_edition_has_its_own_name_and_the_same_items(folder):
    folder.change(
        "edition: practice-1\n", "edition: practice-1\nsealed_edition: sealed-1\n", "exercises/unit.yml"
    )
    practice, sealed = load_bank(Path()), load_bank(Path(), sealed=True)
    assert (practice.unit.edition, practice.unit.sealed) == ("practice-1", False)
    assert (sealed.unit.edition, sealed.unit.sealed) == ("sealed-1", True)
    assert practice.items == sealed.items


def test_a_unit_without_a_sealed_edition_says_what_to_add(folder):
    with pytest.raises(
        CoursewareError, match=r"no sealed edition; add a line such as `sealed_edition: sealed-2026`"
    ):
        load_bank(Path(), sealed=True)


def test_two_editions_of_one_name_are_refused(folder):
    folder.change(
        "edition: practice-1\n", "edition: practice-1\nsealed_edition: practice-1\n", "exercises/unit.yml"
    )
    with pytest.raises(CoursewareError, match="both editions have the same name"):
        load_bank(Path())
