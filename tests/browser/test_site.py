"""The whole book in a real browser: offline, without faults, for every reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OF_COLOUR, Visit, axe, pages, scroll_through
from tests.conftest import ROOT, bank_of

CHAPTER = "chapters/03-trade.html"
MODULES = [f"{module.page}.html" for module in bank_of(ROOT).unit.modules if module.page]
PARTS = 3  # into which all pages are cut, so that several processes share them
every_module = pytest.mark.parametrize("name", MODULES)


def check_quiet(seen: Visit, base: str, name: str) -> None:
    """The page asks nobody but the book, and nothing on it fails."""
    foreign = [u for u in seen.requests if not u.startswith((base, "data:", "blob:"))]
    assert not foreign, f"{name} asks {foreign}"
    assert not seen.complaints, f"{name} complains: {seen.complaints}"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_works_from_a_file_and_axe_finds_nothing_in_light_and_dark(book, visit, part):
    for name in pages(book)[part::PARTS]:
        seen = visit(name)
        scroll_through(seen.page)
        check_quiet(seen, book.as_uri(), name)
        assert seen.page.evaluate("document.documentElement.dataset.theme") == "light"
        seen.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert axe(seen.page) == [], name
        seen.page.add_style_tag(content="* { transition: none !important; }")  # no colour on its way
        seen.page.emulate_media(color_scheme="dark")
        seen.page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        assert axe(seen.page, rules=OF_COLOUR) == [], f"{name}, dark"
        seen.page.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_works_over_http_and_is_no_wider_than_a_phone(book, visit, part, site):
    for name in pages(book)[part::PARTS]:
        seen = visit(name, over="http", width=320)
        scroll_through(seen.page)
        check_quiet(seen, site, name)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 320, name
        seen.page.close()


@every_module
def test_without_javascript_everything_can_be_read(visit, name):
    page = visit(name, java_script_enabled=False).page
    assert page.locator("figure.cw-figure table").count() == page.locator("figure.cw-figure").count()
    assert page.locator(".cw-widget table").count() >= page.locator(".cw-widget").count() > 0
    assert all(
        page.locator(".cw-item-prompt").nth(i).is_visible() for i in range(page.locator(".cw-item").count())
    )
    assert page.locator(".cw-item button:visible").count() == 0, "no button that cannot do anything"


def test_wide_formulas_can_be_scrolled_from_end_to_end(visit):
    page = visit(CHAPTER, width=200).page
    cut = page.evaluate("""() => [...document.querySelectorAll("div.math-block")].map((box) => {
      const start = box.getBoundingClientRect().left - box.querySelector("math").getBoundingClientRect().left;
      return { wide: box.scrollWidth > box.clientWidth, start };
    })""")
    assert any(formula["wide"] for formula in cut), "nothing here is wide enough to be cut"
    assert all(formula["start"] <= 1 for formula in cut), cut


def test_text_of_twice_the_size_keeps_half_of_the_page(visit):
    page = visit(CHAPTER).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.locator(".bd-article-container").bounding_box()["width"] >= 640


@pytest.mark.parametrize("side", ["primary", "secondary"])
def test_a_sidebar_over_the_page_goes_away_again(visit, side):
    page = visit(CHAPTER, width=390).page
    bar, toggle = page.locator(f".bd-sidebar-{side}"), page.locator(f".{side}-toggle")
    toggle.click()
    # The theme moves the focus in a little later.
    page.wait_for_function(f"document.activeElement.closest('.bd-sidebar-{side}')")
    page.keyboard.press("Escape")
    bar.wait_for(state="hidden")
    assert toggle.evaluate("(node) => node === document.activeElement")
    toggle.click()
    bar.locator("a:not([href^='http'])").last.click()
    bar.wait_for(state="hidden")


def test_what_is_unfolded_turns_its_sign_first_and_is_there_a_frame_later(visit):
    page = visit(CHAPTER).page
    told = page.evaluate("""() => {
      const fold = document.querySelector("details.cw-data");
      fold.querySelector("summary").click();
      return [fold.open, fold.querySelector("table").checkVisibility()];
    }""")
    assert told == [True, False]
    expect(page.locator("details.cw-data table").first).to_be_visible()


def test_every_page_names_its_licence(book):
    for name in pages(book):
        text = (book / name).read_text(encoding="utf-8")
        assert "https://creativecommons.org/licenses/by/4.0/" in text, name


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


def test_what_stands_in_for_a_view_in_a_notebook_is_in_no_page(book):
    for name in pages(book):
        assert "cw-saved" not in (book / name).read_text(encoding="utf-8"), name


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


@every_module
def test_figure_csv_holds_the_table_under_the_figure(book, visit, name):
    page = visit(name).page
    for figure in page.locator("figure.cw-figure").all():
        link = figure.locator("a[download]").get_attribute("href")
        lines = (book / "chapters" / link).resolve().read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) - 1 == figure.locator("tbody tr").count() > 0
