"""What the pages kept of the theme's scripts: search, colour scheme, contents, copy buttons."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_site import CHAPTER
from tests.old_storage import kept, show_old

NOTEBOOK = "exercises/03-trade.html"


@pytest.mark.parametrize("open_by", ["key", "button"])
def test_search_works_from_a_file_and_marks_what_was_found(visit, open_by):
    seen = visit(CHAPTER)
    page = seen.page
    field = page.locator(".search-button__wrapper input")
    if open_by == "key":
        page.keyboard.press("Control+k")
    else:
        page.locator(".search-button-field").click()
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()
    page.keyboard.press("Control+k")
    field.fill("turnover")
    field.press("Enter")
    found = page.locator("#search-results li a")
    expect(found.first).to_be_visible()
    found.first.click()
    expect(page.locator("span.highlighted").first).to_be_attached()
    # From a file, the search page may not read the pages for their summaries.
    assert [said for said in seen.complaints if "fetch" not in said and "ERR_FAILED" not in said] == []


def test_a_page_that_is_shown_no_storage_marks_what_was_found_all_the_same(visit):
    page = visit(CHAPTER).page
    page.keyboard.press("Control+k")
    page.locator(".search-button__wrapper input").fill("turnover")
    page.keyboard.press("Enter")
    found = page.locator("#search-results li a").first
    expect(found).to_be_visible()
    page.add_init_script("localStorage.clear()")
    found.click()
    expect(page.locator("span.highlighted").first).to_be_attached()


def test_the_colour_scheme_goes_round_and_is_kept(visit):
    page = visit(CHAPTER).page
    button, root = page.locator(".theme-switch-button"), page.locator("html")
    modes = []
    for _ in range(3):
        button.click()
        modes.append(root.get_attribute("data-mode"))
    assert modes == ["dark", "light", "auto"]
    button.click()
    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")
    shown = page.locator(".theme-switch-button .theme-switch:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("data-mode", "dark")


def test_a_page_that_is_shown_an_old_storage_has_the_colours_all_the_same(visit):
    page = visit(CHAPTER).page
    before = kept(page)
    page.locator(".theme-switch-button").click()
    for texts in ({}, before):
        show_old(page, texts)
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert kept(page)["mode"] == "dark"


def test_every_sign_of_the_theme_is_drawn(visit):
    page = visit(CHAPTER, width=390).page
    signs = page.evaluate("""() => [...document.querySelectorAll("[class*='fa-solid']")]
      .filter((node) => node.checkVisibility()).map((node) => {
        const style = getComputedStyle(node, "::before");
        return [node.className, style.maskImage.startsWith("url("), parseFloat(style.width) > 8];
      })""")
    assert len(signs) >= 4 and all(drawn and wide for _, drawn, wide in signs), signs


def test_the_contents_follow_the_reader(visit):
    page = visit(CHAPTER).page
    last = page.locator(".bd-toc-nav > ul > li > a").last
    expect(last).not_to_have_class(re.compile("active"))
    page.locator("#questions").evaluate("(node) => node.scrollIntoView({ behavior: 'instant' })")
    expect(last).to_have_class(re.compile("active"))
    expect(page.locator(".bd-toc-nav > ul > li > a.active")).to_have_count(1)
    sub = page.locator(".bd-toc-nav li li a").first
    page.locator(sub.get_attribute("href")).evaluate("(node) => node.scrollIntoView({ behavior: 'instant' })")
    expect(sub).to_have_class(re.compile("active"))
    expect(page.locator(".bd-toc-nav > ul > li:has(li.active) > a.active")).to_have_count(1)


def test_the_way_back_to_the_top_is_offered_to_who_scrolls_up(visit):
    page = visit(CHAPTER, width=1000).page  # wide windows have no such button
    back = page.locator("#pst-back-to-top")
    page.evaluate("""() => new Promise((done) => {
      addEventListener("scroll", () => requestAnimationFrame(done), { once: true });
      scrollTo({ top: 3000, behavior: "instant" });
    })""")
    expect(back).to_be_hidden()
    page.evaluate("scrollTo({ top: 2500, behavior: 'instant' })")
    expect(back).to_be_visible()
    back.click()
    page.wait_for_function("scrollY === 0")
    expect(back).to_be_hidden()


def test_code_can_be_copied(visit):
    seen = visit(NOTEBOOK)
    button = seen.page.locator("div.highlight .copybtn").first
    button.scroll_into_view_if_needed()
    expect(button).to_be_attached()
    assert seen.complaints == []


def test_a_menu_opens_and_closes(visit):
    page = visit(CHAPTER).page
    page.evaluate("""document.querySelector("article").insertAdjacentHTML("afterbegin", `
      <div class="dropdown"><button class="btn dropdown-toggle" data-bs-toggle="dropdown">Doors</button>
      <ul class="dropdown-menu"><li><a class="dropdown-item" href="#x">One</a></li></ul></div>`)""")
    button, menu = page.locator(".dropdown-toggle"), page.locator(".dropdown-menu")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu).to_have_class(re.compile("show"))
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    button.click()
    page.locator("article h1").click()
    expect(menu).not_to_have_class(re.compile("show"))
