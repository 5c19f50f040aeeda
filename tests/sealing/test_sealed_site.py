"""The whole sealed book in a browser: it takes answers, tells nothing, and opens with the code."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from courseware.gradebook.grade import grade_record
from courseware.handin.record import Student, dump_record, make_record, parse_record
from courseware.scoring import draw
from courseware.sealing.crypto import NOT_OPENED
from tests.browser.answering import right
from tests.conftest import ROOT, SEALED_CODE, bank_of

STUDENT = Student("s-017", "Aigerim")
ANSWERS = "exercises/answers.html"


@pytest.fixture(scope="module")
def bank():
    return bank_of(ROOT, sealed=True)


@pytest.fixture(scope="module")
def record(bank):
    """A record with the right answer to every question, as this student has it."""
    unit, answers, marks = bank.unit, {}, {}
    for item in bank.items:
        mine = item.singles[draw(unit.edition, item.id, STUDENT.id, len(item.variants))]
        answers[item.id], marks[item.id] = right(mine), mine.fingerprint
    return dump_record(make_record(unit.id, unit.edition, STUDENT, answers, marks, datetime.now(UTC)))


@pytest.fixture
def visit(browser, sealed_book):
    """Open a page of the sealed book from its folder, without network, in one profile for the test."""
    context, errors = browser.new_context(offline=True), []

    def open_page(name):
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((sealed_book / name).as_uri())
        return page

    yield open_page
    context.close()
    assert not errors


def unlock(page, code):
    page.get_by_label("Unlock code").fill(code)
    page.get_by_role("button", name="Unlock").click()
    return page.locator(".cw-panel-lock [role=status]")


def kept(page):
    return page.evaluate("({...localStorage})")


def test_no_page_checks_or_hints(visit, sealed_book, bank):
    for name in sorted({module.page for module in bank.unit.modules}):
        page = visit(f"{name}.html")
        assert page.locator("form.cw-item").count() > 0
        for word in ("Check", "Try another"):
            assert page.get_by_role("button", name=word, exact=True).count() == 0, name
        assert page.get_by_text("Hint", exact=True).count() == 0, name
        page.close()


def test_the_code_shows_what_a_record_is_worth_and_locking_hides_it(visit, bank, record):
    parsed = parse_record(record)
    assert grade_record(parsed, bank).total == bank.unit.total
    page = visit(ANSWERS)
    page.locator(".cw-panel [type=file]").set_input_files(
        {"name": "answers.json", "mimeType": "application/json", "buffer": record}
    )
    page.get_by_text(f"{len(bank.items)} answers loaded").wait_for()
    points = page.locator(".cw-panel-score")
    assert not points.is_visible()

    before = kept(page)
    said = unlock(page, "KMNP-3FHX-TW9P")
    said.get_by_text(NOT_OPENED).wait_for()
    assert kept(page) == before and not points.is_visible()

    unlock(page, SEALED_CODE.lower())
    points.wait_for()
    assert " ".join(points.inner_text().split()).startswith("29 of 29 points")
    module = visit(f"{bank.unit.modules[2].page}.html")
    module.locator(".cw-item-result").first.get_by_text("Correct").wait_for()
    assert module.locator("form.cw-item input:enabled, form.cw-item select:enabled").count() == 0
    answers = json.loads(kept(page)[f"courseware:{bank.unit.id}:{bank.unit.edition}"])["answers"]
    assert {id_: entry["value"] for id_, entry in answers.items()} == parsed.answers

    page.get_by_role("button", name="Lock again").click()
    points.wait_for(state="hidden")
    again = visit(ANSWERS)
    again.get_by_label("Unlock code").wait_for()
    assert not again.locator(".cw-panel-score").is_visible()


def test_the_teacher_s_page_grades_with_the_code(visit, record):
    page = visit("exercises/grading.html")
    page.get_by_label("Unlock code").fill(SEALED_CODE)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_text("The key is here, from the unlock code").wait_for()
    page.locator("[data-pick=files]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": record}
    )
    page.get_by_role("cell", name="29.00", exact=True).wait_for()
