"""The same questions as an nbgrader course: source notebook, submissions, and the run of `nbgrader`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from benchmarks.commands import BUILD, ROOT, run
from courseware.bank import CompiledItem
from tests.tools import environment, variables

ASSIGNMENT = "trade"
POINTS = ROOT / "tests" / "tools" / "nbgrader_points.py"

# What a teacher would write to grade each type; the cell's value is the points (partial credit).
TESTS = {
    "choice": "{points} if {name} == {key!r} else 0",
    "multiple": "round(max(0, min({points}, sum({weights!r}[x] for x in {name} or []))), 2)",
    "numeric": "0 if {name} is None else next((p for t, p in {tiers!r} if abs({name} - {key}) <= t), 0)",
    "order": "({twice} * sum(a == b for a, b in zip({name} or [], {key!r})) + {n}) // (2 * {n}) / 100",
    "match": "({twice} * sum({name}[k] == v for k, v in {key!r}.items() if {name}) + {n}) // (2 * {n}) / 100",
    "text": "{points} if ' '.join(str({name}).split()).casefold() in {accept!r} else 0",
}

SOLUTION = """\
### BEGIN SOLUTION
{name} = None
### END SOLUTION"""


def install() -> None:
    """Make nbgrader's own environment, unless it is there."""
    environment("nbgrader")


def variable(item: CompiledItem) -> str:
    """The name that the student's answer has in the notebook."""
    return item.id.replace("-", "_")


def grading_code(item: CompiledItem) -> str:
    """The expression that a test cell ends with; its value is the points, of `variable(item)`."""
    scoring = item.scoring
    values = {"points": item.points / 100, "name": variable(item), "key": scoring.get("key")}
    if item.type == "multiple":
        values["weights"] = {name: weight / 100 for name, weight in scoring["weights"].items()}
    elif item.type == "numeric":
        steps = [(scoring, item.points), *((tier, tier["score"]) for tier in scoring["tiers"])]
        values["tiers"] = [
            (_distance(step["tolerance"], scoring["key"]), points / 100) for step, points in steps
        ]
    elif item.type in ("order", "match"):
        values["n"] = len(scoring["key"])
        values["twice"] = 2 * item.points
    elif item.type == "text":
        values["accept"] = set(scoring["accept"])
    return TESTS[item.type].format(**values)


def create(course: Path, items: Sequence[CompiledItem], answers: Mapping[str, Mapping[str, Any]]) -> None:
    """A course with one assignment, released, and with every student's submission in place.

    Args:
        course: a folder that does not exist.
        answers: student id → item id → answer.
    """
    source = course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(_source(items), source)
    _nbgrader(course, "generate_assignment", ASSIGNMENT)
    released = nbformat.read(course / "release" / ASSIGNMENT / source.name, 4)
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in released.cells if "nbgrader" in cell.metadata}
    for student, given in answers.items():
        for item in items:
            cells[item.id].source = f"{variable(item)} = {given[item.id]!r}"
        place = course / "submitted" / student / ASSIGNMENT / source.name
        place.parent.mkdir(parents=True)
        nbformat.write(released, place)


def autograde(course: Path) -> float:
    """Run `nbgrader autograde` on all submissions; CPU seconds, kernels included."""
    return _nbgrader(course, "autograde", ASSIGNMENT)


def points(course: Path) -> dict[str, dict[str, int]]:
    """Student id → item id → hundredths of a point, from nbgrader's gradebook."""
    out = course / "points.json"
    run((environment("nbgrader") / "python", POINTS, course / "gradebook.db", ASSIGNMENT, out), course)
    return json.loads(out.read_text(encoding="utf-8"))


def _nbgrader(course: Path, *arguments: str) -> float:
    programs = environment("nbgrader")
    return run((programs / "nbgrader", *arguments), course, variables(programs, BUILD / "nbgrader-home"))


def _distance(tolerance: Mapping[str, str], key: str) -> float:
    if "absolute" in tolerance:
        return float(tolerance["absolute"])
    return float(tolerance["relative"]) * abs(float(key))


def _source(items: Sequence[CompiledItem]) -> nbformat.NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(metadata={"kernelspec": kernel})
    for item in items:
        mark = {"schema_version": 3, "task": False}
        answer = {**mark, "grade_id": item.id, "grade": False, "solution": True, "locked": False}
        test = {
            **mark,
            "grade_id": f"{item.id}-test",
            "grade": True,
            "solution": False,
            "locked": True,
            "points": item.points / 100,
        }
        notebook.cells += [
            new_markdown_cell(item.view["prompt"]),
            new_code_cell(SOLUTION.format(name=variable(item)), metadata={"nbgrader": answer}),
            new_code_cell(grading_code(item), metadata={"nbgrader": test}),
        ]
    return notebook
