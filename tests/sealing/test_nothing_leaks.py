"""No file of the sealed edition holds a key, a feedback text or anything else that earns a point."""

from __future__ import annotations

import base64
import json
import re

import pytest
import yaml
from sphinx.search.en import SearchEnglish

from courseware.bundle import students_tree
from courseware.labs.load import load_checks
from courseware.labs.notebooks import is_lab, lab_files, read_lab
from courseware.labs.strip import students_copy
from courseware.sealing.code import normalise
from courseware.sealing.crypto import derive, unseal
from courseware.sealing.documents import key_document
from tests.conftest import ROOT, SEALED_CODE, bank_of
from tests.labs.solutions import solution_lines
from tests.sealing import leaks

KEY_FILE = "_static/courseware/key.js"


@pytest.fixture(scope="session")
def bank():
    return bank_of(ROOT, sealed=True)


@pytest.fixture(scope="session")
def open_text(bank):
    """What may be read by everybody: the book's own text and data, and the questions as they are asked."""
    sources = [ROOT / "index.md", *(ROOT / "chapters").glob("*.*"), *(ROOT / "data").glob("*.*")]
    sources += [path for path in (ROOT / "exercises").glob("*.*") if path.suffix == ".md" or asks(path)]
    sources.append(ROOT / "exercises/rubric.yml")  # shown beside the discussion
    asked = json.dumps([variant.view for item in bank.items for variant in item.variants])
    texts = [path.read_text(encoding="utf-8") for path in sources if path.suffix != ".bib"]
    labs = [json.dumps(students_copy(read_lab(path)), ensure_ascii=False) for path in lab_files(ROOT)]
    return " ".join(map(leaks.words, [*texts, *labs, asked]))


def asks(path):
    """Whether this is a notebook that students get as it is: of a lab they get a copy without solutions."""
    return path.suffix == ".ipynb" and not is_lab(path.relative_to(ROOT))


@pytest.fixture(scope="session")
def told(bank, open_text):
    return leaks.told_texts(bank, open_text)


@pytest.fixture(scope="session")
def published(sealed_book):
    return leaks.files(sealed_book)


@pytest.fixture(scope="session")
def practice(book):
    return leaks.files(book)


