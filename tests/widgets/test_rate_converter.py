"""RateConverter: the rates in Python, and the same in a page without a kernel."""

import json

import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.measures import compound_rate
from courseware.widgets import RateConverter
from courseware.widgets.base import number_text
from tests.widgets.reader import check_accessible, focus, mount_all, trait

STARTS = [2018, 2010, 2019, 2016]


@pytest.fixture
def converter() -> RateConverter:
    return RateConverter(change=21, last=2020, starts=STARTS, title="Since when?", source="Invented")


def test_every_rate_makes_the_change(converter):
    table = converter.table
    assert table["start"].tolist() == [2010, 2016, 2018, 2019]
    assert table["years"].tolist() == [10, 4, 2, 1]
    assert ((1 + table["rate"] / 100) ** table["years"]).tolist() == pytest.approx([1.21] * 4)
    assert table["rate"].iloc[2] == pytest.approx(10)
    assert table["divided"].tolist() == [2.1, 5.25, 10.5, 21.0]


def test_result_follows_the_first_year(converter):
    assert converter.start == 2010
    seen = []
    converter.observe(lambda change: seen.append(change["new"]), "result")
    converter.start = 2018
    assert seen == [{"years": 2, "rate": pytest.approx(10), "divided": 10.5}]
    assert converter.result == seen[0]


def test_a_fall_has_a_rate_too():
    converter = RateConverter(change=-19.0, last=2020, starts=[2018])
    assert converter.result["rate"] == pytest.approx(-10)


def test_a_year_that_is_not_offered_is_refused(converter):
    with pytest.raises(TraitError, match="start must be one of 2010, 2016, 2018, 2019, not 2017"):
        converter.start = 2017
    assert converter.start == 2010


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"starts": []}, "first years, all of them before 2020"),
        ({"starts": [2019, 2020]}, "first years, all of them before 2020"),
        ({"change": -100}, "a total change above −100 percent"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        RateConverter(**{"change": 21, "last": 2020, "starts": STARTS, **arguments})


def test_state_and_fallback_are_plain(converter):
    json.dumps(converter.get_state(), allow_nan=False)
    assert converter.fallback["columns"][1] == "Years up to 2020"
    assert converter.fallback["rows"][1] == ["2016", "4", "4.9", "5.3"]


def test_by_keyboard(page, write_page, converter):
    mount_all(page, write_page(converter), 1)
    status = page.get_by_role("status")
    expect(status).to_contain_text("+21% from 2010 to 2020 is +1.9% a year for 10 years.")
    expect(status).to_contain_text("+1.9% a year if it began in 2010 and +21.0% a year if it began in 2019.")
    focus(page, "radio", "2010")
    for start in (2016, 2018, 2019):
        page.keyboard.press("ArrowRight")
        converter.start = start
        assert trait(page, "start") == start
        result = converter.result
        expect(status).to_contain_text(
            f"+21% from {start} to 2020 is +{number_text(result['rate'], 1)}% a year "
            f"for {result['years']} year"
        )
        shown = page.locator(".cww-tile-value").evaluate_all("all => all.map((one) => +one.value)")
        assert shown == [21, result["rate"], result["divided"]]
        expect(page.locator(".cww-chart .cww-strong").first).to_contain_text(f"From {start} (")
    expect(page.locator(".cww-tile-note").last).to_have_text("the same over a single year")


def test_the_table_is_what_python_computes(page, write_page, converter):
    mount_all(page, write_page(converter), 1)
    page.get_by_text("Numbers in this view").click()
    cells = page.locator(".cww-card tbody data").evaluate_all("all => all.map((one) => +one.value)")
    assert cells == converter.table[["rate", "divided"]].to_numpy().ravel().tolist()
    assert [row.replace("+", "") for row in page.locator(".cww-card tbody tr").all_inner_texts()] == [
        "\t".join(row) for row in converter.fallback["rows"]
    ]


def test_a_single_first_year(page, write_page):
    converter = RateConverter(change=-19, last=2020, starts=[2018], title="A fall")
    mount_all(page, write_page(converter), 1)
    expect(page.get_by_role("status")).to_have_text("−19% from 2018 to 2020 is −10.0% a year for 2 years.")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, converter, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(converter, theme=theme), 1)
    assert check_accessible(page, width) >= 6


def test_the_measure_refuses_what_has_no_rate():
    with pytest.raises(ValueError, match="at least one period"):
        compound_rate(10, 0)
