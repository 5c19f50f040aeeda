"""The files of the results: what the class came to, in the forms that people and programs take it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from courseware.bank import Bank
from courseware.gradebook.class_rows import ClassRows
from courseware.gradebook.lms_files import lms_files
from courseware.gradebook.options import Options
from courseware.gradebook.pages import FeedbackPages
from courseware.gradebook.roster import Roster
from courseware.gradebook.rows import (
    HAND_INS_HEADER,
    Row,
    gradebook_cells,
    gradebook_header,
    hand_in_cells,
)
from courseware.gradebook.seen import read_again
from courseware.gradebook.sheet import write_csv
from courseware.gradebook.workers import Progress, Workers, run

_AT_A_TIME = 50  # pages, of some 20 kB each


def results(
    bank: Bank,
    roster: Roster,
    made: ClassRows,
    options: Options,
    workers: Workers,
    base: Path,
    parquet: bool,
    progress: Progress,
) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """Names and contents, one at a time.

    Args:
        base: what relative paths of hand-ins are below of, for the workers.
        parquet: give the gradebook in that form, too.
    """
    if options.pages:
        yield from _pages(bank, made, options, workers, base, progress)
    workers.dismiss()
    header = gradebook_header(roster, bank.items, options)
    yield "gradebook.csv", write_csv(header, _cells(bank, made, options))
    if parquet:
        from courseware.gradebook.parquet import GRADEBOOK, write_parquet

        numbers = {item.id for item in bank.items} | {"total", "first try", "of", "answered"}
        yield GRADEBOOK, write_parquet(header, _cells(bank, made, options), numbers)
    cells = hand_in_cells(made.hand_ins, made.counted, made.perhaps, options)
    yield "hand-ins.csv", write_csv(HAND_INS_HEADER, cells)
    totals = ((row.student, row.total) for row in made.rows)
    yield from lms_files(roster, totals, bank.unit.title, sum(item.points for item in bank.items))
    # imported here, since pandas alone takes longer than grading a class
    from courseware.gradebook.report import class_report

    yield "report.html", class_report(bank, made.rows, _group_of(roster)).encode("utf-8", "replace")


def _cells(bank: Bank, made: ClassRows, options: Options) -> Iterator[list[str]]:
    return (gradebook_cells(row, bank.items, options) for row in made.rows)


def _pages(
    bank: Bank, made: ClassRows, options: Options, workers: Workers, base: Path, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    rows = [row for row in made.rows if row.page]
    page = partial(_page, FeedbackPages(bank, options.reveal, options.rubric), bank, base)
    contents = run(workers, page, rows, "feedback pages", progress, _AT_A_TIME)
    for row, html in zip(rows, contents, strict=True):
        yield row.page, html


def _page(pages: FeedbackPages, bank: Bank, base: Path, row: Row) -> bytes:
    record = read_again(row.hand_in, bank, base) if row.graded and row.hand_in else None
    return pages.page(row, record).encode("utf-8", "replace")


def _group_of(roster: Roster) -> Callable[[Row], str] | None:
    """What gives the group of a row; None for a roster without groups."""
    if not roster.has("group"):
        return None
    return lambda row: roster.cell(of, "group") if (of := roster.row(row.student)) else ""
