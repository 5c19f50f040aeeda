"""The rows of the gradebook and of the list of hand-ins, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from courseware.bank import CompiledItem
from courseware.gradebook.choose import Choice, clock_remark, is_late
from courseware.gradebook.collect import shown
from courseware.gradebook.decisions import Decision
from courseware.gradebook.grade import Graded
from courseware.gradebook.options import NONE, Options
from courseware.gradebook.roster import Roster, RosterRow
from courseware.gradebook.rubric_marks import mark_cells, mark_columns
from courseware.gradebook.sheet import points
from courseware.gradebook.whose import SIGNED
from courseware.handin.found import Found
from courseware.handin.recognise import HandIn
from courseware.handin.record import format_time

# In the order in which the summary counts them.
STATUSES = ("graded", "blank", "missing", "invalid", "unreadable", "wrong unit", "wrong edition")
_MOST_FILES = 20  # named in one cell


class Row(NamedTuple):
    """One student in the gradebook."""

    student: str
    name: str
    carried: tuple[str, ...]  # the roster's other columns
    on_roster: bool
    status: str  # one of STATUSES
    of: int  # hundredths of a point that can be earned
    hand_in: HandIn | None = None  # the one that counts, else the latest that cannot
    graded: Graded | None = None
    first: Graded | None = None  # the same record with the first tries in the place of the best
    others: tuple[str, ...] = ()  # files of the student that do not count
    remarks: tuple[str, ...] = ()
    page: str = ""  # the feedback page, relative to the results
    late: bool = False
    overrides: tuple[Decision, ...] = ()  # the teacher's points for items, in the order of the items
    marks: tuple[Decision, ...] = ()  # the teacher's marks by the rubric

    @property
    def total(self) -> int | None:
        """Hundredths of a point, overrides in the place of scores; None if no item has points."""
        if not self.overrides:
            return self.graded.total if self.graded else None
        scores = {n: result.score for n, result in enumerate(self.graded.results)} if self.graded else {}
        scores.update((one.place, one.points) for one in self.overrides)
        known = [score for score in scores.values() if score is not None]
        return sum(known) if known else None

    @property
    def file(self) -> str:
        """The file that the row rests on, or ""."""
        return shown(self.hand_in.path) if self.hand_in else ""


def missing_row(student: RosterRow, of: int, perhaps: Sequence[HandIn], page: str = "") -> Row:
    """The row of a student of whom nothing was found.

    Args:
        of: hundredths of a point that can be earned.
        perhaps: files of nobody known whose path looks like this student's.
        page: the feedback page, if the teacher decided something.
    """
    files = perhaps[:_MOST_FILES]
    remarks = tuple(f"perhaps from this student: {shown(file.path)} ({file.status})" for file in files)
    return Row(student.id, student.name, student.others, True, "missing", of, remarks=remarks, page=page)


def handed_in_row(
    student: RosterRow,
    on_roster: bool,
    of: int,
    choice: Choice,
    graded: Graded | None,
    first: Graded | None,
    page: str,
    same: Sequence[str],
    options: Options,
) -> Row:
    """The row of a student who handed something in.

    Args:
        choice: what was handed in.
        graded: the grades of the hand-in that counts, if one can.
        first: those of its first tries, if it tells them.
        page: the feedback page, relative to the results.
        same: students for whom an equal file counts.
        options: with `now`.
    """
    hand_in = choice.counted or choice.others[0]
    others = tuple(other for other in choice.others if other is not hand_in)
    remarks = [remark for remark in (hand_in.note, clock_remark(hand_in, options.now)) if remark]
    of_another = hand_in.whose != student.id  # of the same group
    if not on_roster:
        remarks.append("not on the roster")
    elif of_another:
        remarks.append(f"handed in by {hand_in.whose}" if hand_in.whose else "handed in by the group")
    elif (
        hand_in.student.name
        and hand_in.student.name.casefold() != student.name.casefold()
        and SIGNED not in hand_in.note
    ):
        remarks.append(f"{SIGNED}{hand_in.student.name}")
    late = is_late(hand_in, options)
    if late and options.due is None:
        remarks.append("late, as the platform says")
    if same:
        remarks.append(f"the same file as {', '.join(few(same))}")
    if choice.counted is None:
        remarks.append(hand_in.reason)
    remarks += [
        f"does not count: {shown(other.path)} ({other.status})"
        for other in others[:_MOST_FILES]
        if other.status not in ("valid", "blank") and not (choice.counted and _goes_along(other))
    ]
    if graded and graded.unknown:
        names = ", ".join(name[:40] for name in graded.unknown[:5])
        remarks.append(f"{len(graded.unknown)} answer(s) to unknown items: {names}")
    status = graded.status if graded else hand_in.status
    files = tuple(shown(other.path) for other in others)
    return Row(
        student.id,
        student.name,
        student.others,
        on_roster,
        status,
        of,
        hand_in,
        graded,
        first,
        files,
        tuple(remarks),
        page,
        late,
    )


def _goes_along(hand_in: HandIn) -> bool:
    """Whether a platform collected it and it is no answers at all, such as a text typed beside them."""
    return hand_in.status == "unreadable" and hand_in.place is not None


def gradebook_header(roster: Roster, items: Sequence[CompiledItem], options: Options = NONE) -> list[str]:
    """Column names; a roster column that has one of our names becomes "roster: name"."""
    ids = [item.id for item in items]
    after = ["total", "first try", "of", "answered", "file", "saved", "earlier", "remarks", "feedback"]
    if options.due is not None:
        after.insert(after.index("saved") + 1, "late")
    if options.overrides is not None:
        after.insert(after.index("remarks") + 1, "overrides")
    if options.discussion is not None and options.rubric is not None:
        after += mark_columns(options.rubric)
    after += [f"{name} state" for name in ids]
    ours = {"student", "name", "on roster", "status", *ids, *after}
    carried = [f"roster: {name}" if name in ours else name for name in roster.others]
    return ["student", "name", *carried, "on roster", "status", *ids, *after]


def gradebook_cells(row: Row, items: Sequence[CompiledItem], options: Options = NONE) -> list[str]:
    """A row in the order of `gradebook_header`.

    Points stand only where an answer was graded or the teacher gave them; elsewhere the cell is empty and the
    state says why.
    """
    results = row.graded.results if row.graded else ()
    earned = [points(result.score) for result in results] or [""] * len(items)
    states: list[str] = [result.state for result in results] or [""] * len(items)
    for override in row.overrides:
        earned[override.place], states[override.place] = points(override.points), "override"
    return [
        row.student,
        row.name,
        *row.carried,
        "yes" if row.on_roster else "no",
        row.status,
        *earned,
        points(row.total),
        points(row.first.total) if row.first else "",
        points(row.of),
        str(row.graded.answered) if row.graded else "",
        row.file,
        format_time(row.hand_in.saved) if row.hand_in and row.hand_in.saved else "",
        *(() if options.due is None else ["yes" if row.late else ""]),
        "; ".join(few(row.others)),
        "; ".join(row.remarks),
        *(() if options.overrides is None else ["; ".join(_override_texts(row))]),
        row.page,
        *(mark_cells(options.rubric, row.marks) if options.discussion and options.rubric else ()),
        *states,
    ]


def _override_texts(row: Row) -> Iterator[str]:
    """What the teacher changed: "trade-02: 1.00 instead of 0.50 (reason)"."""
    for what, place, given, reason in row.overrides:
        result = row.graded.results[place] if row.graded else None
        scored = row.status if result is None else points(result.score) or result.state
        yield f"{what}: {points(given)} instead of {scored} ({reason})"


def few(files: Sequence[str]) -> list[str]:
    """The first of many files, and how many more there are; hand-ins.csv has them all."""
    more = len(files) - _MOST_FILES
    return [*files[:_MOST_FILES], f"and {more} more"] if more > 0 else [*files]


HAND_INS_HEADER = ["file", "kind", "status", "use", "student", "name", "saved", "reason", "perhaps"]


def hand_in_cells(
    hand_ins: Iterable[HandIn],
    counted: Collection[Found],
    perhaps: Mapping[Found, str],
    options: Options,
) -> Iterator[list[str]]:
    """One row for every file found, in the order of `HAND_INS_HEADER`.

    `use` is "counted", "earlier" (could count, but a later one does) or "not counted"; `perhaps` is a
    student whose id or name stands in the path of a file of nobody known.
    """
    for hand_in in hand_ins:
        yield [
            shown(hand_in.path),
            hand_in.kind,
            hand_in.status,
            _use(hand_in, counted),
            hand_in.whose,
            hand_in.student.name,
            format_time(hand_in.saved) if hand_in.saved else "",
            "; ".join(filter(None, (hand_in.reason or hand_in.note, *_times(hand_in, options)))),
            perhaps.get(hand_in.found, ""),
        ]


def _use(hand_in: HandIn, counted: Collection[Found]) -> str:
    if hand_in.found in counted:
        return "counted"
    return "earlier" if hand_in.status in ("valid", "blank") and hand_in.whose else "not counted"


def _times(hand_in: HandIn, options: Options) -> tuple[str, str]:
    return clock_remark(hand_in, options.now), "late" if is_late(hand_in, options) else ""