@pytest.fixture(scope="session")
def notebooks(bank, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks") / "new"
    students_tree(ROOT, folder, sealed=True)
    return leaks.files(folder)


@pytest.fixture(params=["site", "notebooks"])
def found(request):
    """Every file that a student of the sealed edition may get, by path."""
    return request.getfixturevalue({"site": "published", "notebooks": "notebooks"}[request.param])


def texts_in(files, told):
    return [(path, item, piece) for path, text in files.items() for said in [leaks.words(text)]
            for item, pieces in told for piece in pieces if piece in said]


def test_no_feedback_and_no_hint(found, told):
    assert texts_in(found, told) == []


def test_the_same_search_finds_every_text_in_the_practice_edition(practice, told):
    pages = {path: text for path, text in practice.items() if path != KEY_FILE}
    there = {(item, piece) for _, item, piece in texts_in(pages, told)}
    assert {(item, piece) for item, pieces in told for piece in pieces} <= there
    assert sum(bool(pieces) for _, pieces in told) > 0.8 * len(told), "most texts can be searched for"


def exact_in(files, bank):
    keys = leaks.exact_keys(bank)
    squeezed = {path: re.sub(r"\s", "", leaks.unescaped(text)) for path, text in files.items()}
    return {(path, item) for path, text in squeezed.items() for item, key in keys if key in text}


def test_no_key_in_exact_form(found, bank):
    assert exact_in(found, bank) == set()


def test_the_same_search_finds_every_item_s_key_in_the_practice_edition(practice, bank):
    assert {item for _, item in exact_in(practice, bank)} == {item.id for item in bank.items}


def test_no_field_of_a_scoring_object(found, practice):
    # the names in the search index are words
    others = {path: text for path, text in found.items() if not path.startswith("searchindex.")}
    assert leaks.field_names(others.values()).isdisjoint(leaks.FIELDS)
    named = re.compile(rf"""["'](?:{'|'.join(leaks.FIELDS)})["']\s*:""")
    assert [path for path, text in others.items() if named.search(leaks.unescaped(text))] == []
    assert leaks.field_names(practice.values()).issuperset({"scoring", "weights", "accept", "feedback"})


def expressions(value):
    """Every expression in an item as its author wrote it."""
    if isinstance(value, dict):
        if "function" in value:
            yield value
        for part in value.values():
            yield from expressions(part)
    elif isinstance(value, list):
        for part in value:
            yield from expressions(part)


def test_no_expression_of_an_item_and_no_items_file(found):
    open_files = ("unit.yml", "rubric.yml")  # the point scheme, and how the discussion is marked
    settings = [path for path in found if path.endswith((".yml", ".yaml"))]
    assert [path for path in settings if not path.endswith(open_files)] == []
    items = (ROOT / "exercises/items").glob("*.yml")
    written = [e for path in items for e in expressions(yaml.safe_load(path.read_text(encoding="utf-8")))]
    names = {e["function"] for e in written}
    assert names
    called = re.compile(rf"""\bfunction["']?\s*:\s*["']?(?:{'|'.join(sorted(names))})\b""")
    assert [path for path, text in found.items() if called.search(leaks.unescaped(text))] == []
    as_json = {json.dumps(e, separators=(",", ":")) for e in written}
    squeezed = {path: re.sub(r"\s", "", text) for path, text in found.items()}
    assert not [path for path, text in squeezed.items() for e in as_json if e in text]


def test_no_solution_of_a_lab_and_no_word_of_a_check(found, open_text):
    """A check's expression and its sentences may hold the answer of a question."""
    checks = load_checks(ROOT).values()
    said = [text for one in checks for text in (one.hint, one.correct, *(text for _, text in one.wrong))]
    pieces = {piece for text in said for piece in leaks.sentences(text) if piece not in open_text}
    words = {path: leaks.words(text) for path, text in found.items()}
    assert [path for path, text in words.items() for piece in pieces if piece in text] == []
    assert not [path for path in found if "checks" in path]
    plain = {path: leaks.unescaped(text) for path, text in found.items()}
    for lab in lab_files(ROOT):
        for line in solution_lines(read_lab(lab)):
            assert not [path for path, text in plain.items() if line in text], line


def test_neither_code_nor_derived_key(found, published, bank):
    sealed = json.loads(published[KEY_FILE].split("=", 2)[2].strip().rstrip(";"))
    assert unseal(sealed, SEALED_CODE) == json.loads(json.dumps(key_document(bank)))
    raw = derive(SEALED_CODE, base64.b64decode(sealed["salt"]), sealed["iterations"])
    secrets = [SEALED_CODE, normalise(SEALED_CODE), raw.hex(), base64.b64encode(raw).decode(), str(list(raw))]
    for path, text in found.items():
        assert not [secret for secret in secrets if secret.lower() in text.lower()], path


def test_the_search_index_knows_no_word_of_feedback_alone(published, bank, open_text):
    index = published["searchindex.js"]
    terms = json.loads(index[index.index("{"):index.rindex("}") + 1])["terms"]
    stem = SearchEnglish({}).stem
    known = {stem(word) for word in set(open_text.split())}
    variants = [variant for item in bank.items for variant in item.variants]
    texts = [text for variant in variants for text in (*variant.feedback.values(), variant.hint or "")]
    secret = {stem(word) for word in {word for text in texts for word in leaks.words(text).split()}}
    assert len(secret - known) > 5, "feedback has words of its own"
    assert (secret - known).isdisjoint(terms)


def test_the_published_files_alone_earn_no_point(found, bank):
    assert leaks.earned(bank, found.values()) == 0


def test_those_of_the_practice_edition_earn_all(practice, bank):
    pages = [text for path, text in practice.items() if path != KEY_FILE]
    assert leaks.earned(bank, pages) == bank.unit.total
    assert leaks.earned(bank, [practice[KEY_FILE]]) == bank.unit.total


def test_no_question_is_named_where_a_claim_is_told(published, practice):
    """A question's claim may hold its answer: the register says in practice only where it is asked for."""
    link = re.compile(r'href="[^"]*#item-[a-z]+-[0-9]+"')
    register = "chapters/reading-critically.html"
    assert link.search(practice[register])
    assert not link.search(published[register])
