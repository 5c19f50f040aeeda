"""The package is what its descriptor says, and the descriptor would notice if it were not."""

import shutil

import frictionless
import pytest

from courseware.datapackage import PACKAGE, fingerprint, read_package, refresh


def test_frictionless_finds_no_fault(unit):
    report = frictionless.validate(str(unit / PACKAGE))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


def test_sizes_and_hashes_are_those_of_the_files(unit):
    for resource in read_package(unit)["resources"]:
        assert (resource["bytes"], resource["hash"]) == fingerprint(unit, resource), resource["name"]


def test_every_table_is_described_and_has_a_licence_and_sources(unit):
    package = read_package(unit)
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    described = {resource["path"] for resource in package["resources"]}
    assert described == {path.name for path in (unit / "data").glob("*.csv")}
    for resource in package["resources"]:
        assert resource["title"] and resource["description"] and resource["sources"], resource["name"]
        assert resource["schema"]["primaryKey"], resource["name"]
        for field in resource["schema"]["fields"]:
            assert field["type"] and field["title"] and field["description"], field["name"]


@pytest.mark.parametrize(("file", "old", "new", "fault"), [
    ("mutual_trade.csv", "2016,Armenia,393.9", "2015,Armenia,393.9", "constraint-error"),
    ("mutual_trade.csv", "2017,Armenia,", "2016,Armenia,", "primary-key"),
    ("trade_structure.csv", "Metals,Russia", "Metal,Russia", "constraint-error"),
    ("bilateral_trade.csv", "22047.3,22047.3", "22047.3,", "constraint-error"),
    ("claims.csv", ",003,", ",007,", "foreign-key"),
    ("claims.csv", ",misprinted,", ",wrong,", "constraint-error"),
])
def test_a_slip_in_a_table_is_noticed(unit, tmp_path, file, old, new, fault):
    shutil.copytree(unit / "data", tmp_path / "data")
    path = tmp_path / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert refresh(tmp_path) == [file.removesuffix(".csv")]
    report = frictionless.validate(str(tmp_path / PACKAGE))
    assert fault in {kind for (kind,) in report.flatten(["type"])}
