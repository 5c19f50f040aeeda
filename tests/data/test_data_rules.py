"""The text tables on rules: every date computes, and the steps sort every case as the book says."""

from datetime import date

import pandas as pd
import pytest

from courseware.tables import find_root, load_table

ROOT = find_root()
LEGAL = load_table(ROOT, "legal_framework").set_index("row")
PERIODS = load_table(ROOT, "transition_periods").set_index("row")
STEPS = load_table(ROOT, "subsidy_steps").set_index("id")
CASES = load_table(ROOT, "subsidy_cases").set_index("case")
ENDS = PERIODS["ends_before"].map(date.fromisoformat)
APPLIED, UNION, JOINED = date(1996, 1, 29), date(2015, 1, 1), date(2015, 11, 30)
INVASION = date(2022, 2, 24)  # the thesis says that it was finished before

# What the register of claims recomputes without an expression of its own.
RECOMPUTED = {
    "c-rules-013": 2025 - 2021 + 1,
    "c-rules-041": len(LEGAL),
    "c-rules-045": LEGAL["wto_documents"].str.split("; ").explode().nunique(),
    "c-rules-046": len(PERIODS),
    "c-rules-052": int((ENDS > INVASION).sum()),
    "c-rules-065": (JOINED - APPLIED).days / 365.25,
    "c-rules-066": (JOINED - UNION).days,
}


def test_the_recomputed_claims_are_these(unit):
    claims = load_table(unit, "claims").query("id.str.startswith('c-rules-')").set_index("id")
    found = claims.loc[claims["recomputed"].notna() & (claims["check"] == ""), "recomputed"]
    assert found.to_dict() == {name: pytest.approx(value, abs=0.005) for name, value in RECOMPUTED.items()}


def test_every_date_is_a_day_of_the_calendar():
    dates = [*LEGAL["date"], *LEGAL["repealed"], *PERIODS["start"], *PERIODS["ends_before"]]
    parsed = [date.fromisoformat(day) for day in dates if day]
    assert len(parsed) == 12 + 3 + 0 + 6
    assert min(parsed) == date(1984, 3, 22)
    assert max(parsed) == date(2023, 1, 1)


def test_table_1_is_whole():
    assert len(LEGAL) == 12
    assert LEGAL["kind"].value_counts().to_dict() == {
        "decision": 4, "treaty": 3, "protocol": 1, "statute": 1, "list": 1, "code": 1, "law": 1}
    assert list(LEGAL.index[LEGAL["status"] == "repealed"]) == [1, 5, 11]
    assert ((LEGAL["repealed"] != "") == (LEGAL["status"] == "repealed")).all()
    repealed = LEGAL[LEGAL["repealed"] != ""]
    assert (repealed["date"] < repealed["repealed"]).all()
    papers = LEGAL["wto_documents"].str.split("; ").explode()
    assert papers.str.startswith("WT/ACC/KAZ/").all()


def test_dates_of_table_1_that_look_like_slips_carry_a_note():
    treaty, protocol = date.fromisoformat(LEGAL.at[1, "date"]), date.fromisoformat(LEGAL.at[5, "date"])
    assert (treaty - protocol).days == 61  # 6 December against 6 October 2007
    assert "6 October" in LEGAL.at[1, "note"]
    assert "row 1" in LEGAL.at[5, "note"]
    assert LEGAL.at[7, "date"] == LEGAL.at[8, "date"]
    assert LEGAL.at[7, "body"] != LEGAL.at[8, "body"]
    assert "another name" in LEGAL.at[8, "note"]
    assert "24 May" in LEGAL.at[4, "note"]


def test_two_acts_of_table_1_fall_on_a_weekend_and_so_does_the_day_of_the_main_directions():
    days = LEGAL["date"].map(date.fromisoformat)
    assert list(days.index[days.map(date.weekday) > 4]) == [5, 6]
    assert date(2021, 4, 4).weekday() == 6


def test_five_of_six_transition_periods_had_ended_when_the_thesis_was_finished():
    assert len(PERIODS) == 6
    assert list(ENDS.index[ENDS > INVASION]) == [5]
    assert sorted(set(ENDS[ENDS <= INVASION])) == [
        date(2016, 1, 1), date(2016, 7, 1), date(2017, 1, 1), date(2020, 12, 31)]
    assert (ENDS > UNION).all()
    assert "finished" in PERIODS.at[5, "note"]
    assert list(PERIODS.index[PERIODS["unless_wto_protocol"]]) == [4, 5, 6]


def test_every_step_leads_on_and_every_outcome_can_be_reached():
    questions = STEPS[STEPS["kind"] == "question"]
    outcomes = STEPS[STEPS["kind"] == "outcome"]
    assert (outcomes[["yes", "no"]] == "").all().all()
    assert set(questions["yes"]) | set(questions["no"]) == set(STEPS.index) - {"contribution"}


def walk(answers: list[str]) -> str:
    step = STEPS.index[0]
    for answer in answers:
        step = STEPS.at[step, answer]
        assert step
    return step


def test_the_book_s_answers_lead_to_its_outcomes():
    assert CASES["origin"].value_counts().to_dict() == {"invented": 9, "thesis": 4}
    for case in CASES.itertuples():
        assert walk(case.answers.split("; ")) == case.outcome, case.Index
    assert set(CASES["outcome"]) == set(STEPS.index[STEPS["kind"] == "outcome"])


@pytest.mark.parametrize(("case", "measure", "day", "expected"), [
    ("An exporter's cheap loan in 2015", 1, date(2015, 1, 1), True),
    ("A drilling contract in 2022", 5, INVASION, True),
])
def test_a_case_on_a_day_agrees_with_table_2(case, measure, day, expected):
    assert (pd.Timestamp(day) < pd.Timestamp(ENDS[measure])) is expected
    assert CASES.at[case, "outcome"] == "tolerated"
