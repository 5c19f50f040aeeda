"""What a module's page asks for, and that its text needs no script: no machine's speed changes that."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import explore, pages, scroll_through
from tests.browser.test_site import MODULES, every_module

FIRST_VIEW = (25, 200_000)  # requests, bytes compressed
EVERYTHING = 700_000  # bytes, figures included
CACHED = re.compile(r'(?:src|href|data-[\w-]+)="([^"]*_static/[^"]+\.(?:js|css|svg))"')
HASHED = re.compile(r"\.([0-9a-f]{10})\.(?:js|css|svg)$")


def compressed(book: Path, addresses: list[str]) -> int:
    files = {book / unquote(urlsplit(address).path).lstrip("/") for address in addresses}
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


@every_module
def test_a_module_is_light_before_and_after_its_figures_come(book, visit, name):
    seen = visit(name, over="http")
    seen.page.wait_for_load_state("networkidle")
    first = [url for url in seen.requests if url.startswith("http")]
    assert len(first) <= FIRST_VIEW[0], first
    assert compressed(book, first) <= FIRST_VIEW[1]
    scroll_through(seen.page)
    explore(seen.page)
    assert compressed(book, [url for url in seen.requests if url.startswith("http")]) <= EVERYTHING


@every_module
def test_the_text_is_there_before_any_script_has_come(visit, browser, site, name):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site + name)
    words = "document.querySelector('article h1 ~ p, article p').innerText.length > 20"
    page.wait_for_function(words)
    hidden = page.evaluate("""() => [...document.querySelectorAll("article :is(h1, h2, h3, p, li, td)")]
      .filter((node) => node.textContent.trim() && !node.checkVisibility({ visibilityProperty: true })
        && !node.closest("[hidden], details, noscript, .cw-item, .cw-panel"))
      .map((node) => node.outerHTML.slice(0, 120))""")
    assert hidden == []
    assert page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length") == 1
    blocking = "[...document.querySelectorAll('script[src]')].filter((s) => !s.defer && !s.async).length"
    assert page.evaluate(blocking) == 0
    context.close()


def test_whatever_a_page_loads_has_its_content_in_its_name(book):
    for name in pages(book):
        for address in CACHED.findall((book / name).read_text(encoding="utf-8")):
            file = (book / name).parent / address
            mark = HASHED.search(address)
            assert mark, f"{name}: {address} could not be kept by a browser"
            assert hashlib.sha256(file.read_bytes()).hexdigest().startswith(mark[1]), address


def test_the_site_carries_nothing_that_no_page_asks_for(book):
    named = "".join((book / name).read_text(encoding="utf-8") for name in pages(book))
    kinds = {".js", ".css", ".map", ".woff2", ".ttf"}
    files = [file for file in (book / "_static").rglob("*") if file.suffix in kinds]
    spare = [f.name for f in files if f.name != "key.js" and f.name not in named]
    assert spare == []
    assert len(files) < 45


@pytest.mark.parametrize("name", [MODULES[2]])
def test_a_widget_script_is_fetched_when_its_widget_comes_near(visit, name):
    seen = visit(name, over="http")
    seen.page.wait_for_load_state("networkidle")
    assert not [url for url in seen.requests if "/widget-" in url and "host" not in url]
    scroll_through(seen.page)
    kinds = set(seen.page.evaluate("[...document.querySelectorAll('.cw-widget')].map((w) => w.dataset.kind)"))
    fetched = [url for url in seen.requests if "/widget-" in url and "host" not in url]
    assert len(fetched) == len(kinds) > 1
