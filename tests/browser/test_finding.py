"""One's way through the built book: search without a network, back to where one stopped, what is answered."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe
from tests.old_storage import kept, show_old

ANSWER = """() => {
  const { unit, edition } = courseware.questions;
  const item = courseware.questions.items.find(({ module }) => module === "trade");
  const given = { value: "1", fingerprint: item.variants[0].fingerprint };
  courseware.openStore(unit, edition).update(item.id, () => ({ ...given, checked: false }));
}"""


@pytest.mark.parametrize(("words", "kind", "target"), [
    ("revealed comparative", "term", "chapters/glossary.html#term-"),
    ("growth came back", "figure", "chapters/03-trade.html#fig-"),
    ("turnover and balance", "claim", "chapters/reading-critically.html#c-"),
    ("before and after", "chart", "chapters/03-trade.html#widget-"),
    ("imports industrial goods", "table", "chapters/03-trade.html#T_"),
    ("imports industrial goods", "question", "#item-trade-"),
])
def test_the_search_finds_what_has_a_name(visit, words, kind, target):
    page = visit(f"search.html?q={words.replace(' ', '+')}").page
    found = page.locator("#search-results li").filter(has_text=f"({kind}, in").first
    expect(found).to_be_visible()
    assert target in found.get_by_role("link").get_attribute("href")
    found.get_by_role("link").click()
    page.wait_for_url("**/*.html#*")
    expect(page.locator(f"[id='{unquote(page.url.partition('#')[2])}']")).to_have_count(1)


def test_from_a_folder_the_search_shows_the_words_around_a_match(visit):
    page = visit("search.html?q=transition").page
    expect(page.locator("#search-results .context").filter(has_text="transition").first).to_be_visible()


def test_the_cover_leads_back_to_where_one_stopped(visit):
    page = visit("index.html").page
    line = page.locator("[data-continue]")
    expect(line).to_be_hidden()
    page.goto(page.url.replace("index", "chapters/04-rules"))
    heading = page.locator("article section section h2").nth(1)
    heading.evaluate("(node) => node.scrollIntoView({ behavior: 'instant' })")
    page.goto(page.url.partition("#")[0].replace("chapters/04-rules", "index"))
    expect(line).to_contain_text("Continue where you stopped:")
    line.get_by_role("link").click()
    assert "chapters/04-rules.html#" in page.url


@pytest.mark.parametrize("place", [
    '{"page": "javascript:alert(1)", "title": "x", "anchor": "", "heading": ""}',
    '{"page": "../../elsewhere.html", "title": "x", "anchor": "", "heading": ""}', "5", "[", "null",
])
def test_a_place_that_is_not_ours_leads_nowhere(visit, place):
    page = visit("index.html").page
    key = page.evaluate("`courseware:${courseware.way.unit}:place`")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, place])
    page.reload()
    expect(page.locator("[data-continue]")).to_be_hidden()


def test_the_sidebar_counts_the_answers_of_each_module(visit):
    page = visit("chapters/03-trade.html").page
    entry = page.locator(".bd-sidebar-primary a", has_text="Trade and comparative advantage").first
    expect(entry.locator(".cw-done")).to_be_hidden()
    page.evaluate(ANSWER)
    expect(entry.locator(".cw-done")).to_contain_text("(1 of ")
    page.goto(page.url.replace("03-trade", "glossary"))
    expect(entry.locator(".cw-done")).to_contain_text("(1 of ")


def test_a_page_that_is_shown_an_old_storage_has_place_and_counts(visit):
    page = visit("chapters/03-trade.html").page
    page.evaluate(ANSWER)
    heading = page.locator("article section section h2").nth(1)
    heading.evaluate("(node) => node.scrollIntoView({ behavior: 'instant' })")
    page.goto(page.url.replace("chapters/03-trade", "index"))
    for texts in ({name: text for name, text in kept(page).items() if ":place" in name}, {}):
        show_old(page, texts)
        expect(page.locator("[data-continue]")).to_contain_text("Trade and comparative advantage: ")
        expect(page.locator(".bd-sidebar-primary .cw-done:visible")).to_contain_text("(1 of ")


def test_figures_and_tables_link_to_themselves(visit):
    page = visit("chapters/03-trade.html").page
    for place in ("figure[id^=fig-] figcaption", "table[id^=T_] caption"):
        link = page.locator(f"{place} > a.headerlink").first
        assert page.locator(link.get_attribute("href")).count() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_for_a_missing_one_needs_nothing_and_leads_back(visit, theme):
    seen = visit("404.html", theme=theme)
    assert axe(seen.page) == [] and [url for url in seen.requests if not url.endswith("404.html")] == []
    seen.page.get_by_role("link").click()
    expect(seen.page.locator("[data-continue]")).to_have_count(1)
