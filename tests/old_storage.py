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
