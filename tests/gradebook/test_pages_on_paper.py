"""The feedback page of the unit itself, when every answer is wrong: how much it weighs, and on paper."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from courseware.bank import Bank, CompiledItem, load_bank
from courseware.bank.rubric import load_rubric
from courseware.gradebook.decisions import Decision
from courseware.gradebook.grade import ItemResult, grade_record
from courseware.gradebook.pages import FeedbackPages
from courseware.gradebook.questions import Questions
from courseware.gradebook.rows import Row
from courseware.handin.found import Found
from courseware.handin.recognise import HandIn
from courseware.handin.record import Record, Student
from courseware.scoring import score
from tests.conftest import ROOT

SHEETS = 2  # of A4, printed on both sides
SMALLEST = 10  # CSS pixels, which are 7.5 points


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(ROOT)


@pytest.fixture(scope="module")
def worst(bank, tmp_path_factory) -> Path:
    """A page on which every answer is wrong in the way that takes most words, with marks and an override."""
    questions, rubric = Questions(bank, reveal=False), load_rubric(ROOT)
    answers = {item.id: _longest(questions, n, item) for n, item in enumerate(bank.items)}
    student = Student("s-017", "A name of usual length")
    record = Record(bank.unit.id, bank.unit.edition, student, datetime(2026, 11, 21, tzinfo=UTC), answers, {})
    graded = grade_record(record, bank)
    assert {result.score for result in graded.results} == {0}
    hand_in = HandIn(Found(Path("answers.json")), "record", "valid", "", student, record.saved)
    row = Row(student.id, student.name, (), True, "graded", bank.unit.total, hand_in, graded)
    words = "The first row could not be read on the sheet that you had."
    override = Decision(bank.items[0].id, 0, 0, words)
    marks = tuple(Decision(one.id, n, 400, words) for n, one in enumerate(rubric.criteria))
    page = FeedbackPages(bank, rubric=rubric).page(row._replace(overrides=(override,), marks=marks), record)
    path = tmp_path_factory.mktemp("page") / "s-017.html"
    path.write_text(page, encoding="utf-8")
    return path


def _longest(questions: Questions, place: int, item: CompiledItem) -> Any:
    """The answer without a point that the page has most to say about."""
    found = [(value, score(item.scoring, value)) for value in _wrong(item.type, item.scoring)]
    said = [
        (len(questions.answered(place, ItemResult("graded", 0, result.feedback), value, "", None)), n, value)
        for n, (value, result) in enumerate(found)
        if result.state == "graded" and not result.score
    ]
    return max(said)[2]


def _wrong(kind: str, scoring: dict[str, Any]) -> list[Any]:
    if kind == "choice":
        return scoring["options"]
    if kind == "multiple":
        names = list(scoring["weights"])
        few = range(max(1, len(names) - 3), len(names) + 1)
        return [list(some) for n in few for some in itertools.combinations(names, n)]
    if kind == "order":
        return [scoring["key"][n:] + scoring["key"][:n] for n in range(len(scoring["key"]))]
    if kind == "match":
        right = scoring["right"]
        return [
            {left: right[(right.index(key) + n) % len(right)] for left, key in scoring["key"].items()}
            for n in range(1, len(right))
        ]
    if kind == "numeric":
        return ["-987654.5", *(wrong["value"] for wrong in scoring["wrong"])]
    return ["something else", *(spellings[0] for spellings in scoring["wrong"])]


def test_prints_on_two_sheets_even_with_every_item_wrong(worst, browser):
    page = browser.new_page()
    page.goto(worst.as_uri())
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) <= 2 * SHEETS
    assert [round(float(pages[0].mediabox.width)), round(float(pages[0].mediabox.height))] == [595, 842]
    assert "Read again: module 7" in "".join(sheet.extract_text() for sheet in pages).replace("\n", " ")
    page.emulate_media(media="print")
    sizes = page.evaluate("[...document.body.querySelectorAll('*')].map(e => getComputedStyle(e).fontSize)")
    assert min(float(size.removesuffix("px")) for size in sizes) >= SMALLEST
    page.close()


def test_even_the_longest_page_is_light(worst):
    assert worst.stat().st_size < 45_000
