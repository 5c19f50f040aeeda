"""The key document holds everything, the question document nothing that tells an answer."""

import json
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.scoring import score
from courseware.sealing.documents import key_document, question_document

LANDS = Path(__file__).parents[1] / "two_lands"


@pytest.fixture(scope="module")
def bank():
    return load_bank(LANDS, sealed=True)


def test_the_key_document_alone_is_enough_to_score(bank):
    document = json.loads(json.dumps(key_document(bank)))
    assert (
        document["format"] == "courseware-key/1" and document["edition"] == "sealed-1" and document["sealed"]
    )
    assert document["unit"] == {"id": "two-lands", "number": "1.1", "title": "Lowland and Highland"}
    assert sum(module["points"] for module in document["modules"]) == document["total"] == 800
    for entry, item in zip(document["items"], bank.items, strict=True):
        assert (entry["id"], entry["type"], entry["points"]) == (item.id, item.type, item.points)
        assert len(entry["variants"]) == len(item.variants)
        for told, variant in zip(entry["variants"], item.variants, strict=True):
            assert told["fingerprint"] == variant.fingerprint
            for response in ("high", "62,5", ["mill"], {"ferry": "low"}):
                assert score(told["scoring"], response) == score(variant.scoring, response)
            assert set(told["feedback"]) == set(variant.feedback)


def test_the_question_document_is_the_key_document_without_what_tells(bank):
    key, questions = key_document(bank), question_document(bank)
    assert questions["format"] == "courseware-questions/1"
    for entry, asked in zip(key["items"], questions["items"], strict=True):
        assert entry.keys() - asked.keys() == {"passage"}
        for told, shown in zip(entry["variants"], asked["variants"], strict=True):
            assert told.keys() - shown.keys() == {"scoring", "feedback", "hint"}
            assert {name: told[name] for name in shown} == shown


def test_texts_are_escaped(bank):
    (mill,) = [
        part for part in key_document(bank)["items"][3]["variants"][0]["options"] if part["id"] == "mill"
    ]
    assert mill == {"id": "mill", "html": "The <em>mill</em>", "plain": "The mill"}
