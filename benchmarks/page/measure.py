"""Loads a page in a fresh browser context and notes what was transferred and when its parts were there."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError

READINESS = Path(__file__).with_name("readiness.js").read_text(encoding="utf-8")
WIDTH, HEIGHT = 1280, 800  # px, an ordinary laptop's window
SCALE = 0.25  # device pixels a px where a whole page is in view, or painting it would be all that is measured
PATIENCE = 180_000  # ms for a page to become ready
QUIET = 0.6  # s without a request before a page counts as loaded
# html-manager looks for its icon fonts below the page's own folder, where no stock page has them, online or
# not; and the browser itself asks for a favicon.
NEVER_THERE = ("/@jupyter-widgets/html-manager/dist/", "/favicon.ico")
# Half a window further; whether there is more.
SCROLL = """() => {
  scrollBy({ top: innerHeight / 2, behavior: "instant" });
  return scrollY + innerHeight < document.documentElement.scrollHeight - 1;
}"""
# A stock page has no such buttons: plotly has drawn its charts already.
EXPLORE = "document.querySelectorAll('.cw-explore button').forEach((button) => button.click())"
EXPLORED = """(charts) => charts <= [...document.querySelectorAll(".js-plotly-plot")]
  .filter((plot) => plot.querySelector(".main-svg .trace")).length"""


class Traffic(NamedTuple):
    """What came over the line: body as sent (compressed) with headers."""

    requests: int
    bytes: int


class Line(NamedTuple):
    """A reader's machine and line."""

    name: str
    slowdown: float  # of the processor
    bits: float | None  # bits a second, None for as fast as it goes
    latency: float  # ms


class _Watch:
    """Counts a page's traffic, and refuses what leaves the machine or is missing."""

    def __init__(self, context: BrowserContext, page: Page, url: str) -> None:
        self.site = f"http://{urlsplit(url).netloc}/"
        self.faults, self.pending, self.sizes = [], set(), {}
        self.last = time.monotonic()
        context.on("request", self._foreign)
        self.session = context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", self._sent)
        self.session.on("Network.responseReceived", self._answered)
        self.session.on(
            "Network.loadingFinished", lambda e: self._ended(e["requestId"], e["encodedDataLength"])
        )
        self.session.on("Network.loadingFailed", lambda e: self._ended(e["requestId"], 0))

    def _foreign(self, request) -> None:
        if not request.url.startswith((self.site, "blob:", "data:")):
            self.faults.append(f"external request: {request.url}")

    def _sent(self, event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            self.pending.add(event["requestId"])
            self.last = time.monotonic()

    def _answered(self, event: dict) -> None:
        status, url = event["response"]["status"], event["response"]["url"]
        if status >= 400 and not any(path in url for path in NEVER_THERE):
            self.faults.append(f"status {status}: {url}")

    def _ended(self, request: str, size: float) -> None:
        if request in self.pending:
            self.pending.discard(request)
            self.sizes[request] = int(size)
            self.last = time.monotonic()

    def settle(self, page: Page) -> Traffic:
        """Wait until nothing has been under way for a while; the traffic up to then."""
        end = time.monotonic() + PATIENCE / 1000
        while self.pending or time.monotonic() - self.last < QUIET:
            if time.monotonic() > end:
                raise SystemExit(f"{page.url}: requests never ended")
            page.wait_for_timeout(50)
        if self.faults:
            raise SystemExit(f"{page.url} is not complete offline: " + "; ".join(self.faults))
        return Traffic(len(self.sizes), sum(self.sizes.values()))


def _open(
    browser: Browser, url: str, wanted: Mapping[str, int], height: int = HEIGHT, scale: float = 1
) -> tuple[BrowserContext, Page, _Watch]:
    # A context of its own has nothing cached.
    context = browser.new_context(viewport={"width": WIDTH, "height": height}, device_scale_factor=scale)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(f"globalThis.benchmarkWanted = {json.dumps(wanted)};\n{READINESS}")
    return context, page, _Watch(context, page, url)


def _marks(page: Page) -> dict[str, float]:
    try:
        page.wait_for_function("Object.keys(benchmarkWanted).every((name) => name in benchmarkMarks)")
    except TimeoutError:
        found = page.evaluate("benchmarkMarks")
        raise SystemExit(f"{page.url} was not ready after {PATIENCE // 1000} s, only {found}") from None
    return page.evaluate("benchmarkMarks")


def weigh(browser: Browser, url: str, wanted: Mapping[str, int]) -> tuple[Traffic, Traffic, Traffic, int]:
    """Traffic at first view, then after scrolling to the end, then with every chart explored; the height, px.

    Args:
        wanted: how many widgets and charts the page must show in the end; see readiness.js.
    """
    context, page, watch = _open(browser, url, wanted)
    page.goto(url, wait_until="load")
    first = watch.settle(page)
    while page.evaluate(SCROLL):
        page.wait_for_timeout(100)
    _marks(page)
    everything = watch.settle(page)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate(EXPLORE)
    page.wait_for_function(EXPLORED, arg=wanted["charts"])
    explored = watch.settle(page)
    context.close()
    return first, everything, explored, height


def time_parts(
    browser: Browser, url: str, wanted: Mapping[str, int], height: int, line: Line
) -> dict[str, float]:
    """Milliseconds from the start of the navigation until each wanted part of the page was there.

    In an ordinary window ``paint``, too: the largest paint before anything was scrolled.

    Args:
        wanted: parts, and how many of each the page must show; see readiness.js.
        height: of the window, px; one as high as the page leaves nothing to lazy loading.
    """
    context, page, watch = _open(browser, url, wanted, height, SCALE if height > HEIGHT else 1)
    _slow_down(watch, line)
    page.goto(url, wait_until="commit")
    marks = _marks(page)
    watch.settle(page)
    if height == HEIGHT:
        marks["paint"] = page.evaluate("benchmarkPaint")
    context.close()
    return marks


def shift(browser: Browser, url: str, wanted: Mapping[str, int], line: Line) -> float:
    """The sum of all layout shifts while the page loads and a reader scrolls to its end without waiting."""
    context, page, watch = _open(browser, url, wanted)
    _slow_down(watch, line)
    page.goto(url, wait_until="load")
    while page.evaluate(SCROLL):
        page.wait_for_timeout(100)
    _marks(page)
    watch.settle(page)
    moved = page.evaluate("benchmarkShift")
    context.close()
    return moved


def _slow_down(watch: _Watch, line: Line) -> None:
    if line.bits is not None:
        speed = {"downloadThroughput": line.bits / 8, "uploadThroughput": line.bits / 8}  # bytes a second
        conditions = {"offline": False, "latency": line.latency, **speed}
        watch.session.send("Network.emulateNetworkConditions", conditions)
    watch.session.send("Emulation.setCPUThrottlingRate", {"rate": line.slowdown})
