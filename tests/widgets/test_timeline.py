import datetime as dt
import json

import pandas as pd
import pytest
from playwright.sync_api import expect
from traitlets import TraitError

from courseware.widgets import Timeline
from tests.chromium import rested
from tests.widgets.reader import check_accessible, focus, mount_all, trait

ROWS = [
    ("1996-03", None, "Toll treaty signed", "treaty", "Chronicle", "By three lands."),
    ("2014-05-29", None, "Union treaty signed", "treaty", "Chronicle", None),
    ("2014-06", None, "Union treaty signed", "treaty", "Almanac", None),
    ("2003", "..", "Free trade with Island", "trade", "Chronicle", None),
    ("2012-02-15", "2012", "Highland in the chair", "office", "Almanac", None),
    ("2015-01-01", None, "Union begins work", "treaty", "Chronicle", None),
    ("2015", None, "Toll office opens", "office", "Almanac", None),
    ("2016-01-01", "2016-12-31", "Lowland in the chair", "office", "Almanac", None),
    ("2020-01-01", "2020-12-31", "Lowland in the chair", "office", "Almanac", None),
]


def events_table() -> pd.DataFrame:
    """Dates of all kinds, a span that has not ended, an event with two dates, an office held twice."""
    return pd.DataFrame(ROWS, columns=["date", "end", "event", "category", "source", "note"])


@pytest.fixture
def line() -> Timeline:
    return Timeline(events_table(), end="end", note="note", title="Year by year", credit="Invented")


def states(line: Timeline) -> dict[tuple[str, str], str]:
    return {(row["event"], row["date"]): row["state"] for _, row in line.selection.iterrows()}


@pytest.mark.parametrize(
    ("day", "event", "state"),
    [
        ("2014-12-31", ("Union begins work", "2015-01-01"), "after"),
        ("2015-01-01", ("Union begins work", "2015-01-01"), "on"),
        ("2015-01-02", ("Union begins work", "2015-01-01"), "before"),
        ("2014-12-31", ("Toll office opens", "2015"), "after"),
        ("2015-01-01", ("Toll office opens", "2015"), "open"),  # not on 1 January only because it is a year
        ("2015-12-31", ("Toll office opens", "2015"), "open"),
        ("2016-01-01", ("Toll office opens", "2015"), "before"),
        ("1996-02-29", ("Toll treaty signed", "1996-03"), "after"),
        ("1996-03-31", ("Toll treaty signed", "1996-03"), "open"),
        ("1996-04-01", ("Toll treaty signed", "1996-03"), "before"),
        ("2003-06-01", ("Free trade with Island", "2003"), "open"),
        ("2003-12-31", ("Free trade with Island", "2003"), "running"),
        ("2020-12-31", ("Free trade with Island", "2003"), "running"),
        ("2012-02-14", ("Highland in the chair", "2012-02-15"), "after"),
        ("2012-02-15", ("Highland in the chair", "2012-02-15"), "open"),  # it may have ended by then
        ("2013-01-01", ("Highland in the chair", "2012-02-15"), "before"),
        ("2016-12-31", ("Lowland in the chair", "2016-01-01"), "running"),
        ("2017-01-01", ("Lowland in the chair", "2016-01-01"), "before"),
    ],
)
def test_a_date_says_no_more_than_it_says(line, day, event, state):
    line.on_date = day
    assert states(line)[event] == state


def test_selection_and_running(line):
    line.on_date = "2016-07-01"
    assert line.running["event"].tolist() == ["Free trade with Island", "Lowland in the chair"]
    line.chosen = ["office", "treaty"]
    assert line.chosen == ["treaty", "office"]  # in the order of the table
    assert line.running["event"].tolist() == ["Lowland in the chair"]
    assert line.selection.columns.tolist() == [*events_table().columns, "state"]
    assert line.selection["date"].tolist() == [
        "1996-03", "2012-02-15", "2014-05-29", "2014-06", "2015-01-01", "2015", "2016-01-01", "2020-01-01",
    ]  # fmt: skip


def test_two_sources_of_an_event_stand_together_and_two_events_of_a_source_do_not(line):
    entries = {}
    for entry in line.data["entries"]:
        entries.setdefault(entry["label"], []).append([date["source"] for date in entry["dates"]])
    assert entries["Union treaty signed"] == [["Chronicle", "Almanac"]]
    assert entries["Lowland in the chair"] == [["Almanac"], ["Almanac"]]


