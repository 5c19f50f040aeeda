"""What the claims on the thesis as a whole count."""

from datetime import date

from courseware.claims.register import load_claims
from courseware.tables import find_root, load_table

HYPOTHESES = ("fair competition", "dependence on one partner", "cooperation boosts output")
TASKS = (
    "law",
    "duties in two organisations",
    "trade flows",
    "index",
    "interviews",
    "drivers",
    "recommendations",
)

RECOMPUTED = {
    "c-thesis-001": len(HYPOTHESES),
    "c-thesis-002": len(TASKS),
    "c-thesis-003": load_table(find_root(), "interviews")["interview"].nunique(),
    "c-thesis-008": date(2022, 1, 1).year - date(2015, 1, 1).year,
    "c-thesis-009": 2 + 14 + 3,  # trade, industries of the index, production
    "c-thesis-010": len((1, 2, 3, 4, 5, 6, 7, 8)),
}


def test_the_fourteen_figures_of_the_index_are_those_of_the_findings():
    assert load_table(find_root(), "rca_findings")["figure"].nunique() == 14


def test_every_claim_is_the_thesis():
    claims = [claim for claim in load_claims(find_root()).values() if claim.id.startswith("c-thesis-")]
    assert {claim.source for claim in claims} == {"003"}
