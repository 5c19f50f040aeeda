"""A frame of pandas as the page shows it: numbers to the right, and one row of headings where one is enough.

pandas marks no cell as a number, and names the index in a row of its own.
"""

from __future__ import annotations

import re
from itertools import cycle

FRAME = '<table border="1" class="dataframe">\n  <thead>'
NUMBER = re.compile(r"[-+]?\d[\d,]*(\.\d+)?(e[-+]\d+)?")
BLANK = ("", "NaN", "NaT", "None", "...")
STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)  # the page has its own
ROW = re.compile(r"<tr.*?</tr>\s*", re.DOTALL)
HEADING = re.compile(r"<th([^>]*)>(.*?)</th>", re.DOTALL)
SPAN = re.compile(r'colspan="(\d+)"')
CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)


def render_frame(html: str) -> str:
    """What pandas wrote, with the class ``cw-number`` on cells and heading of each column of numbers."""
    before, head, body = re.split("(?=<thead>)|(?=<tbody>)", STYLE.sub("", html), maxsplit=2)
    numbers = [_are_numbers(column) for column in zip(*map(CELL.findall, ROW.findall(body)), strict=False)]
    marks = cycle(numbers)
    body = re.sub("<td>", lambda _: _open("td", next(marks)), body)
    return before + ROW.sub(lambda row: _heading(row[0], numbers), _one_row(head, len(numbers))) + body


def _are_numbers(column: tuple[str, ...]) -> bool:
    said = [cell for cell in column if cell not in BLANK]
    return bool(said) and all(NUMBER.fullmatch(cell) for cell in said)


def _open(tag: str, number: bool) -> str:
    return f'<{tag} class="cw-number">' if number else f"<{tag}>"


def _one_row(head: str, columns: int) -> str:
    """The names of the index in the empty corner above them."""
    rows = ROW.findall(head)
    texts = [[text for _, text in HEADING.findall(row)] for row in rows]
    if len(rows) != 2 or len(texts[0]) != len(texts[1]):
        return head
    if any(texts[0][:-columns]) or any(texts[1][-columns:]):
        return head
    names = iter(texts[1][:-columns] + texts[0][-columns:])
    return head.replace(rows[1], "").replace(
        rows[0], HEADING.sub(lambda _: f"<th>{next(names)}</th>", rows[0])
    )


def _heading(row: str, numbers: list[bool]) -> str:
    """A row of the head; a heading over several columns stands at their beginning."""
    found = HEADING.findall(row)
    spans = [int(span[1]) if (span := SPAN.search(attributes)) else 1 for attributes, _ in found]
    ends = [sum(spans[place:]) for place in range(len(spans))]  # how many columns from here to the right edge
    marks = iter(
        span == 1 and end <= len(numbers) and numbers[-end] for span, end in zip(spans, ends, strict=True)
    )
    marked = _open("th", True)
    return HEADING.sub(lambda th: marked + th[0].partition(">")[2] if next(marks) else th[0], row)
