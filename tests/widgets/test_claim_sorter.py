"""ClaimSorter: what is remembered in Python, and the same in a page without a kernel."""

import json

import pandas as pd
import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import ClaimSorter
from tests.widgets.reader import check_accessible, focus, mount_all, trait
from tests.widgets.sample import claims_table

VERDICTS = ["holds", "misprinted", "contradicts itself", "cannot be checked"]


@pytest.fixture
def sorter() -> ClaimSorter:
    return ClaimSorter(
        claims_table(), verdicts=VERDICTS, title="What do you make of these?", credit="Invented"
    )


def test_selection_compares_the_reader_with_the_book(sorter):
    assert sorter.selection.columns.tolist() == ["id", "guess", "verdict", "agrees", "shown"]
    assert sorter.selection.empty
    sorter.guesses = {"c-3": "misprinted", "c-1": "cannot be checked"}
    sorter.shown = ["c-3"]
    assert sorter.selection.to_numpy().tolist() == [
        ["c-1", "cannot be checked", "holds", False, False],
        ["c-3", "misprinted", "misprinted", True, True],
    ]


def test_guesses_can_be_observed(sorter):
    seen = []
    sorter.observe(lambda change: seen.append(change["new"]), "guesses")
    sorter.guesses = {"c-2": "holds"}
    assert seen == [{"c-2": "holds"}]


def test_columns_and_verdicts_come_from_the_data():
    renamed = claims_table().rename(columns={"id": "key", "source": "by"})
    sorter = ClaimSorter(renamed, id="key", owner="by")
    assert sorter.data["verdicts"] == ["holds", "contradicts itself", "misprinted"]
    sorter.guesses = {"c-1": "holds"}
    assert sorter.selection["key"].tolist() == ["c-1"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("guesses", {"c-9": "holds"}, "guesses holds the claim 'c-9'; there is 'c-1', 'c-2', 'c-3'"),
        ("guesses", {"c-1": "true"}, "the guess for 'c-1' must be one of 'holds', .* not 'true'"),
        ("shown", ["c-9"], "shown holds 'c-9'"),
    ],
)
def test_a_wrong_value_is_refused(sorter, name, value, message):
    with pytest.raises(TraitError, match=message):
        setattr(sorter, name, value)


def test_tables_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="no column 'owner'"):
        ClaimSorter(claims_table(), owner="owner")
    with pytest.raises(ValueError, match="an id of its own"):
        ClaimSorter(pd.concat([claims_table(), claims_table()]))
    with pytest.raises(ValueError, match="'c-1' has no reason"):
        ClaimSorter(claims_table().assign(reason=["", "b", "c"]))
    with pytest.raises(ValueError, match="'misprinted', which is not offered"):
        ClaimSorter(claims_table(), verdicts=["holds", "contradicts itself"])
    with pytest.raises(ValueError, match="two different verdicts"):
        ClaimSorter(claims_table().head(1))


def test_state_and_fallback_are_plain(sorter):
    json.dumps(sorter.get_state(), allow_nan=False)
    assert sorter.fallback["rows"][1] == [
        "Trade grew every year.",
        "The article",
        "–",
        "contradicts itself",
        "Its table shows a fall.",
    ]


def test_by_keyboard(page, write_page, sorter):
    mount_all(page, write_page(sorter), 1)
    status, cards = page.get_by_role("status"), page.locator(".cww-claim")
    expect(status).to_contain_text("You have judged 0 of 3 claims.")
    expect(status).to_contain_text("This is not marked.")
    expect(page.get_by_role("group", name="2. Trade grew every year.")).to_be_visible()
    expect(cards.nth(0)).not_to_contain_text("The table agrees.")
    focus(page, "radio", "Holds")
    page.keyboard.press("Space")
    assert trait(page, "guesses") == {"c-1": "holds"}
    expect(status).to_contain_text("You have judged 1 of 3 claims.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert trait(page, "shown") == ["c-1"]
    result = page.get_by_role("group", name="The book’s verdict")
    expect(result).to_have_text("The book’s verdict: holds. You agree.The table agrees.")
    expect(result).to_be_focused()
    expect(cards.nth(0).get_by_role("radio").first).to_be_disabled()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(result.nth(1)).to_have_text(
        "The book’s verdict: contradicts itself. You said: misprinted.Its table shows a fall."
    )
    expect(status).to_contain_text(
        "You have judged 2 of 3 claims and compared 2 with the book. On 1 of these you agree."
    )
    sorter.guesses, sorter.shown = trait(page, "guesses"), trait(page, "shown")
    assert sorter.selection["agrees"].tolist() == [True, False]
    focus(page, "button", "Start again")
    page.keyboard.press("Enter")
    assert (trait(page, "guesses"), trait(page, "shown")) == ({}, [])
    expect(page.get_by_role("radio", name="Holds").first).to_be_focused()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(result).to_have_count(0)


def test_the_reader_judges_before_the_book(page, write_page, sorter):
    mount_all(page, write_page(sorter), 1)
    second = page.locator(".cww-claim").nth(1)
    second.get_by_role("button").click()
    expect(second.get_by_role("alert")).to_have_text("Pick a verdict of your own first.")
    expect(second.get_by_role("radio").first).to_be_focused()
    assert trait(page, "shown") == []
    second.get_by_label("Cannot be checked").check()
    expect(second.get_by_role("alert")).to_be_empty()


def test_what_is_saved_is_shown_again(page, write_page, sorter):
    sorter.guesses, sorter.shown = {"c-1": "holds", "c-3": "holds"}, ["c-3"]
    mount_all(page, write_page(sorter), 1)
    expect(page.get_by_role("radio", checked=True)).to_have_count(2)
    expect(page.get_by_role("group", name="The book’s verdict")).to_contain_text(
        "misprinted. You said: holds."
    )


def test_the_answers_stand_in_the_page_once_and_closed(page, write_page, sorter):
    mount_all(page, write_page(sorter), 1)
    label = page.get_by_text("All claims with the book’s verdicts").locator("visible=true")
    expect(label).to_have_count(1)
    expect(page.get_by_text("They add up to 98.").locator("visible=true")).to_have_count(0)
    label.click()
    assert page.locator("tbody:visible tr").all_inner_texts() == [
        "\t".join(row) for row in sorter.fallback["rows"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, sorter, theme, width):
    sorter.guesses, sorter.shown = {"c-1": "holds", "c-3": "holds"}, ["c-3"]
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(sorter, theme=theme), 1)
    page.locator(".cww-claim").nth(1).get_by_role(
        "button"
    ).click()  # with the sentence that asks for a verdict
    assert check_accessible(page, width) >= 15
