"""Frames of pandas in a page: numbers stand in columns, and one row of headings is enough."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from courseware.book.frame_output import FRAME, render_frame
from courseware.book.mime import CoursewareMimePlugin

NUMBER = r'<t[dh] class="cw-number">(.*?)</t[dh]>'


def rendered(frame):
    html = frame._repr_html_()
    assert FRAME in html, "pandas writes it otherwise now"
    return render_frame(html)


@pytest.mark.parametrize(
    ("column", "numbers"),
    [
        (["1,000", "-2", "3.5e+06"], True), ([1.5, None, 2], True), ([2015, 2016, 2020], True),
        (["over 50", "30", "5"], False), (["39th", "1", "2"], False), ([None, None, None], False),
        (["2015-01-01", "1", "2"], False), (["", "", ""], False), (["–", "1", "2"], False),
    ],
)  # fmt: skip
def test_a_column_of_numbers_and_its_heading_are_marked(column, numbers):
    page = rendered(pd.DataFrame({"name": ["a", "b", "c"], "what": column}))
    marked = re.findall(NUMBER, page)
    assert marked[:1] == (["what"] if numbers else []) and len(marked) == (4 if numbers else 0)


def test_nothing_but_marks_and_the_row_of_names_changes():
    frame = pd.DataFrame({"name": ["x < y", r"\1"], "n": [1, 2]}, index=pd.Index(["p", "q"], name="id"))
    page = rendered(frame).replace(' class="cw-number"', "")
    assert page.partition("<tbody>")[2] == frame._repr_html_().partition("<tbody>")[2]
    assert re.findall("<th>(.*?)</th>", page.partition("<tbody>")[0]) == ["id", "name", "n"]


def test_a_name_of_the_columns_keeps_its_row():
    frame = pd.DataFrame({2015: [1], 2016: [2]}, index=pd.Index(["p"], name="id")).rename_axis(columns="year")
    assert rendered(frame).count("<tr") == 3


def test_headings_over_several_columns_stay():
    columns = pd.MultiIndex.from_tuples([("all", "s"), ("all", "m"), ("one", "s")], names=["sector", "size"])
    index = pd.Index([8, 9], name="no")
    page = rendered(pd.DataFrame([[1, "a", 3], [4, "b", 6]], columns=columns, index=index))
    assert page.count("<tr") == 5 and '<th colspan="2" halign="left">all</th>' in page
    assert re.findall(NUMBER, page) == ["one", "s", "s", "", "", "1", "3", "4", "6"]


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame(columns=["a"]), pd.DataFrame(index=[1, 2])])
def test_an_empty_frame_is_shown(frame):
    assert "<table" in rendered(frame)


def test_long_frames_are_cut_and_stay_numbers():
    page = rendered(pd.DataFrame({"n": range(100)}))
    assert '<td class="cw-number">...</td>' in page and "100 rows" in page


def test_the_book_uses_it():
    output = SimpleNamespace(mime_type="text/html", content=pd.DataFrame({"n": [1]})._repr_html_())
    [node] = CoursewareMimePlugin.handle_mime(None, output, inline=False)
    assert "cw-number" in node.astext() and node["classes"] == ["output", "text_html"]
    other = SimpleNamespace(mime_type="text/html", content="<table><thead></thead></table>")
    assert CoursewareMimePlugin.handle_mime(None, other, inline=False) is None
