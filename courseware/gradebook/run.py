"""Grade a class: from what was handed in to a folder of results.

::

    find_files -> grade_file, for each -> class_rows -> results -> publish
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from courseware.bank import Bank
from courseware.errors import CoursewareError
from courseware.gradebook.class_rows import ClassRows, class_rows
from courseware.gradebook.collect import find_files, shown
from courseware.gradebook.decided import load_decided
from courseware.gradebook.kept import KEPT, Kept, kept_blocks, key_of
from courseware.gradebook.lms_files import lms_files
from courseware.gradebook.options import NONE, Options
from courseware.gradebook.pages import FeedbackPages
from courseware.gradebook.publish import publish, sole_writer
from courseware.gradebook.roster import Roster, load_roster
from courseware.gradebook.rows import (
    HAND_INS_HEADER,
    STATUSES,
    Row,
    gradebook_cells,
    gradebook_header,
    hand_in_cells,
)
from courseware.gradebook.seen import Seen, grade_file, one_copy, read_again
from courseware.gradebook.sheet import write_csv
from courseware.gradebook.workers import MANY, Progress, Workers, hired, run
from courseware.handin.found import Found


class Summary(NamedTuple):
    """What grading came to."""

    students: dict[str, int]  # status -> rows of the gradebook, every status named
    files: int  # found
    nobody: int  # files that name no student that could be made out
    unchanged: int  # files whose grades were taken over from the results before


def grade_class(
    bank: Bank,
    submissions: Sequence[Path],
    roster_file: Path,
    out: Path,
    progress: Progress = lambda doing, done, total: None,
    options: Options = NONE,
) -> Summary:
    """Grade everything in `submissions` and put the results in `out`, in the place of earlier ones.

    `out` gets `gradebook.csv` (a row a student), `hand-ins.csv` (a row a file), `canvas.csv` and `moodle.csv`
    (grades to import), `report.html` (the class as a whole) and `feedback/<student>.html`.

    Args:
        submissions: files and folders.
        roster_file: CSV with the columns id and name, or as Moodle or Canvas exports it.
        out: a folder that does not exist, is empty, or holds earlier results.
        progress: called now and then.

    Raises:
        CoursewareError: the roster, `submissions`, `out` or a file that `options` names is not what it should
            be; `out` is untouched.
        OSError: `out` cannot be written; it is as it was before.
    """
    roster = load_roster(roster_file)
    if options.group_work and not roster.has("group"):
        problem = "there is no column group, and --group-work needs one"
        raise CoursewareError(roster_file, "", problem, "add the column, or leave out --group-work")
    decided = load_decided(options, bank)
    options = options._replace(now=options.now or datetime.now(UTC))
    no_hand_ins = [out, roster_file, *filter(None, (options.overrides, options.discussion))]
    with sole_writer(out):
        found = find_files(submissions, skip=no_hand_ins)
        files = list(islice(found, MANY))
        with hired(len(files)) as workers:  # before there is much in memory that they would share
            files += found
            key = key_of(bank)
            seen, unchanged = _graded(files, bank, Kept(out / KEPT, key), workers, progress)
            below = partial(_below, submissions=submissions)
            made = class_rows(bank, roster, seen, below, options, decided)
            kept = [(KEPT, kept_blocks(key, seen))]
            publish(out, chain(_results(bank, roster, made, options, workers, progress), kept))
    statuses = Counter(row.status for row in made.rows)
    return Summary({status: statuses[status] for status in STATUSES}, len(files), len(made.nobody), unchanged)


def _below(path: Path, submissions: Sequence[Path]) -> str:
    """The part of a path that comes from the hand-ins: the teacher's own folders may hold a name too."""
    start = next(
        (start for start in submissions if path != start and path.is_relative_to(start)), path.parent
    )
    return shown(path.relative_to(start))


def _graded(
    files: Sequence[Found], bank: Bank, kept: Kept, workers: Workers, progress: Progress
) -> tuple[list[Seen], int]:
    """What each file came to, and of how many that was known already."""
    jobs = [(found, kept.digest(found)) for found in files]
    seen, unchanged = [], 0
    made = run(workers, partial(_grade_unless_known, bank), jobs, "graded", progress)
    for found, one in zip(files, made, strict=True):
        unchanged += one is None
        seen.append(kept.take(found) if one is None else one_copy(one, found))
    return seen, unchanged


def _grade_unless_known(bank: Bank, job: tuple[Found, str]) -> Seen | None:
    found, known = job
    return grade_file(found, bank, known)


def _results(
    bank: Bank,
    roster: Roster,
    made: ClassRows,
    options: Options,
    workers: Workers,
    progress: Progress,
) -> Iterator[tuple[str, bytes | Iterable[bytes]]]:
    """The files of the results, one at a time."""
    handed_in = [row for row in made.rows if row.page]
    page = partial(_page, FeedbackPages(bank, options.reveal, options.rubric), bank)
    contents = run(workers, page, handed_in, "feedback pages", progress, chunk=50)
    for row, html in zip(handed_in, contents, strict=True):
        yield row.page, html
    cells = (gradebook_cells(row, bank.items, options) for row in made.rows)
    yield "gradebook.csv", write_csv(gradebook_header(roster, bank.items, options), cells)
    cells = hand_in_cells(made.hand_ins, made.counted, made.perhaps, options)
    yield "hand-ins.csv", write_csv(HAND_INS_HEADER, cells)
    totals = ((row.student, row.total) for row in made.rows)
    yield from lms_files(roster, totals, bank.unit.title, sum(item.points for item in bank.items))
    # imported here, since the report stands on this package's rows
    from courseware.report import class_report

    yield "report.html", class_report(bank, made.rows, _group_of(roster)).encode("utf-8", "replace")


def _group_of(roster: Roster) -> Callable[[Row], str] | None:
    """What gives the group of a row; None for a roster without groups."""
    if not roster.has("group"):
        return None
    return lambda row: roster.cell(of, "group") if (of := roster.row(row.student)) else ""


def _page(pages: FeedbackPages, bank: Bank, row: Row) -> bytes:
    record = read_again(row.hand_in, bank) if row.graded else None
    return pages.page(row, record).encode("utf-8", "replace")
