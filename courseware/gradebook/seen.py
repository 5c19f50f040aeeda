"""What one file comes to: read once and graded, whoever it is from and whenever that happens.

`grade_file` is a pure function of the file's content and the bank. So it can run anywhere, in any order, and
its results can be kept for as long as neither changes.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from courseware.bank import Bank
from courseware.errors import CoursewareError
from courseware.gradebook.collect import shown
from courseware.gradebook.grade import Graded, ItemResult, Memo, grade_first_tries, grade_record
from courseware.handin.found import Found, read_found
from courseware.handin.recognise import MAX_FILE, HandIn, digest, faulty, recognise
from courseware.handin.record import Fault, Record

HERE = Path()


class Seen(NamedTuple):
    """A file without its answers, so that a hundred thousand of them fit in memory."""

    hand_in: HandIn
    graded: Graded | None = None  # None where the file cannot count
    first: Graded | None = None  # the same with the first tries in the place of the best, if it tells them


def grade_file(
    found: Found, bank: Bank, known: str = "", base: Path = HERE, memo: Memo | None = None
) -> Seen | None:
    """Read a file and grade it. Nothing in it is executed, and nothing raises.

    Args:
        known: the digest of a content that need not be graded again; None comes back for it.
        base: what a relative path is below of.
        memo: what was graded before, with this bank.
    """
    data = _read(found, base)
    if isinstance(data, Fault):
        return Seen(faulty(found, "other", data))
    content = digest(data)
    if content == known:
        return None
    hand_in, record = recognise(found, data, bank.unit.id, bank.unit.edition)
    hand_in = hand_in._replace(digest=content)
    if record is None:
        return Seen(hand_in)
    graded = grade_record(record, bank, memo)
    first = grade_first_tries(record, bank, graded, memo)
    return Seen(hand_in, _share(graded), _share(first) if first else None)


def read_again(hand_in: HandIn, bank: Bank, base: Path = HERE) -> Record:
    """The answers of a hand-in that was graded, read a second time so that few are in memory at once.

    Raises:
        CoursewareError: the file is no longer what it was.
    """
    data = _read(hand_in.found, base)
    if not isinstance(data, Fault) and digest(data) == hand_in.digest:
        _, record = recognise(hand_in.found, data, bank.unit.id, bank.unit.edition)
        if record is not None:
            return record
    problem = "the file changed while it was graded"
    raise CoursewareError(shown(hand_in.path), "", problem, "run the command again")


def _read(found: Found, base: Path) -> bytes | Fault:
    return read_found(found._replace(file=base / found.file), MAX_FILE)


def one_copy(seen: Seen, found: Found) -> Seen:
    """What another process sent, made of values that other files' results are made of too."""
    first = seen.first and _share(seen.first)
    return Seen(seen.hand_in._replace(found=found), seen.graded and _share(seen.graded), first)


def _share(graded: Graded) -> Graded:
    return graded._replace(results=tuple(map(_shared, graded.results)))


@lru_cache(maxsize=50_000)
def _shared(result: ItemResult) -> ItemResult:
    return result
