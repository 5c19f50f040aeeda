"""Exhibits: what is laid out, what is refused, and that the book's items can be answered from theirs."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from pydantic import BaseModel, TypeAdapter

from courseware.bank import load_bank
from courseware.bank.expressions import evaluate
from courseware.bank.files import ITEMS
from courseware.bank.load import tables_of
from courseware.bank.marked_yaml import read_yaml
from courseware.bank.models import Item
from courseware.bank.variants import drawn, parameter_sets
from courseware.errors import CoursewareError
from courseware.paper.exhibits import FILE, Exhibit, load_appendix
from courseware.scoring import score
from tests.bank.conftest import Folder
from tests.conftest import ROOT, bank_of

EXHIBITS = """\
exhibits:
  - id: wool
    title: Wool sold
    year: 2000–2002
    unit: tonnes
    source: Invented.
    table: wool
    where: {country: [All, Lowland], year: [2000, 2001, 2002]}
    down: [country]
    across: year
    labels: {All: Both}
    chart: {kind: line, alt: Lowland sells ever more., rows: [Lowland]}
    items: [wool-01, wool-03]
at_hand:
  - passage: chapters/trade#sales
    items: [wool-02]
"""


@pytest.fixture
def unit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Folder(Path())
    folder.write(str(FILE), EXHIBITS)
    return folder


def appendix():
    return load_appendix(Path(), load_bank(Path()))


def test_a_table_is_laid_out_as_declared(unit):
    (exhibit,) = appendix().exhibits
    assert exhibit.heads == ["Country", "2000", "2001", "2002"]
    assert exhibit.rows == [["Both", "200", "231", "300"], ["Lowland", "100", "110", "180"]]
    assert exhibit.right == [False, True, True, True]
    assert [name for name, _ in exhibit.chart.series] == ["Lowland"]


def test_printed_values_and_plain_columns(unit):
    unit.change("    where: {country: [All, Lowland], year: [2000, 2001, 2002]}\n", "", str(FILE))
    unit.change(
        "    down: [country]\n    across: year\n", "    columns: [country, year, printed]\n", str(FILE)
    )
    unit.change("    chart: {kind: line, alt: Lowland sells ever more., rows: [Lowland]}\n", "", str(FILE))
    (exhibit,) = appendix().exhibits
    assert exhibit.rows[0] == ["Lowland", "2000", "100"]
    assert len(exhibit.rows) == 9


def test_without_the_file_there_are_none(unit):
    FILE.unlink()
    assert appendix().exhibits == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("table: wool", "table: wood", 7, "there is no table `wood`"),
        ("down: [country]", "down: [land]", 9, "the table `wool` has no column `land`"),
        ("across: year", "across: month", 10, "the table `wool` has no column `month`"),
        ("[All, Lowland]", "[All, Midland]", 8, "no row of the table `wool` has"),
        ("{country: [All", "{land: [All", 8, "the table `wool` has no column `land`"),
        ("[wool-01, wool-03]", "[wool-01, wool-99]", 13, "there is no item `wool-99`"),
        ("items: [wool-02]", "items: [wool-98]", 16, "there is no item `wool-98`"),
        ("trade#sales", "trade#prices", 15, "the page `chapters/trade` has no label `prices`"),
        ("chapters/trade", "chapters/tirade", 15, "there is no page `chapters/tirade`"),
        ("rows: [Lowland]", "rows: [Highland]", 12, "the exhibit has no row `Highland`"),
        ("    across: year\n", "", 2, "an exhibit has `down` and `across`, or `columns`"),
        ("down: [country]", "down: [year]", 9, "two rows of the table `wool` have"),
        ("title: Wool sold", "titel: Wool sold", 3, "is not known here"),
        ("year: 2000–2002", "year: 2000", 4, "not text"),
        ("kind: line", "kind: pie", 12, 'is "pie"'),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(unit, old, new, line, problem):
    unit.change(old, new, str(FILE))
    with pytest.raises(CoursewareError) as caught:
        appendix()
    assert problem in str(caught.value)
    assert f"{FILE}, line {line}" in str(caught.value)


def test_an_id_that_stands_twice_is_refused(unit):
    text = EXHIBITS.replace("at_hand:", EXHIBITS.split("exhibits:\n")[1].split("at_hand:")[0] + "at_hand:")
    unit.write(str(FILE), text)
    with pytest.raises(CoursewareError, match="the id `wool` stands twice"):
        appendix()


# --- the book's own

BOOK = bank_of(ROOT)
BOOK_APPENDIX = load_appendix(ROOT, BOOK)
ENTRIES = {entry["id"]: entry for file in (ROOT / ITEMS).glob("*.yml") for entry in read_yaml(file).value}
COMPUTED = {name for name, entry in ENTRIES.items() if "function" in entry.get("key", "")}


def _shown(exhibits: list[Exhibit], name: str, values: str) -> pd.DataFrame:
    """The rows of a table that the exhibits show, rounded as they show them."""
    rows = [exhibit for exhibit in exhibits if exhibit.model.table == name]
    frame = tables_of(ROOT)(name, values)
    frame = frame[frame.index.isin([row for exhibit in rows for row in exhibit.selection])].copy()
    for exhibit in rows:
        if exhibit.model.decimals is not None:
            step = Decimal(1).scaleb(-exhibit.model.decimals)
            frame["value"] = [float(Decimal(repr(v)).quantize(step, ROUND_HALF_UP)) for v in frame["value"]]
    return frame


# its numbers, or its terms, stand in the question itself
SELF_CONTAINED = {"digital-02", "union-04"}


@pytest.mark.parametrize("name", sorted(COMPUTED - SELF_CONTAINED))
def test_what_is_shown_is_enough_to_compute_the_key(name):
    exhibits = [exhibit for exhibit in BOOK_APPENDIX.exhibits if name in exhibit.model.items]
    entry, item = ENTRIES[name], BOOK.item(name)
    for number, parameters in enumerate(parameter_sets(entry)):
        model = TypeAdapter(Item).validate_python(drawn(entry, parameters))
        assert isinstance(model.key, BaseModel)
        result = evaluate(model.key, partial(_shown, exhibits))
        scoring = item.variants[number].scoring
        if item.type == "numeric":
            assert score(scoring, str(result)).score == item.points, parameters
        else:
            assert result == evaluate(model.key, tables_of(ROOT)), parameters


def test_what_the_questions_name_is_shown():
    """ "Table 5" in a question means an exhibit that says so in its title."""
    for item in BOOK.items:
        titles = " ".join(e.model.title for e in BOOK_APPENDIX.exhibits if item.id in e.model.items)
        named = {n for variant in item.variants for n in re.findall(r"Tables? (\d+)", variant.view["prompt"])}
        if item.id != "union-04":  # it says where a number is from
            assert named <= set(re.findall(r"Table (\d+)", titles)), item.id
