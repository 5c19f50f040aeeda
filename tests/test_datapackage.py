"""The descriptor of a data package: faults told in a sentence, sizes and hashes refreshed."""

import hashlib
import json

import pytest

from courseware.datapackage import read_package, refresh
from courseware.errors import CoursewareError

RESOURCE = {"name": "wool", "path": "wool.csv", "schema": {"fields": [{"name": "year"}]}}


def write(root, text, rows=b"year\n2001\n"):
    (root / "data").mkdir(exist_ok=True)
    (root / "data" / "datapackage.json").write_text(text, encoding="utf-8")
    (root / "data" / "wool.csv").write_bytes(rows)


def test_refresh_fills_in_size_and_hash_and_then_rests(tmp_path):
    write(tmp_path, json.dumps({"title": "Öl", "resources": [RESOURCE]}))
    assert refresh(tmp_path) == ["wool"]
    resource = read_package(tmp_path)["resources"][0]
    assert resource["bytes"] == 10
    assert resource["hash"] == "sha256:" + hashlib.sha256(b"year\n2001\n").hexdigest()
    assert "Öl" in (tmp_path / "data" / "datapackage.json").read_text(encoding="utf-8")
    assert refresh(tmp_path) == []


def test_refresh_notices_a_change_of_the_same_size(tmp_path):
    write(tmp_path, json.dumps({"resources": [RESOURCE]}))
    refresh(tmp_path)
    (tmp_path / "data" / "wool.csv").write_bytes(b"year\n2002\n")
    assert refresh(tmp_path) == ["wool"]


def test_refresh_writes_nothing_when_a_file_is_missing(tmp_path):
    text = json.dumps({"resources": [RESOURCE, {**RESOURCE, "name": "iron", "path": "iron.csv"}]})
    write(tmp_path, text)
    with pytest.raises(CoursewareError, match=r"iron\.csv"):
        refresh(tmp_path)
    assert (tmp_path / "data" / "datapackage.json").read_text(encoding="utf-8") == text
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["datapackage.json", "wool.csv"]


def test_no_package(tmp_path):
    with pytest.raises(CoursewareError, match="no such file"):
        read_package(tmp_path)


@pytest.mark.parametrize(("text", "place"), [
    ('{\n"resources": [\n', "line 3"),
    ("[]", ""),
    ('{"resources": []}', ""),
    ('{"resources": [1]}', "resource 1"),
    ('{"resources": [{"path": "a.csv"}]}', "resource 1"),
    ('{"resources": [{"name": "a"}]}', "resource 1"),
    ('{"resources": [{"name": "a", "path": "a.csv"}]}', 'resource "a"'),
    ('{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{}]}}]}', 'resource "a"'),
    ('{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{"name": 5}]}}]}', 'resource "a"'),
    (json.dumps({"resources": [{**RESOURCE, "schema": {"fields": [{"name": "year", "type": ["x"]}]}}]}),
     'resource "wool"'),
    (json.dumps({"resources": [{**RESOURCE, "path": "a\0.csv"}]}), "resource 1"),
    (json.dumps({"resources": [{**RESOURCE, "path": "\ud800"}]}), "resource 1"),
    (json.dumps({"resources": [RESOURCE, RESOURCE]}), "resource 2"),
    ("[" * 200_000, ""),
    ('{"resources": ' + "9" * 5000 + "}", ""),
])
def test_a_faulty_descriptor_is_told_with_its_place(tmp_path, text, place):
    write(tmp_path, text)
    with pytest.raises(CoursewareError) as caught:
        read_package(tmp_path)
    assert caught.value.place == place


def test_a_byte_order_mark_is_no_fault(tmp_path):
    write(tmp_path, "\ufeff" + json.dumps({"resources": [RESOURCE]}))
    assert read_package(tmp_path)["resources"] == [RESOURCE]
