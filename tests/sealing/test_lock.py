"""The lock in a page: opening, being remembered, locking again, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.book.assets import page_assets
from courseware.sealing.crypto import NOT_OPENED, seal
from courseware.sealing.documents import key_document
from tests.old_storage import kept as storage
from tests.old_storage import show_old

ROOT = Path(__file__).parents[2]
CODE = "KMNP-3FHX-TW9R"
KEPT = "courseware:two-lands:sealed-1:unlocked"
OPEN = """async (code) => {
  try { return (await courseware.lock.open(code)).edition; } catch (error) { return error.message; }
}"""
REOPEN = "async () => (await courseware.lock.reopen())?.edition ?? null"
PAGE = '<!doctype html><meta charset="utf-8"><title>T</title><script defer src="static/lock.js?v=1"></script>'


def write_key(folder: Path, code: str) -> None:
    sealed = seal(key_document(load_bank(ROOT / "tests" / "two_lands", sealed=True)), code)
    script = f"(globalThis.courseware ??= {{}}).sealed = {json.dumps(sealed)};"
    (folder / "static/key.js").write_text(script, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "static/lock.js").write_text(page_assets()["lock.js"], encoding="utf-8")
    write_key(tmp_path, CODE)
    return tmp_path


@pytest.fixture
def visit(browser, folder):
    """Open the page from a file, in one profile for the test; `before` runs before the page's script."""
    context = browser.new_context(offline=True)

    def open_page(before: str = ""):
        page = context.new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        if before:
            page.add_init_script(before)
        page.goto((folder / "page.html").as_uri())
        return page

    yield open_page
    context.close()


def kept(page) -> str | None:
    return page.evaluate(f"localStorage.getItem('{KEPT}')")


def test_the_keys_are_fetched_only_when_somebody_unlocks(visit):
    page = visit()
    assert page.evaluate(REOPEN) is None
    assert not [url for url in page.requests if "key.js" in url]
    assert page.evaluate(OPEN, CODE.lower()) == "sealed-1"
    assert len([url for url in page.requests if "key.js" in url]) == 1


def test_the_device_remembers_until_it_is_locked_again(visit):
    page = visit()
    assert page.evaluate(OPEN, CODE) == "sealed-1"
    assert CODE.replace("-", "") not in json.dumps(page.evaluate("({...localStorage})"))
    other = visit()
    assert other.evaluate(REOPEN) == "sealed-1"
    other.evaluate("courseware.lock.close()")
    assert kept(other) is None
    assert visit().evaluate(REOPEN) is None


def test_a_page_that_is_shown_an_old_storage_is_open_or_locked_all_the_same(visit):
    page = visit()
    assert page.evaluate(OPEN, CODE) == "sealed-1"
    opened = storage(page)
    show_old(page, {})
    assert page.evaluate(REOPEN) == "sealed-1"
    page.evaluate("courseware.lock.close()")
    show_old(page, opened)
    assert page.evaluate(REOPEN) is None


def test_a_wrong_code_says_so_and_changes_nothing(visit):
    page = visit()
    page.evaluate("localStorage.setItem('courseware:two-lands:sealed-1', '{}')")
    before = page.evaluate("({...localStorage})")
    assert page.evaluate(OPEN, "KMNP-3FHX-TW9P") == NOT_OPENED
    assert page.evaluate("({...localStorage})") == before
    assert page.evaluate(OPEN, CODE) == "sealed-1"
    assert page.evaluate(OPEN, "nonsense") == NOT_OPENED
    assert page.evaluate(REOPEN) == "sealed-1", "what was unlocked stays unlocked"


def test_a_site_built_with_another_code_is_locked_again(visit, folder):
    assert visit().evaluate(OPEN, CODE) == "sealed-1"
    write_key(folder, "AAAA-CCCC-DDDD")
    page = visit()
    assert page.evaluate(REOPEN) is None
    assert kept(page) is None
    assert page.evaluate(OPEN, CODE) == NOT_OPENED
    assert page.evaluate(OPEN, "aaaacccc dddd") == "sealed-1"


@pytest.mark.parametrize("junk", ["", "%%%", "AAAA", "[]"])
def test_junk_in_the_storage_locks(visit, junk):
    page = visit()
    page.evaluate(f"localStorage.setItem('{KEPT}', '{junk}')")
    assert page.evaluate(REOPEN) is None
    assert kept(page) is None


def test_with_storage_switched_off_unlocking_holds_for_the_page(visit):
    refuse = "{ get() { throw new DOMException('no', 'SecurityError'); } }"
    page = visit(f"Object.defineProperty(window, 'localStorage', {refuse});")
    assert page.evaluate(REOPEN) is None
    assert page.evaluate(OPEN, CODE) == "sealed-1"
    page.evaluate("courseware.lock.close()")


def test_with_full_storage_too(visit):
    page = visit(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    assert page.evaluate(OPEN, CODE) == "sealed-1"
    assert kept(page) is None


def test_a_lost_file_is_told_and_can_be_tried_again(visit, folder):
    away = (folder / "static/key.js").rename(folder / "away.js")
    page = visit()
    assert page.evaluate(OPEN, CODE).startswith("The file with the sealed answers could not be loaded.")
    away.rename(folder / "static/key.js")
    assert page.evaluate(OPEN, CODE) == "sealed-1"


def test_a_browser_that_cannot_says_so(visit):
    page = visit("Object.defineProperty(crypto, 'subtle', { value: undefined });")
    assert page.evaluate("courseware.lock.available()") is False
    assert page.evaluate(OPEN, CODE) == page.evaluate("courseware.lock.unable")
    assert page.evaluate(REOPEN) is None


def test_no_code_opens_answers_that_were_tampered_with(visit, folder):
    script = (folder / "static/key.js").read_text(encoding="utf-8")
    (folder / "static/key.js").write_text(script.replace('"sealed-1"', '"sealed-2"'), encoding="utf-8")
    assert visit().evaluate(OPEN, CODE) == NOT_OPENED
