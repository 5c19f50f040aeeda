"""The record: reading it, refusing it with a reason, writing it."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from courseware.handin.record import (
    MAX_BYTES,
    Fault,
    Record,
    Student,
    dump_record,
    make_record,
    parse_record,
    parse_time,
)

GOOD = {
    "format": "courseware-record/1",
    "unit": "lowland",
    "edition": "practice-2026",
    "student": {"id": "s-017", "name": "Aigerim"},
    "saved": "2026-11-21T20:50:00Z",
    "answers": {"rivers-01": "a", "rivers-02": "61,95"},
    "fingerprints": {"rivers-01": "0123456789ab"},
}


def test_reads_a_record():
    record = parse_record(json.dumps(GOOD))
    assert record == Record(
        "lowland",
        "practice-2026",
        Student("s-017", "Aigerim"),
        datetime(2026, 11, 21, 20, 50, tzinfo=UTC),
        {"rivers-01": "a", "rivers-02": "61,95"},
        {"rivers-01": "0123456789ab"},
    )
    assert parse_record(json.dumps(GOOD).encode("utf-8-sig")) == record


def test_a_record_survives_writing_and_reading():
    answers = {
        "rivers-01": "ü 😀",
        "rivers-02": 61.95,
        "rivers-03": ["b", "a"],
        "rivers-04": {"x": "y"},
        "rivers-05": None,
    }
    saved = datetime(2026, 11, 22, 1, 50, 7, 999, tzinfo=timezone(timedelta(hours=5)))
    written = dump_record(
        make_record("lowland", "e", Student("s-1", "Ä"), answers, {"rivers-01": "ab"}, saved)
    )
    record = parse_record(written)
    assert record.answers == answers
    assert record.student == Student("s-1", "Ä")
    assert record.fingerprints == {"rivers-01": "ab"}
    assert json.loads(written)["saved"] == "2026-11-21T20:50:07Z"
    assert record.saved == datetime(2026, 11, 21, 20, 50, 7, tzinfo=UTC)


def test_what_is_not_listed_is_ignored_and_fingerprints_are_optional():
    without = {name: value for name, value in GOOD.items() if name != "fingerprints"}
    record = parse_record(json.dumps({**without, "score": 2900, "total": "29", "note": "trust me"}))
    assert record.fingerprints == {}
    assert record.note == ""


def test_a_student_may_be_nameless_or_unknown():
    assert parse_record(json.dumps({**GOOD, "student": {"id": " s-1 "}})).student == Student("s-1", "")
    assert parse_record(json.dumps({**GOOD, "student": {"id": "", "name": ""}})).student == Student()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": True}, '"format" is not a text; it must be "courseware-record/1".'),
        ({"format": 1}, '"format" is not a text; it must be "courseware-record/1".'),
        (
            {"format": "courseware-record/2"},
            '"format" is "courseware-record/2"; it must be "courseware-record/1".',
        ),
        ({"unit": None}, '"unit" must be a text of 1 to 200 characters.'),
        ({"unit": ""}, '"unit" must be a text of 1 to 200 characters.'),
        ({"edition": ["practice-2026"]}, '"edition" must be a text of 1 to 200 characters.'),
        ({"edition": "x" * 201}, '"edition" must be a text of 1 to 200 characters.'),
        (
            {"student": "s-017"},
            '"student" must hold an "id" and a "name", each a text of at most 200 characters.',
        ),
        (
            {"student": {"id": 17}},
            '"student" must hold an "id" and a "name", each a text of at most 200 characters.',
        ),
        (
            {"student": {"id": "s" * 10_000, "name": "x"}},
            '"student" must hold an "id" and a "name", each a text of at most 200 characters.',
        ),
        ({"saved": 1795294200}, '"saved" must be a time such as "2026-11-21T20:50:00Z".'),
        ({"saved": "yesterday"}, '"saved" must be a time such as "2026-11-21T20:50:00Z".'),
        ({"saved": "0001-01-01T00:00:00+14:00"}, '"saved" must be a time such as "2026-11-21T20:50:00Z".'),
        ({"answers": [["rivers-01", "a"]]}, '"answers" must be an object: item ids with an answer each.'),
        ({"fingerprints": {"rivers-01": 1}}, '"fingerprints" must be an object: item ids with a text each.'),
        ({"fingerprints": None}, '"fingerprints" must be an object: item ids with a text each.'),
    ],
)
def test_a_record_that_breaks_the_format_is_invalid(change, reason):
    fault = parse_record(json.dumps({**GOOD, **change}))
    assert (fault.status, fault.reason) == ("invalid", reason)


def test_an_invalid_record_still_says_whose_it_is():
    assert parse_record(json.dumps({**GOOD, "answers": 1})).student == Student("s-017", "Aigerim")


@pytest.mark.parametrize("name", [name for name in GOOD if name not in ("format", "fingerprints")])
def test_nothing_but_fingerprints_may_be_missing(name):
    fault = parse_record(json.dumps({key: value for key, value in GOOD.items() if key != name}))
    assert fault.status == "invalid"
    assert fault.reason.startswith(f'"{name}" must ')


@pytest.mark.parametrize("document", [None, True, 1, "courseware-record/1", [], [GOOD], {}, {"answers": {}}])
def test_other_json_is_no_record(document):
    assert parse_record(json.dumps(document)) == Fault(
        "unreadable", "The file is neither a record of answers nor a notebook."
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (json.dumps({**GOOD, "answers": {"rivers-01": float("nan")}}), "NaN is not a number in JSON"),
        (
            json.dumps(GOOD).replace('"unit"', '"answers": {}, "unit"'),
            'the name "answers" stands twice in one object',
        ),
        (json.dumps(GOOD).encode("utf-16"), "it was saved as UTF-16, not as UTF-8"),
        (json.dumps(GOOD)[:-5], "it is not JSON"),
        (json.dumps(GOOD).replace('"a"', "[" * 200_000 + "]" * 200_000), "it is nested too deep"),
    ],
)
def test_what_is_not_json_is_unreadable(data, reason):
    fault = parse_record(data)
    assert fault.status == "unreadable"
    assert fault.reason.startswith(f"The file cannot be read: {reason}")
    assert fault.reason.endswith(".")


def test_a_record_that_is_too_large_is_not_parsed():
    data = json.dumps({**GOOD, "answers": {"rivers-01": "x" * MAX_BYTES}})
    fault = parse_record(data)
    assert fault.status == "unreadable"
    assert fault.reason == f"The file is too large: {len(data):,} bytes, and at most 1,000,000 are read."


@pytest.mark.parametrize("number", ["1e999", "7" * 900_000])
def test_an_absurd_number_costs_only_its_own_item(number):
    record = parse_record(json.dumps(GOOD).replace('"61,95"', number))
    assert record.answers == {"rivers-01": "a", "rivers-02": number}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-21T20:50:00Z", datetime(2026, 11, 21, 20, 50, tzinfo=UTC)),
        ("2026-11-21T20:50:00.123Z", datetime(2026, 11, 21, 20, 50, 0, 123_000, tzinfo=UTC)),
        ("2026-11-22T01:50:00+05:00", datetime(2026, 11, 21, 20, 50, tzinfo=UTC)),
        ("2026-11-21T20:50:00", datetime(2026, 11, 21, 20, 50, tzinfo=UTC)),
        ("2026-13-21T20:50:00Z", None),
        ("", None),
        (None, None),
    ],
)
def test_times(text, time):
    assert parse_time(text) == time


def test_reading_a_record_takes_well_under_a_millisecond():
    data = json.dumps({**GOOD, "answers": {f"rivers-{n:02}": "61,95" for n in range(29)}}).encode()
    times = []
    for _ in range(50):
        start = time.perf_counter()
        parse_record(data)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.0005


def test_reading_records_imports_nothing_heavy():
    import subprocess

    code = "import sys, courseware.handin.record, courseware.handin.notebook_answers; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pandas", "numpy", "pydantic", "yaml", "pickle", "nbformat", "IPython"} & set(modules)
