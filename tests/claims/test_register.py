"""The register: rows as values, an empty one where there is none, and faults told by row."""

import pytest

from courseware.claims.register import (
    Source,
    claims_of,
    load_claims,
    load_discrepancies,
    load_sources,
    place,
)
from courseware.errors import CoursewareError
from tests.claims.conftest import TABLES, write_register


def test_rows_become_values_in_their_order(root):
    claims = load_claims(root)
    assert list(claims) == ["c-rivers-001", "c-rivers-002", "c-rivers-003", "c-hills-001"]
    second, third = claims["c-rivers-002"], claims["c-rivers-003"]
    assert (second.printed, second.recomputed, second.factor) == ("23.6", 24.25, None)
    assert (third.recomputed, third.check, third.period, third.discrepancy) == (None, "", "", "")
    assert load_discrepancies(root)["bald-hill"].sources == ("01", "02")
    assert load_sources(root)["01"] == Source("01", "Old atlas", "An Atlas of Two Lands", "atlas", "1901")
    assert [claim.id for claim in claims_of(claims, "barges")] == ["c-rivers-002"]


@pytest.mark.parametrize(("claim", "words"), [
    ("c-rivers-001", "Old atlas, section 2.1"),
    ("c-rivers-002", "Old atlas, sections 2.1, 5"),
    ("c-rivers-003", "Guide, Walk 3"),
])
def test_a_claim_says_where_it_stands(root, claim, words):
    assert place(load_claims(root)[claim], load_sources(root)) == words


def test_without_tables_the_register_is_empty(tmp_path):
    assert load_claims(tmp_path) == load_discrepancies(tmp_path) == load_sources(tmp_path) == {}
    write_register(tmp_path, {"sources": TABLES["sources"]})
    assert load_claims(tmp_path) == load_discrepancies(tmp_path) == {}


@pytest.mark.parametrize(("table", "column", "value", "told"), [
    ("claims", "verdict", "wrong", r'claims\.csv, row 2 \(c-rivers-002\): there is no verdict "wrong"'),
    ("claims", "source", "07", r'row 2 \(c-rivers-002\): there is no source "07"; use one of: 01, 02\.'),
    ("claims", "id", "c-rivers-001", r'"c-rivers-001" stands twice'),
    ("claims", "id", "Rivers 2", r'"Rivers 2" is no id of a claim'),
    ("claims", "reason", "", "no statement or no reason"),
    ("claims", "discrepancy", "Barges!", '"Barges!" is no key'),
    ("claims", "discrepancy", "bargos", 'no discrepancy is called "bargos"; correct the key'),
    ("claims", "check", "{", "its check is no expression in JSON"),
    ("claims", "check", "{}", "its check is no expression in JSON"),
    ("claims", "check", '{"function": "difference"}', "its check is no expression in JSON"),
    ("claims", "recomputed", "many", "not of type number"),
    ("discrepancies", "status", "likely", r"discrepancies\.csv, row 2 \(bald-hill\): there is no status"),
    ("discrepancies", "sources", "01; 09", 'no source "09"'),
    ("discrepancies", "passage", "chapters/rivers", "is no passage; write it as page#label"),
    ("sources", "short", "", r"sources\.csv, row 2 \(02\): it has no number or no short name"),
])
def test_a_faulty_row_is_told_with_its_place(tmp_path, table, column, value, told):
    header, first, second, *rest = TABLES[table]
    changed = tuple(value if name == column else cell for name, cell in zip(header, second, strict=True))
    write_register(tmp_path, {**TABLES, table: [header, first, changed, *rest]})
    with pytest.raises(CoursewareError, match=told):
        load_claims(tmp_path)
        load_discrepancies(tmp_path)


def test_a_missing_column_is_told(tmp_path):
    write_register(tmp_path, {**TABLES, "claims": [row[:-1] for row in TABLES["claims"]]})
    with pytest.raises(CoursewareError, match=r"claims\.csv, line 1: the column discrepancy is missing"):
        load_claims(tmp_path)
