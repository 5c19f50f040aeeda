"""The built book over http and from files, and a page that notices everything that goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, CDPSession, Page

ROOT = Path(__file__).parents[2]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # the rules of these that look at colours


class Quiet(SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="session")
def site(book: Path) -> Iterator[str]:
    """Address of the book on a local http server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(book)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Visit(NamedTuple):
    """An open page, the addresses it asked for, and what it complained about."""

    page: Page
    requests: list[str]
    complaints: list[str]


@pytest.fixture
def visit(browser: Browser, book: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Open a page of the book: `visit("chapters/x.html", over="file", width=320, theme="dark", …)`."""
    contexts = []

    def open_page(
        name: str,
        *,
        over: str = "file",
        width: int = 1280,
        height: int = 900,
        theme: str = "light",
        **options,
    ) -> Visit:
        base = request.getfixturevalue("site") if over == "http" else book.as_uri() + "/"
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, **options
        )
        contexts.append(context)
        if over == "file":
            context.set_offline(True)
        page = context.new_page()
        seen = Visit(page, [], [])
        page.on("request", lambda r: seen.requests.append(r.url))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda m: seen.complaints.append(m.text) if m.type == "error" else None)
        page.goto(base + name)
        return seen

    yield open_page
    for context in contexts:
        context.close()


def pages(book: Path) -> list[str]:
    """Every page of the book, relative to the site's root; what stands for a missing one has no theme."""
    found = {p.relative_to(book) for p in book.rglob("*.html") if "_static" not in p.parts}
    return sorted(page.as_posix() for page in found if page.as_posix() != "404.html")


def scroll_through(page: Page, everything: bool = True) -> None:
    """Bring what loads late into view once, and wait until it has arrived.

    Args:
        everything: lay out also what the browser leaves until it is in view.
    """
    if everything:
        page.add_style_tag(content="* { content-visibility: visible !important; }")
    page.evaluate("""async () => {
      for (const late of document.querySelectorAll("[data-plot]:not(:has(> .cw-drawing)), .cw-widget")) {
        late.scrollIntoView({ block: "center", behavior: "instant" });
        // A jump in the frame in which something arrives would count as a shift of what it jumps to.
        const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const arrived = () => late.matches("[data-drawn]") || late.querySelector("input, select");
        for (const end = performance.now() + 30_000; !arrived() && performance.now() < end;) await frames();
        await frames();
      }
      scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    }""")
    page.wait_for_function("""() =>
      !document.querySelector("[data-plot]:not([data-drawn], :has(> .cw-drawing))") &&
      [...document.querySelectorAll(".cw-widget")].every((box) => box.querySelector("input, select"))""")


def explore(page: Page) -> int:
    """Ask for every chart in place of its drawing, and wait until all are there; how many there are.

    A script presses the buttons, so what moves then counts as moved by nobody.
    """
    page.evaluate("""() => {
      const waiting = document.querySelectorAll("[data-plot]:not([data-drawn]) + .cw-explore button");
      waiting.forEach((button) => button.click());
    }""")
    page.wait_for_function("!document.querySelector('[data-plot]:not([data-drawn])')")
    return page.locator("[data-plot]").count()


def text_size(page: Page, tools: CDPSession, times: int) -> None:
    """As by the browser's own setting, which media queries know, too."""
    tools.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * times, "fixed": 13 * times}})
    size = "(size) => getComputedStyle(document.documentElement).fontSize === size"
    page.wait_for_function(size, arg=f"{16 * times}px")


def axe(page: Page, within: str = "html", rules: Sequence[str] = ()) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, a line each.

    Args:
        within: a selector of the part to look at.
        rules: these alone; for a page that was looked through and has changed its theme since, `OF_COLOUR`.
    """
    page.add_script_tag(path=str(ROOT / "node_modules/axe-core/axe.min.js"))
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": WCAG}
    found = page.evaluate(
        "([within, options]) => axe.run(within, options)",
        [within, {"runOnly": only, "resultTypes": ["violations"]}],  # what passes is not told in full
    )
    return [f"{v['id']}: {n['target']} {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]
