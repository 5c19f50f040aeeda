"""The page of a lab is the students' copy, which the book does not run."""

import json
from types import SimpleNamespace

import pytest

from courseware.book import PARTS
from courseware.book.lab_notebooks import _read
from courseware.labs.strip import students_copy
from tests.labs.conftest import CELLS, notebook


def read(page: str) -> dict:
    """A notebook as Sphinx reads it for this page."""
    env = SimpleNamespace(doc2path=lambda name, base=True: f"/unit/{name}" if base else name)
    source = [json.dumps(notebook(CELLS))]
    _read(SimpleNamespace(env=env), page, source)
    return json.loads(source[0])


def test_a_lab_is_shown_as_students_get_it_and_not_run():
    shown = read("exercises/lab1-wool.ipynb")
    assert shown["metadata"]["mystnb"] == {"execution_mode": "off"}
    assert shown["cells"] == students_copy(notebook(CELLS))["cells"]


@pytest.mark.parametrize("page", ["exercises/01-wool.ipynb", "chapters/lab1-wool.ipynb"])
def test_other_notebooks_stay_as_they_are(page):
    assert read(page) == notebook(CELLS)


def test_the_sealed_edition_changes_labs_after_they_are_stripped():
    assert PARTS.index("lab_notebooks") < PARTS.index("sealed_notebooks")
