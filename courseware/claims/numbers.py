"""Numbers as prose writes them, and whether a claim bears one out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

_SPACE = "[ \u00a0\u2009\u202f]"
_UNIT = rf"{_SPACE}?(%|percent\b|thousand|million|billion|trillion)"
# No digit of a word or a code (5G, v2, G/SCM/343), but an ordinal (28th) and a number with a sign or a unit.
_NUMBER = re.compile(
    rf"(?<![\w.\u202f])(?<![^\W\d]/)(?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:st|nd|rd|th|k|m|mn|bn|tn|km|kg)?(?![\w]|/[^\W\d]|\.\d)(?:{_UNIT})?"
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[–-]\s*((?:19|20)?\d\d)(?!\d))?")
_ADDRESS = re.compile(r"\bhttps?://\S+")
# "Tables 3 and 4", "sections 4.3.1–4.3.2", "HS 72–83": the name of a place, not an amount.
_ONE = r"\d+(?:\.\d+)*"
_MEASURED = rf"{_SPACE}?%|[ \u00a0\u202f-]?(?:fold\b|percent|thousand|[mbt]r?illion)"
_AMOUNT = rf"\d|\.\d|,\d{{3}}(?!\d)|\u202f\d|{_MEASURED}"
_PLACE = re.compile(
    r"(?i)\b(?:tables?|figures?|sections?|modules?|labs?|hs(?: codes?)?|chapters?|articles?|annex(?:es)?"
    r"|parts?|points?|hypothes[ie]s|steps?|questions?|rows?|units?|subtopics?|paragraphs?|tasks?|strategy|agenda|vision)"
    rf"[ \u00a0-](?:nos?\.? )?{_ONE}(?!{_AMOUNT})"
    rf"(?:(?:, | and | or | to |[–-]|, and ){_ONE}(?!{_AMOUNT}|[ \u00a0-]\d))*"
)
# "multiplied by 100" and "100%" are how percent is defined.
_HUNDRED = re.compile(
    rf"(?:[·×] ?|\b(?:multipl|divid)\w* by )100\b(?!{_AMOUNT})|(?<!\bby )\b(?<![.,\d])100(?= ?[·×%])"
)
# "above 1" is the threshold of an index.
_THRESHOLD = re.compile(
    rf"\b(?:above|below|near|under|over|exceeds?|side of) 1\b(?!{_AMOUNT}|[ \u00a0]\d)"
)
_ORDINAL = re.compile(r"^\d+\.(?= )")  # of a heading
_COURSE = re.compile(r"\b\d+(?:\.\d+)?(?: of the unit's \d+)?[ \u00a0](?:points?|minutes?)\b")
_SIZES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}  # powers of ten
_UNITS = re.compile(rf"percent|{'|'.join(_SIZES)}")


class Figures(Protocol):
    """What is read of a claim."""

    @property
    def section(self) -> str: ...
    @property
    def printed(self) -> str: ...
    @property
    def recomputed(self) -> float | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def statement(self) -> str: ...
    @property
    def computation(self) -> str: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True)
class Number:
    """A number in a text.

    Attributes:
        text: as written, without sign.
        value, decimals: its size, and how many decimals are shown.
        start: its place in the text.
        unit: "%", "percent", "thousand", "million", "billion" or "trillion", where one follows.
        named: it is part of a name ("Table 5"), or counts the course.
    """

    text: str
    value: Decimal
    decimals: int
    start: int
    unit: str = ""
    named: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it may be a year: four digits from 1900 to 2099, not grouped."""
        return len(self.text) == 4 and self.text.isdigit() and self.text[:2] in ("19", "20")


def find_numbers(text: str, named: bool = False) -> Iterator[Number]:
    """The numbers of a text in order, but for names of places ("Table 5") and points of the course.

    Args:
        text: the words.
        named: give those too, marked as such.
    """
    plain = text
    for names in (_ADDRESS, _PLACE, _COURSE, _HUNDRED, _THRESHOLD, _ORDINAL):
        plain = names.sub(lambda found: " " * len(found[0]), plain)
    for found in _NUMBER.finditer(text if named else plain):
        digits = re.sub(rf"{_SPACE}|,", "", found["number"])
        yield Number(
            found["number"],
            Decimal(digits),
            len(digits.partition(".")[2]),
            found.start(),
            found[2] or "",
            plain[found.start()] == " ",
        )


def years_of(text: str) -> set[int]:
    """All years that a text names, those inside a range included."""
    years: set[int] = set()
    for first, last in _YEARS.findall(text):
        end = int(first[: 4 - len(last)] + last) if last else int(first)
        whole_range = 0 <= end - int(first) <= 60
        years |= set(range(int(first), end + 1)) if whole_range else {int(first)}  # 2014-05 is a month
    return years


def years_of_claim(claim: Figures) -> set[int]:
    """All years that a claim itself names, be it not in how it was checked."""
    return years_of(f"{claim.printed}; {claim.period}; {claim.statement}")


def rounds_to(value: Decimal, shown: Number) -> bool:
    """Whether the value, rounded to the digits shown, is what is shown; only nothing is shown as 0."""
    if not shown.value and not shown.decimals:
        return not value
    return abs(value - shown.value) <= Decimal(1).scaleb(-shown.decimals) / 2


def rounds_to_in_some_unit(value: Decimal, shown: Number) -> bool:
    """The same where thousands, millions and billions may have been changed into each other.

    What is shown then needs two digits: a 3 would hold all from 2,500 to 3,499, and nearly every year a 2.
    """
    digits = shown.text.replace(".", "").lstrip("0")
    scales = (1, 1000, Decimal("0.001")) if len(digits) > 1 else (1,)
    return any(rounds_to(value * scale, shown) for scale in scales)


def bears_out(claim: Figures, number: Number) -> bool:
    """Whether the claim holds the number: printed, recomputed, or in one of its texts.

    Signs do not count ("fell by 10.7%"), a value may be rounded to the digits shown, and an amount may be
    told in thousands, millions or billions whatever the claim's unit is. Where the text has a unit, it
    counts: a number in percent needs one in percent, a number in millions as many millions. A name
    ("Article 3") must be the claim's own.
    """
    texts = (claim.printed, claim.period, claim.statement, claim.computation, claim.reason)
    if number.is_year and any(int(number.value) in years_of(text) for text in texts):
        return True
    found = [n for text in texts for n in _plain(text, number.named)]
    if number.named:
        return any(n.value == number.value for n in (*found, *_plain(claim.section, True)))
    units = _UNITS.findall(claim.unit) or [""]
    told = [(n.value, unit) for n in found for unit in ([n.unit] if n.unit or n.is_year else units)]
    if claim.recomputed is not None:
        told += [(abs(Decimal(str(claim.recomputed))), unit) for unit in units]
    return any(_same(value, unit, number) for value, unit in told)


def _same(value: Decimal, unit: str, number: Number) -> bool:
    """Whether a value told in one unit rounds to a number that may be told in another."""
    if unit in _SIZES and number.unit in _SIZES:
        return rounds_to(value.scaleb(_SIZES[unit] - _SIZES[number.unit]), number)
    if number.unit and (number.unit in _SIZES or unit not in ("%", "percent")):
        return False
    return rounds_to_in_some_unit(value, number) if unit in _SIZES else rounds_to(value, number)


def _plain(text: str, named: bool) -> Iterator[Number]:
    """Every number of a claim's own text, dates such as 2014-05-29 taken apart."""
    return find_numbers(re.sub(r"(?<=\d)[-–](?=\d)", " – ", text), named)
