"""CSV that a teacher gives: read in every form that spreadsheets save, refused with the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from courseware.errors import CoursewareError
from courseware.handin.plain_file import read_bytes
from courseware.handin.record import Fault
from courseware.plain_text import plain_line

MAX_FILE = 50_000_000  # bytes
MAX_CELL = 131_072  # characters


def csv_lines(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record as plain lines of text, and the line of the file it begins on.

    The file is UTF-8, separated by comma, semicolon or tab, whichever the first line has most of.

    Args:
        name: what the file is, for messages, such as "the roster".

    Raises:
        CoursewareError: it cannot be read as CSV.
    """
    if not path.is_file():
        problem = "this is not a file" if path.exists() else "there is no such file"
        raise CoursewareError(path, "", problem, f"name the CSV file of {name}")
    data = read_bytes(path.resolve(), MAX_FILE)
    if isinstance(data, Fault):
        raise CoursewareError(path, "", data.reason.rstrip("."), f"give {name} as CSV")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CoursewareError(path, "", "this is not text in UTF-8", 'save it as "CSV UTF-8"') from None
    header = next((line for line in text.splitlines() if line.strip()), "")
    return _records(path, text, max(",;\t", key=header.count))


def _records(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_CELL)  # holds for the whole process, and other packages raise it
    # strict, since a quote that is never closed would make one student's name of all who follow
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            mend = "mend the line, and close each quote in it"
            raise CoursewareError(path, f"line {line}", f"this is not CSV ({error})", mend) from None
        yield line, [plain_line(cell) for cell in cells]


def check_width(path: Path, line: int, cells: Sequence[str], columns: Sequence[str]) -> None:
    """Refuse a record with more cells than the header has.

    Raises:
        CoursewareError: for such a record.
    """
    if any(cells[len(columns) :]):
        problem = f"it has {len(cells)} cells, and the header has {len(columns)}"
        mend = "put quotes around a cell that holds the separator"
        raise CoursewareError(path, f"line {line}", problem, mend)


def named_rows(path: Path, name: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of the named columns of each record that holds anything, and its line.

    The first line names the columns, in any order and letter case; other columns are passed over.

    Raises:
        CoursewareError: the file is no CSV (see `csv_lines`), or a column is missing or stands twice.
    """
    header: list[str] | None = None
    for line, cells in csv_lines(path, name):
        if not any(cells):
            continue
        if header is None:
            header = [cell.casefold() for cell in cells]
            _check_header(path, line, header, columns)
            continue
        check_width(path, line, cells, header)
        row = dict(zip(header, cells + [""] * len(header), strict=False))
        yield line, {column: row[column] for column in columns}
    if header is None:
        mend = f"give it a first line with the columns {_listed(columns)}"
        raise CoursewareError(path, "", "the file is empty", mend)


def _check_header(path: Path, line: int, header: Sequence[str], columns: Sequence[str]) -> None:
    for column in columns:
        if header.count(column) == 1:
            continue
        if column in header:
            problem, mend = f'the column "{column}" stands twice', "rename one of the two"
        else:
            problem = f'there is no column "{column}" among {", ".join(filter(None, header))[:200]}'
            mend = f"give it a first line with the columns {_listed(columns)}"
        raise CoursewareError(path, f"line {line}", problem, mend)


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
