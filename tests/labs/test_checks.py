"""Checks as authors write them: keys computed from the data, and faults with file and line."""

from decimal import Decimal

import jsonschema
import pytest
import yaml

from courseware.cli import main
from courseware.errors import CoursewareError
from courseware.labs.load import load_checks
from courseware.labs.notebooks import check_labs, is_lab
from courseware.labs.schema import checks_schema, write_checks_schema
from tests.conftest import ROOT
from tests.labs.conftest import CHECKS

FILE = "exercises/checks/lab1.yml"
NOTEBOOK = "exercises/lab1-wool.ipynb"
ITEMS = {"wool-03"}


def test_keys_are_computed_from_the_data(unit):
    checks = load_checks(unit.root)
    keys = {name: check.key for name, check in checks.items()}
    assert keys == {
        "lab1-share": Decimal(60),
        "lab1-most": "Lowland",
        "lab1-order": ("Lowland", "Highland"),
        "lab1-grew": ("2002",),
        "lab1-shares": {"Lowland": Decimal(60), "Highland": Decimal(40)},
    }
    unit.change("2002,Highland,120,120", "2002,Highland,120,190", "data/wool.csv")
    assert load_checks(unit.root)["lab1-most"].key == "Highland"


def test_a_unit_without_labs_has_no_checks(tmp_path):
    assert load_checks(tmp_path) == {}
    assert check_labs(tmp_path, {}, ()) == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("kind: text", "kind: words", 11, "there is no kind `words`; use `number`, `text`, `labels`"),
        ("  hint: Sort by value.\n", "  hnt: Sort.\n", 15, "`hnt` is not known here; remove it, or write"),
        ("  hint: Sort by value.\n", "", 10, "`hint` is missing; add it"),
        ("id: lab1-most", "id: lab1-share", 10, "the id `lab1-share` stands twice"),
        ("id: lab1-most", "id: lab2-most", 10, "the id `lab2-most` does not belong in lab1.yml"),
        ("keep: {above: 15}", "keep: {above: 5000}", 24, "no label fits"),
        ("keep: {above: 15}", "keep: {}", 25, "`keep` has neither `above` nor `below`, or both"),
        ("  keep: {above: 15}\n", "", 21, "`each` and `keep` go together"),
        ("{from: 2001, to: 2002}", "{from: 2002, to: 2001}", 23, "these are 0 labels"),
        ("{from: 2001, to: 2002}", "{from: 2001, to: 2003}", 24, "has no year 2003"),
        ("except: [All]", "except: [Al]", 33, "`Al` does not stand in the column `country`"),
        ("column: country, except", "column: land, except", 33, "the table `wool` has no column `land`"),
        ("except: [All]", "excpt: [All]", 33, "`country.excpt` is not known here; remove it, or write"),
        ("by: country}\n  wrong", "by: land}\n  wrong", 12, "the table `wool` has no column `land`"),
        ("value: All,", "value: Lowland,", 14, "this wrong value is right"),
        ("This is the total.", "Not Lowland.", 14, 'this sentence holds the answer: "Lowland"'),
        ("Divide a part by", "It is 60 percent of", 8, 'this sentence holds the answer: "60"'),
        ("Divide by the whole.", "One is 40.0 percent.", 39, 'this sentence holds the answer: "40.0"'),
        ("Compare each year with", "Was it 2002? Compare", 30, 'this sentence holds the answer: "2002"'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_and_line(unit, old, new, line, problem):
    unit.change(old, new, FILE)
    with pytest.raises(CoursewareError) as error:
        load_checks(unit.root)
    assert f"{FILE}, line {line}" in str(error.value) and problem in str(error.value)


def test_two_wrong_values_that_cannot_be_told_apart_are_refused(compiled):
    wrong = [{"value": 5, "feedback": "First."}, {"value": 5, "feedback": "Second."}]
    with pytest.raises(ValueError, match=r'for this wrong value "First\." is said'):
        compiled("lab1-share", wrong=wrong)


def test_a_key_of_another_kind_is_refused(compiled):
    top = {"function": "top", "table": "wool", "where": {"year": 2002}, "by": "country"}
    one = {"function": "value", "table": "wool", "where": {"year": 2002, "country": "All"}}
    for check, key in (("lab1-share", top), ("lab1-most", one), ("lab1-order", top), ("lab1-shares", top)):
        with pytest.raises(ValueError, match=r"gives (a|no) l"):
            compiled(check, key=key)


def test_a_wrong_series_leaves_out_labels_without_a_value(compiled):
    each = {"year": {"from": 2000, "to": 2002}}

    def lowland(year):
        return {"function": "value", "table": "wool", "where": {"year": year, "country": "Lowland"}}

    wrong = [{"value": lowland("$year-1"), "feedback": "A year late."}]
    check = compiled("lab1-shares", each=each, key=lowland("$year"), wrong=wrong)
    assert check.wrong == (({"2001": Decimal(100), "2002": Decimal(110)}, "A year late."),)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("lab1-most\\\"", "lab1-mst\\\"", "cell 6 of the students' copy: there is no check `lab1-mst`"),
        ("wool-03", "wool-33", "there is no question `wool-33`"),
        ("lab1-order\\\"", "lab1-most\\\"", "the check `lab1-most` stands there twice"),
        ("### END SOLUTION", "### The end", "cell 3: a solution does not end"),
        ("check(\\\"lab1-shares\\\", shares)", "shares", "lab1.yml, check lab1-shares: no lab uses"),
        ('"cells"', '"sells"', "this is not a notebook of format 4"),
    ],
)
def test_labs_and_checks_name_each_other(unit, old, new, problem):
    assert check_labs(unit.root, load_checks(unit.root), ITEMS) == 1
    unit.change(old, new, NOTEBOOK)
    with pytest.raises(CoursewareError) as error:
        check_labs(unit.root, load_checks(unit.root), ITEMS)
    assert problem in str(error.value)


def test_a_check_of_another_lab_is_refused(unit):
    (unit.root / NOTEBOOK).rename(unit.root / "exercises/lab2-wool.ipynb")
    with pytest.raises(CoursewareError, match="the check `lab1-share` is of another lab"):
        check_labs(unit.root, load_checks(unit.root), ITEMS)


def test_the_command_counts_labs_and_names_a_fault(unit, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith("\n1 lab with 5 checks: valid\n")
    unit.change("kind: text", "kind: words", FILE)
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and f"{FILE}, line 11, check lab1-most: there is no kind `words`" in said


def test_what_is_a_lab():
    names = ["exercises/lab1-a.ipynb", "lab1-a.ipynb", "exercises/01-a.ipynb", "exercises/lab1.md"]
    assert [is_lab(ROOT.joinpath(name).relative_to(ROOT)) for name in names] == [True, False, False, False]


def test_the_schema_accepts_what_is_sound_and_nothing_else(tmp_path):
    schema = checks_schema()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    sound = yaml.safe_load(CHECKS)
    assert [error.message for error in validator.iter_errors(sound)] == []
    for change in ({"kind": "words"}, {"hnt": "x"}, {"key": {"function": "guess"}}, {"hint": 3}):
        assert list(validator.iter_errors([{**sound[0], **change}]))
    assert write_checks_schema(tmp_path) == tmp_path / "_build/schema/checks.schema.json"
