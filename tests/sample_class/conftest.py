"""The banks of both editions: of the invented unit, and of the unit itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from courseware.bank import Bank, load_bank
from tests.conftest import ROOT

LANDS = ROOT / "tests" / "two_lands"


@cache
def practice(root: Path) -> Bank:
    """The practice edition's bank."""
    return load_bank(root)


@pytest.fixture(scope="session", params=["two lands", "two lands, sealed", "unit", "unit, sealed"])
def bank(request: pytest.FixtureRequest) -> Bank:
    """Each bank in turn."""
    unit, _, edition = request.param.partition(", ")
    bank = practice(LANDS if unit == "two lands" else ROOT)
    # the items are the same, and loading those of the unit takes seconds
    return replace(bank, unit=replace(bank.unit, edition="sealed", sealed=True)) if edition else bank
