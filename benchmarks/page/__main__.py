"""`python -m benchmarks.page`: builds both books, loads their pages in turn, prints medians and ratios."""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.commands import BUILD, ROOT, run, say
from benchmarks.machine import machine
from benchmarks.page import stock_book
from benchmarks.page.interact import ROUNDS, uses
from benchmarks.page.measure import HEIGHT, Line, shift, time_parts, weigh
from benchmarks.page.server import serve
from benchmarks.text_table import text_table
from courseware.bank import load_bank
from tests.chromium import launch

PAGE = "chapters/03-trade"
RUNS = 5
SLOW = Line("processor 4 times slower, 1.6 Mbit/s, 150 ms", 4, 1.6e6, 150)
LINES = (Line("this machine", 1, None, 0), SLOW)
# Every widget and every question of the modules is used, as a stock page has no questions to compare with.
REACTING = {"widget": ".cw-widget", "question": "form.cw-item"}
# What must be counted equally in both sources for the pages to be the same page.
MARKUP = {
    "widgets": {"this project": 'class="cw-widget"', "stock": "application/vnd.jupyter.widget-view+json"},
    "charts": {"this project": 'class="cw-plot"', "stock": 'class="plotly-graph-div"'},
}
PARTS = {
    "text": "text readable",
    "paint": "largest paint",
    "widgets": "all widgets show their controls",
    "charts": "all charts drawn",
    "all": "widgets and charts",
}
STAGES = ("first view", "everything seen", "every chart explored")


def build() -> dict[str, Path]:
    """Build both books from scratch, each in its own folder, and return where their HTML is."""
    own, stock = BUILD / "own", BUILD / "stock"
    for folder in (own, stock):
        shutil.rmtree(folder, ignore_errors=True)
    say("Building the book as this project does (about a minute)")
    run((Path(sys.executable).with_name("jupyter-book"), "build", ".", "--path-output", own), ROOT)
    say("Building the same pages with the stock stack (about a minute)")
    stock_book.write(stock, PAGE)
    run((sys.executable, "-m", "benchmarks.page.stock_jupyter_book", "build", stock), ROOT)
    return {"this project": own / "_build/html", "stock": stock / "_build/html"}


def count_parts(sites: dict[str, Path]) -> dict[str, int]:
    """How many widgets and charts the page has: as many in both books, or the comparison stops."""
    pages = {name: (folder / f"{PAGE}.html").read_text(encoding="utf-8") for name, folder in sites.items()}
    parts = {}
    for part, markup in MARKUP.items():
        counts = {name: pages[name].count(markup[name]) for name in pages}
        if len(set(counts.values())) != 1 or 0 in counts.values():
            raise SystemExit(f"The two pages are not the same page: {part} {counts}.")
        parts[part] = counts["stock"]
    return parts


def measure(sites: dict[str, Path], parts: dict[str, int]) -> str:
    """The measurements as Markdown."""
    rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with ExitStack() as stack:
        browser = stack.enter_context(launch())
        urls = {name: f"{stack.enter_context(serve(folder))}/{PAGE}.html" for name, folder in sites.items()}
        say("Weighing both pages")
        height = HEIGHT
        for name, url in urls.items():
            *weights, page_height = weigh(browser, url, parts)
            height = max(height, page_height)
            for when, traffic in zip(STAGES, weights, strict=True):
                rows[f"{when}: requests"][name].append(traffic.requests)
                rows[f"{when}: KB transferred"][name].append(traffic.bytes / 1000)
        for number in range(1, RUNS + 1):
            say(f"Timing both pages, round {number} of {RUNS}")
            for line in LINES:
                for wanted, window in ({"text": 1}, HEIGHT), (parts, height):
                    for name, url in urls.items():
                        marks = time_parts(browser, url, wanted, window, line)
                        marks |= {"all": max(marks.values())} if wanted == parts else {}
                        for part, ms in marks.items():
                            rows[f"{line.name}: {PARTS[part]}, ms"][name].append(ms)
            for name, url in urls.items():
                moved = shift(browser, url, parts, SLOW)
                rows[f"{SLOW.name}: layout shift up to the page's end"][name].append(moved)
        site = urls["this project"].removesuffix(f"{PAGE}.html")
        reactions = [row for part in REACTING.items() for row in _reactions(browser, site, *part)]
        version = browser.version
    cells = []
    for label, by_site in rows.items():
        own, stock = median(by_site["this project"]), median(by_site["stock"])
        if "shift" in label:
            cells.append((label, f"{own:.3f}", f"{stock:.3f}", ""))
        else:
            cells.append((label, f"{own:,.0f}", f"{stock:,.0f}", f"{stock / own:.1f}"))
    cells += reactions
    about = (
        f"{PAGE}, {parts['widgets']} widgets, {parts['charts']} charts; "
        f"times are medians of {RUNS} loads each, in turn, nothing cached; "
        f"{machine(f'Chromium {version}')}"
    )
    return f"{about}\n\n" + text_table(("", "this project", "stock", "stock / this project"), cells)


def _reactions(browser: Browser, site: str, kind: str, selector: str) -> list[tuple[str, str, str, str]]:
    """How long uses of widgets or questions take: the slowest, nine of ten, the one in the middle."""
    say(f"Using every {kind} of every module, {ROUNDS} times")
    pages = [module.page for module in load_bank(ROOT).unit.modules if module.page]
    urls = [f"{site}{page}.html" for page in pages]
    found = [use for url in urls for use in uses(browser, url, selector, SLOW.slowdown)]
    rows = []
    for what, time in ("event to next paint", "ms"), ("event to last paint", "all_ms"):
        by_time = sorted((getattr(use, time), use.where) for use in found)
        marks = {
            f"median of {len(by_time)} controls": by_time[len(by_time) // 2],
            "nine of ten take no more": by_time[len(by_time) * 9 // 10],
            f"slowest: {by_time[-1][1]}": by_time[-1],
        }
        label = f"processor 4 times slower: {kind}, {what}, ms"
        rows += [(f"{label} ({name})", f"{ms:.0f}", "–", "") for name, (ms, _) in marks.items()]
    return rows


def main() -> None:
    """Build, check, measure, print."""
    sites = build()
    print(measure(sites, count_parts(sites)))


if __name__ == "__main__":
    main()
