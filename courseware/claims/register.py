"""The register of a unit: its claims, the discrepancies they belong to, and the sources that make them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from courseware.claims.expression_text import expression_text

REPRODUCES, UNCHECKED = "reproduces", "cannot be checked"
FAILING = ("misprinted", "contradicts itself", "contradicts another source")
VERDICTS = (REPRODUCES, *FAILING, UNCHECKED)
STATUSES = ("confirmed", "rejected", "open question")
CLAIM_ID = re.compile(r"c-[a-z]+(-[a-z]+)*-[0-9]{3,}")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Row = TypeVar("_Row", "Claim", "Discrepancy", "Source")


@dataclass(frozen=True)
class Source:
    """A document that makes claims; `short` is how the book names it."""

    source: str
    short: str
    title: str = ""
    kind: str = ""
    date: str = ""


@dataclass(frozen=True)
class Claim:
    """One statement of a source, with what became of it. Text that is not given is "", a number None."""

    id: str
    topic: str
    source: str
    section: str
    statement: str
    printed: str
    unit: str
    period: str
    flow: str
    recomputed: float | None
    computation: str
    check: str
    """The computation as an expression over the tables, in JSON."""
    factor: float | None
    """`recomputed` is the result of `check` times this, rounded."""
    verdict: str
    reason: str
    discrepancy: str
    """Key of the discrepancy that the claim belongs to."""


@dataclass(frozen=True)
class Discrepancy:
    """A point on which a source contradicts itself or another, and whether that holds."""

    discrepancy: str
    title: str
    sources: tuple[str, ...]
    finding: str
    status: str
    reason: str
    passage: str
    """Where the book tells it, as `page#label`."""


def load_claims(root: Path) -> dict[str, Claim]:
    """Claims by id, in the order of their table; empty if the data package has no resource `claims`.

    Args:
        root: the folder that holds `data/`.

    Raises:
        CoursewareError: a column is missing, or an id, a verdict, a source or a discrepancy's key is not
            what it must be.
    """
    sources, listed = load_sources(root), load_discrepancies(root)

    def fault(claim: Claim) -> tuple[str, str] | None:
        if not CLAIM_ID.fullmatch(claim.id):
            return f'"{claim.id}" is no id of a claim', "write it like c-topic-001"
        if claim.verdict not in VERDICTS:
            return f'there is no verdict "{claim.verdict}"', f"use one of: {', '.join(VERDICTS)}"
        if claim.source not in sources:
            return f'there is no source "{claim.source}"', f"use one of: {', '.join(sources) or 'none yet'}"
        if not claim.statement or not claim.reason:
            return "it has no statement or no reason", "fill the empty cell"
        if claim.check and not _is_expression(claim.check):
            return "its check is no expression in JSON", 'write it as {"function": ...}, or leave it empty'
        if claim.discrepancy and not _KEY.fullmatch(claim.discrepancy):
            return f'"{claim.discrepancy}" is no key', "write it like wrong-year"
        if claim.discrepancy and listed and claim.discrepancy not in listed:
            return f'no discrepancy is called "{claim.discrepancy}"', "correct the key or add the discrepancy"
        return None

    return _load(root, "claims", "id", Claim, fault)


def load_discrepancies(root: Path) -> dict[str, Discrepancy]:
    """Discrepancies by key, in the order of their table; empty if there is no resource `discrepancies`.

    Args:
        root: the folder that holds `data/`.

    Raises:
        CoursewareError: a column is missing, or a key, a status or a source is not what it must be.
    """
    sources = load_sources(root)

    def fault(row: Discrepancy) -> tuple[str, str] | None:
        unknown = [source for source in row.sources if source not in sources]
        if not _KEY.fullmatch(row.discrepancy):
            return f'"{row.discrepancy}" is no key', "write it like wrong-year"
        if row.status not in STATUSES:
            return f'there is no status "{row.status}"', f"use one of: {', '.join(STATUSES)}"
        if unknown or not row.sources:
            return f'there is no source "{"; ".join(unknown)}"', f"use some of: {', '.join(sources)}"
        if row.passage and not all(row.passage.partition("#")):
            return f'"{row.passage}" is no passage', "write it as page#label"
        return None

    return _load(root, "discrepancies", "discrepancy", Discrepancy, fault)


def load_sources(root: Path) -> dict[str, Source]:
    """Sources by number, in the order of their table; empty if there is no resource `sources`.

    Args:
        root: the folder that holds `data/`.

    Raises:
        CoursewareError: a column is missing or a source has no short name.
    """

    def fault(row: Source) -> tuple[str, str] | None:
        return None if row.source and row.short else ("it has no number or no short name", "fill the cell")

    return _load(root, "sources", "source", Source, fault)


def place(claim: Claim, sources: dict[str, Source]) -> str:
    """Whose claim it is and where it stands: "Report, section 4.3"."""
    return ", ".join(filter(None, (sources[claim.source].short, section(claim))))


def section(claim: Claim) -> str:
    """The place in the source in words: "section 4.3", "sections 2.1, 4.3", "Table 5"."""
    if not claim.section[:1].isdigit():
        return claim.section
    return f"section{'s' if ',' in claim.section else ''} {claim.section}"


def claims_of(claims: dict[str, Claim], discrepancy: str) -> list[Claim]:
    """The claims that belong to a discrepancy, in the register's order."""
    return [claim for claim in claims.values() if claim.discrepancy == discrepancy]


def _load(
    root: Path,
    name: str,
    key: str,
    kind: type[_Row],
    fault: Callable[[_Row], tuple[str, str] | None],
) -> dict[str, _Row]:
    from courseware.claims.rows import read_rows  # with pandas, which a register that was kept does not need

    return read_rows(root, name, key, kind, fault)


def _is_expression(text: str) -> bool:
    try:
        return not expression_text(text).startswith(" ")  # as it does without a function
    except (ValueError, RecursionError, KeyError, AttributeError, TypeError):
        return False
