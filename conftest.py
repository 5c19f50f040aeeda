"""For nbval: the notebooks that it runs keep their answers apart, as in a build of the book."""

import os
from collections.abc import Iterator

import pytest

from courseware.answers_apart import APART, VARIABLE


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """The first cell of a notebook starts its kernel, which inherits this environment."""
    before = os.environ.pop(VARIABLE, None)
    if item.path.suffix == ".ipynb":
        os.environ[VARIABLE] = APART
    try:
        return (yield)
    finally:
        os.environ.pop(VARIABLE, None)
        if before is not None:
            os.environ[VARIABLE] = before
