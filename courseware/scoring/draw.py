"""Which variant of an item a student has in a sealed edition: the same on page, notebook and grader.

The number is a hash, so that neighbours in a list of students get different variants. It hides nothing:
whoever knows the id can compute it. FNV-1a (Fowler, Noll and Vo; RFC 9923) with the finalizer of MurmurHash3
(Appleby), both on 32 bits; `scorer.js` holds its twin.
"""

from __future__ import annotations

from courseware.plain_text import plain_line
from courseware.scoring.text import fold

_MASK = 0xFFFFFFFF


def draw(edition: str, item: str, student: str, count: int) -> int:
    """The number of a student's variant, from 0 to `count` − 1.

    Args:
        edition: the edition's name, so that another year's paper is another one.
        item: the item's id.
        student: the student's id, as typed or as a record has it; letter case makes no difference.
        count: how many variants the item has, at least 1.
    """
    text = f"{edition}\n{item}\n{fold(plain_line(student))}"
    number = 0x811C9DC5
    for byte in text.encode("utf-8", "replace"):
        number = ((number ^ byte) * 0x01000193) & _MASK
    number = ((number ^ number >> 16) * 0x85EBCA6B) & _MASK
    number = ((number ^ number >> 13) * 0xC2B2AE35) & _MASK
    return (number ^ number >> 16) % count