def test_numbers_and_days_are_dates_too():
    table = pd.DataFrame(
        {"date": [2015, dt.date(2016, 2, 3)], "event": ["A", "B"], "category": "c", "until": [2016.0, None]}
    )
    line = Timeline(table, source=None, end="until")
    assert [row[:2] for row in line.fallback["rows"]] == [["2015 to 2016", "A"], ["3 February 2016", "B"]]
    assert line.data["entries"][0]["dates"][0]["when"] == "2015 to 2016"
    assert line.data["years"] == [2015, 2016]


@pytest.mark.parametrize("date", ["2015-13", "2015-02-30", "15-01-01", "1 May 2015", "2015-1-1", None])
def test_what_is_no_date_is_refused(date):
    table = events_table().assign(date=date)
    with pytest.raises(ValueError, match="the date of 'Toll treaty signed', is no year, month or day"):
        Timeline(table)


def test_tables_that_do_not_fit_are_refused():
    table = events_table()
    with pytest.raises(ValueError, match="no column 'finish'"):
        Timeline(table, end="finish")
    with pytest.raises(ValueError, match="'Toll treaty signed' ends in 1996-02, before it begins in 1996-03"):
        Timeline(table.assign(end="1996-02"), end="end")
    with pytest.raises(ValueError, match="needs a name and a category"):
        Timeline(table.assign(category=""))


@pytest.mark.parametrize("day", ["2015", "2015-01", "2015-02-30", "1995-12-31", "2021-01-01", "20150101", ""])
def test_a_day_that_is_none_is_refused(line, day):
    before = line.on_date
    with pytest.raises(TraitError, match="on_date must be a day from 1996-01-01 to 2020-12-31, not "):
        line.on_date = day
    assert line.on_date == before
    with pytest.raises(TraitError, match="chosen holds 'war'"):
        line.chosen = ["war"]


def test_state_and_fallback_are_plain(line):
    json.dumps(line.get_state(), allow_nan=False)
    assert line.fallback["columns"] == ["Date", "Event", "Category", "Source", "Note"]
    assert line.fallback["rows"][0] == [
        "March 1996", "Toll treaty signed", "treaty", "Chronicle", "By three lands.",
    ]  # fmt: skip
    assert line.fallback["rows"][1][0].startswith("since ")
    assert len(line.fallback["rows"]) == len(ROWS)


def test_the_page_splits_as_python_does(page, write_page):
    table = events_table().drop(index=2).assign(source="Chronicle")  # an entry a row
    line = Timeline(table, end="end")
    mount_all(page, write_page(line), 1)
    for day in (
        "1996-03-01",
        "2003-05-05",
        "2004-01-01",
        "2012-06-01",
        "2015-01-01",
        "2016-02-29",
        "2020-12-31",
    ):
        page.get_by_label("Day", exact=True).fill(day)
        line.on_date = day
        counts = line.selection["state"].value_counts()
        before, on, running, left, after = (
            counts.get(name, 0) for name in ("before", "on", "running", "open", "after")
        )
        when = f"{int(day[8:])} {dt.date.fromisoformat(day):%B %Y}"
        expect(page.get_by_role("status")).to_have_text(
            f"{when}: {before} {'event' if before == 1 else 'events'} before, {on} on this day, "
            f"{running} running{f', {left} left open by the date' if left else ''} and {after} after."
        )
        assert trait(page, "on_date") == day


