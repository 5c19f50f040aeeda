"""CSV that a spreadsheet program can open without running anything in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from courseware.plain_text import plain_line

# What makes a spreadsheet take a cell for a formula: at its start, or after a separator where a program set
# to another language than ours splits the line ("a;=cmd()" is two cells to it). Full-width signs count too,
# since some programs fold widths.
_FORMULA = re.compile(r"""(^\s*|[;,|]["'\s]*)([=+\-@＝＋－＠])""")
_PIECE = 500_000  # characters
MAX_CELL = 32_000  # Excel holds 32,767 characters


@lru_cache(maxsize=8192)  # most cells of a class are points and states
def safe_cell(text: str) -> str:
    """Text as it may stand in a sheet: one line, an apostrophe before whatever would start a formula."""
    text = plain_line(text)[:MAX_CELL]
    return _FORMULA.sub(r"\1'\2", text)


def points(hundredths: int | None) -> str:
    """Points with two decimals; "" for None."""
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A table as CSV, piece by piece: every cell made safe, CRLF, UTF-8 with byte order mark.

    Without the mark, Excel takes the file for the code page of the machine and garbles every name that is
    not English.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in header])
    encoding = "utf-8-sig"
    for row in rows:
        if out.tell() > _PIECE:
            yield out.getvalue().encode(encoding, "replace")
            out.seek(0)
            out.truncate()
            encoding = "utf-8"
        writer.writerow([safe_cell(cell) for cell in row])
    yield out.getvalue().encode(encoding, "replace")
