import itertools
import json

import pandas as pd
import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import WeightComparer
from courseware.widgets.base import number_text
from tests.chromium import rested
from tests.widgets.reader import check_accessible, focus, mount_all, trait

MEMBERS = ["Island", "Lowland", "Coast", "Highland"]
SHARES = {
    "area": [0.5, 1.5, 13.0, 85.0],
    "people": [3.0, 5.0, 12.0, 80.0],
    "output": [0.43, 3.57, None, 86.0],
}


def shares_table() -> pd.DataFrame:
    """Member, measure, value; the Coast's output is not known."""
    rows = [
        (member, measure, value)
        for measure, values in SHARES.items()
        for member, value in zip(MEMBERS, values, strict=True)
    ]
    return pd.DataFrame(rows, columns=["member", "measure", "value"])


@pytest.fixture
def comparer() -> WeightComparer:
    return WeightComparer(shares_table(), title="Who weighs how much", source="Invented")


def by_hand(measure: str, against: str, left_out: tuple[str, ...]) -> list[list]:
    """Member, both shares and ratio, worked out from the table alone."""
    table = pd.DataFrame(SHARES, index=MEMBERS, dtype=float)[[measure, against]]
    if left_out:
        table = table.dropna().drop(index=list(left_out), errors="ignore")
        table = (100 * table / table.sum()).reindex(MEMBERS).drop(index=list(left_out))
    return [[name, a, b, a / b] for name, a, b in table.itertuples()]


CHOICES = [
    (measure, against, left_out)
    for measure, against in itertools.permutations(SHARES, 2)
    for n in range(3)
    for left_out in itertools.combinations(MEMBERS, n)
]


@pytest.mark.parametrize(("measure", "against", "left_out"), CHOICES)
def test_every_choice_is_what_is_worked_out_by_hand(comparer, measure, against, left_out):
    with comparer.hold_trait_notifications():
        comparer.measure, comparer.against, comparer.left_out = measure, against, list(left_out)
    shown = comparer.selection
    assert shown.columns.tolist() == ["member", measure, against, "ratio"]
    expected = by_hand(measure, against, left_out)
    assert [row[0] for row in shown.to_numpy().tolist()] == [row[0] for row in expected]
    for row, wanted in zip(shown.to_numpy().tolist(), expected, strict=True):
        assert row[1:] == pytest.approx(wanted[1:], nan_ok=True)


def test_shares_are_as_printed_until_somebody_is_left_out(comparer):
    comparer.measure = "output"
    assert comparer.selection["output"].tolist()[:2] == [0.43, 3.57]
    comparer.left_out = ["Highland"]
    assert comparer.selection["output"].sum() == pytest.approx(100)
    assert comparer.selection.set_index("member")["people"]["Island"] == pytest.approx(37.5)
    comparer.left_out = MEMBERS
    assert comparer.selection.empty


def test_wrong_values_are_refused(comparer):
    with pytest.raises(TraitError, match="measure must be one of 'area', 'people', 'output', not 'luck'"):
        comparer.measure = "luck"
    with pytest.raises(TraitError, match="must differ; against is 'people' already"):
        comparer.measure = "people"
    with pytest.raises(TraitError, match="left_out holds 'Atlantis'; there is 'Island', 'Lowland'"):
        comparer.left_out = ["Atlantis"]
    comparer.left_out = ["Highland", "Island"]
    assert comparer.left_out == ["Island", "Highland"]


def test_tables_that_do_not_fit_are_refused():
    table = shares_table()
    with pytest.raises(ValueError, match="two measures"):
        WeightComparer(table[table["measure"] == "area"])
    with pytest.raises(ValueError, match="not be negative"):
        WeightComparer(table.assign(value=-1.0))
    many = pd.DataFrame([(f"M{i}", m, 1.0) for i in range(9) for m in "ab"], columns=table.columns)
    with pytest.raises(ValueError, match="9 members; 8 can be combined"):
        WeightComparer(many)


def test_state_and_fallback_are_plain(comparer):
    json.dumps(comparer.get_state(), allow_nan=False)
    assert comparer.fallback["columns"] == ["Member", "area", "people", "output"]
    assert comparer.fallback["rows"][2] == ["Coast", "13.00", "12.00", "–"]


@pytest.mark.parametrize("left_out", [(), ("Highland",), ("Island", "Highland")])
def test_the_page_shows_what_python_found(page, write_page, comparer, left_out):
    mount_all(page, write_page(comparer), 1)
    page.get_by_text("Numbers in this view").click()
    for name in left_out:
        page.get_by_role("checkbox", name=name).uncheck()
    for measure, against in itertools.permutations(SHARES, 2):
        page.get_by_role("combobox", name="Share of", exact=True).select_option(measure)
        page.get_by_role("combobox", name="Compared with share of").select_option(against)
        head = page.locator(".cww-details thead:visible th")
        expect(head.nth(1)).to_have_text(measure)
        assert [trait(page, name) for name in ("measure", "against")] == [measure, against]
        with comparer.hold_trait_notifications():
            comparer.measure, comparer.against, comparer.left_out = measure, against, list(left_out)
        cells = rested(page).locator(".cww-details tbody:visible td data").evaluate_all(
            "all => all.map((c) => c.value)"
        )
        shown = comparer.selection.drop(columns="member").to_numpy().ravel()
        assert [float(cell) if cell else None for cell in cells] == [
            None if pd.isna(x) else pytest.approx(x, rel=1e-7) for x in shown
        ]


def test_by_keyboard(page, write_page, comparer):
    mount_all(page, write_page(comparer), 1)
    status = page.get_by_role("status")
    focus(page, "combobox", "Share of")
    page.keyboard.type("output")
    assert (trait(page, "measure"), trait(page, "against")) == ("output", "people")
    expect(status).to_have_text(
        "Highest ratio: Highland (86.00% of output with 80.00% of people: 1.07 times the average). "
        "Lowest: Island (0.43% of output with 3.00% of people: about a seventh of the average)."
        "No ratio for Coast: a share is not known."
    )
    focus(page, "checkbox", "Highland")
    page.keyboard.press("Space")
    assert trait(page, "left_out") == ["Highland"]
    expect(status).to_contain_text(
        f"Highest ratio: Lowland ({number_text(357 / 4, 2)}% of output with 62.50% of people: 1.43 times"
    )
    expect(status).to_contain_text("Without Highland; the shares of the rest are rescaled to add up to 100%.")
    expect(page.locator(".cww-chart")).to_contain_text("no value")
    # A measure that is chosen on one side leaves the other.
    focus(page, "combobox", "Compared with share of")
    page.keyboard.type("output")
    assert (trait(page, "measure"), trait(page, "against")) == ("people", "output")
    for name in MEMBERS[:3]:
        page.get_by_role("checkbox", name=name).uncheck()
    expect(status).to_have_text("No member is counted.")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, comparer, theme, width):
    comparer.left_out = ["Highland"]
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(comparer, theme=theme), 1)
    assert check_accessible(page, width) > 6
