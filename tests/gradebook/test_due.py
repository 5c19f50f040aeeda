"""The due time: with a zone or refused, in the student's favour where a clock is ambiguous."""

from __future__ import annotations

import pytest

from courseware.errors import CoursewareError
from courseware.gradebook.due import parse_due


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-30 23:59:30 Asia/Almaty", "2026-11-30T18:59:30+00:00"),
        ("2026-11-30 23:59 Asia/Almaty", "2026-11-30T18:59:59.999999+00:00"),
        (" 2026-11-30T23:59:00+06:00 ", "2026-11-30T17:59:00+00:00"),
        ("2026-11-30 23:59:00 +0530", "2026-11-30T18:29:00+00:00"),
        ("2026-11-30 23:59:00Z", "2026-11-30T23:59:00+00:00"),
        ("2026-11-30 8:05:00 UTC", "2026-11-30T08:05:00+00:00"),
        ("2026-10-25 02:30:00 Europe/Berlin", "2026-10-25T01:30:00+00:00"),  # the second of two
        ("2026-03-29 02:30:00 Europe/Berlin", "2026-03-29T01:30:00+00:00"),  # a time that no clock showed
    ],
)
def test_reads(text, moment):
    assert parse_due(text).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-11-30 23:59", "does not say in which time zone"),
        ("2026-11-30", "is not a day, a time and a time zone"),
        ("2026-11-30 Asia/Almaty", "is not a day, a time and a time zone"),
        ("30.11.2026 23:59 Asia/Almaty", "is not a day, a time and a time zone"),
        ("tomorrow", "is not a day, a time and a time zone"),
        ("2026-11-31 23:59 UTC", "is not a time of the calendar"),
        ("2026-11-30 25:59 UTC", "is not a time of the calendar"),
        ("0001-01-01 00:00 +14:00", "is not a time of the calendar"),
        ("9999-12-31 23:59 -14:00", "is not a time of the calendar"),
        ("2026-11-30 23:59 +99:00", "is not a time of the calendar"),
        ("2026-11-30 23:59 Asia/Atlantis", 'the time zone "Asia/Atlantis" is not known'),
        ("2026-11-30 23:59 Asia", 'the time zone "Asia" is not known'),
        ("2026-11-30 23:59 a/../../etc/passwd", "is not a day, a time and a time zone"),
    ],
)
def test_refuses_with_an_example(text, problem):
    with pytest.raises(CoursewareError) as caught:
        parse_due(text)
    assert problem in str(caught.value)
    assert 'write it as "2026-11-30 23:59 Asia/Almaty"' in str(caught.value)
