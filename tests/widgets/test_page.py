"""The widgets in a page opened from a file, without kernel and network, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

from courseware.measures import balassa_matrix
from courseware.widgets import AdvantageLab
from courseware.widgets.base import number_text
from tests.chromium import rested
from tests.widgets.reader import MOUNTED, READ, check_accessible, focus, mount_all, trait
from tests.widgets.sample import EXPORTS, exports_table


def test_series_explorer_by_keyboard(page, write_page, explorer):
    mount_all(page, write_page(explorer), 1)
    status = page.get_by_role("status")
    expect(status).to_have_text(
        "From 2011 to 2020 the highest value is 1\u202f511.3 USD million (Lowland, 2013), "
        "the lowest 80.1 USD million (Highland, 2016)."
    )
    focus(page, "radio", "Level")
    page.keyboard.press("ArrowRight")
    assert trait(page, "measure") == "share"
    page.keyboard.press("ArrowRight")
    assert trait(page, "measure") == "growth"
    focus(page, "combobox", "From")
    page.keyboard.type("2019")
    assert (trait(page, "x_from"), trait(page, "x_to")) == (2019, 2020)
    explorer.measure, explorer.x_from = "growth", 2019
    shown = explorer.selection.set_index(["member", "year"])["growth"].sort_values()
    texts = [
        f"{'+' if value > 0 else ''}{number_text(value, 1)}% ({name}, {year})"
        for (name, year), value in shown.items()
    ]
    expect(status).to_have_text(
        f"From 2019 to 2020 the highest growth is {texts[-1]}, the lowest {texts[0]}."
    )
    focus(page, "checkbox", f"Lowland {number_text(explorer.data['values']['growth'][1][-1], 1)}%")
    page.keyboard.press("Space")
    assert trait(page, "chosen") == ["Highland"]
    page.get_by_text("Numbers in this view").focus()
    page.keyboard.press("Enter")
    assert page.locator(".cww-details table:visible tbody tr").all_inner_texts() == [
        "2019\t+2.9",
        "2020\t−1.2",
    ]


def test_a_control_answers_first_and_whoever_uses_the_next_meets_what_follows(page, write_page, explorer):
    mount_all(page, write_page(explorer), 1)
    said = page.evaluate("""() => {
      const status = document.querySelector(".cww [role=status]");
      const said = [status.textContent];
      document.querySelector("input[value=share]").click();
      said.push(status.textContent);
      const press = new PointerEvent("pointerdown", { bubbles: true });
      document.querySelector(".cww summary").dispatchEvent(press);
      return [...said, status.textContent];
    }""")
    assert said[0] == said[1] != said[2]
    assert said[2] == rested(page).get_by_role("status").inner_text()


def test_a_chart_fits_a_new_width_before_the_browser_paints(page, write_page, explorer):
    mount_all(page, write_page(explorer), 1)
    over = rested(page).evaluate("""() => new Promise((done) => {
      const chart = document.querySelector(".cww-chart");
      chart.style.inlineSize = "300px";
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(chart.querySelector("svg").viewBox.baseVal.width - chart.clientWidth);
        port2.postMessage(null); // comes after the frame
      });
    })""")
    assert over == 0


def test_years_never_cross_and_one_year_is_bars(page, write_page, explorer):
    mount_all(page, write_page(explorer), 1)
    page.get_by_role("combobox", name="To", exact=True).select_option("2014")
    page.get_by_role("combobox", name="From", exact=True).select_option("2017")
    assert (trait(page, "x_from"), trait(page, "x_to")) == (2017, 2017)
    expect(page.locator(".cww-chart .cww-bar")).to_have_count(2)
    expect(page.get_by_role("status")).to_contain_text(
        "In 2017 the highest value is 1\u202f103.2 USD million (Lowland)"
    )


def test_nothing_chosen_is_said(page, write_page, explorer):
    explorer.chosen = []
    mount_all(page, write_page(explorer), 1)
    expect(page.get_by_role("status")).to_have_text("No series is chosen.")


def test_growth_calculator_by_keyboard(page, write_page, calculator):
    calculator.partner = "Lowland"
    mount_all(page, write_page(calculator), 1)
    status = page.get_by_role("status")
    numbers = {}
    for side in ("before", "after"):
        calculator.boundary_side = side
        numbers[side] = [number_text(calculator.result[part]["value"], 1) for part in ("before", "after")]
    first, second = numbers["before"]
    expect(status).to_contain_text(
        f"Export, Lowland: mean growth is {first}% in 2011–2015 and +{second}% in 2016–2020"
    )
    expect(status).to_contain_text(
        f"The sign flips: with 2015 counted after, the mean growth of the later years is "
        f"{numbers['after'][1]}% instead of +{second}%."
    )
    expect(page.locator(".cww-tile").nth(0)).to_contain_text("mean of 4 yearly rates")
    focus(page, "radio", "before 2011–2015 | 2016–2020")
    page.keyboard.press("ArrowDown")
    assert trait(page, "boundary_side") == "after"
    expect(status).to_contain_text(
        f"mean growth is {numbers['after'][0]}% in 2011–2014 and {numbers['after'][1]}% in 2015–2020"
    )
    expect(page.locator(".cww-tile").nth(1)).to_contain_text("mean of 6 yearly rates")


def test_growth_calculator_shows_what_python_found(page, write_page, calculator):
    mount_all(page, write_page(calculator), 1)
    for values in ("printed", "corrected"):
        for method in ("level", "cagr", "mean"):
            for partner in ("Both", "Highland"):
                page.get_by_label(values.capitalize()).check()
                page.locator(f"input[value={method}]").check()
                page.get_by_label("Partner").select_option(partner)
                calculator.set_trait("values", values)
                calculator.method, calculator.partner = method, partner
                expected = [calculator.result[part]["value"] for part in ("before", "after")] + [
                    calculator.result["change"]
                ]
                shown = rested(page).locator(".cww-tile-value")
                assert [float(shown.nth(i).get_attribute("value")) for i in range(3)] == expected
    expect(page.get_by_role("status")).to_contain_text(
        "Corrected and printed numbers differ here in 1 of 10 years."
    )
    page.get_by_label("Import").check()
    expect(page.get_by_role("status")).to_contain_text("Corrected and printed numbers are the same here.")


def test_advantage_lab_by_keyboard(page, write_page, lab):
    mount_all(page, write_page(lab), 1)
    status = page.get_by_role("status")
    expect(status).to_contain_text(
        f"Highland exports 40.5 USD million of Grain. The index is {number_text(lab.index, 2)}, above 1"
    )
    focus(page, "combobox", "Group of goods")
    page.keyboard.type("Cloth")
    assert trait(page, "what_if") == 5.1
    focus(page, "spinbutton", "Export (USD million)")
    page.keyboard.press("Control+A")
    page.keyboard.type("60.5")
    lab.group = "Cloth"
    real = number_text(lab.index, 2)
    lab.what_if = 60.5
    assert trait(page, "what_if") == 60.5
    expect(status).to_contain_text(
        f"With 60.5 USD million of Cloth instead of 5.1, "
        f"the index of Highland goes from {real} to {number_text(lab.index, 2)}, below 1"
    )
    focus(page, "button", "Back to the real export")
    page.keyboard.press("Enter")
    assert trait(page, "what_if") == 5.1
    focus(page, "slider", "What-if export, slider")
    page.keyboard.press("End")
    assert trait(page, "what_if") == lab.data["limits"][2][0]


def test_a_number_that_is_none_is_said(page, write_page, lab):
    mount_all(page, write_page(lab), 1)
    page.get_by_label("Export (USD million)").fill("-3")
    expect(page.get_by_role("alert")).to_have_text("Type a number from 0 upwards.")
    assert trait(page, "what_if") == 40.5
    page.get_by_label("Export (USD million)").fill("3")
    expect(page.get_by_role("alert")).to_be_empty()


@pytest.mark.parametrize("reference", ["all", "others"])
def test_every_what_if_cell_is_what_python_computes(page, write_page, lab, reference):
    """All cells of the shown matrix, for a changed export in every cell, against the measures."""
    table = pd.DataFrame(EXPORTS).T
    goods, totals = table.drop(index="All goods"), table.loc["All goods"]
    lab.exclude_self = reference == "others"
    mount_all(page, write_page(lab), 1)
    page.get_by_text("Numbers in this view").click()
    for group in goods.index:
        for member in goods.columns:
            for value in (0.0, 17.3, 400.0):
                page.get_by_label("Exporter").select_option(member)
                page.get_by_label("Group of goods").select_option(group)
                page.get_by_label("Export (USD million)").fill(str(value))
                expect(page.locator(".cww-details caption:visible")).to_contain_text(
                    f"{value:.1f} USD million of {group} from {member}"
                    if value != goods.loc[group, member]
                    else "index"
                )
                exports, all_goods = goods.copy(), totals.copy()
                all_goods[member] += value - exports.loc[group, member]
                exports.loc[group, member] = value
                expected = balassa_matrix(exports, all_goods, lab.exclude_self)
                cells = rested(page).locator(".cww-details table:visible td data").evaluate_all(
                    "all => all.map((c) => c.value)"
                )
                shown = [float(cell) if cell else None for cell in cells]
                wanted = [
                    None if pd.isna(x) else pytest.approx(x, rel=1e-12) for x in expected.to_numpy().ravel()
                ]
                assert shown == wanted


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, explorer, calculator, lab, theme, width):
    lab.what_if = 90.0
    calculator.partner = "Lowland"  # with a sign that flips
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(explorer, calculator, lab, theme=theme), 3)
    assert check_accessible(page, width) > 30


def test_several_of_a_kind_do_not_meet(page, write_page, lab):
    other = AdvantageLab(
        exports_table(), total="All goods", unit="USD million", title=lab.title, source="Invented"
    )
    mount_all(page, write_page(lab, other), 2)
    ids = page.locator(".cw-widget").evaluate_all("all => all.map((one) => one.id)")
    assert ids == ["widget-who-exports-what", "widget-who-exports-what-2"]
    page.get_by_label("The others only").last.check()
    assert [page.evaluate(READ, [name, "exclude_self"]) for name in ids] == [False, True]
    assert page.get_by_label("All together").first.is_checked()


def test_a_widget_far_below_waits(page, write_page, explorer):
    address = write_page(explorer)
    file = Path(address.removeprefix("file://"))
    file.write_text(
        file.read_text(encoding="utf-8").replace("<h1>", '<div style="height:5000px"></div><h1>'),
        encoding="utf-8",
    )
    page.goto(address)
    page.wait_for_function("globalThis.courseware?.widgets.size === 1")
    expect(page.locator(".cww")).to_have_count(0)
    assert page.locator(".cw-widget-mount").bounding_box()["height"] > 500
    page.locator(".cw-widget").scroll_into_view_if_needed()
    expect(page.locator(MOUNTED)).to_have_count(1)


def test_a_missing_script_is_said_in_a_sentence(browser, write_page, explorer):
    context = browser.new_context()
    page = context.new_page()
    page.goto(write_page(explorer, scripts={"widget-series-explorer.js": ""}))
    expect(page.locator(".cw-widget-problem")).to_have_text(
        "This interactive chart could not start (its script, series-explorer, is not in the page). "
        "Its numbers are in the table below."
    )
    context.close()


def test_without_javascript_the_numbers_are_there(browser, write_page, explorer):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write_page(explorer))
    assert "the interactive chart needs JavaScript" in page.locator("noscript").text_content()
    page.get_by_text("All the numbers of this chart").click()
    assert page.locator("tbody tr").first.inner_text() == "2011\t120.0\t1\u202f450.0\t1\u202f570.0"
    assert page.locator(".cw-widget-mount").bounding_box()["height"] == 0
    context.close()
