"""Numbers as prose writes them, and whether a claim bears one out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

_SPACE = "[ \u00a0\u2009\u202f]"
# No digit of a word or a code (5G, v2, G/SCM/343), but an ordinal (28th) and a number with a sign or a unit.
_NUMBER = re.compile(
    rf"(?<![\w/.\u202f])(?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:st|nd|rd|th)?(?![\w/]|\.\d)"
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[–-]\s*((?:19|20)?\d\d)(?!\d))?")
# "Tables 3 and 4", "sections 4.3.1–4.3.2", "HS 72–83": the name of a place, not an amount.
_ONE = r"\d+(?:\.\d+)*"
_NO_AMOUNT = r"(?!\d|\.\d|[ \u00a0\u202f]?%|[ \u00a0\u202f-]?(?:\d|fold|[mb]illion))"
_PLACE = re.compile(
    r"(?i)\b(?:tables?|figures?|sections?|modules?|hs(?: codes?)?|chapters?|articles?|annex(?:es)?|parts?"
    r"|points?|hypothes[ie]s|steps?|questions?|rows?|units?|subtopics?|paragraphs?|tasks?|strategy|agenda|vision)"
    rf"[ \u00a0-](?:nos?\.? )?{_ONE}(?:(?:, | and | or | to |[–-]|, and ){_ONE}{_NO_AMOUNT})*"
)
# "multiplied by 100" and "100%" are how percent is defined.
_HUNDRED = re.compile(r"(?:[·×] ?|\bby )100\b(?!\.\d)|\b(?<![.,\d])100(?= ?[·×%])")
# "above 1" is the threshold of an index.
_THRESHOLD = re.compile(
    r"\b(?:above|below|near|under|over|exceeds?|side of) 1\b(?![.,]?\d|[ \u00a0\u202f]\d)"
)
_ORDINAL = re.compile(r"^\d+\.(?= )")  # of a heading
_COURSE = re.compile(r"\b\d+(?:\.\d+)?(?: of the unit's \d+)?[ \u00a0](?:points?|minutes?|hours?)\b")


class Figures(Protocol):
    """What is read of a claim."""

    printed: str
    recomputed: float | None
    unit: str
    period: str
    statement: str
    computation: str
    reason: str


@dataclass(frozen=True)
class Number:
    """A number in a text: as written, its size without sign, its decimals, and where it starts."""

    text: str
    value: Decimal
    decimals: int
    start: int

    @property
    def is_year(self) -> bool:
        """Whether it may be a year: four digits from 1900 to 2099, not grouped."""
        return len(self.text) == 4 and self.text.isdigit() and self.text[:2] in ("19", "20")


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in order, but for names of places ("Table 5") and points of the course."""
    for names in (_PLACE, _COURSE, _HUNDRED, _THRESHOLD, _ORDINAL):
        text = names.sub(lambda found: " " * len(found[0]), text)
    for found in _NUMBER.finditer(text):
        plain = re.sub(rf"{_SPACE}|,", "", found["number"])
        yield Number(found["number"], Decimal(plain), len(plain.partition(".")[2]), found.start())


def years_of(text: str) -> set[int]:
    """All years that a text names, those inside a range included."""
    years: set[int] = set()
    for first, last in _YEARS.findall(text):
        end = int(first[: 4 - len(last)] + last) if last else int(first)
        whole_range = 0 <= end - int(first) <= 60
        years |= set(range(int(first), end + 1)) if whole_range else {int(first)}  # 2014-05 is a month
    return years


def years_of_claim(claim: Figures) -> set[int]:
    """All years that a claim names."""
    return set().union(*map(years_of, _texts(claim)))


def bears_out(claim: Figures, number: Number) -> bool:
    """Whether the claim holds the number: printed, recomputed, or in one of its texts.

    Signs do not count ("fell by 10.7%"), a value may be rounded to the digits shown, and an amount may be
    told in thousands, millions or billions whatever the claim's unit is.
    """
    if number.is_year and int(number.value) in years_of_claim(claim):
        return True
    values = [n.value for text in _texts(claim) for n in _plain(text)]
    if claim.recomputed is not None:
        values.append(abs(Decimal(str(claim.recomputed))))
    half = Decimal(1).scaleb(-number.decimals) / 2
    scales = (1, 1000, Decimal("0.001")) if re.search("illion|thousand", claim.unit) else (1,)
    return any(abs(value * scale - number.value) <= half for value in values for scale in scales)


def _texts(claim: Figures) -> tuple[str, ...]:
    return claim.printed, claim.period, claim.statement, claim.computation, claim.reason


def _plain(text: str) -> Iterator[Number]:
    """Every number of a claim's own text, dates such as 2014-05-29 taken apart."""
    return find_numbers(re.sub(r"(?<=\d)[-–](?=\d)", " – ", text.replace("%", " %")))
