"""What is left of a lab for students: no solution, no output, and names for what they are to compute."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.labs.strip import Unbalanced, students_copy
from tests.labs.conftest import CELLS, cell, notebook

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def stripped(source: str, tags: list[str] | None = None, kind: str = "code") -> str:
    (found,) = students_copy(notebook([(kind, source, tags or [])]))["cells"]
    return "".join(found["source"])


@pytest.mark.parametrize(
    ("block", "left"),
    [
        ("share = 100 * a / b", "share = ...  # your turn"),
        ("first = 1\nsecond = first\nfirst = 2", "first = ...  # your turn\nsecond = ...  # your turn"),
        ("a, (b, *c) = f()", "a = ...  # your turn\nb = ...  # your turn\nc = ...  # your turn"),
        ("x: int = 1\ny += 2", "x = ...  # your turn\ny = ...  # your turn"),
        ('table["share"] = 1', "table['share'] = ...  # your turn"),
        ("def f(a, b=2):\n    return a", "def f(a, b=2):\n    ...  # your turn"),
        ("plot(shares)", "...  # your turn"),
        ("for x in y:\n    z = x", "...  # your turn"),
        ("%timeit f()", "...  # your turn"),
        ("", "...  # your turn"),
    ],
)
def test_a_solution_becomes_the_names_it_binds(block, left):
    assert stripped(f"{BEGIN}\n{block}\n{END}") == left


def test_what_stands_around_it_stays_and_so_does_its_indent():
    source = f"def f(a):\n    b = a\n    {BEGIN}\n    c = b + 1\n    {END}\n    return c"
    assert stripped(source) == "def f(a):\n    b = a\n    c = ...  # your turn\n    return c"


def test_several_solutions_in_one_cell():
    source = f"a = 1\n{BEGIN}\nb = 2\n{END}\nc = 3\n{BEGIN}\nd = 4\n{END}"
    assert stripped(source) == "a = 1\nb = ...  # your turn\nc = 3\nd = ...  # your turn"


@pytest.mark.parametrize("line", ["# begin solution", "## Begin  Solution", "###BEGIN SOLUTION", f" {BEGIN}"])
def test_a_careless_marker_is_one_all_the_same(line):
    assert "secret" not in stripped(f"{line}\nshare = secret\n{END}")


def test_a_tagged_cell_is_a_solution_as_a_whole():
    assert stripped("a = 1\nb = 2", ["solution"]) == "a = ...  # your turn\nb = ...  # your turn"
    assert stripped("Because.", ["solution"], "markdown") == "*Write your answer here.*"


def test_teachers_cells_outputs_and_tags_of_solutions_go():
    lab = notebook(CELLS)
    before = copy.deepcopy(lab)
    copied = students_copy(lab)
    assert lab == before, "the teacher's notebook is left as it is"
    text = json.dumps(copied)
    for word in ("60.0", "sheep", "forgot", '"solution"', "widgets"):
        assert word in json.dumps(lab) and word not in text
    assert [c["id"] for c in copied["cells"]] == [f"cell-{n}" for n in range(len(CELLS) - 1)]
    assert all(c["outputs"] == [] and c["execution_count"] is None for c in copied["cells"] if "outputs" in c)


def test_other_tags_stay():
    (found,) = students_copy(notebook([("code", "a = 1", ["solution", "nbval-ignore-output"])]))["cells"]
    assert found["metadata"] == {"tags": ["nbval-ignore-output"]}


@pytest.mark.parametrize(
    ("source", "kind", "problem"),
    [
        (f"{BEGIN}\na = 1", "code", "does not end"),
        (f"a = 1\n{END}", "code", "did not begin"),
        (f"{BEGIN}\n{BEGIN}\n{END}", "code", "begins in a solution"),
        (f"{BEGIN}\nBecause.\n{END}", "markdown", "stands in a text"),
    ],
)
def test_markers_that_do_not_pair_are_refused(source, kind, problem):
    with pytest.raises(Unbalanced, match=f"cell 2: .*{problem}"):
        students_copy(notebook([("markdown", "# A", []), (kind, source, [])]))


LINES = st.lists(st.sampled_from(["a = 1", "    b = 2", "f(", "", "# note", "x, y = z"]), max_size=5)


@given(st.lists(st.tuples(LINES, LINES), max_size=4))
def test_no_line_of_a_solution_is_left_and_twice_is_once(blocks):
    lines = []
    for around, solution in blocks:
        lines += [*around, BEGIN, *(f"{line}  # secret" for line in solution), END]
    once = students_copy({**notebook([]), "cells": [cell("code", "\n".join(lines), [])]})
    assert "secret" not in json.dumps(once)
    assert students_copy(once) == once
