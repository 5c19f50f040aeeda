"""The time that everything in a bundle bears."""

from __future__ import annotations

import subprocess

import pytest

from courseware.bundle.moment import EARLIEST, moment
from courseware.errors import CoursewareError
from tests.conftest import ROOT


def test_the_commit_s_own_time(tmp_path):
    said = subprocess.run(["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True, text=True)
    assert moment(ROOT, {}) == int(said.stdout or EARLIEST)
    assert moment(tmp_path, {}) == EARLIEST, "no commit here"


def test_the_environment_s_time_comes_first():
    assert moment(ROOT, {"SOURCE_DATE_EPOCH": "1700000000"}) == 1_700_000_000
    assert moment(ROOT, {"SOURCE_DATE_EPOCH": "0"}) == EARLIEST, "a zip knows no earlier time"


@pytest.mark.parametrize("value", ["yesterday", "-5", "1e9", "²"])
def test_another_value_is_refused(value):
    with pytest.raises(CoursewareError, match=f"it is `{value}`, which is no number of seconds"):
        moment(ROOT, {"SOURCE_DATE_EPOCH": value})
