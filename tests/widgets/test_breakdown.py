import itertools
import json

import pandas as pd
import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import Breakdown
from tests.chromium import rested
from tests.widgets.reader import check_accessible, focus, mount_all, trait

PARTS = [
    ("Highland", "Mine", "planned", 4.0),
    ("Highland", "Mine", "running", 6.0),
    ("Highland", "Mill", "running", 2.5),
    ("Highland", "Mill", "running", 0.5),  # added to the row before
    ("Lowland", "Mill", "planned", 7.0),
    ("Lowland", "Farm", "running", 30.0),
    ("Island", "Farm", "planned", 0.0),
]
DIMENSIONS = ["land", "branch", "stage"]


def parts_table() -> pd.DataFrame:
    return pd.DataFrame(PARTS, columns=[*DIMENSIONS, "projects"])


@pytest.fixture
def breakdown() -> Breakdown:
    return Breakdown(
        parts_table(),
        dimensions=DIMENSIONS,
        value="projects",
        unit="projects",
        title="Who builds what",
        source="Invented",
    )


def choose(breakdown: Breakdown, rows: str, split: str, measure: str, category: str | None) -> dict:
    """Make a choice; gives {(row, part): number} for it, worked out from the table alone."""
    (other,) = {*DIMENSIONS} - {rows, split}
    with breakdown.hold_trait_notifications():
        breakdown.rows, breakdown.split, breakdown.measure = rows, split, measure
        breakdown.only = {other: category} if category else {}
    table = parts_table()
    if category:
        table = table[table[other] == category]
    sums = table.groupby([rows, split])["projects"].sum()
    if measure == "share":
        whole = sums.groupby(rows).transform("sum")
        sums = (100 * sums / whole).where(whole > 0)
    return sums.dropna().to_dict()


CHOICES = [
    (rows, split, measure, category)
    for rows, split in itertools.permutations(DIMENSIONS, 2)
    for measure in ("amount", "share")
    for category in (None, *parts_table()[({*DIMENSIONS} - {rows, split}).pop()].unique())
]


@pytest.mark.parametrize(("rows", "split", "measure", "category"), CHOICES)
def test_every_choice_is_what_is_worked_out_by_hand(breakdown, rows, split, measure, category):
    expected = choose(breakdown, rows, split, measure, category)
    shown = breakdown.selection
    assert shown.columns.tolist() == [rows, split, "projects" if measure == "amount" else "share"]
    found = shown.set_index([rows, split]).iloc[:, 0].dropna().to_dict()
    assert found == pytest.approx(expected)


def test_nothing_is_not_zero(breakdown):
    shown = breakdown.selection.set_index(["land", "branch"])["projects"]
    assert shown["Island", "Farm"] == 0
    assert pd.isna(shown["Island", "Mine"])


def test_two_and_four_dimensions():
    two = Breakdown(parts_table(), dimensions=["stage", "land"], value="projects")
    assert two.selection["projects"].tolist() == pytest.approx([4, 7, 0, 9, 30, float("nan")], nan_ok=True)
    table = parts_table().assign(year=2020)
    four = Breakdown(table, dimensions=[*DIMENSIONS, "year"], value="projects")
    four.rows, four.only = "year", {"land": "Lowland", "stage": "planned"}
    assert four.selection.dropna().to_numpy().tolist() == [["2020", "Mill", 7.0]]


def test_a_filter_of_rows_or_parts_has_no_effect(breakdown):
    everything = breakdown.selection
    breakdown.only = {"land": "Highland", "branch": "Mine"}
    pd.testing.assert_frame_equal(breakdown.selection, everything)


def test_wrong_values_are_refused(breakdown):
    with pytest.raises(TraitError, match="rows must be one of 'land', 'branch', 'stage', not 'luck'"):
        breakdown.rows = "luck"
    with pytest.raises(TraitError, match="must differ; rows is 'land' already"):
        breakdown.split = "land"
    with pytest.raises(TraitError, match="measure must be one of 'amount', 'share'"):
        breakdown.measure = "growth"
    with pytest.raises(TraitError, match="only names the dimension 'luck'; there is 'land', 'branch'"):
        breakdown.only = {"luck": "good"}
    with pytest.raises(TraitError, match="only names 'idle' of 'stage'; there is 'planned', 'running'"):
        breakdown.only = {"stage": "idle"}
    assert breakdown.only == {}


