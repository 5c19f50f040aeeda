"""Every discrepancy stands on claims or on named passages, and every failing claim belongs to one."""

import re

import pytest

from courseware.bank.pages import page_labels
from courseware.claims.register import FAILING, claims_of, load_claims, load_discrepancies

PASSAGE = re.compile(
    r"[Ss]ections? \d|Tables? \d|[Ff]ootnote|[Aa]bstract|[Ii]nterview|[Pp]art|[Ll]ist|[Hh]eader"
    r"|Courier|Tengri"
)


@pytest.fixture(scope="module")
def claims(unit):
    return load_claims(unit)


@pytest.fixture(scope="module")
def discrepancies(unit):
    return load_discrepancies(unit)


def test_there_are_as_many_as_a_close_reading_finds(discrepancies):
    assert len(discrepancies) > 80
    assert {row.status for row in discrepancies.values()} == {"confirmed", "rejected", "open question"}


def test_every_key_of_a_claim_is_listed(claims, discrepancies):
    assert {claim.discrepancy for claim in claims.values() if claim.discrepancy} <= set(discrepancies)
    assert all(claim.discrepancy for claim in claims.values() if claim.verdict in FAILING)


def test_what_is_confirmed_stands_on_a_claim_or_on_passages(claims, discrepancies):
    for key, row in discrepancies.items():
        if row.status == "confirmed":
            assert claims_of(claims, key) or PASSAGE.search(row.reason), key


def test_a_source_that_is_named_speaks_in_the_point(claims, discrepancies):
    """A claim belongs to a point of its own source."""
    for claim in claims.values():
        if claim.discrepancy:
            assert claim.source in discrepancies[claim.discrepancy].sources, claim.id


def test_every_passage_is_there(unit, discrepancies):
    labels_of = page_labels(unit)
    for key, row in discrepancies.items():
        page, _, label = row.passage.partition("#")
        assert label in (labels_of(page) or ()), f"{key}: {row.passage}"
