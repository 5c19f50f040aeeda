"""Generated hand-ins: whatever the bytes and whatever the JSON, there is a status and no exception."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.gradebook.grade import grade_record
from courseware.handin.notebook_answers import ANSWER, STUDENT, is_notebook, record_of_notebook
from courseware.handin.record import Fault, Record, parse_record, record_from

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)
NAMES = st.sampled_from(
    ["format", "unit", "edition", "student", "saved", "answers", "fingerprints", "id", "name"]
)
ITEMS = st.sampled_from([f"rivers-0{n}" for n in range(1, 7)])
OPTIONS = st.sampled_from(
    ["low", "high", "bridge", "ferry", "spring", "mill", "mouth", "fall", "port", "Ruda", "62,5"]
)
ANSWERS = OPTIONS | st.lists(OPTIONS, max_size=5) | st.dictionaries(OPTIONS, OPTIONS, max_size=4) | JSON


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes(data):
    assert isinstance(parse_record(data), Fault)


@settings(deadline=None)
@given(JSON)
def test_any_json(document):
    fault = parse_record(json.dumps(document))
    assert isinstance(fault, Fault)
    assert fault.reason.endswith(".")


@settings(deadline=None)
@given(st.dictionaries(NAMES, JSON))
def test_a_record_with_anything_in_it(changes):
    good = {
        "format": "courseware-record/1",
        "unit": "u",
        "edition": "e",
        "student": {"id": "s"},
        "saved": "2026-11-21T20:50:00Z",
        "answers": {},
    }
    assert isinstance(record_from({**good, **changes}), Record | Fault)


@settings(deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from([ANSWER, STUDENT, "text/plain"]), JSON, max_size=3), max_size=4),
    JSON,
)
def test_a_notebook_with_anything_in_its_outputs(bundles, odd):
    outputs = [{"data": bundle, "metadata": odd} for bundle in bundles]
    document = {"nbformat": 4, "cells": [{"outputs": outputs}, {"outputs": odd}, odd]}
    assert is_notebook(document)
    assert isinstance(record_of_notebook(document), Record | Fault)


@settings(deadline=None)
@given(answers=st.dictionaries(ITEMS | st.text(), ANSWERS))
def test_any_answers_have_a_state_and_points_within_bounds(bank, answers):
    good = {"format": "courseware-record/1", "unit": "u", "edition": "e", "student": {"id": "s"}}
    record = record_from({**good, "saved": "2026-11-21T20:50:00Z", "answers": answers})
    graded = grade_record(record, bank)
    for item, result in zip(bank.items, graded.results, strict=True):
        assert (result.score is not None) == (result.state == "graded")
        assert result.score is None or 0 <= result.score <= item.points
        assert item.id in answers or result.state == "blank"
    assert set(graded.unknown) == answers.keys() - {item.id for item in bank.items}
