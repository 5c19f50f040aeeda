"""The unit's own data package."""

from pathlib import Path

import pytest

from courseware.tables import find_root


@pytest.fixture(scope="session")
def unit() -> Path:
    """The folder that holds `data/`."""
    return find_root(Path(__file__).parent)
