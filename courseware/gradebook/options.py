"""How a class is graded, beside the files it is graded from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from courseware.bank.rubric import Rubric


class Options(NamedTuple):
    """What the command line may say; each field is off by default."""

    now: datetime | None = None  # with a time zone; None is this moment. What was saved later has a remark
    due: datetime | None = None  # with a time zone; the last moment that is not late
    group_work: bool = False  # a member's hand-in counts for the whole group of the roster
    overrides: Path | None = None  # CSV of the teacher's points for items, with reasons
    discussion: Path | None = None  # CSV of the teacher's marks by the rubric
    rubric: Rubric | None = None  # the unit's; needed for `discussion`
    reveal: bool = False  # feedback pages tell what was right even where nothing was answered
    pages: bool = True  # write feedback pages
    scheduler: str = ""  # address of a Dask scheduler whose workers grade


NONE = Options()
