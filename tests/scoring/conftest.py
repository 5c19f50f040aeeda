"""One Node process with the page's scorer, for all tests of scoring."""

from pathlib import Path

import pytest

import courseware
from tests.node import Node

SCORER = Path(courseware.__file__).parent / "page" / "scorer.js"


@pytest.fixture(scope="session")
def node():
    with Node([SCORER]) as process:
        yield process
