"""The interviews and recommendations: complete, linked to claims, and judged in line with the register."""

import pytest

from courseware.tables import find_root, load_table

ROOT = find_root()
INTERVIEWS = load_table(ROOT, "interviews")
ADVICE = load_table(ROOT, "recommendations")
LISTS = ADVICE[ADVICE["list"].isin(["necessities", "actions", "competitiveness"])]
MUTUAL = load_table(ROOT, "mutual_trade").query("member == 'EAEU'").set_index("year")["corrected"]
FAILS = ("misprinted", "contradicts itself", "contradicts another source")

# What the register of claims recomputes without an expression of its own.
RECOMPUTED = {
    "c-choices-001": INTERVIEWS["interview"].nunique(),
    "c-choices-002": int((INTERVIEWS["employer"] == "firm").sum()),
    "c-choices-003": int((~INTERVIEWS["answered"]).sum()),
    "c-choices-004": 2021 - 2015 + 1,
    "c-choices-005": 2021 - 2015,
    "c-choices-013": 620 / 1.044,
    "c-choices-014": 620 * 2,
    "c-choices-016": 20.3 / 1.4,
    "c-choices-017": 52 / 1.325,
    "c-choices-019": (52_000 / (0.75 * MUTUAL[2019]) - 1) * 100,
    "c-choices-033": int((ADVICE["list"] == "necessities").sum()),
    "c-choices-034": int((ADVICE["list"] == "actions").sum()),
    "c-choices-035": int((ADVICE["list"] == "competitiveness").sum()),
    "c-choices-036": len(LISTS),
    "c-choices-037": int((LISTS["amount"] != "").sum()),
    "c-choices-038": int((LISTS["year"] != "").sum()),
    "c-choices-041": int((ADVICE["new_document"] & (ADVICE["section"] == "4.6")).sum()),
}


@pytest.fixture(scope="module")
def claims(unit):
    return load_table(unit, "claims").set_index("id")


def cited(cells):
    return cells.str.split("; ")


def test_the_recomputed_claims_are_these(claims):
    own = claims[claims.index.str.startswith("c-choices-")]
    found = own.loc[own["recomputed"].notna() & (own["check"] == ""), "recomputed"]
    assert found.to_dict() == {name: pytest.approx(value, abs=0.005) for name, value in RECOMPUTED.items()}


def test_every_interview_has_one_role_and_questions_numbered_from_one():
    for _, answers in INTERVIEWS.groupby("interview"):
        assert answers[["role", "organisation", "employer"]].drop_duplicates().shape[0] == 1
        assert list(answers["question"]) == list(range(1, len(answers) + 1))
    assert list(INTERVIEWS.groupby("interview").size()) == [3, 2, 1, 2, 3]
    assert INTERVIEWS["organisation"].nunique() == 4
    assert len(INTERVIEWS) == 11  # as the claim on the missing answer says


def test_an_answer_is_there_unless_it_is_pending():
    assert (INTERVIEWS["answered"] == (INTERVIEWS["answer"] != "")).all()
    assert (INTERVIEWS["answered"] == (INTERVIEWS["position"] != "")).all()
    assert list(INTERVIEWS.index[~INTERVIEWS["answered"]]) == [7]  # fourth interview, second question


@pytest.mark.parametrize("table", [INTERVIEWS, ADVICE], ids=["interviews", "recommendations"])
def test_every_claim_cited_is_in_the_register(table, claims):
    for names in cited(table["claims"]):
        assert set(names) <= set(claims.index)
        assert len(set(names)) == len(names)


def test_no_recommendation_of_the_register_is_left_out():
    named = set(cited(ADVICE["claims"]).explode())
    claims = load_table(ROOT, "claims")
    register = claims[(claims["topic"] == "recommendations") & (claims["verdict"] == "cannot be checked")]
    aims = {"c-choices-031", "c-choices-056"}  # an observation and an aim, not advice
    assert set(register["id"]) - aims <= named


def test_a_verdict_says_no_finding_exactly_where_none_is_given():
    assert ((ADVICE["verdict"] == "There is no finding") == (ADVICE["rests_on"] == "")).all()


def test_where_the_finding_fails_the_register_says_so(claims):
    for row in ADVICE.itertuples():
        failing = claims.loc[row.claims.split("; "), "verdict"].isin(FAILS)
        if row.verdict == "The finding fails":
            assert failing.any(), row.id


def test_advice_that_follows_rests_on_a_number_that_reproduces(claims):
    follows = ADVICE[ADVICE["verdict"] == "It follows"]
    assert list(follows["id"]) == ["need-1", "need-2"]
    for names in cited(follows["claims"]):
        assert (claims.loc[names, "verdict"] == "reproduces").any()


def test_the_base_of_the_growth_of_2021_is_a_fall():
    assert MUTUAL[2020] / MUTUAL[2019] - 1 == pytest.approx(-0.1068, abs=5e-5)
    assert MUTUAL.max() * 0.75 < 52_000  # the rise is more than what makes good the fall
