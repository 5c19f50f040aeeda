"""What the claims on the thesis as a whole count."""

import re
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

# The numbers of the tables that the modules show, from their captions.
SHOWN = {
    int(number)
    for page in sorted((find_root() / "chapters").glob("0*.ipynb"))
    for number in re.findall(r"Table (\d+)\. ", page.read_text(encoding="utf-8"))
}

RECOMPUTED = {
    "c-thesis-001": len(HYPOTHESES),
    "c-thesis-002": len(TASKS),
    "c-thesis-003": load_table(find_root(), "interviews")["interview"].nunique(),
    "c-thesis-008": date(2022, 1, 1).year - date(2015, 1, 1).year,
    "c-thesis-009": 2 + 14 + 3,  # trade, industries of the index, production
    "c-thesis-010": len(SHOWN),
}


def test_every_table_of_the_thesis_is_shown():
    assert set(range(1, 9)) == SHOWN


def test_the_fourteen_figures_of_the_index_are_those_of_the_findings():
    assert load_table(find_root(), "rca_findings")["figure"].nunique() == 14


def test_every_claim_is_the_thesis():
    claims = [claim for claim in load_claims(find_root()).values() if claim.id.startswith("c-thesis-")]
    assert {claim.source for claim in claims} == {"003"}
