"""Plays what Chromium does to pages from files: now and then it shows one an empty localStorage."""

from __future__ import annotations

from playwright.sync_api import Page


def kept(page: Page) -> dict[str, str]:
    """All that the browser keeps: name → text."""
    return page.evaluate("({...localStorage})")


def show_old(page: Page, texts: dict[str, str]) -> None:
    """Loads the page anew with these texts for all its localStorage; the copies in its tab stay."""
    page.evaluate("(texts) => { localStorage.clear(); Object.assign(localStorage, texts); }", texts)
    page.reload()


def beside(page: Page) -> Page:
    """Another tab with the same page; both are opened anew until they see the same localStorage."""
    for _ in range(9):
        other = page.context.new_page()
        other.goto(page.url)
        page.evaluate("localStorage.setItem('shared', '')")
        if other.evaluate("localStorage.getItem('shared')") == "":
            page.evaluate("localStorage.removeItem('shared')")
            return other
        other.close()
        page.goto(page.url)
    raise AssertionError("two tabs with a page from a file never shared their storage")
