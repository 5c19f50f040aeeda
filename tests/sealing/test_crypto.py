"""Sealing and opening, in Python and in the browser's script alike."""

from __future__ import annotations

import copy
import json
import math
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.bank import load_bank
from courseware.errors import CoursewareError
from courseware.sealing import code as codes
from courseware.sealing import crypto
from courseware.sealing.crypto import NOT_OPENED, NotOpened, seal, unseal
from courseware.sealing.documents import key_document
from tests.node import Node

ROOT = Path(__file__).parents[2]
LANDS = ROOT / "tests" / "two_lands"
CODE = "KMNP-3FHX-TW9R"
# Made once by this package and kept: what was published stays readable.
VECTOR = json.loads((Path(__file__).parent / "vector.json").read_text())
UNSEAL = """async ([sealed, code]) => {
  try { return { document: (await courseware.sealing.unseal(sealed, code)).document }; }
  catch (error) { return { problem: error.message }; }
}"""


@pytest.fixture(scope="module")
def node():
    with Node([ROOT / "courseware/page/lock.js"]) as running:
        yield running


@pytest.fixture(scope="module")
def document():
    return key_document(load_bank(LANDS, sealed=True))


@pytest.fixture(scope="module")
def sealed(document):
    return seal(document, CODE)


def changed(sealed: dict) -> list[dict]:
    """The sealed document, spoilt in every way that keeps it JSON."""
    spoilt = []
    for name, value in sealed.items():
        for other in ("", "AAAA" + str(value)[4:], str(value)[:-4], "ä", None, 1, [], {}):
            spoilt.append({**sealed, name: other})
        spoilt.append({key: kept for key, kept in sealed.items() if key != name})
    data = sealed["data"]
    spoilt.append({**sealed, "data": data[:40] + ("A" if data[40] != "A" else "B") + data[41:]})
    spoilt.append({**sealed, "edition": "sealed-2"})
    spoilt.append({**sealed, "iterations": 10**12})
    return spoilt


def test_what_is_sealed_opens_in_both_languages(document, sealed, node):
    assert unseal(sealed, CODE) == document
    assert node.map(UNSEAL, [[sealed, CODE]]) == [{"document": document}]


def test_what_was_sealed_once_still_opens(node):
    assert unseal(VECTOR["sealed"], VECTOR["code"]) == VECTOR["document"]
    assert node.map(UNSEAL, [[VECTOR["sealed"], VECTOR["code"]]]) == [{"document": VECTOR["document"]}]


def test_what_javascript_seals_opens_in_python(document, sealed, node):
    """The format as another program would write it, from the description alone."""
    seal_there = """async ([sealed, text]) => {
      const bytes = (base64) => Buffer.from(base64, "base64");
      const code = Buffer.from("KMNP3FHXTW9R");
      const pass = await crypto.subtle.importKey("raw", code, "PBKDF2", false, ["deriveKey"]);
      const key = await crypto.subtle.deriveKey(
        { name: "PBKDF2", hash: "SHA-256", salt: bytes(sealed.salt), iterations: sealed.iterations },
        pass, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
      const additionalData = Buffer.from(`${sealed.format}\\n${sealed.unit}\\n${sealed.edition}`);
      const data = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv: bytes(sealed.nonce), additionalData }, key, require("zlib").gzipSync(text));
      return { ...sealed, data: Buffer.from(data).toString("base64") };
    }"""
    (theirs,) = node.map(seal_there, [[sealed, json.dumps(document)]])
    assert unseal(theirs, CODE) == document


def test_nothing_of_the_keys_and_nothing_used_twice(document, sealed):
    again = seal(document, CODE)
    assert sealed.keys() == {"format", "unit", "edition", "iterations", "salt", "nonce", "data"}
    assert (sealed["format"], sealed["unit"], sealed["edition"]) == (
        "courseware-sealed/1",
        "two-lands",
        "sealed-1",
    )
    assert all(sealed[name] != again[name] for name in ("salt", "nonce", "data"))
    assert len(sealed["data"]) < len(json.dumps(document)) / 2  # compressed


@pytest.mark.parametrize("code", ["KMNP-3FHX-TW9P", "", "kmnp", CODE + "A", CODE * 1000, "\ud800 no"])
def test_a_wrong_code_is_told_in_a_sentence(sealed, node, code):
    with pytest.raises(NotOpened, match=r"\.$") as told:
        unseal(sealed, code)
    assert str(told.value) == NOT_OPENED
    assert node.map(UNSEAL, [[sealed, code]]) == [{"problem": NOT_OPENED}]


def test_a_tampered_document_says_the_same_and_stays_as_it_is(sealed, node, monkeypatch):
    monkeypatch.setattr(crypto, "derive", cache(crypto.derive))  # most have the same salt and so the same key
    cases = changed(sealed)
    before = copy.deepcopy(cases)
    for case in cases:
        with pytest.raises(NotOpened):
            unseal(case, CODE)
    assert cases == before
    assert node.map(UNSEAL, [[case, CODE] for case in cases]) == [{"problem": NOT_OPENED}] * len(cases)


@pytest.mark.parametrize(
    "typed",
    [
        "kmnp3fhxtw9r",
        " KMNP 3FHX TW9R\n",
        "kmnp–3fhx—tw9r",
        "ＫＭＮＰ－３ＦＨＸ－ＴＷ９Ｒ",
        "\ufeffKMNP\u00a03FHX\u200bTW9R",
    ],
)
def test_a_code_may_be_typed_in_many_ways(sealed, node, typed):
    assert codes.normalise(typed) == "KMNP3FHXTW9R"
    assert unseal(sealed, typed)["unit"]["id"] == "two-lands"
    assert "document" in node.map(UNSEAL, [[sealed, typed]])[0]


@given(st.lists(st.text(max_size=30), max_size=50))
def test_both_languages_normalise_alike(node, texts):
    assert node.map("(text) => courseware.sealing.normalise(text)", texts) == [
        codes.normalise(text) for text in texts
    ]


def test_a_new_code_is_long_enough_and_never_the_same():
    made = {codes.new_code() for _ in range(1000)}
    assert len(made) == 1000
    signs = {sign for code in made for sign in codes.normalise(code)}
    assert len(codes.normalise(next(iter(made)))) * math.log2(len(signs)) >= 60
    for alike in ("0OQ", "1IL", "2Z", "5S", "8B", "6G", "UV"):
        assert len(signs & set(alike)) <= 1, alike
    for code in made:
        codes.check_code(code)


@pytest.mark.parametrize("code", ["", "short", "A B C D - E F G H - I J K", "-" * 40])
def test_a_short_code_is_refused_in_a_sentence(document, code):
    with pytest.raises(CoursewareError) as told:
        seal(document, code)
    sentence = str(told.value)
    assert sentence.startswith("unlock code: it has ") and sentence.endswith(".") and "12 or more" in sentence
