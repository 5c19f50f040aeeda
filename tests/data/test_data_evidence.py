"""The evidence for the discussion: each piece rests on a claim and says no number but the claim's."""

import pandas as pd
import pytest

from courseware.claims.numbers import bears_out, find_numbers
from courseware.claims.register import REPRODUCES, load_claims
from courseware.tables import load_table

SIDES = ("domestic", "partnerships")


@pytest.fixture(scope="module")
def claims(unit):
    return load_claims(unit)


@pytest.fixture(scope="module")
def evidence(unit) -> pd.DataFrame:
    return load_table(unit, "evidence")


def test_every_piece_has_a_claim_of_its_own(evidence, claims):
    assert 16 <= len(evidence) <= 24
    assert evidence["claim"].is_unique
    assert set(evidence["claim"]) <= set(claims)


def test_every_number_agrees_with_its_claim(evidence, claims):
    told = [
        (piece.id, number.text)
        for piece in evidence.itertuples()
        for number in find_numbers(piece.text)
        if not bears_out(claims[piece.claim], number)
    ]
    assert told == []


def test_a_piece_is_one_sentence_and_not_the_claim_itself(evidence, claims):
    assert evidence["text"].str.fullmatch(r"[^!?]+\.").all()
    assert not evidence["text"].str.contains(r"\. [A-Z]").any()
    assert [one.id for one in evidence.itertuples() if one.text == claims[one.claim].statement] == []


def test_both_strategies_have_as_much_for_as_against(evidence):
    counts = evidence["hint"].value_counts()
    assert counts.to_dict() == {f"{stance} {side}": 5 for side in SIDES for stance in ("for", "against")}


def test_all_sources_speak_and_some_evidence_stands_the_check(evidence, claims):
    used = [claims[claim] for claim in evidence["claim"]]
    assert {claim.source for claim in used} == {"000", "001", "002", "003", "004"}
    assert 0 < sum(claim.verdict == REPRODUCES for claim in used) < len(used)