def test_tables_that_do_not_fit_are_refused():
    table = parts_table()
    for dimensions in (["land"], ["land", "land"], ["land", "projects"], [*DIMENSIONS, "year", "month"]):
        with pytest.raises(ValueError, match="two to four different dimensions"):
            Breakdown(table, dimensions=dimensions, value="projects")
    with pytest.raises(ValueError, match="no column 'river'"):
        Breakdown(table, dimensions=["land", "river"], value="projects")
    for wrong in (-1.0, None, "many"):
        with pytest.raises(ValueError, match="numbers that are not negative"):
            Breakdown(table.assign(projects=wrong), dimensions=DIMENSIONS, value="projects")
    with pytest.raises(ValueError, match="a category in each dimension"):
        Breakdown(table.assign(land=None), dimensions=DIMENSIONS, value="projects")


def test_state_and_fallback_are_plain(breakdown):
    json.dumps(breakdown.get_state(), allow_nan=False)
    assert breakdown.fallback["columns"] == ["Land", "Branch", "Stage", "Projects"]
    assert breakdown.fallback["rows"][2] == ["Highland", "Mill", "running", "3.0"]
    assert len(breakdown.fallback["rows"]) == 6


@pytest.mark.parametrize("measure", ["amount", "share"])
def test_the_page_shows_what_python_found(page, write_page, breakdown, measure):
    mount_all(page, write_page(breakdown), 1)
    page.get_by_text("Numbers in this view").click()
    page.locator(f"input[value={measure}]").check()
    for rows, split, _, category in (choice for choice in CHOICES if choice[2] == measure):
        (other,) = {*DIMENSIONS} - {rows, split}
        page.get_by_role("combobox", name="Rows").select_option(rows)
        page.get_by_role("combobox", name="Parts of a row").select_option(split)
        page.get_by_role("combobox", name=other.capitalize(), exact=True).select_option(category or "")
        caption = page.locator(".cww-details caption:visible")
        expect(caption).to_contain_text(
            f"{rows} by {split}{f' ({other}: {category})' if category else ''}", use_inner_text=True
        )
        expected = choose(breakdown, rows, split, measure, category)
        heads = rested(page).locator(".cww-details thead:visible th").all_inner_texts()[1:-1]
        shown = {}
        for row in page.locator(".cww-details tbody:visible tr").all()[:-1]:
            name = row.locator("th").inner_text()
            values = row.locator("data").evaluate_all("all => all.map((c) => c.value)")
            shown |= {
                (name, part): float(value) for part, value in zip(heads, values[:-1], strict=True) if value
            }
        assert shown == pytest.approx(expected, abs=1e-6)


def test_by_keyboard(page, write_page, breakdown):
    mount_all(page, write_page(breakdown), 1)
    status = page.get_by_role("status")
    expect(status).to_have_text(
        "All together: 50.0 projects. Largest land: Lowland with 37.0 projects, 74.0% of all. "
        "Its largest part: Farm with 30.0 projects, 81.1% of the row."
    )
    focus(page, "combobox", "Rows")
    page.keyboard.type("Branch")
    assert (trait(page, "rows"), trait(page, "split")) == ("branch", "land")
    focus(page, "radio", "Amounts")
    page.keyboard.press("ArrowRight")
    assert trait(page, "measure") == "share"
    focus(page, "combobox", "Stage")
    page.keyboard.type("running")
    assert trait(page, "only") == {"stage": "running"}
    expect(status).to_contain_text("All together (stage: running): 39.0 projects. Largest branch: Farm")
    expect(page.locator(".cww-chart svg").last).to_contain_text("of 30.0")
    page.keyboard.press("Home")
    assert trait(page, "only") == {}


def test_a_total_of_nothing_is_said(page, write_page, breakdown):
    breakdown.rows, breakdown.only = "stage", {"land": "Island"}
    mount_all(page, write_page(breakdown), 1)
    expect(page.get_by_role("status")).to_have_text("There is nothing to break down (land: Island).")


def test_parts_are_told_by_texture_too(page, write_page):
    table = pd.DataFrame({"land": "Highland", "branch": [f"B{i}" for i in range(12)], "value": 1.0})
    mount_all(page, write_page(Breakdown(table, dimensions=["land", "branch"])), 1)
    looks = page.locator(".cww-chart pattern").evaluate_all(
        "all => all.map((one) => one.className.baseVal + one.lastChild.getAttribute('d'))"
    )
    assert len(set(looks)) == 12
    first_six = page.locator(".cww-chart pattern path").evaluate_all(
        "all => all.slice(0, 6).map((one) => one.getAttribute('d'))"
    )
    assert len(set(first_six)) == 6


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, breakdown, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(breakdown, theme=theme), 1)
    assert check_accessible(page, width) > 6
