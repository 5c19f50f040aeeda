"""Nothing on a page moves when a widget or a figure arrives, also where its script is late."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import scroll_through
from tests.browser.test_site import MODULES

LIMIT = 0.02  # a fifth of what counts as good
WIDTHS = (1280, 390)
# What has moved since the page was parsed, without the reader having done anything; where, for the message.
WATCH = """addEventListener("DOMContentLoaded", () => new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) shifts.push([value, ...sources.map(({ node }) => node?.className ?? "")]);
  }
}).observe({ type: "layout-shift" })); globalThis.shifts = [];"""


def check_still(page: Page) -> None:
    """Nothing has moved so far."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
    shifts = page.evaluate("shifts")
    assert sum(value for value, *_ in shifts) < LIMIT, shifts


@pytest.fixture(params=WIDTHS)
def watched(request, browser, site):
    """Opens a page that notes what moves."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    context.add_init_script(WATCH)
    yield lambda name, page: page.goto(site + name), context
    context.close()


@pytest.mark.parametrize("name", MODULES)
def test_nothing_moves_while_everything_comes_into_view(watched, name):
    go, context = watched
    page = context.new_page()
    go(name, page)
    scroll_through(page)
    check_still(page)


@pytest.mark.parametrize("name", [MODULES[2], MODULES[4]])
def test_a_chart_takes_the_room_of_its_drawing(watched, name):
    go, context = watched
    page = context.new_page()
    go(name, page)
    scroll_through(page)
    for drawing in page.locator(".cw-drawing").all():
        drawing.evaluate("(node) => node.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.evaluate("shifts.length = 0")
        figure = drawing.locator("xpath=../..")
        figure.locator(".cw-explore button").evaluate("(button) => button.click()")  # moved by nobody
        figure.locator("[data-drawn]").wait_for()
        check_still(page)


@pytest.mark.parametrize("name", MODULES)
def test_a_late_widget_takes_the_room_that_was_kept_for_it(watched, name):
    go, context = watched
    page, held = context.new_page(), []
    page.route("**/widget-*.js", lambda r: r.continue_() if "-host." in r.request.url else held.append(r))
    go(name, page)
    for widget in page.locator(".cw-widget").all():
        # Its end, and what stands below it, are in view when it comes.
        there = widget.evaluate("""(node) => {
          node.querySelector(".cw-data").scrollIntoView({ block: "center", behavior: "instant" });
          return "mounted" in node.dataset;
        }""")
        if there:
            continue  # its script came with that of an earlier one of its kind
        while not held:
            page.wait_for_timeout(20)
        for route in held:
            route.continue_()
        held.clear()
        page.wait_for_function("(node) => 'mounted' in node.dataset", arg=widget.element_handle())
        check_still(page)
    assert page.locator(".cw-widget").count() > 0


def test_without_scripts_no_room_is_kept(visit):
    page = visit(MODULES[2], java_script_enabled=False).page
    heights = [node.bounding_box()["height"] for node in page.locator(".cw-widget-mount").all()]
    assert heights and max(heights) < 10
