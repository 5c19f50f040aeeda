"""How a class is graded, beside the files it is graded from."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Options(NamedTuple):
    """What the command line may say; each field is off by default."""

    now: datetime | None = None  # with a time zone; None is this moment. What was saved later has a remark
    due: datetime | None = None  # with a time zone; the last moment that is not late
    group_work: bool = False  # a member's hand-in counts for the whole group of the roster


NONE = Options()
