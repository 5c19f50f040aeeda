"""What was graded last time, kept among the results, so that the next run grades only what changed.

A file's result is taken over if the file is found in the same place and holds the same bytes, and if bank and
program are the same: grading is a pure function of these. So results are those that a run from scratch has.
Every file is read each time, since dates and sizes do not prove that nothing changed; grading is what takes
long.

The file `KEPT` is JSON, one value a line: the key of bank and program; then, in any order, item results,
which are numbered as they come, and files, which name these numbers; last a digest of all lines before. A
file that does not keep to this, or has another key, is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import courseware
from courseware.bank import Bank
from courseware.gradebook.grade import Graded, ItemResult
from courseware.gradebook.seen import Seen
from courseware.handin.found import Found
from courseware.handin.recognise import HandIn
from courseware.handin.record import Student

KEPT = ".courseware-kept"
_BLOCK = 1000  # lines
_SOMEWHERE = Found(Path())


def key_of(bank: Bank) -> str:
    """A digest of all that a file's result depends on beside the file: the bank and the program."""
    text = json.dumps([program(), asdict(bank)], default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def program() -> str:
    """A digest of this package's files, and of Python's version and tables."""
    versions = f"{platform.python_version()} {unicodedata.unidata_version}"
    digest = hashlib.blake2b(versions.encode(), digest_size=16)
    package = Path(courseware.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".json", ".j2", ".css"):
            content = path.read_bytes()
            digest.update(f"\n{path.relative_to(package).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


class Kept:
    """Results by file, each to be taken once.

    Args:
        path: a file that `lines` made, or none.
        key: of the bank and program that now grade.
    """

    def __init__(self, path: Path, key: str) -> None:
        try:
            self._seen = _read(path, key)
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            self._seen = {}

    def digest(self, found: Found) -> str:
        """The digest of the content that was graded; "" if there is none."""
        seen = self._seen.get(_name(found))
        return seen.hand_in.digest if seen else ""

    def take(self, found: Found) -> Seen:
        """What the file came to. It is forgotten here, so that nothing is in memory twice."""
        seen = self._seen.pop(_name(found))
        return seen._replace(hand_in=seen.hand_in._replace(found=found))


def kept_blocks(key: str, seen: Iterable[Seen]) -> Iterator[bytes]:
    """The file's content, piece by piece."""
    digest = hashlib.blake2b(digest_size=16)
    lines, numbers = [json.dumps([key])], dict[ItemResult, int]()
    for one in seen:
        if one.hand_in.digest:  # else it could not be opened, and may be next time
            lines.extend(_lines(one, numbers))
        if len(lines) >= _BLOCK:
            block = "".join(f"{line}\n" for line in lines).encode()
            digest.update(block)
            yield block
            lines.clear()
    block = "".join(f"{line}\n" for line in lines).encode()
    digest.update(block)
    yield block + f"{json.dumps(digest.hexdigest())}\n".encode()


def _lines(seen: Seen, numbers: dict[ItemResult, int]) -> Iterator[str]:
    """The line of a file, after those of item results that were not met before."""
    found, others = seen.hand_in.found, seen.hand_in[1:8]
    grades = []
    for graded in (seen.graded, seen.first):
        for result in graded.results if graded else ():
            if result not in numbers:
                numbers[result] = len(numbers)
                yield json.dumps([*result])
        grades.append(
            graded and [graded.status, [numbers[result] for result in graded.results], graded.unknown]
        )
    kind, status, reason, student, saved, note, content = others
    told = [kind, status, reason, *student, saved and saved.isoformat(), note, content]
    yield json.dumps([os.fspath(found.file), found.inside, found.above, found.row, told, *grades])


def _read(path: Path, key: str) -> dict[str, Seen]:
    digest = hashlib.blake2b(digest_size=16)
    results: list[ItemResult] = []
    seen: dict[str, Seen] = {}
    with open(path, "rb") as file:
        head = file.readline()
        if json.loads(head) != [key]:
            return {}
        digest.update(head)
        for line in file:
            value = json.loads(line)
            if isinstance(value, str):  # the last line
                return seen if value == digest.hexdigest() else {}
            digest.update(line)
            if len(value) == len(ItemResult._fields):
                state, score, feedback, variant = value
                intern: Any = sys.intern
                results.append(ItemResult(intern(state), score, tuple(feedback), variant))
            else:
                name, one = _seen(value, results)
                seen[name] = one
    return {}


def _seen(line: list[Any], results: list[ItemResult]) -> tuple[str, Seen]:
    file, inside, above, row, told, *grades = line
    kind, status, reason, student_id, student, saved, note, content = told
    known: Any = sys.intern  # a word that the file has from this program
    hand_in = HandIn(
        _SOMEWHERE,  # until it is found again
        known(kind),
        known(status),
        known(reason),
        Student(student_id, student),
        saved and datetime.fromisoformat(saved),
        note,
        content,
    )
    graded, first = (
        grade and Graded(known(grade[0]), tuple(results[number] for number in grade[1]), tuple(grade[2]))
        for grade in grades
    )
    return "\0".join((file, *inside, str(above), str(row))), Seen(hand_in, graded, first)


def _name(found: Found) -> str:
    return "\0".join((os.fspath(found.file), *found.inside, str(found.above), str(found.row)))
