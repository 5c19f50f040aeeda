"""The whole book in a real browser: offline, without faults, for every reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from tests.browser.conftest import axe, pages, scroll_through

CHAPTER = "chapters/03-trade.html"


@pytest.mark.parametrize("over", ["http", "file"])
def test_every_page_works_and_asks_nobody_else(book, visit, over, request):
    base = request.getfixturevalue("site") if over == "http" else book.as_uri()
    for name in pages(book):
        seen = visit(name, over=over)
        scroll_through(seen.page)
        foreign = [u for u in seen.requests if not u.startswith((base, "data:", "blob:"))]
        assert not foreign, f"{name} asks {foreign}"
        assert not seen.complaints, f"{name} complains: {seen.complaints}"
        seen.page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(book, visit, theme):
    for name in pages(book):
        seen = visit(name, theme=theme)
        scroll_through(seen.page)
        assert seen.page.evaluate("document.documentElement.dataset.theme") == theme
        seen.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert axe(seen.page) == [], name
        seen.page.close()


def test_nothing_is_wider_than_a_phone(book, visit):
    for name in pages(book):
        page = visit(name, width=320).page
        scroll_through(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        page.close()


def test_without_javascript_everything_can_be_read(visit):
    page = visit(CHAPTER, java_script_enabled=False).page
    assert page.locator("figure.cw-figure table").count() == page.locator("figure.cw-figure").count() > 0
    assert page.locator(".cw-widget table").count() >= page.locator(".cw-widget").count() > 0
    assert all(
        page.locator(".cw-item-prompt").nth(i).is_visible() for i in range(page.locator(".cw-item").count())
    )
    assert page.locator(".cw-item button:visible").count() == 0, "no button that cannot do anything"


def test_chart_library_is_fetched_once_and_late(visit):
    seen = visit(CHAPTER, over="http")
    seen.page.wait_for_load_state("networkidle")
    assert not [u for u in seen.requests if "plotly" in u], "the first screen has no chart"
    scroll_through(seen.page)
    assert len([u for u in seen.requests if "plotly-basic" in u]) == 1
    assert (
        seen.page.locator("[data-plot][data-drawn]").count() == seen.page.locator("[data-plot]").count() > 1
    )


def test_figures_follow_the_theme(visit):
    page = visit(CHAPTER).page
    scroll_through(page)
    colour = "getComputedStyle(document.querySelector('[data-plot] .xtick text')).fill"
    light = page.evaluate(colour)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"{colour} !== '{light}'")


class Addresses(HTMLParser):
    """The ids and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = dict(attrs)
        self.ids.add(values.get("id") or values.get("name") or "")
        if tag in ("a", "link", "script", "img"):
            self.links += [v for k in ("href", "src") if (v := values.get(k))]


def test_every_link_leads_somewhere(book):
    known = {}
    for name in pages(book):
        known[name] = Addresses()
        known[name].feed((book / name).read_text(encoding="utf-8"))
    broken = []
    for name, found in known.items():
        for link in found.links:
            if re.match(r"[a-z]+:|//", link):
                continue
            target, anchor = urldefrag(urljoin(f"/{name}", link))
            file = unquote(target.split("?")[0]).lstrip("/")
            if not (book / file).is_file():
                broken.append(f"{name}: {link}")
            elif anchor and file in known and unquote(anchor) not in known[file].ids:
                broken.append(f"{name}: {link} (no such place)")
    assert not broken


def test_figure_csv_holds_the_table_under_the_figure(book, visit):
    page = visit(CHAPTER).page
    for figure in page.locator("figure.cw-figure").all():
        link = figure.locator("a[download]").get_attribute("href")
        lines = (book / "chapters" / link).resolve().read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) - 1 == figure.locator("tbody tr").count() > 0
