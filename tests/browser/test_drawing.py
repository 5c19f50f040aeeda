"""The drawings of the book's figures: right, there without a script, and kept until the chart has come."""

from __future__ import annotations

import csv
import gzip
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import expect

from tests.browser.conftest import axe, explore, text_size
from tests.browser.test_site import CHAPTER, MODULES, every_module

FIGURE = re.compile(
    r'<div class="cw-plot"[^>]*>(<div class="cw-drawing".*?</div>)?<script.*?href="[^"]*(_figures/[^"]+)"',
    re.DOTALL,
)
HEAVIEST = 2_000  # bytes compressed, of one drawing
# Of all words in a chart those that meet others, or reach beyond it.
CROWDED = """() => [...document.querySelectorAll(".cw-drawing")].flatMap((drawing) => {
  const box = drawing.getBoundingClientRect();
  const range = document.createRange();
  const words = [...drawing.querySelectorAll(
    ".cw-d-x > span, .cw-d-y, .cw-d-slots > span, .cw-d-name, .cw-d-title, .cw-d-legend > span, text")]
    .filter((node) => node.getClientRects().length)
    .map((node) => {
      range.selectNodeContents(node);
      return [node.textContent, range.getBoundingClientRect()];
    });
  const meet = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return words.flatMap(([text, a], i) => [
    ...words.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => `${text} meets ${other}`),
    ...(a.left < box.left - 1 || a.right > box.right + 1 ? [`${text} is cut off`] : []),
  ]);
})"""


class Drawn(NamedTuple):
    """A figure of the book, read back from its page."""

    name: str
    drawing: ET.Element
    size: int  # bytes compressed
    numbers: dict[tuple[str, str], float]  # of column and row


def figures(book: Path) -> Iterator[Drawn]:
    for page in MODULES:
        for drawing, address in FIGURE.findall((book / page).read_text(encoding="utf-8")):
            assert drawing, f"{address} has no drawing"
            with open(book / address, encoding="utf-8-sig", newline="") as file:
                _, *columns = next(rows := csv.reader(file))
                cells = {(c, row[0]): v for row in rows for c, v in zip(columns, row[1:], strict=True) if v}
            tree = ET.fromstring(drawing.replace("<br>", ""))
            size = len(gzip.compress(drawing.encode()))
            yield Drawn(address, tree, size, {key: float(value) for key, value in cells.items()})


def of_class(node: ET.Element, name: str) -> list[ET.Element]:
    return [one for one in node.iter() if name in one.get("class", "").split()]


def marks(drawing: ET.Element) -> int:
    """Bars, markers, and the points of lines without markers."""
    plots = of_class(drawing, "cw-d-rows") + of_class(drawing, "cw-d-area")
    bars = sum(len(of_class(plot, "cw-d-bar")) for plot in plots)
    lines = [line for plot in plots for line in of_class(plot, "cw-d-line")]
    return bars + sum(len(list(line.iter("use"))) or points(line) for line in lines)


def points(line: ET.Element) -> int:
    return sum(len(re.findall("[ML]", path.get("d"))) for path in line.iter("path"))


def test_every_figure_has_a_mark_for_each_number_of_its_table(book):
    found = list(figures(book))
    assert (
        len(found)
        == sum((book / page).read_text(encoding="utf-8").count("data-plot ") for page in MODULES)
        > 5
    )
    for figure in found:
        assert marks(figure.drawing) == len(figure.numbers), figure.name
        assert figure.size < HEAVIEST, figure.name


def test_bars_are_as_long_as_their_numbers(book):
    compared = 0
    for figure in figures(book):
        told = {f"{column}, {row}": value for (column, row), value in figure.numbers.items()}
        told |= {row: value for (_, row), value in figure.numbers.items()}
        for plot in of_class(figure.drawing, "cw-d-rows") + of_class(figure.drawing, "cw-d-area"):
            side = "width" if "cw-d-rows" in plot.get("class", "") else "height"
            pairs = [
                (abs(told[bar.findtext("title").rpartition(": ")[0]]), float(bar.get(side).rstrip("%")))
                for bar in of_class(plot, "cw-d-bar")
            ]
            if pairs:
                value, length = max(pairs)
                assert all(abs(v / value * length - size) < 0.02 for v, size in pairs), figure.name
                compared += len(pairs)
    assert compared > 50


@every_module
def test_without_javascript_a_chart_is_there(visit, name):
    page = visit(name, java_script_enabled=False).page
    drawings = page.locator(".cw-plot > .cw-drawing")
    assert drawings.count() == page.locator(".cw-plot").count()
    assert all(drawing.is_visible() for drawing in drawings.all())
    assert page.locator(".cw-explore button:visible").count() == 0
    assert page.locator(".cw-explore").evaluate_all("(all) => all.every((p) => p.offsetHeight === 0)")


