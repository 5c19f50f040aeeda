"""The rubric: read as it is written, refused with the line where it cannot be meant."""

from __future__ import annotations

import pytest

from courseware.bank.files import RUBRIC
from courseware.bank.rubric import Level, load_rubric
from courseware.errors import CoursewareError
from tests.conftest import ROOT

TEXT = """\
id: talk
title: A talk
levels:
  - {name: Good, points: 2}
  - {name: Fair, points: 1}
criteria:
  - id: clear
    title: Clear
    levels: [It is., It is *half* so.]
  - {id: short, title: Short, levels: [Two minutes., Five minutes.]}
"""


@pytest.fixture
def written(tmp_path):
    """Write the rubric with one thing changed; the unit's folder."""

    def write(old="", new=""):
        assert old in TEXT
        file = tmp_path / RUBRIC
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT.replace(old, new, 1))
        return tmp_path

    return write


def test_levels_criteria_and_what_they_earn(written):
    rubric = load_rubric(written())
    assert rubric.levels == (Level("Good", 200), Level("Fair", 100))
    assert [criterion.id for criterion in rubric.criteria] == ["clear", "short"]
    assert rubric.criteria[0].levels == ("It is.", "It is *half* so.")
    assert (rubric.most, rubric.total) == (200, 400)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("points: 2", "points: 1", "line 5: the level `Fair` has no fewer points than the one before; order"),
        ("points: 1", "points: one", 'line 5: `levels.points` is not a number; write digits'),
        ("short", "clear", "line 10: the id `clear` stands twice; change one of the two."),
        (", Five minutes.", "", "line 10: 1 texts for 2 levels; write a text for each level."),
        ("title: A talk\n", "", "line 1: `title` is missing; add it."),
        ("title: A talk", "titel: A talk", "line 2: `titel` is not known here; remove it, or write `title`"),
        (TEXT, "", "line 1: the entry is empty; write it as keys with values."),
    ],
)
def test_refuses_with_the_line(written, old, new, sentence):
    with pytest.raises(CoursewareError) as caught:
        load_rubric(written(old, new))
    assert f"rubric.yml, {sentence}" in str(caught.value)


def test_says_where_there_is_none(tmp_path):
    with pytest.raises(CoursewareError, match=r"rubric\.yml: there is no such file; add it"):
        load_rubric(tmp_path)


def test_the_units_own_has_whole_levels_and_fits_its_page():
    rubric = load_rubric(ROOT)
    assert [level.points for level in rubric.levels] == [400, 300, 200, 100]
    page = (ROOT / "exercises" / "discussion.ipynb").read_text(encoding="utf-8")
    assert f"# {rubric.title}" in page
    assert f"at most {rubric.total // 100} points" in page
