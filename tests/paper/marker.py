"""A teacher who knows nothing but the answer sheet: reads its text and marks what stands on a paper."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from courseware.bank import CompiledItem
from courseware.paper.shown import letter

_NUMBER = r"[−0-9.]+"
_QUESTION = re.compile(r"Question (\d+) · ([0-9.]+) points? ([a-z0-9-]+) ")
_COPIES = re.compile(r" In cop(?:y|ies) ([0-9–, ]+(?: and [0-9–]+)?): ")
_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_TWO_WAYS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")


def pages(pdf: Path) -> list[str]:
    """The text of each page, a narrow gap between thousands left out."""
    return [re.sub("\u202f|\u00a0", "", page.extract_text()) for page in PdfReader(pdf).pages]


def words(pdf: Path) -> str:
    """The text of all pages on one line, without page numbers and headers."""
    kept = []
    for page in pages(pdf):
        lines = [line for line in page.splitlines() if not re.fullmatch(r"\d+ / \d+", line.strip())]
        kept += [line for line in lines if not re.fullmatch(r"[0-9.]+ .*: answer sheet", line.strip())]
    return " ".join(" ".join(kept).split())


class Sheet:
    """The answer sheet, read from the PDF."""

    def __init__(self, pdf: Path) -> None:
        text = words(pdf)
        start = text.index(" Marking grid")
        questions, self._grids = text[:start], text[start:]
        found = list(_QUESTION.finditer(questions))
        ends = [match.start() for match in found[1:]] + [len(questions)]
        self.items = {m[3]: questions[m.end() : end] for m, end in zip(found, ends, strict=True)}
        self.points = {m[3]: Decimal(m[2]) for m in found}
        self.numbers = {m[3]: int(m[1]) for m in found}

    def section(self, item: str, copy: int | None) -> str:
        """What the sheet says of an item in a copy: the common part and the one for its copies."""
        parts = _COPIES.split(self.items[item])
        shown = [parts[0]]
        shown += [
            text for copies, text in zip(parts[1::2], parts[2::2], strict=True) if copy in _copies(copies)
        ]
        assert len(parts) == 1 or len(shown) == 2, (item, copy)
        return " ".join(shown)

    def mark(self, item: str, given: Any, copy: int | None = None) -> Decimal:
        """The points for what stands on the paper: a set of ticked letters, a list of boxes, or a text."""
        rule = self.section(item, copy)
        if not given or (isinstance(given, list) and not any(given)):
            return Decimal(0)
        if match := re.search(r"Key: the boxes from the top hold ([A-Z0-9 ]+)\.", rule):
            return _boxes(rule, match[1].split(), given)
        if match := re.search(rf"Key: ([A-Z]+)\. It earns ({_NUMBER}) point", rule):
            return Decimal(match[2]) if given == {match[1]} else Decimal(0)
        if match := re.search(rf"less than 0 counts as 0, more than ({_NUMBER}) as", rule):
            weights = dict(re.findall(r"(?<![A-Z])([A-Z]+): ([+−][0-9.]+) ", rule))
            earned = sum((_number(weights[name]) for name in given), Decimal(0))
            return max(Decimal(0), min(Decimal(match[1].rstrip(".")), earned))
        if "The first range that holds the number counts" in rule:
            return _in_ranges(rule, given)
        assert "Each spelling between the bars" in rule
        return _spelt(rule, given)

    def grid(self, copy: int | None) -> str:
        """The text of the marking grid of a copy."""
        head = f"Marking grid, copy {copy} " if copy else "Marking grid "
        return self._grids.split(head, 1)[1].split(" Marking grid")[0] + " "


def on_paper(item: CompiledItem, value: Any) -> Any:
    """What somebody writes on paper who means this answer: see `Sheet.mark`."""
    places = {role: [part["id"] for part in item.view.get(role, ())] for role in ("options", "left", "right")}
    if value is None:
        return ""
    if item.type in ("choice", "multiple"):
        return {letter(places["options"].index(one)) for one in ([value] if item.type == "choice" else value)}
    if item.type == "order":
        return [str(value.index(option) + 1) for option in places["options"]]
    if item.type == "match":
        return [
            letter(places["right"].index(value[left])) if left in value else "" for left in places["left"]
        ]
    return value


def _boxes(rule: str, key: list[str], given: list[str]) -> Decimal:
    if "must stand in one box" in rule and sorted(given) != sorted(key):
        return Decimal(0)
    shares = dict(re.findall(r"(\d+) → ([0-9.]+)", rule.split("→ points:")[1].split("(rounded")[0]))
    right = sum(one == wanted for one, wanted in zip(given, key, strict=True))
    return Decimal(shares[str(right)])


def _in_ranges(rule: str, given: str) -> Decimal:
    text = given.strip()
    if match := re.search(r"After the number may stand: (.+?)\. ", rule):
        for unit in sorted(match[1].split(", "), key=len, reverse=True):
            text = text.removesuffix(unit).strip()
    text = text.replace("−", "-")
    if _TWO_WAYS.fullmatch(text):
        return Decimal(0)
    if _GROUPS.match(text):
        text = re.sub("[ \u00a0\u202f]", "", text)
    try:
        value = Decimal(text.replace(",", "."))
    except ArithmeticError:
        return Decimal(0)
    ranges = re.findall(
        rf"([0-9.]+) points? ({_NUMBER})(?: to ({_NUMBER}))?"
        rf"(?: \(unrounded limits: ({_NUMBER}) to ({_NUMBER})\))?",
        rule,
    )
    for points, low, high, exact_low, exact_high in ranges:
        if _number(exact_low or low) <= value <= _number(exact_high or high or low):
            return Decimal(points)
    return Decimal(0)


def _spelt(rule: str, given: str) -> Decimal:
    match = re.search(r"are the same\. ([0-9.]+) points? (.+?) (?:0 points |Right: )", rule)
    folded = " ".join(given.lower().split())
    return Decimal(match[1]) if folded in match[2].split(" | ") else Decimal(0)


def _copies(listed: str) -> set[int]:
    found: set[int] = set()
    for part in re.split(r", | and ", listed):
        first, _, last = part.partition("–")
        found.update(range(int(first), int(last or first) + 1))
    return found


def _number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("+", "").rstrip("."))
