"""One line of harmless text."""

from __future__ import annotations

import pytest

from courseware.plain_text import plain_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Aigerim Sadykova", "Aigerim Sadykova"),
        ("  Әйгерім \t\r\n Садықова ", "Әйгерім Садықова"),
        ("Ame\u0301lie", "Amélie"),
        ("s\x00017", "s 017"),
        ("abc\u202egnp.exe", "abc gnp.exe"),
        ("\ufeffid", "id"),
        ("half \ud83d", "half"),
        ("क्\u200dष 👩\u200d🎓", "क्\u200dष 👩\u200d🎓"),
    ],
)
def test_one_line(text, line):
    assert plain_line(text) == line
