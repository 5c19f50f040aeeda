"""`python -m benchmarks.build`: builds both books cold and after small changes, prints medians and ratios."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.commands import BUILD, ROOT, children_seconds, run, say
from benchmarks.machine import machine
from benchmarks.page import stock_book
from benchmarks.text_table import text_table
from courseware.datapackage import refresh

COLD_RUNS, WARM_RUNS = 1, 3
PAGE = "chapters/case-study.md"
CHART = "chapters/03-trade"  # its notebook chooses the stock book's plotly renderer
WIDGET = "courseware/widgets/series_explorer.js"
NUMBERS = "data/manufacturing_output.csv"
NUMBERS_PAGE = "chapters/05-industry"  # has them in a table, a chart and a widget
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # Python keeps what it has compiled, as it does everywhere
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "_build", ".pytest_cache", "__pycache__", "results", "*.egg-info"
)


class Book(NamedTuple):
    """A folder of sources and how its book is built."""

    folder: Path
    command: tuple[str | Path, ...]
    env: dict[str, str]

    def build(self) -> tuple[float, float]:
        """Build it and return seconds by the clock and of the processor."""
        start, before = time.perf_counter(), children_seconds()
        run(self.command, self.folder, self.env)
        return time.perf_counter() - start, children_seconds() - before

    @property
    def site(self) -> Path:
        return self.folder / "_build/html"


def own_book() -> Book:
    """A copy of this project, so that edits leave the sources alone; its own engine builds it."""
    folder = BUILD / "build-own"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    command = (Path(sys.executable).with_name("jupyter-book"), "build", folder)
    return Book(folder, command, {**COMPILED, "PYTHONPATH": str(folder), "COURSEWARE_EDITION": "practice"})


def plain_book() -> Book:
    """The same pages and tables for plain Jupyter Book, as the page's benchmark has them."""
    folder = BUILD / "build-stock"
    shutil.rmtree(folder, ignore_errors=True)
    stock_book.write(folder, CHART)
    command = (sys.executable, "-m", "benchmarks.page.stock_jupyter_book", "build", folder)
    return Book(folder, command, {**COMPILED, "PYTHONPATH": str(ROOT)})


def edit_text(book: Book, number: int) -> None:
    """Add a sentence to one page."""
    with (book.folder / PAGE).open("a", encoding="utf-8") as page:
        page.write(f"\nSentence {number} of the benchmark.\n")


def check_text(book: Book, number: int) -> None:
    """The sentence is in the page."""
    page = (book.site / PAGE).with_suffix(".html").read_text(encoding="utf-8")
    _need(f"Sentence {number} of the benchmark." in page, "a changed text did not reach its page")


def edit_widget(book: Book, number: int) -> None:
    """Change the script of one kind of widget."""
    with (book.folder / WIDGET).open("a", encoding="utf-8") as script:
        script.write(f'\nconst BENCHMARK_{number} = "";\n')


def check_widget(book: Book, number: int) -> None:
    """The page of a widget names a script that holds the change."""
    page = (book.site / f"{CHART}.html").read_text(encoding="utf-8")
    name = re.search(r'="([^"]*/widget-series-explorer\.\w+\.js)"', page)[1]
    script = ((book.site / CHART).parent / name).resolve().read_text(encoding="utf-8")
    _need(f"BENCHMARK_{number}" in script, "a changed widget script did not reach its page")


def edit_number(book: Book, number: int) -> None:
    """Change a number of a table."""
    file = book.folder / NUMBERS
    text, value = file.read_text(encoding="utf-8"), _number(number)
    text = re.sub("(?m)^2020,Leather,[^,]*,[^,]*", f"2020,Leather,{value},{value}", text)
    file.write_text(text, encoding="utf-8")
    refresh(book.folder)


def check_number(book: Book, number: int) -> None:
    """The number is in the page's table and its widget, and what follows from it in the chart's numbers."""
    page = (book.site / f"{NUMBERS_PAGE}.html").read_text(encoding="utf-8")
    [figure] = (book.site / "_figures").glob("fig-three-industries-*.csv")
    change = f"Leather,{_number(number) - 28.6:.1f}"  # since 2019
    _need(page.count(f"{_number(number)}") >= 3, "a changed number did not reach its page")
    _need(change in figure.read_text(encoding="utf-8-sig"), "a changed number did not reach its chart")


def _number(number: int) -> float:
    return 67.1 + number


def _need(holds: bool, fault: str) -> None:
    if not holds:
        raise SystemExit(f"The build is fast and wrong: {fault}.")


def nothing(book: Book, number: int) -> None:
    """Change nothing."""


def measure(books: dict[str, Book]) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Row → book → seconds by the clock and of the processor, one pair a run."""
    rows: dict = defaultdict(lambda: defaultdict(list))
    for _ in range(COLD_RUNS):
        for name, book in books.items():
            say(f"Building cold: {name}")
            shutil.rmtree(book.folder / "_build", ignore_errors=True)
            rows["cold: no cache, all notebooks run"][name].append(book.build())
    steps: tuple[tuple[str, Callable, Callable, bool], ...] = (
        ("warm: nothing changed", nothing, nothing, True),
        ("warm: a sentence added to one page", edit_text, check_text, True),
        ("warm: a widget's script changed", edit_widget, check_widget, False),
        ("warm: a number of a table changed", edit_number, check_number, False),
    )
    for number in range(WARM_RUNS):
        for row, edit, check, both in steps:
            for name, book in books.items():
                if name == "stock" and not both:
                    continue
                say(f"Building {row}, round {number + 1} of {WARM_RUNS}: {name}")
                edit(book, number)
                rows[row][name].append(book.build())
                check(book, number)
    return rows


def size(site: Path) -> str:
    """Files and megabytes of a site."""
    files = [file for file in site.rglob("*") if file.is_file()]
    return f"{len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB"


def main() -> None:
    """Measure, print."""
    books = {"this project": own_book(), "stock": plain_book()}
    rows = measure(books)
    cells = []
    for row, by_book in rows.items():
        for unit, index in (("s", 0), ("CPU s", 1)):
            values = {name: median(run[index] for run in runs) for name, runs in by_book.items()}
            own, stock = values["this project"], values.get("stock")
            cells.append((
                f"{row}, {unit}", f"{own:.1f}",
                f"{stock:.1f}" if stock else "–", f"{own / stock:.2f}" if stock else "–",
            ))
    cells.append(("the site", *(size(book.site) for book in books.values()), ""))
    runs = f"{COLD_RUNS} cold build each, medians of {WARM_RUNS} warm ones in turn"
    print(f"The whole book; {runs}; {machine()}\n")
    print(text_table(("", "this project", "stock", "this project / stock"), cells))


if __name__ == "__main__":
    main()
