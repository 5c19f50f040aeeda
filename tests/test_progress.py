"""The progress bar."""

from __future__ import annotations

import pytest

from courseware.progress import progress_line


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (0, 10, 0, "graded          [....................] 0 of 10"),
        (1, 3, 0.5, "graded          [######..............] 1 of 3"),
        (1000, 4000, 2, "graded          [#####...............] 1,000 of 4,000, 6 s left"),
        (1, 100, 1, "graded          [....................] 1 of 100, 1 min 39 s left"),
        (10, 10, 60, "graded          [####################] 10 of 10"),
        (0, 0, 0, "graded          [####################] 0 of 0"),
    ],
)
def test_line(done, total, seconds, line):
    assert progress_line("graded", done, total, seconds) == line


def test_the_line_of_a_national_exam_fits_a_terminal():
    assert len(progress_line("feedback pages", 9_999_999, 99_999_999, 10_000)) < 80
