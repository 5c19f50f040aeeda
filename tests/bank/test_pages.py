"""Labels are read where Markdown sets them, in pages and in notebooks."""

import json

import pytest

from courseware.bank.pages import page_labels

MARKDOWN = "# A\n\n(one)=\n## B\n\n(two-3)=\ntext (four)=\n  (five)=\n[six](#six)\n"


def notebook(*cells):
    return json.dumps({"cells": [{"cell_type": kind, "source": source} for kind, source in cells]})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", MARKDOWN),
        ("a.ipynb", notebook(("markdown", MARKDOWN), ("code", "(seven)=\n"))),
        ("a.ipynb", notebook(("markdown", MARKDOWN.splitlines(keepends=True)))),
        ("a.ipynb", notebook(("markdown", ["(one)="]), ("markdown", ["(two-3)="]))),
    ],
)
def test_labels_stand_at_the_start_of_a_line_of_markdown(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert page_labels(tmp_path)("a") == {"one", "two-3"}


def test_no_page_is_not_a_page_without_labels(tmp_path):
    (tmp_path / "a.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "b.ipynb").write_text("{", encoding="utf-8")
    labels = page_labels(tmp_path)
    assert (labels("a"), labels("b"), labels("c"), labels("x" * 999)) == (set(), set(), None, None)
