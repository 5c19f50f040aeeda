"""The gradebook in Parquet, for courses that spreadsheets cannot hold."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

GRADEBOOK = "gradebook.parquet"
_AT_A_TIME = 10_000  # rows


def write_parquet(header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[str]) -> bytes:
    """A table as Parquet: text columns, and numbers as doubles that are null where the cell is empty.

    Args:
        header: names of the columns.
        rows: their cells as text.
        numbers: names of the columns that hold numbers.
    """
    import pyarrow
    import pyarrow.parquet

    schema = pyarrow.schema(
        (name, pyarrow.float64() if name in numbers else pyarrow.string()) for name in header
    )
    out, rows = io.BytesIO(), iter(rows)
    with pyarrow.parquet.ParquetWriter(out, schema) as writer:
        while some := list(islice(rows, _AT_A_TIME)):
            arrays = [
                pyarrow.array((_numbers if field.name in numbers else _texts)(column), field.type)
                for field, column in zip(schema, zip(*some, strict=True), strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
    return out.getvalue()


def _numbers(cells: Iterable[str]) -> list[float | None]:
    return [float(cell) if cell else None for cell in cells]


def _texts(cells: Iterable[str]) -> list[str]:
    """The cells without half characters, which Parquet does not hold."""
    return [cell if cell.isascii() else cell.encode("utf-8", "replace").decode() for cell in cells]
