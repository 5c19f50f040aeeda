"""Grade a class: from what was handed in to a folder of results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from courseware.bank import Bank
from courseware.errors import CoursewareError
from courseware.gradebook.choose import Choice, choose
from courseware.gradebook.collect import find_files, shown
from courseware.gradebook.file_names import file_names
from courseware.gradebook.grade import grade_first_tries, grade_record
from courseware.gradebook.pages import FeedbackPages
from courseware.gradebook.publish import publish, sole_writer
from courseware.gradebook.roster import Roster, RosterRow, load_roster
from courseware.gradebook.rows import (
    HAND_INS_HEADER,
    STATUSES,
    Row,
    gradebook_cells,
    gradebook_header,
    hand_in_cells,
    handed_in_row,
    missing_row,
)
from courseware.gradebook.sheet import write_csv
from courseware.handin.recognise import HandIn, read_hand_in
from courseware.handin.record import Record

Progress = Callable[[str, int, int], None]  # what is being done, how many are, of how many


class Summary(NamedTuple):
    """What grading came to."""

    students: dict[str, int]  # status -> rows of the gradebook, every status named
    files: int  # found
    nobody: int  # files that name no student that could be made out


def grade_class(
    bank: Bank,
    submissions: Sequence[Path],
    roster_file: Path,
    out: Path,
    progress: Progress = lambda doing, done, total: None,
    now: datetime | None = None,
) -> Summary:
    """Grade everything in `submissions` and put the results in `out`, in the place of earlier ones.

    `out` gets `gradebook.csv` (a row a student), `hand-ins.csv` (a row a file) and `feedback/<student>.html`.

    Args:
        submissions: files and folders.
        roster_file: CSV with the columns id and name.
        out: a folder that does not exist, is empty, or holds earlier results.
        progress: called now and then.
        now: when the class is graded, with a time zone; without it, this moment. What was saved later has a
            remark.

    Raises:
        CoursewareError: the roster, `submissions` or `out` is not what it should be; `out` is untouched.
        OSError: `out` cannot be written; it is as it was before.
    """
    roster = load_roster(roster_file)
    with sole_writer(out):
        paths = list(find_files(submissions, skip=(out, roster_file)))
        hand_ins = []
        for done, path in enumerate(paths, start=1):
            hand_ins.append(read_hand_in(path, bank.unit.id, bank.unit.edition)[0])
            progress("read", done, len(paths))
        choices, nobody = choose(hand_ins, roster)
        perhaps = {
            file.path: guess for file in nobody if (guess := roster.guess(_below(file.path, submissions)))
        }
        counts = dict.fromkeys(STATUSES, 0)
        files = _results(
            bank, roster, hand_ins, choices, perhaps, counts, progress, now or datetime.now(UTC)
        )
        publish(out, files)
    return Summary(counts, len(paths), len(nobody))


def _below(path: Path, submissions: Sequence[Path]) -> str:
    """The part of a path that comes from the hand-ins: the teacher's own folders may hold a name too."""
    start = next(
        (start for start in submissions if path != start and path.is_relative_to(start)), path.parent
    )
    return shown(path.relative_to(start))


def _results(
    bank: Bank,
    roster: Roster,
    hand_ins: list[HandIn],
    choices: dict[str, Choice],
    perhaps: dict[Path, str],
    counts: dict[str, int],
    progress: Progress,
    now: datetime,
) -> Iterator[tuple[str, bytes]]:
    """The files of the results, one at a time; counts the rows by status on the way."""
    students = [(student, True) for student in roster.rows]
    guests = sorted(student_id for student_id in choices if roster.find(student_id) is None)
    students += [(_guest(choices[student_id], student_id, roster), False) for student_id in guests]
    names = file_names([student.id for student, _ in students])
    look_alikes: dict[str, list[HandIn]] = {}
    for hand_in in hand_ins:
        if hand_in.path in perhaps:
            look_alikes.setdefault(perhaps[hand_in.path], []).append(hand_in)
    of = sum(item.points for item in bank.items)
    pages = FeedbackPages(bank)
    cells = []
    for done, (student, on_roster) in enumerate(students, start=1):
        if student.id in choices:
            page = f"feedback/{names[student.id]}.html"
            made, html = _graded_row(bank, pages, student, on_roster, of, choices[student.id], page, now)
            yield page, html.encode("utf-8", "replace")
        else:
            made = missing_row(student, of, look_alikes.get(student.id, []))
        counts[made.status] += 1
        cells.append(gradebook_cells(made, bank.items))
        progress("graded", done, len(students))
    counted = {choice.counted.path for choice in choices.values() if choice.counted}
    yield "gradebook.csv", write_csv(gradebook_header(roster, bank.items), cells)
    yield "hand-ins.csv", write_csv(HAND_INS_HEADER, hand_in_cells(hand_ins, counted, roster, perhaps, now))


def _guest(choice: Choice, student_id: str, roster: Roster) -> RosterRow:
    """A row in the roster's form for somebody who is not on it."""
    hand_in = choice.counted or choice.others[0]
    return RosterRow(student_id, hand_in.student.name, ("",) * len(roster.others))


def _graded_row(
    bank: Bank,
    pages: FeedbackPages,
    student: RosterRow,
    on_roster: bool,
    of: int,
    choice: Choice,
    page: str,
    now: datetime,
) -> tuple[Row, str]:
    record = _read_again(bank, choice.counted) if choice.counted else None
    graded = grade_record(record, bank) if record else None
    first = grade_first_tries(record, bank) if record else None
    made = handed_in_row(student, on_roster, of, choice, graded, first, page, now)
    return made, pages.page(made, record)


def _read_again(bank: Bank, hand_in: HandIn) -> Record:
    """The answers of a hand-in, read a second time so that only one at a time is in memory."""
    again, record = read_hand_in(hand_in.path, bank.unit.id, bank.unit.edition)
    if again != hand_in or record is None:
        problem = "the file changed while it was graded"
        raise CoursewareError(shown(hand_in.path), "", problem, "run the command again")
    return record
