"""Grade a class: from what was handed in to a folder of results.

::

    find_files -> grade_file, for each -> class_rows -> results -> publish
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from courseware.bank import Bank
from courseware.errors import CoursewareError
from courseware.gradebook.class_rows import class_rows
from courseware.gradebook.collect import find_files, shown
from courseware.gradebook.decided import load_decided
from courseware.gradebook.grade import Memo
from courseware.gradebook.kept import KEPT, Kept, kept_blocks, key_of
from courseware.gradebook.options import NONE, Options
from courseware.gradebook.publish import publish, sole_writer
from courseware.gradebook.results import results
from courseware.gradebook.roster import Roster, load_roster
from courseware.gradebook.rows import STATUSES
from courseware.gradebook.seen import Seen, grade_file, one_copy
from courseware.gradebook.workers import MANY, Progress, Workers, hired, run
from courseware.handin.found import Found
from courseware.handin.table import tables


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
    (grades to import), `report.html` (the class as a whole) and `feedback/<student>.html`; with a scheduler
    or hand-ins in Parquet also `gradebook.parquet`.

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
    decided = load_decided(options, bank)
    options = options._replace(now=options.now or datetime.now(UTC))
    no_hand_ins = [out, roster_file, *filter(None, (options.overrides, options.discussion))]
    base = Path.cwd() if options.scheduler else Path()  # workers elsewhere have folders of their own
    parquet = bool(options.scheduler) or any(tables(start) is not None for start in submissions)
    with sole_writer(out):
        found = find_files(submissions, skip=no_hand_ins)
        files = list(islice(found, MANY))
        # before there is much in memory that other processes would share
        with hired(len(files), options.scheduler, submissions) as workers:
            roster = _roster(roster_file, options)
            files += found
            key = key_of(bank)
            seen, unchanged = _graded(files, bank, Kept(out / KEPT, key), workers, base, progress)
            if not options.pages:
                workers.dismiss()  # what is still to do is done here, and needs the memory
            below = partial(_below, submissions=submissions)
            made = class_rows(bank, roster, seen, below, options, decided)
            kept = [(KEPT, kept_blocks(key, seen))]
            content = results(bank, roster, made, options, workers, base, parquet, progress)
            publish(out, chain(content, kept))
    statuses = Counter(row.status for row in made.rows)
    return Summary({status: statuses[status] for status in STATUSES}, len(files), len(made.nobody), unchanged)


def _roster(file: Path, options: Options) -> Roster:
    roster = load_roster(file)
    if options.group_work and not roster.has("group"):
        problem = "there is no column group, and --group-work needs one"
        raise CoursewareError(file, "", problem, "add the column, or leave out --group-work")
    return roster


def _below(path: Path, submissions: Sequence[Path]) -> str:
    """The part of a path that comes from the hand-ins: the teacher's own folders may hold a name too."""
    start = next(
        (start for start in submissions if path != start and path.is_relative_to(start)), path.parent
    )
    return shown(path.relative_to(start))


def _graded(
    files: Sequence[Found], bank: Bank, kept: Kept, workers: Workers, base: Path, progress: Progress
) -> tuple[list[Seen], int]:
    """What each file came to, and of how many that was known already."""
    jobs = [(found, kept.digest(found)) for found in files]
    seen, unchanged = [], 0
    made = run(workers, partial(_grade_unless_known, bank, base, Memo()), jobs, "graded", progress)
    for found, one in zip(files, made, strict=True):
        unchanged += one is None
        seen.append(kept.take(found) if one is None else one_copy(one, found))
    return seen, unchanged


def _grade_unless_known(bank: Bank, base: Path, memo: Memo, job: tuple[Found, str]) -> Seen | None:
    found, known = job
    return grade_file(found, bank, known, base, memo)
