import json

import numpy as np
import pandas as pd
import pytest

from courseware.widgets import KINDS
from courseware.widgets.base import (
    decimals,
    need_columns,
    number_text,
    plain,
    text_of,
    wide,
    with_labels,
)
from courseware.widgets.source import module_source


def test_plain_leaves_nothing_that_json_lacks():
    value = {"a": pd.Series([1.5, np.nan]), "b": [np.int64(2), np.inf], "c": pd.DataFrame({"x": [1]})}
    assert plain(value) == {"a": [1.5, None], "b": [2, None], "c": [[1]]}
    json.dumps(plain(value), allow_nan=False)


@pytest.mark.parametrize(
    ("values", "places"), [([1.0, 2.0], 0), ([1.0, 2.5], 1), ([0.125], 2), ([np.nan], 0)]
)
def test_decimals_are_those_of_the_table(values, places):
    assert decimals(values) == places


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1234567.25, "1\u202f234\u202f567.3"),  # as JavaScript rounds it
        (-0.5, "−0.5"),
        (-0.01, "0.0"),
        (2.0**100, "1 267 650 600 228 229 401 496 703 205 376.0".replace(" ", "\u202f")),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_numbers_as_text(value, text):
    assert number_text(value, 1) == text


def test_wide_refuses_what_it_cannot_show():
    table = pd.DataFrame({"year": [2020, 2020], "name": ["A", "A"], "value": [1, 2]})
    with pytest.raises(ValueError, match="two values for 2020 and A"):
        wide(table, "year", "name", "value")
    with pytest.raises(ValueError, match="no column 'amount'; it has 'year'"):
        wide(table, "year", "name", "amount")
    with pytest.raises(ValueError, match="no rows"):
        wide(table.iloc[:0], "year", "name", "value")
    with pytest.raises(ValueError, match="numbers only"):
        wide(table.assign(value=["a", "b"]).iloc[:1], "year", "name", "value")


def test_columns_are_there_and_once():
    table = pd.DataFrame({"name": ["A"], "value": [1]})
    with pytest.raises(ValueError, match="two columns 'name'"):
        need_columns(pd.concat([table, table[["name"]]], axis=1), ["name"])
    with pytest.raises(ValueError, match="must be a DataFrame, not a dict"):
        need_columns({}, ["name"])


def test_labels_are_text_and_never_empty():
    table = pd.DataFrame({"name": [7.0, "B"], "value": [1, 2]})
    assert with_labels(table, ["name"])["name"].tolist() == ["7", "B"]
    for empty in (None, float("nan"), pd.NA, " "):
        with pytest.raises(ValueError, match="every row needs a name"):
            with_labels(table.assign(name=["A", empty]), ["name"])


@pytest.mark.parametrize(
    ("value", "text"),
    [(pd.NaT, ""), (3.0, "3"), (pd.Timestamp("2015-01-02 03:04"), "2015-01-02"), (" a ", "a"), ([1], "[1]")],
)
def test_a_cell_as_text(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize("kind", KINDS)
def test_a_module_imports_nothing_and_reaches_nothing(kind):
    source = module_source(kind)
    assert "export default widget(render" in source
    for forbidden in ("import ", "import(", "fetch(", "XMLHttpRequest", "innerHTML", "https:"):
        assert forbidden not in source


def test_the_same_widget_always_looks_the_same_in_a_notebook(explorer):
    assert repr(explorer) == "SeriesExplorer('Trade of the union')"
