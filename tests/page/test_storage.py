"""What a page keeps: on one from a file, whatever storage Chromium shows it; over http, plainly."""

from __future__ import annotations

import pytest

from courseware.book.assets import STORAGE, page_script
from tests.old_storage import kept, show_old

PAGE = f"<!doctype html><title>Kept</title><script>{page_script(STORAGE)}</script>"
GET = "(name) => courseware.storage.get(name)"
SET = "([name, text]) => courseware.storage.set(name, text)"
REMOVE = "(name) => courseware.storage.remove(name)"
FULL = """(name) => {
  try { courseware.storage.set(name, "x".repeat(9e6)); } catch (error) { return error.name; }
}"""
NAMES = "courseware.storage.names().sort()"
COPIES = "sessionStorage.length"


@pytest.fixture
def tab(browser, tmp_path):
    """Opens another tab of one browser profile, with the page from its folder."""
    context = browser.new_context(offline=True)
    (tmp_path / "kept.html").write_text(PAGE, encoding="utf-8")

    def open_tab():
        page = context.new_page()
        page.goto((tmp_path / "kept.html").as_uri())
        return page

    yield open_tab
    context.close()


@pytest.mark.parametrize("age", ["empty", "older"])
def test_a_page_that_is_shown_an_old_storage_misses_nothing_and_mends_it(tab, age):
    page = tab()
    for text in ("1", "2"):
        page.evaluate(SET, ["a", text])
        page.evaluate(SET, ["gone", text])
    old = kept(page) if age == "older" else {}
    page.evaluate(SET, ["a", "3"])
    page.evaluate(SET, ["b", "1"])
    page.evaluate(REMOVE, "gone")
    show_old(page, old)
    assert page.evaluate(NAMES) == ["a", "b"]
    assert [page.evaluate(GET, name) for name in ("a", "b", "gone")] == ["3", "1", None]
    assert tab().evaluate(GET, "a") == "3", "another tab has it too"


def test_what_another_tab_wrote_later_counts(tab):
    page, other = tab(), tab()
    page.evaluate(SET, ["a", "first"])
    other.wait_for_function("courseware.storage.get('a') === 'first'")
    other.evaluate(SET, ["a", "later"])
    page.reload()
    assert page.evaluate(GET, "a") == "later"
    # A text comes from another tab before the number of its changes, and is copied with that.
    page.wait_for_function("sessionStorage.getItem('a') === 'later'")
    show_old(page, {})
    assert page.evaluate(GET, "a") == "later", "the tab has taken a copy of it"


def test_a_new_tab_has_copies_of_what_its_first_page_did_not_ask_for(tab):
    tab().evaluate(SET, ["a", "1"])
    page = tab()
    show_old(page, {})
    assert page.evaluate(GET, "a") == "1"


def test_what_an_earlier_form_of_the_pages_kept_stays(tab):
    page = tab()
    page.evaluate("localStorage.setItem('a', 'old')")
    assert page.evaluate(GET, "a") == "old"
    show_old(page, {})
    assert page.evaluate(GET, "a") == "old"
    page.evaluate("localStorage.setItem('a', 'by hand')")
    assert page.evaluate(GET, "a") == "by hand"


def test_what_is_begun_anew_where_nothing_is_shown_does_not_take_the_place_of_what_was_kept(tab):
    page = tab()
    page.evaluate(SET, ["a", "kept"])
    kept_before = kept(page)
    new = tab()
    new.evaluate("localStorage.clear(); sessionStorage.clear()")
    for text in ("1", "2", "3"):
        new.evaluate(SET, ["a", text])
    show_old(new, kept_before)
    assert new.evaluate(GET, "a") == "kept"


def test_who_clears_everything_in_another_tab_has_cleared_it(tab):
    page, other = tab(), tab()
    page.evaluate(SET, ["a", "1"])
    other.wait_for_function("courseware.storage.get('a') === '1'")
    other.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.wait_for_function("courseware.storage.get('a') === null")
    page.reload()
    assert page.evaluate(NAMES) == [] and page.evaluate(COPIES) == 0


def test_a_full_storage_is_told_and_what_was_kept_before_stays(tab):
    page = tab()
    page.evaluate(SET, ["a", "before"])
    assert page.evaluate(FULL, "a") == "QuotaExceededError"
    page.reload()
    assert page.evaluate(GET, "a") == "before"


def test_over_http_nothing_is_copied_or_counted(browser):
    context = browser.new_context()
    context.route("http://book.test/", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page = context.new_page()
    page.goto("http://book.test/")
    page.evaluate(SET, ["a", "1"])
    assert kept(page) == {"a": "1"} and page.evaluate(COPIES) == 0
    page.evaluate(REMOVE, "a")
    assert kept(page) == {} and page.evaluate(NAMES) == []
    context.close()
