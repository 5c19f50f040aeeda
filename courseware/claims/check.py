"""Every number of the text has a claim behind it, agrees with it, or is a listed exception."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courseware.bank import load_bank
from courseware.bank.files import ITEMS
from courseware.bank.marked_yaml import read_yaml
from courseware.claims.numbers import Figures, Number, bears_out, find_numbers, years_of_claim
from courseware.claims.prose import Block, page_blocks
from courseware.claims.register import load_claims
from courseware.datapackage import read_package
from courseware.errors import CoursewareError
from courseware.tables import load_table

CONTENTS = "_toc.yml"
EXCEPTIONS = "uncited_numbers"

_ITEM = re.compile(r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)+\b")  # may be the id of a question
_VALUE = re.compile(r"\{[^{}]*\}")  # is filled in from the data
_TEXTS = (
    "prompt",
    "hint",
    "text",
    "feedback",
    "when_right",
    "correct",
    "partial",
    "other",
    "blank",
    "missed",
)


@dataclass(frozen=True)
class Fault:
    """A number without a claim, or one that its claim does not bear out."""

    page: str
    place: str
    number: str
    problem: str

    def __str__(self) -> str:
        return f"{self.page}, {self.place}: {self.problem}"


def check_book(root: Path) -> list[Fault]:
    """Every fault in the pages of the contents and in the items, but for the listed exceptions.

    Args:
        root: the unit's folder.

    Raises:
        CoursewareError: the contents, a page, the register or the bank is at fault, or an exception is listed
            that no text needs.
    """
    claims = load_claims(root)
    behind = {item.id: item.source for item in load_bank(root).items}
    faults: list[Fault] = []
    for file in sorted((root / ITEMS).glob("*.yml")):
        faults += check_items(file.relative_to(root).as_posix(), file, claims)
    for page in contents(root):
        file = _file(root, page)
        blocks = page_blocks(file)
        asked = _ITEM.findall(file.read_text(encoding="utf-8"))
        ids = [claim for item in asked for claim in behind.get(item, [])]
        faults += check_page(page, blocks, claims, ids)
    return _without_exceptions(root, faults)


def contents(root: Path) -> list[str]:
    """The pages that the table of contents names, without suffix, in its order.

    Raises:
        CoursewareError: it is missing, or not of Jupyter Book's form: root, parts, chapters, sections.
    """
    toc = read_yaml(root / CONTENTS).value
    try:
        return [toc["root"], *_pages_below(toc)]
    except (TypeError, KeyError, AttributeError):
        mend = "give it a root, and chapters that each name a file"
        raise CoursewareError(root / CONTENTS, "", "it does not list the pages", mend) from None


def _pages_below(entry: dict[str, Any]) -> Iterator[str]:
    for part in entry.get("parts", ()):
        yield from _pages_below({"chapters": part["chapters"]})
    for page in (*entry.get("chapters", ()), *entry.get("sections", ())):
        if "url" not in page:
            yield page["file"]
        yield from _pages_below(page)


def _file(root: Path, page: str) -> Path:
    for suffix in (".md", ".ipynb"):
        if (root / f"{page}{suffix}").is_file():
            return root / f"{page}{suffix}"
    raise CoursewareError(root / CONTENTS, "", f"there is no page {page}", "add it or take it out")


def _without_exceptions(root: Path, faults: list[Fault]) -> list[Fault]:
    if EXCEPTIONS not in [resource["name"] for resource in read_package(root)["resources"]]:
        return faults
    table, path = load_table(root, EXCEPTIONS), root / "data" / f"{EXCEPTIONS}.csv"
    if not {"page", "text"} <= set(table.columns):
        raise CoursewareError(path, "line 1", "it needs the columns page and text", "add them")
    listed = {(row.page, row.text) for row in table.itertuples()}
    unused = sorted(listed - {(fault.page, fault.number) for fault in faults})
    if unused:
        page, number = unused[0]
        problem = f"{number} on {page} is listed as an exception, and nothing there needs one"
        raise CoursewareError(path, "", problem, "take the row out")
    return [fault for fault in faults if (fault.page, fault.number) not in listed]


def check_page(
    page: str, blocks: Iterable[Block], claims: Mapping[str, Figures], asked: Iterable[str] = ()
) -> Iterator[Fault]:
    """The numbers of a page that no claim bears out.

    Args:
        page: its name without suffix.
        blocks: its text.
        claims: the register by id.
        asked: ids of the claims behind the questions on the page; their years need no further claim.
    """
    blocks = list(blocks)
    linked = [id_ for block in blocks for id_ in block.claims]
    years = {year for id_ in (*linked, *asked) if id_ in claims for year in years_of_claim(claims[id_])}
    for block in blocks:
        near = [claims[id_] for id_ in block.claims if id_ in claims]
        for number, claim in _numbers(block):
            if claim:
                if claim not in claims:
                    yield Fault(page, block.place, number.text, f"there is no claim {claim}")
                elif not bears_out(claims[claim], number):
                    problem = f"{number.text} is not what {claim} says ({_told(claims[claim])})"
                    yield Fault(page, block.place, number.text, problem)
            elif not (number.is_year and int(number.value) in years) and not any(
                bears_out(c, number) for c in near
            ):
                yield Fault(page, block.place, number.text, f"{number.text} has no claim behind it")


def _numbers(block: Block) -> Iterator[tuple[Number, str]]:
    """The numbers of a block, each with the claim that the stretch where it starts is linked to.

    What only names a place needs no claim, but is held to the one it is linked to.
    """
    text, owner = "", []
    for span in block.spans:
        text += span.text
        owner += [span.claim] * len(span.text)
    for number in find_numbers(text, named=True):
        if owner[number.start] or not number.named:
            yield number, owner[number.start]


def _told(claim: Figures) -> str:
    printed = f"printed: {claim.printed}"
    return printed if claim.recomputed is None else f"{printed}; recomputed: {claim.recomputed:g}"


def check_items(page: str, file: Path, claims: Mapping[str, Figures]) -> Iterator[Fault]:
    """The literal numbers in an items file that no claim in the item's `source` bears out."""
    marked = read_yaml(file)
    for number, item in enumerate(marked.value):
        near = [claims[id_] for id_ in item.get("source", []) if id_ in claims]
        for path, text in _texts(item, ()):
            for found in find_numbers(_VALUE.sub(" ", text)):
                if not any(bears_out(claim, found) for claim in near):
                    place = f"line {marked.line((number, *path))}, item {item['id']}"
                    problem = f"{found.text} agrees with no claim in the item's `source`"
                    yield Fault(page, place, found.text, problem)


def _texts(value: Any, path: tuple) -> Iterator[tuple[tuple, str]]:
    """Every text that a reader of an item sees, with its place."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, str) and key in _TEXTS:
                yield (*path, key), part
            elif not isinstance(part, str) and key not in ("key", "values", "value", "source", "accept"):
                yield from _texts(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, (*path, number))
