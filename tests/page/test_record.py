"""The page's side of the record, without a browser."""

import json
from pathlib import Path

import pytest

import courseware
from courseware.bank import load_bank
from courseware.handin.record import MAX_BYTES, parse_record
from tests.node import Node
from tests.page.conftest import UNIT, questions

PAGE = Path(courseware.__file__).parent / "page"
IS_READ = """(size) => {
  let read = false;
  courseware.record.readFile({ size, text() { read = true; return Promise.resolve(""); } }, {});
  return read;
}"""
TIME = "([now, last]) => courseware.record.time(new Date(now), last ?? undefined)"


@pytest.fixture(scope="module", params=["practice", "sealed"])
def edition(request, tmp_path_factory):
    """Node with the record's script and an edition's questions, and its bank."""
    bank = load_bank(UNIT, sealed=request.param == "sealed")
    script = tmp_path_factory.mktemp("data") / "questions.js"
    script.write_text(questions(bank), encoding="utf-8")
    with Node([PAGE / "scorer.js", PAGE / "store.js", PAGE / "record.js", script]) as node:
        yield node, bank


def test_the_page_reads_files_of_the_size_that_the_grader_reads():
    with Node([PAGE / "record.js"]) as node:
        assert node.map(IS_READ, [MAX_BYTES, MAX_BYTES + 1]) == [True, False]


@pytest.mark.parametrize(("now", "last", "saved", "behind"), [
    ("2026-11-21T20:50:07.900Z", None, "2026-11-21T20:50:07Z", False),
    ("2026-11-21T20:50:07Z", "2026-11-21T20:50:06Z", "2026-11-21T20:50:07Z", False),
    ("2026-11-21T20:50:07Z", "2026-11-21T20:50:07Z", "2026-11-21T20:50:08Z", False),
    ("2026-11-21T20:50:07Z", "2026-11-21T20:50:40Z", "2026-11-21T20:50:41Z", False),
    ("2026-11-21T20:50:07Z", "2027-11-21T20:50:07Z", "2027-11-21T20:50:08Z", True),
    ("1970-01-01T00:00:00Z", "2026-11-21T20:50:07Z", "2026-11-21T20:50:08Z", True),
    # what only a tampered store holds: no record may carry a time that the grader cannot read
    ("2026-11-21T20:50:07Z", "9999-12-31T23:59:59Z", "2026-11-21T20:50:07Z", False),
    ("2026-11-21T20:50:07Z", "yesterday", "2026-11-21T20:50:07Z", False),
])
def test_the_time_of_a_record_never_goes_back(now, last, saved, behind):
    with Node([PAGE / "record.js"]) as node:
        assert node.map(TIME, [[now, last]]) == [{"saved": saved, "behind": behind}]


def read(node: Node, record: dict) -> dict:
    [found] = node.map("(text) => courseware.record.read(text, courseware.questions)", [json.dumps(record)])
    return found


def record(bank, answers: dict, **changes) -> dict:
    frame = {"format": "courseware-record/1", "unit": "two-lands", "edition": bank.unit.edition}
    student = {"id": "s-017", "name": ""}
    return {**frame, "student": student, "saved": "2026-11-21T20:50:00Z", "answers": answers, **changes}


def test_a_variant_is_told_by_its_fingerprint(edition):
    node, bank = edition
    for variant in bank.item("rivers-03").variants:
        mark = variant.fingerprint
        found = read(node, record(bank, {"rivers-03": "25"}, fingerprints={"rivers-03": mark}))
        assert found["answers"] == {"rivers-03": {"value": "25", "fingerprint": mark}}
    found = read(node, record(bank, {"rivers-03": "25"}, fingerprints={"rivers-03": "0" * 12}))
    assert found["answers"] == {} and [item["id"] for item in found["left"]["changed"]] == ["rivers-03"]


def test_without_a_fingerprint_it_is_the_variant_that_the_grader_takes(edition):
    node, bank = edition
    drawn = "courseware.draw(courseware.questions.edition, 'rivers-03', id, 3)"
    for student in ("s-017", "S-018", "s-019"):
        [number] = node.map(f"(id) => {drawn}", [student]) if bank.unit.sealed else [0]
        found = read(node, record(bank, {"rivers-03": "25"}, student={"id": student}))
        mark = bank.item("rivers-03").variants[number].fingerprint
        assert found["answers"]["rivers-03"]["fingerprint"] == mark


BUILD = """([student, answers]) => courseware.record.build(courseware.questions,
  { student, get: (id) => answers[id] }, "2026-11-21T20:50:00Z")"""


def test_what_is_built_is_read_by_the_grader_and_by_the_page_alike(edition):
    node, bank = edition
    marks = {item.id: item.variants[-1].fingerprint for item in bank.items}
    values = {"rivers-01": "high", "rivers-03": "75", "rivers-05": {"ferry": "low"}, "rivers-06": " Ruda ‘é’"}
    entries = {id_: {"value": value, "fingerprint": marks[id_]} for id_, value in values.items()}
    first = {"value": "low", "fingerprint": marks["rivers-01"]}
    if not bank.unit.sealed:
        entries["rivers-01"] |= {"first": first, "best": {**first, "value": "high"}}
    [built] = node.map(BUILD, [[{"id": " s-1 ", "name": "M"}, entries]])
    assert ("first" in built) != bank.unit.sealed
    grader, page = parse_record(json.dumps(built)), read(node, built)
    assert dict(grader.answers) == values == {id_: answer["value"] for id_, answer in page["answers"].items()}
    assert dict(grader.fingerprints) == {id_: marks[id_] for id_ in values}
    assert dict(grader.first) == page.get("first", {}) == ({} if bank.unit.sealed else {"rivers-01": first})
    assert tuple(grader.student) == ("s-1", "M") and page["student"] == {"id": "s-1", "name": "M"}
