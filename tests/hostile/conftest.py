"""A class whose every student hands in something hostile or broken, and one who does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.bank import Bank, load_bank
from tests.gradebook.conftest import LANDS, School
from tests.hostile import notebooks, records
from tests.hostile.archives import LONG_NAMES, ZIPPED, Zipped
from tests.hostile.case import Case
from tests.hostile.odd_files import ODD, Odd

CASES: dict[str, Case] = {case.name: case for case in [*records.CASES, *notebooks.CASES]}
ODD_FILES: dict[str, Odd] = {odd.name: odd for odd in ODD}
ARCHIVES: dict[str, Zipped] = {case.name: case for case in [*ZIPPED, *LONG_NAMES]}
HONEST = "honest"


@pytest.fixture(scope="package")
def bank() -> Bank:
    return load_bank(LANDS)


def school_of(folder: Path, bank: Bank) -> School:
    """A school whose roster names the student of every case."""
    school = School(folder, bank)
    school.enrol(*((name, "") for name in [HONEST, *CASES, *ODD_FILES, *ARCHIVES]))
    school.put("honest.json", school.record(HONEST))
    return school
