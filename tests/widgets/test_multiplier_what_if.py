"""MultiplierWhatIf: the numbers in Python, and the one formula in JavaScript held equal to it."""

import json

import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import MultiplierWhatIf
from courseware.widgets.base import number_text
from tests.chromium import rested
from tests.widgets.reader import check_accessible, focus, mount_all, trait

TEXTS = {"base_label": "Investment", "effect_label": "Exports", "unit": "USD billion"}


@pytest.fixture
def what_if() -> MultiplierWhatIf:
    return MultiplierWhatIf(multiplier=1.7, base=24, **TEXTS, title="If investment falls", source="Invented")


def test_result_follows_change_and_multiplier(what_if):
    assert (what_if.change, what_if.multiplier) == (-50.0, 1.7)
    seen = []
    what_if.observe(lambda change: seen.append(change["new"]["effect"]), "result")
    what_if.change = -20.0
    what_if.multiplier = 2.0
    assert seen == [pytest.approx(-8.16), pytest.approx(-9.6)]
    assert what_if.result == {
        "base_change": pytest.approx(-4.8),
        "base_after": pytest.approx(19.2),
        "effect": pytest.approx(-9.6),
        "effect_quoted": pytest.approx(-8.16),
        "least": pytest.approx(-16.32),
        "most": 0.0,
    }
    assert what_if.table.to_numpy().tolist() == [
        pytest.approx([m, -4.8 * m]) for m in (0.0, 0.85, 1.7, 2.55, 3.4)
    ]


def test_a_rise_is_possible_too():
    what_if = MultiplierWhatIf(multiplier=0.5, base=200.0, **TEXTS, low=-10.0, high=30.0)
    assert what_if.change == 10.0
    assert what_if.result["effect"] == pytest.approx(10.0)


def test_no_change_has_no_effect():
    what_if = MultiplierWhatIf(multiplier=0.5, base=200.0, **TEXTS, low=-10.0, high=10.0)
    assert what_if.result["effect"] == 0


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("change", -101.0, "change must be a number from −100 to 0, not -101"),
        ("change", 1.0, "change must be a number from −100 to 0, not 1"),
        ("change", float("nan"), "change must be a number from −100 to 0, not nan"),
        ("multiplier", 3.5, "multiplier must be a number from 0 to 3.4, not 3.5"),
        ("multiplier", -0.1, "multiplier must be a number from 0 to 3.4, not -0.1"),
    ],
)
def test_a_wrong_value_is_refused(what_if, name, value, message):
    before = getattr(what_if, name)
    with pytest.raises(TraitError, match=message):
        setattr(what_if, name, value)
    assert getattr(what_if, name) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"multiplier": 0.0}, "multiplier must be a number above 0"),
        ({"base": -3.0}, "base must be a number above 0"),
        ({"low": -120.0}, "the changes must go from -100 or more upwards"),
        ({"low": 10.0, "high": 5.0}, "the changes must go"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        MultiplierWhatIf(**{"multiplier": 1.7, "base": 10.0, **TEXTS, **arguments})


def test_state_and_fallback_are_plain(what_if):
    json.dumps(what_if.get_state(), allow_nan=False)
    assert what_if.fallback["columns"] == ["Change (%)", "0", "0.85", "1.7", "2.55", "3.4"]
    assert what_if.fallback["rows"][0] == ["−100", "0.0", "−20.4", "−40.8", "−61.2", "−81.6"]
    assert len(what_if.fallback["rows"]) == 11


def test_by_keyboard(page, write_page, what_if):
    mount_all(page, write_page(what_if), 1)
    status = page.get_by_role("status")
    expect(status).to_contain_text(
        "Investment: −50% of 24.0 USD billion is −12.0 USD billion. Exports: −12.0 × 1.7 = −20.4 USD billion."
    )
    expect(status).to_contain_text("between 0 and 3.4, the same change gives anything from 0.0 to −40.8")
    expect(status).to_contain_text("This is arithmetic on a quoted multiplier, not a forecast.")
    focus(page, "spinbutton", "Change (%)")
    page.keyboard.press("Control+A")
    page.keyboard.type("-12.5")
    assert trait(page, "change") == -12.5
    focus(page, "slider", "Change, slider")
    page.keyboard.press("Home")
    assert trait(page, "change") == -100
    focus(page, "slider", "Multiplier, slider")
    page.keyboard.press("ArrowRight")
    assert trait(page, "multiplier") == pytest.approx(1.8)
    expect(page.locator(".cww-chart .cww-strong").first).to_have_text("× 1.8, chosen")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # back to the quoted one
    assert trait(page, "multiplier") == 1.7
    expect(page.get_by_role("button", name="Back to the quoted one")).to_be_disabled()


def test_a_number_outside_the_range_is_said(page, write_page, what_if):
    mount_all(page, write_page(what_if), 1)
    page.get_by_label("Multiplier", exact=True).fill("4")
    expect(page.get_by_role("alert").nth(1)).to_have_text("Type a number from 0 to 3.4.")
    page.get_by_label("Change (%)").fill("")
    expect(page.get_by_role("alert").nth(0)).to_have_text("Type a number from −100 to 0.")
    assert (trait(page, "change"), trait(page, "multiplier")) == (-50, 1.7)
    page.get_by_label("Change (%)").fill("-5")
    expect(page.get_by_role("alert").nth(0)).to_be_empty()


def test_every_cell_is_what_python_computes(page, write_page, what_if):
    mount_all(page, write_page(what_if), 1)
    page.get_by_text("Numbers in this view").click()
    for change in (-100.0, -61.7, -10.0, -0.3, 0.0):
        for multiplier in (0.0, 0.37, 1.7, 2.9, 3.4):
            page.get_by_label("Change (%)").fill(str(change))
            page.get_by_label("Multiplier", exact=True).fill(str(multiplier))
            what_if.change, what_if.multiplier = change, multiplier
            result = what_if.result
            tiles = rested(page).locator(".cww-tile-value")
            shown = tiles.evaluate_all("all => all.map((one) => +one.value)")
            assert shown == [result["base_change"], multiplier, result["effect"]]
            expected = dict(what_if.table.to_numpy().tolist()) | {multiplier: result["effect"]}
            cells = page.locator(".cww-card tbody tr").evaluate_all(
                "rows => rows.map((row) => [...row.querySelectorAll('data')].map((one) => +one.value))"
            )
            assert cells == [[result["base_change"], expected[key]] for key in sorted(expected)]
            texts = page.locator(".cww-card tbody tr td:last-child").all_inner_texts()
            assert [text.removeprefix("+") for text in texts] == [
                number_text(expected[key], 1) for key in sorted(expected)
            ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, what_if, theme, width):
    what_if.multiplier = 2.0
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(what_if, theme=theme), 1)
    assert check_accessible(page, width) >= 7
