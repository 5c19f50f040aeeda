"""The JSON Schema that editors use agrees with what the loader accepts."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from courseware.bank.schema import items_schema, write_schema
from tests.bank.conftest import ITEMS

SCHEMA = items_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one_and_accepts_a_sound_file():
    VALIDATOR.check_schema(SCHEMA)
    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(ITEMS))] == []


@pytest.mark.parametrize(
    ("item", "change"),
    [
        (0, {"level": "recall"}),
        (0, {"id": "Wool 1"}),
        (0, {"options": []}),
        (1, {"feedback": {"correct": "Yes.", "other": "No."}}),
        (2, {"key": {"function": "guess"}}),
        (2, {"key": {"function": "value", "table": "wool", "were": {"year": 2000}}}),
        (2, {"tolerance": {"absolute": -1}}),
        (3, {"key": "low"}),
        (5, {"acept": ["x"]}),
        (5, {"points": "1"}),
    ],
)
def test_the_schema_refuses_what_the_models_refuse(item, change):
    items = copy.deepcopy(yaml.safe_load(ITEMS))
    items[item].update(change)
    assert list(VALIDATOR.iter_errors(items))


def test_a_parameter_may_stand_for_a_number_and_for_a_word_from_a_list():
    items = copy.deepcopy(yaml.safe_load(ITEMS))
    items[3]["variants"] = [{"first": [2000, 2001], "start": "smallest"}]
    items[3]["key"] = {"function": "ranking", "table": "wool", "where": {"flow": "export"}, "by": "country"}
    items[3]["key"] |= {"measure": "change", "from": "$first", "to": "$first+1", "start": "$start"}
    assert [error.message for error in VALIDATOR.iter_errors(items)] == []
    items[3]["key"]["start"] = "start"
    assert list(VALIDATOR.iter_errors(items))


def test_every_field_an_author_fills_is_described():
    undescribed = [
        f"{name}.{field}"
        for name, part in SCHEMA["$defs"].items()
        for field, about in part["properties"].items()
        if not ("description" in about or field in PLAIN or "const" in about or "$ref" in about)
    ]
    assert undescribed == []
    assert all(part.get("description") for part in SCHEMA["$defs"].values())


PLAIN = {"text", "feedback", "options", "left", "wrong", "tiers"}  # described where they are defined


def test_the_schema_is_written_where_items_files_expect_it(tmp_path):
    path = write_schema(tmp_path)
    assert path == tmp_path / "_build/schema/items.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMA
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert (tmp_path / "exercises/items" / Path("../../_build/schema/items.schema.json")).resolve() == path