@every_module
def test_words_in_a_chart_meet_no_others_at_any_width(visit, name):
    page = visit(name, width=320).page
    tools = page.context.new_cdp_session(page)
    for width in (320, 520, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CROWDED) == [], width
    text_size(page, tools, 2)
    letters = "[...document.querySelectorAll('.cw-drawing')].map((node) => getComputedStyle(node).fontSize)"
    assert set(page.evaluate(letters)) <= {"26px"}, "twice the size, as the reader has set"
    for width in (1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CROWDED) == [], f"letters of twice the size, {width}"
    text_size(page, tools, 1)
    page.set_viewport_size({"width": 320, "height": 900})
    explore(page)
    overlaps = page.evaluate("""() => [...document.querySelectorAll("[data-plot]")].filter((box) => {
      const legend = box.querySelector(".legend")?.getBoundingClientRect();
      return legend && [...box.querySelectorAll("[class*=title] text, .xtick text")].some((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < legend.right && right > legend.left && top < legend.bottom && bottom > legend.top;
      });
    }).length""")
    assert overlaps == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_chart_library_is_fetched_once_and_only_when_asked_for(visit):
    seen = visit(CHAPTER, over="http")
    page = seen.page
    figure = page.locator("figure:has(.cw-drawing)").first
    figure.scroll_into_view_if_needed()
    figure.locator(".cw-drawing").hover()
    page.wait_for_load_state("networkidle")
    assert not [url for url in seen.requests if "plotly" in url], "a reader who looks fetches nothing"
    figure.get_by_role("button", name="Explore this chart").click()
    figure.locator(".cw-plot[data-drawn] .main-svg .trace").first.wait_for()
    assert not figure.locator(".cw-drawing").is_visible()
    figure.locator(".nsewdrag").first.hover()
    figure.locator(".hovertext").first.wait_for()
    page.keyboard.press("Escape")
    expect(figure.locator(".hovertext")).to_have_count(0)
    assert explore(page) > 1
    assert len([url for url in seen.requests if "plotly-basic" in url]) == 1
    assert axe(page, within="figure:has(.cw-drawing)") == []
    back = figure.get_by_role("button", name="Back to the drawing")
    expect(back).to_be_focused()
    back.click()
    assert figure.locator(".cw-drawing").is_visible()
    assert figure.locator(".main-svg").count() == 0
    figure.locator(".cw-drawing").click()
    figure.locator(".cw-plot[data-drawn]").wait_for()


def test_by_keyboard_a_chart_tells_its_marks(visit):
    page = visit(CHAPTER).page
    figure = page.locator("figure:has(.cw-drawing)").first
    figure.get_by_role("button", name="Explore this chart").focus()
    page.keyboard.press("Enter")
    chart, label = figure.get_by_role("slider"), figure.locator(".hovertext")
    expect(chart).to_be_focused()
    expect(chart).to_have_accessible_name(re.compile("^Explore: .{20}"))
    told = chart.get_attribute("aria-valuetext")
    first, value = told.split(": ")
    expect(label).to_contain_text(first.rpartition(", ")[2])
    row = figure.locator("tbody tr").first.locator("th, td").all_text_contents()
    assert row[0] in first and row[1].startswith(value), "the mark is that of the table"
    for there, back in (("ArrowRight", "ArrowLeft"), ("ArrowUp", "ArrowDown"), ("End", "Home")):
        page.keyboard.press(there)
        expect(chart).not_to_have_attribute("aria-valuetext", told)
        page.keyboard.press(back)
        expect(chart).to_have_attribute("aria-valuetext", told)
    assert axe(page, within="figure:has([data-drawn])") == []
    page.keyboard.press("Escape")
    expect(label).to_have_count(0)
    page.keyboard.press("Tab")
    expect(figure.get_by_role("button", name="Back to the drawing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(figure.get_by_role("button", name="Explore this chart")).to_be_focused()
    expect(figure.get_by_role("slider")).to_have_count(0)


def test_a_chart_that_does_not_load_leaves_its_drawing(browser, site):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/plotly*.js", lambda route: route.abort())
    page.goto(site + CHAPTER)
    figure = page.locator("figure:has(.cw-drawing)").first
    figure.get_by_role("button").click()
    figure.get_by_text("did not load").wait_for()
    assert figure.locator(".cw-drawing").is_visible()
    page.unroute("**/plotly*.js")
    figure.get_by_role("button", name="Explore this chart").click()
    figure.locator(".cw-plot[data-drawn]").wait_for()
    context.close()


def test_drawing_and_chart_follow_the_theme(visit):
    page = visit(CHAPTER).page
    explore(page)
    colours = """["[data-plot] .xtick text", ".cw-drawing text", ".cw-drawing .cw-d-bar:not([fill])"]
      .map((name) => getComputedStyle(document.querySelector(name)).fill)"""
    light = page.evaluate(colours)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"(light) => {colours}.every((now, i) => now !== light[i])", arg=light)


@every_module
def test_paper_is_light_and_has_every_chart_and_its_table(visit, name):
    """On pages where nobody has scrolled; on one, a chart has been explored."""
    page = visit(name, theme="dark").page
    if page.locator(".cw-plot").count() == 0:
        return  # no figure in this module
    if name == CHAPTER:
        page.locator(".cw-explore button").first.click()
        page.locator(".cw-plot[data-drawn]").wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    for figure in page.locator("figure:has(.cw-plot)").all():
        assert figure.locator(".cw-drawing").is_visible() and figure.locator("table").is_visible()
        assert figure.locator(".cw-drawing :is(.cw-d-bar, use)").first.is_visible()
        assert not figure.locator(".cw-plot-live, button").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.locator("figure.cw-figure details[open]").count() == 0
