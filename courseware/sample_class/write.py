"""Write a sample class into a folder: roster, hand-ins, a teacher's decisions, and how to go on."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from courseware.bank import Bank
from courseware.bank.rubric import Rubric
from courseware.errors import CoursewareError
from courseware.sample_class.answers import Sheet, make_answers
from courseware.sample_class.decisions import MARKS_HEADER, OVERRIDES_HEADER, marks, overrides
from courseware.sample_class.hand_ins import DUE_TEXT, Role, hand_ins
from courseware.sample_class.readme import MARKS_LINE, README

STUDENTS = 30
HAND_INS, ROSTER, OVERRIDES, MARKS = "hand-ins", "roster.csv", "overrides.csv", "discussion.csv"
_NOT_GRADED = {
    Role.MISSING,
    Role.BLANK,
    Role.BROKEN,
    Role.OTHER_EDITION,
    Role.UNSIGNED,
    Role.INVALID,
    Role.OTHER_UNIT,
    Role.COPY,
}


def sample_files(
    bank: Bank, rubric: Rubric | None, command: str, seed: int = 1
) -> Iterator[tuple[str, bytes]]:
    """The files of a sample class: path, content. The same bank, command and seed give the same bytes.

    Args:
        bank: of either edition.
        rubric: the unit's, if it has one.
        command: what grades them, for the file that says how to go on.
    """
    sheets = list(make_answers(bank, STUDENTS, seed))
    graded = [sheet for number, sheet in enumerate(sheets, start=1) if number not in _NOT_GRADED]
    yield "README.txt", _readme(bank, rubric, command, sheets).encode()
    yield ROSTER, _csv(("id", "name", "group", "email"), (sheet.student[:4] for sheet in sheets))
    for name, content in hand_ins(bank, sheets, seed):
        yield f"{HAND_INS}/{name}", content
    yield OVERRIDES, _csv(OVERRIDES_HEADER, overrides(bank, graded))
    if rubric:
        yield MARKS, _csv(MARKS_HEADER, marks(rubric, (sheet.student for sheet in sheets), seed))


def write_sample_class(bank: Bank, rubric: Rubric | None, folder: Path, command: str, seed: int = 1) -> None:
    """Write a sample class of `STUDENTS` students.

    Args:
        rubric, command: as for `sample_files`.
        folder: does not exist, or is empty.

    Raises:
        CoursewareError: there is something in `folder`, which stays as it is.
        OSError: it cannot be written; what was written until then is taken away.
    """
    if folder.exists() and not folder.is_dir():
        raise CoursewareError(folder, "", "this is a file", "name a folder that does not exist yet")
    if folder.exists() and any(folder.iterdir()):
        raise CoursewareError(folder, "", "this folder is not empty", "name one that does not exist yet")
    written: list[Path] = []
    try:
        for name, content in sample_files(bank, rubric, command, seed):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            path.write_bytes(content)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def grading_command(bank: Bank, rubric: Rubric | None, folder: Path, root: Path) -> str:
    """What to type to grade the sample class in `folder`, from the working directory.

    Args:
        rubric: the unit's, if it has one.
        root: the unit's folder.
    """
    words = ["courseware", "grade", folder / HAND_INS, "--roster", folder / ROSTER]
    words += ["--due", DUE_TEXT, "--overrides", folder / OVERRIDES]
    words += ["--discussion", folder / MARKS] if rubric else []
    words += ["--out", folder / "results"]
    words += ["--edition", "sealed"] if bank.unit.sealed else []
    words += ["--root", root] if root != Path() else []
    return " ".join(_quoted(str(word)) for word in words)


def _quoted(word: str) -> str:
    """A word of a command; double quotes around it are understood by every shell, Windows' too."""
    plain = re.fullmatch(r"[\w./:\\~+-]+", word)
    return word if plain else f'"{word}"' if not set(word) & set('"$`!%') else shlex.quote(word)


def _readme(bank: Bank, rubric: Rubric | None, command: str, sheets: Sequence[Sheet]) -> str:
    students = {role: sheets[role - 1].student for role in Role}
    named = {role.name.lower(): f"{student.id} {student.name}" for role, student in students.items()}
    marked = MARKS_LINE.format(title=rubric.title) if rubric else ""
    unit = bank.unit
    return README.format(
        unit=unit.title, edition=unit.edition, command=command, students=STUDENTS, marks=marked, **named
    )


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """With a byte order mark: without one, Excel garbles names that are not English."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
