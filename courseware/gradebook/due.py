"""When a hand-in is due, as a teacher writes it on the command line."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from courseware.errors import CoursewareError

_FORM = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[ T](?P<time>\d{1,2}:\d{2}(?P<seconds>:\d{2})?)"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2}|[A-Za-z][\w+/-]*)?",
    re.ASCII,
)
_EXAMPLE = 'write it as "2026-11-30 23:59 Asia/Almaty" or "2026-11-30 23:59 +05:00"'


def parse_due(text: str) -> datetime:
    """The last moment that is not late, in UTC.

    A time without seconds includes its minute. Where clocks are set back and show a time twice, the later one
    is meant.

    Args:
        text: a day, a time and a zone: a name of the IANA time zone database or an offset.

    Raises:
        CoursewareError: it is no such time, or has no zone.
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise _fault(f'"{text[:60]}" is not a day, a time and a time zone')
    if not found["zone"]:
        raise _fault(f'"{text[:60]}" does not say in which time zone')
    time = found["time"].zfill(5 if not found["seconds"] else 8)
    try:
        local = datetime.fromisoformat(f"{found['day']}T{time}")
        due = max(_in_utc(local.replace(fold=fold), found["zone"]) for fold in (0, 1))
        return due if found["seconds"] else due + timedelta(minutes=1) - timedelta(microseconds=1)
    except (ValueError, OverflowError):
        raise _fault(f'"{text[:60]}" is not a time of the calendar') from None


def _in_utc(local: datetime, zone: str) -> datetime:
    if zone == "Z" or zone[0] in "+-":
        return datetime.fromisoformat(f"{local.isoformat()}{zone}").astimezone(UTC)
    try:
        known = ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        raise _fault(f'the time zone "{zone[:40]}" is not known') from None
    return local.replace(tzinfo=known).astimezone(UTC)


def _fault(problem: str) -> CoursewareError:
    return CoursewareError("--due", "", problem, _EXAMPLE)
