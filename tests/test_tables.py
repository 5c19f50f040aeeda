"""Reading a data package: values by name, types by schema, and a sentence for every fault."""

import json

import pytest

from courseware.errors import CoursewareError
from courseware.tables import find_root, load_table

FIELDS = [{"name": "year", "type": "integer"}, {"name": "code", "type": "string"},
          {"name": "printed", "type": "number"}, {"name": "corrected", "type": "number"},
          {"name": "note", "type": "string"}]
ROWS = "year,code,printed,corrected,note\n2001,01,5,5,\n2002,NA,6,60,digit lost\n"


@pytest.fixture
def root(tmp_path):
    write(tmp_path, ROWS)
    return tmp_path


def write(root, rows, fields=FIELDS, name="wool"):
    (root / "data").mkdir(exist_ok=True)
    resource = {"name": name, "path": "wool.csv", "schema": {"fields": fields}}
    package = {"name": "invented", "resources": [resource]}
    (root / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (root / "data" / "wool.csv").write_text(rows, encoding="utf-8")


def test_value_is_the_corrected_column_unless_the_printed_is_asked_for(root):
    assert list(load_table(root, "wool")["value"]) == [5, 60]
    assert list(load_table(root, "wool", "printed")["value"]) == [5, 6]


def test_both_columns_and_the_note_stay(root):
    table = load_table(root, "wool")
    assert list(table.columns) == ["year", "code", "printed", "corrected", "note", "value"]
    assert list(table["note"]) == ["", "digit lost"]


def test_the_schema_decides_types(root):
    table = load_table(root, "wool")
    assert list(table["code"]) == ["01", "NA"]
    assert str(table["year"].dtype) == "int64"
    assert str(table["value"].dtype) == "float64"


def test_a_table_without_printed_and_corrected_has_no_value_added(root):
    write(root, "year,note\n2001,x\n", [FIELDS[0], FIELDS[4]])
    assert list(load_table(root, "wool").columns) == ["year", "note"]


def test_empty_cells(root):
    fields = [{"name": "year", "type": "integer"}, {"name": "share", "type": "number"},
              {"name": "sure", "type": "boolean"}]
    write(root, "year,share,sure\n2001,,true\n,1.5,\n", fields)
    table = load_table(root, "wool")
    assert list(table["year"].isna()) == [False, True] and table["year"].iloc[0] == 2001
    assert list(table["share"].isna()) == [True, False]
    assert bool(table["sure"].iloc[0]) is True and list(table["sure"].isna()) == [False, True]


@pytest.mark.parametrize(("rows", "place", "part"), [
    ("year,code,printed,corrected,note\n2001,01,5,5,\n2002,02,x,6,\n", "row 2, column printed", '"x"'),
    ("year,code,printed,corrected,note\n2001.5,01,5,5,\n", "row 1, column year", '"2001.5"'),
    ("year,code,printed,corrected,note\n2001,01,5,inf,\n", "row 1, column corrected", '"inf"'),
    ("year,code,printed,corrected,note\n2001,01,1e999,5,\n", "row 1, column printed", '"1e999"'),
    ("year,code,printed,corrected,note\n1e30,01,5,5,\n", "row 1, column year", '"1e30"'),
    ("year,code,value\n2001,01,5\n", "line 1", "year, code, value"),
    ("", "line 1", "missing"),
    ("year,code,printed,corrected,note\n2001,01,5,5,\n2002,01,5,5,well, hardly\n", "line 3", "6 cells"),
    ("year,code,printed,corrected,note\n2001,01\n", "line 2", "2 cells"),
    ('year,code,printed,corrected,note\n2001,01,5,5,"open\n', "", "CSV"),
])
def test_a_faulty_file_is_told_with_its_place(root, rows, place, part):
    (root / "data" / "wool.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(CoursewareError) as caught:
        load_table(root, "wool")
    assert caught.value.place == place
    assert part in caught.value.problem


def test_unknown_table_names_the_known_ones(root):
    with pytest.raises(CoursewareError, match="wool"):
        load_table(root, "iron")


def test_unknown_values_are_refused(root):
    with pytest.raises(CoursewareError, match="guessed"):
        load_table(root, "wool", "guessed")


def test_missing_file_and_unknown_type(root):
    write(root, ROWS, [{**FIELDS[0], "type": "geopoint"}, *FIELDS[1:]])
    with pytest.raises(CoursewareError, match="geopoint"):
        load_table(root, "wool")
    (root / "data" / "wool.csv").unlink()
    with pytest.raises(CoursewareError, match="no such file"):
        load_table(root, "wool")


def test_find_root_from_a_folder_inside(tmp_path):
    (tmp_path / "exercises" / "labs").mkdir(parents=True)
    (tmp_path / "exercises" / "unit.yml").write_text("id: invented\n")
    assert find_root(tmp_path / "exercises" / "labs") == tmp_path
    assert find_root(tmp_path) == tmp_path


def test_find_root_from_the_working_directory(tmp_path, monkeypatch):
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "unit.yml").write_text("id: invented\n")
    monkeypatch.chdir(tmp_path / "exercises")
    assert find_root() == tmp_path


def test_find_root_outside_a_unit(tmp_path):
    with pytest.raises(CoursewareError, match=r"unit\.yml"):
        find_root(tmp_path)