def test_by_keyboard(page, write_page, line):
    line.on_date = "2014-05-29"
    mount_all(page, write_page(line), 1)
    status = page.get_by_role("status")
    expect(status).to_have_text(
        "29 May 2014: 2 events before, 0 on this day, 1 running, 1 left open by the date and 4 after."
    )
    now = page.get_by_role("list", name="On this day (2)")
    expect(now.get_by_role("listitem").nth(1)).to_contain_text("29 May 2014 or June 2014")
    expect(now.get_by_role("listitem").nth(1)).to_contain_text("the dates differ")
    expect(now.get_by_role("listitem").nth(1)).to_contain_text("29 May 2014: Chronicle · June 2014: Almanac")
    focus(page, "button", "Event after")
    page.keyboard.press("Enter")
    assert trait(page, "on_date") == "2014-06-01"
    page.keyboard.press("Enter")
    assert trait(page, "on_date") == "2015-01-01"
    expect(page.get_by_role("list", name="On this day (3)")).to_contain_text("the date leaves it open")
    focus(page, "slider", "Year, slider")
    page.keyboard.press("End")
    assert trait(page, "on_date") == "2020-01-01"
    assert rested(page).get_by_role("button", name="Event after").get_attribute("aria-disabled") == "true"
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", "1 January 2020")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert trait(page, "on_date") == "2016-01-01"
    for name in ("treaty", "trade", "office"):
        page.get_by_role("checkbox", name=name).uncheck()
    expect(status).to_have_text("No category is chosen.")


def test_a_day_typed_by_digits_is_taken_when_it_is_whole(page, write_page, line):
    mount_all(page, write_page(line), 1)
    field = page.get_by_label("Day", exact=True)
    field.focus()
    page.keyboard.type("07042016")
    expect(page.get_by_role("status")).to_contain_text("4 July 2016:")
    page.get_by_label("Day", exact=True).fill("1980-01-01")
    field.blur()
    expect(page.get_by_role("alert")).to_have_text("Choose a day from 1996 to 2020.")
    assert field.input_value() == trait(page, "on_date") == "2016-07-04"


def test_a_leap_day_slides_to_other_years(page, write_page, line):
    line.on_date = "2016-02-29"
    mount_all(page, write_page(line), 1)
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    assert trait(page, "on_date") == "2015-02-28"


def test_a_long_list_is_short_at_first_and_whole_on_paper(page, write_page):
    table = pd.DataFrame({"date": range(1996, 2027), "event": [f"Meeting {i}" for i in range(31)]})
    line = Timeline(table.assign(category="meeting", source="Chronicle"))
    line.on_date = "2025-06-01"
    mount_all(page, write_page(line), 1)
    shown = page.locator(".cww-events li:visible")
    expect(shown).to_have_count(1 + 6 + 1)
    page.emulate_media(media="print")
    expect(shown).to_have_count(31)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show all 29").press("Enter")
    expect(shown).to_have_count(31)
    assert page.evaluate("document.activeElement.textContent").startswith("2018Meeting 22")


def test_another_day_moves_the_lines_and_makes_none_anew(page, write_page, line):
    mount_all(page, write_page(line), 1)
    page.evaluate("""() => {
      globalThis.known = new Set(document.querySelectorAll(".cww-events li, .cww-chart svg *"));
    }""")
    names = page.locator(".cww-event")
    before = names.all_inner_texts()
    page.get_by_role("button", name="Event after").click()
    expect(names).not_to_have_text(before)  # in another order
    assert sorted(names.all_inner_texts()) == sorted(before)
    assert page.evaluate("""[...document.querySelectorAll(".cww-events li, .cww-chart svg *")]
      .every((node) => known.has(node))""")


def test_another_category_moves_the_lanes_and_makes_none_anew(page, write_page, line):
    mount_all(page, write_page(line), 1)
    svg = page.locator(".cww-chart svg")
    marks = svg.locator(".cww-series")
    before, high = marks.count(), svg.bounding_box()["height"]
    page.evaluate("globalThis.known = new Set(document.querySelectorAll('.cww-chart svg *'))")
    page.get_by_role("checkbox", name="treaty").uncheck()
    expect(svg.get_by_text("treaty")).to_have_count(0)
    assert 0 < marks.count() < before and svg.bounding_box()["height"] < high
    drawn = svg.bounding_box()
    assert all(drawn["y"] <= mark.bounding_box()["y"] < drawn["y"] + drawn["height"] for mark in marks.all())
    page.get_by_role("checkbox", name="treaty").check()
    expect(marks).to_have_count(before)
    assert svg.bounding_box()["height"] == high
    assert page.evaluate("[...document.querySelectorAll('.cww-chart svg *')].every((one) => known.has(one))")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_accessibility(page, write_page, line, theme, width):
    line.on_date = "2014-05-29"
    page.set_viewport_size({"width": width, "height": 900})
    mount_all(page, write_page(line, theme=theme), 1)
    assert check_accessible(page, width) > 6
