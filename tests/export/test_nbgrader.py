"""The export for nbgrader, by the real nbgrader: made into an assignment, handed in, graded."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from courseware.cli import main
from courseware.export.scorer_file import scorer_file
from tests.conftest import ROOT
from tests.export.conftest import filled, no_key_in, run
from tests.tools import POINTS

NAME = "eeu-tech-growth-practice-2026"


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A course with the assignment released."""
    folder = tmp_path_factory.mktemp("nbgrader") / "course"
    assert main(["export", "nbgrader", str(folder), "--root", str(ROOT)]) == 0
    run("nbgrader", ["nbgrader", "generate_assignment", NAME], folder)
    return folder


def test_what_students_get_is_a_notebook_and_the_scorer_without_a_key(course, unit):
    release = course / "release" / NAME
    assert sorted(path.name for path in release.iterdir()) == ["courseware_scoring.py", f"{NAME}.ipynb"]
    assert (release / "courseware_scoring.py").read_text(encoding="utf-8") == scorer_file()
    text = (release / f"{NAME}.ipynb").read_text(encoding="utf-8")
    nbformat.validate(nbformat.reads(text, 4))
    no_key_in(text, unit)
    assert "NotImplementedError" not in text


def test_nbgrader_gives_the_points_that_we_give_item_by_item(course, unit, sheets, expected):
    released = json.loads((course / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    for student, sheet in sheets.items():
        place = course / "submitted" / student / NAME / f"{NAME}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps(filled(released, unit, sheet)), encoding="utf-8")
    run("nbgrader", ["nbgrader", "autograde", NAME], course)
    run("nbgrader", ["python", POINTS, "gradebook.db", NAME, "points.json"], course)
    points = json.loads((course / "points.json").read_text())
    assert points == expected
    assert {name: sum(points[name].values()) for name in ("right", "blank", "odd")} == {
        "right": 2900,
        "blank": 0,
        "odd": 0,
    }
    assert any(0 < points["mixed"][item.id] < item.points for item in unit.items)
