"""Every page by keyboard, in large letters, on a small screen and without motion (WCAG 2.2, A and AA).

A page is loaded once and looked at in one state after the other; what is looked at stands in `seen/`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect
from playwright.sync_api import TimeoutError as StillNot

from tests.browser.conftest import pages, scroll_through, text_size
from tests.browser.test_site import CHAPTER

PARTS = 4  # into which all pages are cut, so that several processes share them
KEYBOARD, *OTHERS = sorted((Path(__file__).parent / "seen").glob("*.js"))
WHOLE = "index.html"  # walked from its very top; elsewhere readers pass the bar of contents
MOST = 3000  # more stops than any page has
AT_ONCE = 20  # presses of a key before the page is asked whether it was the last
LATE = 15_000  # ms for charts and tools to take their new width
# 1.4.12: what a reader may set without anything being lost.
SPACED = """p { margin-block-end: 2em !important; }
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"""

# The register has more than a thousand stops, all made alike: those of a filtered list are walked.
SIFT = """(words) => document.querySelectorAll(".cw-filter input").forEach((field) => {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def walk(page: Page, tools: CDPSession, whole: bool) -> list[str]:
    """By the Tab key to the last stop; what was wrong with any, and what was never reached.

    Args:
        whole: from the top of the page on; else past the bar of contents, by the link that is the first stop.
    """
    tab = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    if not whole:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    part = "body" if whole else "#main-content"
    for _ in range(MOST // AT_ONCE):
        for _ in range(AT_ONCE):
            tools.send("Input.dispatchKeyEvent", tab)  # half of what `press` takes
        if page.evaluate("keyboard.done"):
            missed = page.evaluate("(part) => keyboard.missed(part)", part)
            return [*page.evaluate("keyboard.faults"), *(f"never reached: {node}" for node in missed)]
    return ["the keyboard never comes to an end"]


def faults_when_settled(page: Page) -> list[str]:
    """What does not fit, once charts and tools have been drawn anew."""
    try:
        page.wait_for_function("room.all().length === 0", timeout=LATE, polling=100)
    except StillNot:
        return page.evaluate("room.all()")
    return []


def bring_everything(page: Page) -> None:
    """What comes when it is in view: charts, tools, and the buttons that copy code."""
    code = page.locator("div.highlight:visible")
    if code.count():
        code.first.scroll_into_view_if_needed()
        page.locator(".copybtn").first.wait_for(state="attached")
    scroll_through(page, everything=False)
    page.evaluate("scrollTo(0, 0)")


def look_at(page: Page, whole: bool) -> dict[str, list[str]]:
    """The faults of a page in each state in which a reader may have it."""
    tools = page.context.new_cdp_session(page)
    page.evaluate(SIFT, "turnover")
    found = {"by keyboard": walk(page, tools, whole)}
    page.evaluate(SIFT, "")
    found["moves"], found["not told"] = page.evaluate("[moving(), untold()]")
    page.add_style_tag(content="* { content-visibility: visible !important; }")
    found["targets"] = page.evaluate("room.small()")
    text_size(page, tools, 2)
    found["letters of twice the size"] = faults_when_settled(page)
    text_size(page, tools, 1)
    page.set_viewport_size({"width": 320, "height": 640})
    found["at 320 px"] = faults_when_settled(page)
    found["targets at 320 px"] = page.evaluate("room.small()")
    text_size(page, tools, 2)
    found["at 320 px, letters of twice the size"] = faults_when_settled(page)
    text_size(page, tools, 1)
    page.add_style_tag(content=SPACED)
    found["at 320 px, letters and lines apart"] = faults_when_settled(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    found["letters and lines apart"] = faults_when_settled(page)
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_by_keyboard_in_large_letters_and_on_a_small_screen(book, visit, part):
    faults = []
    for name in pages(book)[part::PARTS]:
        page = visit(name, reduced_motion="reduce").page
        for script in (KEYBOARD, *OTHERS):
            page.add_script_tag(path=script)
        bring_everything(page)
        found = look_at(page, name == WHOLE)
        faults += [f"{name}, {state}: {fault}" for state, those in found.items() for fault in those]
        page.close()
    assert faults == []


def test_on_a_phone_in_forced_colours_the_keyboard_still_shows_where_it_is(visit):
    page = visit(CHAPTER, width=390, reduced_motion="reduce", forced_colors="active").page
    page.add_script_tag(path=KEYBOARD)
    bring_everything(page)
    assert walk(page, page.context.new_cdp_session(page), whole=True) == []


def test_what_lies_over_the_page_gives_the_focus_back_and_hides_none(visit):
    page = visit(CHAPTER, width=390, reduced_motion="reduce").page
    opener = page.locator(".bd-header-article .search-button:visible")
    field = "#search-input"
    opener.press("Enter")
    expect(page.locator(field)).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(page.locator(field)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(field)).to_be_hidden()
    for side in ("primary", "secondary"):
        bar = page.locator(f".bd-sidebar-{side}")
        page.locator(f".{side}-toggle").press("Enter")
        page.wait_for_function(f"document.activeElement.closest('.bd-sidebar-{side}')")
        bar.locator("a:visible").last.focus()
        page.keyboard.press("Tab")
        bar.wait_for(state="hidden")


def test_a_dialog_gives_the_focus_back(visit):
    page = visit("exercises/answers.html").page
    page.evaluate("""() => {
      const { unit, edition, items: [item] } = courseware.questions;
      const given = { value: "1", fingerprint: item.variants[0].fingerprint };
      courseware.openStore(unit, edition).update(item.id, () => ({ ...given, checked: false }));
    }""")
    opener = page.get_by_role("button", name="Clear all answers")
    for key in ("Escape", "Enter"):
        opener.press("Enter")
        expect(page.get_by_role("button", name="Keep them")).to_be_focused()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(opener).to_be_focused()
