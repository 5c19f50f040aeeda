"""MutualShares: the numbers in Python, and the same in a page without a kernel."""

import json

import pandas as pd
import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import MutualShares
from tests.widgets.reader import check_accessible, focus, mount_all, trait

LEFT, RIGHT = "Coast for Hills", "Hills for Coast"
PAIRS = {
    "All trade": (21.4, 1.8),
    "Food": (33.0, 33.0),
    "Machinery and transport equipment": (4.1, 12.5),
    "Fuel": (0.0, 3.2),
    "Clothing": (5.0, None),
    "Metals": (8.1, 8.0),
}
NAMES = list(PAIRS)


def shares_table(pairs=PAIRS) -> pd.DataFrame:
    rows = [
        (name, side, value)
        for name, pair in pairs.items()
        for side, value in zip((LEFT, RIGHT), pair, strict=True)
    ]
    return pd.DataFrame(rows, columns=["category", "direction", "value"])


@pytest.fixture
def shares() -> MutualShares:
    return MutualShares(
        shares_table(), left=LEFT, right=RIGHT, title="What each is for the other", source="Invented"
    )


def test_ratios_and_their_words(shares):
    assert shares.data["ratios"] == [
        pytest.approx(21.4 / 1.8),
        1.0,
        pytest.approx(12.5 / 4.1),
        None,
        None,
        1.0125,
    ]
    assert shares.data["words"] == [
        "12 times",
        "equal",
        "3 times",
        "one side is zero",
        "one side is not known",
        "almost equal",
    ]
    assert shares.data["heavier"] == [LEFT, None, RIGHT, RIGHT, None, LEFT]


def test_two_zeros_are_equal():
    shares = MutualShares(shares_table({"Salt": (0.0, 0.0)}), left=LEFT, right=RIGHT)
    assert (shares.data["words"], shares.data["ratios"]) == (["equal"], [None])


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("table", [0, 1, 2, 3, 4, 5]),
        ("ratio", [0, 2, 5, 1, 3, 4]),
        ("left", [1, 0, 5, 4, 2, 3]),
        ("right", [1, 2, 5, 3, 0, 4]),
    ],
)
def test_selection_is_sorted_with_the_missing_last(shares, sort, order):
    shares.sort = sort
    shown = shares.selection
    assert shown.columns.tolist() == ["category", LEFT, RIGHT, "ratio", "heavier"]
    assert shown["category"].tolist() == [NAMES[i] for i in order]


def test_selection_holds_what_is_chosen(shares):
    shares.chosen = ["Metals", "Clothing"]
    assert shares.chosen == ["Clothing", "Metals"]  # in the order of the table
    assert shares.selection[LEFT].tolist() == [5.0, 8.1]
    assert pd.isna(shares.selection["ratio"].iloc[0])


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("sort", "size", "sort must be one of 'table', 'ratio', 'left', 'right', not 'size'"),
        ("chosen", ["Salt"], "chosen holds 'Salt'; there is 'All trade', 'Food'"),
    ],
)
def test_a_wrong_value_is_refused(shares, name, value, message):
    with pytest.raises(TraitError, match=message):
        setattr(shares, name, value)


def test_tables_that_do_not_fit_are_refused():
    table = shares_table()
    with pytest.raises(ValueError, match=f"no direction 'left'; there is '{LEFT}', '{RIGHT}'"):
        MutualShares(table, right=RIGHT)
    with pytest.raises(ValueError, match="name two directions"):
        MutualShares(table, left=LEFT, right=LEFT)
    with pytest.raises(ValueError, match="negative"):
        MutualShares(shares_table({"Salt": (-1.0, 2.0)}), left=LEFT, right=RIGHT)
    with pytest.raises(ValueError, match="two values for All trade"):
        MutualShares(pd.concat([table, table]), left=LEFT, right=RIGHT)
    with pytest.raises(ValueError, match="holds no number"):
        MutualShares(table.assign(value=float("nan")), left=LEFT, right=RIGHT)


def test_state_and_fallback_are_plain(shares):
    json.dumps(shares.get_state(), allow_nan=False)
    assert shares.fallback["columns"] == ["Category", LEFT, RIGHT, "Ratio", "Heavier side"]
    assert shares.fallback["rows"][0] == ["All trade", "21.4", "1.8", "12 times", LEFT]
    assert shares.fallback["rows"][4] == ["Clothing", "5.0", "–", "one side is not known", "–"]


def test_by_keyboard(page, write_page, shares):
    mount_all(page, write_page(shares), 1)
    status, names = page.get_by_role("status"), page.locator(".cww-pair-name strong")
    expect(status).to_have_text(
        f"Furthest apart: All trade, 12 times ({LEFT} 21.4%, {RIGHT} 1.8%). "
        f"Closest: Food, equal ({LEFT} 33.0%, {RIGHT} 33.0%)."
    )
    for key, sort in (("R", "ratio"), ("C", "left"), ("H", "right"), ("O", "table")):
        focus(page, "combobox", "Sort by")
        page.keyboard.type(key)
        assert trait(page, "sort") == sort
        shares.sort = sort
        expect(names).to_have_text(shares.selection["category"].tolist())
    focus(page, "checkbox", "All trade")
    page.keyboard.press("Space")
    assert trait(page, "chosen") == NAMES[1:]
    expect(status).to_contain_text("Furthest apart: Machinery and transport equipment, 3 times")


def test_the_page_shows_what_python_found(page, write_page, shares):
    mount_all(page, write_page(shares), 1)
    shown = page.locator(".cww-pair-value").evaluate_all("all => all.map((one) => one.value)")
    assert [float(text) if text else None for text in shown] == [
        value for pair in PAIRS.values() for value in pair
    ]
    widths = page.locator(".cww-pairs .cww-pair-bar").evaluate_all("all => all.map((b) => b.offsetWidth)")
    drawn = [value for pair in PAIRS.values() for value in pair if value]
    assert widths == [pytest.approx(value / 33 * max(widths), abs=1) for value in drawn]
    page.get_by_text("Numbers in this view").click()
    rows = page.locator(".cww-card tbody tr").all_inner_texts()
    assert rows == ["\t".join(row) for row in shares.fallback["rows"]]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "Nothing is chosen."),
        (["Fuel", "Clothing"], "There is no ratio: on one side the number is zero or not known."),
        (["Fuel", "Metals"], f"Metals, almost equal ({LEFT} 8.1%, {RIGHT} 8.0%)."),
    ],
)
def test_little_that_is_chosen_is_said(page, write_page, shares, chosen, said):
    shares.chosen = chosen
    mount_all(page, write_page(shares), 1)
    expect(page.get_by_role("status")).to_have_text(said)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, shares, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(shares, theme=theme), 1)
    assert check_accessible(page, width) >= 9
