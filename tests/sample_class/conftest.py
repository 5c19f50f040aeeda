"""The banks of both editions: of the invented unit, and of the unit itself."""

from __future__ import annotations

import pytest

from courseware.bank import Bank, load_bank
from tests.conftest import ROOT

LANDS = ROOT / "tests" / "two_lands"


@pytest.fixture(scope="session", params=["two lands", "two lands, sealed", "unit", "unit, sealed"])
def bank(request: pytest.FixtureRequest) -> Bank:
    """Each bank in turn."""
    unit, _, edition = request.param.partition(", ")
    return load_bank(LANDS if unit == "two lands" else ROOT, sealed=edition == "sealed")
