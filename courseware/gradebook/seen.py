"""What one file comes to: read once and graded, whoever it is from and whenever that happens.

`grade_file` is a pure function of the file's content and the bank. So it can run anywhere, in any order, and
its results can be kept for as long as neither changes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from courseware.bank import Bank
from courseware.errors import CoursewareError
from courseware.gradebook.collect import shown
from courseware.gradebook.grade import Graded, ItemResult, grade_first_tries, grade_record
from courseware.handin.found import Found
from courseware.handin.recognise import HandIn, read_hand_in
from courseware.handin.record import Record


class Seen(NamedTuple):
    """A file without its answers, so that a hundred thousand of them fit in memory."""

    hand_in: HandIn
    graded: Graded | None = None  # None where the file cannot count
    first: Graded | None = None  # the same with the first tries in the place of the best, if it tells them


def grade_file(found: Found, bank: Bank) -> Seen:
    """Read a file and grade it. Nothing in it is executed, and nothing raises."""
    hand_in, record = read_hand_in(found, bank.unit.id, bank.unit.edition)
    if record is None:
        return Seen(hand_in)
    graded = grade_record(record, bank)
    first = grade_first_tries(record, bank, graded)
    return Seen(hand_in, share(graded), share(first) if first else None)


def share(graded: Graded) -> Graded:
    """The same grades, made of results that other files' grades are made of too."""
    return graded._replace(results=tuple(map(_shared, graded.results)))


@lru_cache(maxsize=50_000)
def _shared(result: ItemResult) -> ItemResult:
    return result


def read_again(hand_in: HandIn, bank: Bank) -> Record:
    """The answers of a hand-in that was graded, read a second time so that few are in memory at once.

    Raises:
        CoursewareError: the file is no longer what it was.
    """
    again, record = read_hand_in(hand_in.found, bank.unit.id, bank.unit.edition)
    if again.digest != hand_in.digest or record is None:
        problem = "the file changed while it was graded"
        raise CoursewareError(shown(hand_in.path), "", problem, "run the command again")
    return record
