"""The export for Otter, by the real Otter: assigned, handed in, graded."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from courseware.cli import main
from courseware.export.otter import READS
from courseware.export.scorer_file import scorer_file
from tests.conftest import ROOT
from tests.export.conftest import filled, no_key_in, run

NAME = "eeu-tech-growth-practice-2026"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """What Otter Assign makes of the export; it grades the solutions too, and fails if they miss a point."""
    folder = tmp_path_factory.mktemp("otter") / "master"
    assert main(["export", "otter", str(folder), "--root", str(ROOT)]) == 0
    said = run("otter", ["otter", "assign", "-v", f"{NAME}.ipynb", "dist"], folder)
    assert "All autograder tests passed." in said
    assert "Total points: 29.0\n" in said
    return folder


def test_what_students_get_is_a_notebook_and_the_scorer_without_a_key(folder, unit):
    student = folder / "dist" / "student"
    assert sorted(path.name for path in student.iterdir()) == ["courseware_scoring.py", f"{NAME}.ipynb"]
    assert (student / "courseware_scoring.py").read_text(encoding="utf-8") == scorer_file()
    text = (student / f"{NAME}.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, 4)
    nbformat.validate(notebook)
    no_key_in(text, unit)
    for test in notebook.metadata.otter.tests.values():
        assert test.count("@test_case") == 1 and READS in test


@pytest.mark.parametrize("student", ["right", "blank", "mixed", "odd"])
def test_otter_gives_the_points_that_we_give_item_by_item(folder, unit, sheets, expected, student, tmp_path):
    handed_out = json.loads((folder / "dist" / "student" / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    handed_in = tmp_path / f"{NAME}.ipynb"
    handed_in.write_text(json.dumps(filled(handed_out, unit, sheets[student])), encoding="utf-8")
    (autograder,) = (folder / "dist" / "autograder").glob("*.zip")
    run("otter", ["otter", "run", "--no-logo", "-a", autograder, handed_in.name], tmp_path)
    tests = json.loads((tmp_path / "results.json").read_text())["tests"]
    points = {test["name"]: round(test["score"] * 100) for test in tests if "score" in test}
    assert {item.id: points[item.id] for item in unit.items} == expected[student]
    assert sum(points.values()) == sum(expected[student].values())
    assert student == "mixed" or sum(points.values()) == {"right": 2900, "blank": 0, "odd": 0}[student]
