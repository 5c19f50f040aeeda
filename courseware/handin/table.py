"""Records as rows of a Parquet file, as a national exam's server or a data pipeline hands them out.

The column `file` names a hand-in and the column `content` holds its bytes or its text. Only files that the
teacher names are read in this way: Parquet takes a large library to read, and what a student sends is not for
it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from courseware.errors import CoursewareError
from courseware.handin.record import Fault, too_large

SUFFIX = ".parquet"
_AT_A_TIME = 1_000  # rows
_INSTALL = "install it by `pip install --require-hashes -r requirements-cluster.txt`"


def tables(start: Path) -> list[Path] | None:
    """The Parquet files that a submission is, or holds if its name ends in `.parquet`; None if it is none."""
    if not start.name.lower().endswith(SUFFIX):
        return None
    if not start.is_dir():
        return [start]
    found = [Path(folder, name) for folder, _, names in os.walk(start) for name in names]
    return sorted(path for path in found if path.name.lower().endswith(SUFFIX))


def row_names(path: Path) -> Iterator[str]:
    """The cell `file` of each row, "row 1" and so on where it is empty.

    Raises:
        CoursewareError: this is no Parquet file, or lacks one of the columns; or pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise CoursewareError(path, "", "reading Parquet needs pyarrow", _INSTALL) from None
    try:
        with pyarrow.parquet.ParquetFile(path) as table:
            for name in ("file", "content"):
                kind = table.schema_arrow.field(name).type if name in table.schema_arrow.names else None
                if kind is None or not _is_text_or_bytes(kind):
                    problem = f'there is no column "{name}" of text or bytes'
                    mend = "give a table with the columns file and content, a row a hand-in"
                    raise CoursewareError(path, "", problem, mend)
            number = 0
            for batch in table.iter_batches(_AT_A_TIME, columns=["file"], use_threads=False):
                for name in batch.column(0).to_pylist():
                    number += 1
                    name = name.decode("utf-8", "replace") if isinstance(name, bytes) else name
                    yield name or f"row {number}"
    except (pyarrow.ArrowException, OSError) as error:
        problem = f"this cannot be read as Parquet ({str(error).splitlines()[0][:120]})"
        raise CoursewareError(path, "", problem, "give a file that is whole") from None


def read_row(path: Path, row: int, limit: int) -> bytes | Fault:
    """The cell `content` of a row; rows that follow one another are read without going back.

    Args:
        row: its number in the file, from 0.
        limit: bytes.
    """
    try:
        status = os.stat(path)
        key = os.getpid(), status.st_ino, status.st_mtime_ns, status.st_size
        data = _reader(key, path).content(row)
    except Exception as error:  # of pyarrow, which has many kinds
        return Fault("unreadable", f"The row cannot be read: {str(error).splitlines()[0][:120]}.")
    if data is None:
        return Fault("unreadable", "The row has no content.")
    data = data.encode("utf-8", "replace") if isinstance(data, str) else data
    return data if len(data) <= limit else too_large(len(data), limit)


def _is_text_or_bytes(kind: Any) -> bool:
    import pyarrow.types as types

    if types.is_dictionary(kind):
        kind = kind.value_type
    tests = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    return any(test(kind) for test in tests)


class _Reader:
    """Goes through a file's rows, forwards as long as it can."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._restart()

    def _restart(self) -> None:
        import pyarrow.parquet

        table = pyarrow.parquet.ParquetFile(self._path)
        self._batches = table.iter_batches(_AT_A_TIME, columns=["content"], use_threads=False)
        self._first, self._batch = 0, next(self._batches)

    def content(self, row: int) -> Any:
        if row < self._first:
            self._restart()
        while row >= self._first + len(self._batch):
            self._first += len(self._batch)
            self._batch = next(self._batches)
        return self._batch.column(0)[row - self._first].as_py()


@lru_cache(maxsize=1)
def _reader(key: tuple[int, ...], path: Path) -> _Reader:
    return _Reader(path)
