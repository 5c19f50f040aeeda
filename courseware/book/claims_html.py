"""The lists of claims and of discrepancies in HTML: every word is there, a script only hides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from courseware.book.claim_link import sign
from courseware.claims.expression_text import expression_text
from courseware.claims.register import STATUSES, VERDICTS, Claim, Source, claims_of, section
from courseware.templating import template

_STATUS_SIGNS = dict(zip(STATUSES, ("●", "○", "?"), strict=True))


class Place(NamedTuple):
    """A link; without a name it leads to the page as a whole."""

    name: str
    href: str


class PageUses(NamedTuple):
    """A page and the places on it that use a claim."""

    title: str
    href: str
    places: list[Place]


class Choice(NamedTuple):
    """A filter: its name, its label, and its options with their counts."""

    name: str
    label: str
    options: list[tuple[str, str, int]]


def render_claims(register: Any, uses: Mapping[str, Sequence[PageUses]], discrepancies: str | None) -> str:
    """The filter and the list of claims.

    Args:
        register: claims, discrepancies and sources.
        uses: claim id → where the book uses it.
        discrepancies: address of the page with the list of discrepancies, "" if it is this one, None without.
    """
    claims, sources = list(register.claims.values()), register.sources
    return template(__package__, "claims.html.j2").render(
        claims=claims,
        choices=[
            _choice("source", "Source", [c.source for c in claims], _names(sources)),
            _choice("topic", "Topic", [c.topic for c in claims]),
            _choice("verdict", "Verdict", [c.verdict for c in claims],
                    {verdict: f"{sign(verdict)} {verdict}" for verdict in VERDICTS}),
        ],
        sources=sources,
        discrepancies={} if discrepancies is None else register.discrepancies,
        discrepancies_page=discrepancies,
        uses=uses,
        sign=sign,
        section=section,
        number=_number,
        printed=_printed,
        terms=_terms,
        expression=lambda claim: expression_text(claim.check, claim.factor) if claim.check else "",
        summary=_summary,
    )


def render_discrepancies(register: Any, passages: dict[str, Place | None], claims: str | None) -> str:
    """The filter and the list of discrepancies.

    Args:
        register: claims, discrepancies and sources.
        passages: key → the place where the book tells of it.
        claims: address of the page with the list of claims, "" if it is this one, None without.
    """
    rows, sources = list(register.discrepancies.values()), register.sources
    return template(__package__, "discrepancies.html.j2").render(
        rows=rows,
        choices=[
            _choice("source", "Source", [s for row in rows for s in row.sources], _names(sources)),
            _choice("status", "Status", [row.status for row in rows],
                    {s: f"{_STATUS_SIGNS[s]} {s}" for s in STATUSES}),
        ],
        sources=sources,
        passages=passages,
        claims={} if claims is None else {row.discrepancy: claims_of(register.claims, row.discrepancy)
                                          for row in rows},
        claims_page=claims,
        status_signs=_STATUS_SIGNS,
        sign=sign,
    )


def _names(sources: dict[str, Source]) -> dict[str, str]:
    return {key: source.short for key, source in sources.items()}


def _choice(name: str, label: str, values: Iterable[str], labels: dict[str, str] | None = None) -> Choice:
    """Options in the order of `labels`, or of their first appearance; what never occurs is left out."""
    counts = Counter(values)
    order = labels or {value: value for value in counts}
    return Choice(name, label, [(v, text, counts[v]) for v, text in order.items() if counts[v]])


def _number(claim: Claim) -> str:
    """At most ten decimals, no trailing zeros, a real minus sign; thousands set apart except in a year."""
    text = f"{claim.recomputed:{'' if claim.unit in ('year', 'date') else ','}.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def _printed(text: str) -> str:
    return f"−{text[1:]}" if text[:1] == "-" and text[1:2].isdigit() else text


def _terms(claim: Claim) -> str:
    return "; ".join(filter(None, (claim.unit, claim.period, claim.flow)))


def _summary(claim: Claim, discrepancy: bool, uses: list[PageUses]) -> str:
    """What an entry's fold holds."""
    count = sum(len(page.places) for page in uses)
    parts = ["recomputation"] if claim.computation or claim.check else []
    parts += ["discrepancy"] if discrepancy else []
    parts += [f"{count} {'use' if count == 1 else 'uses'} in the book"] if count else []
    return ", ".join(parts).capitalize() if parts else ""
