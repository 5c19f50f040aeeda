"""Panel and score page of a sealed edition: no points before the unlock code, all of them after."""

import json

import pytest

from courseware.handin.record import parse_record
from courseware.scoring import draw, score
from tests.browser.conftest import axe
from tests.chromium import rested
from tests.conftest import SEALED_CODE
from tests.page.conftest import SEALED_KEY, question, stored
from tests.page.test_progress import OFF, download, load, number
from tests.page.test_score import row

SHEET = {"rivers-01": "high", "rivers-02": ["bridge"], "rivers-03": "25", "rivers-06": "nowhere"}
SAID = ".cw-panel-lock .cw-panel-said"
NO_CRYPTO = "Object.defineProperty(crypto, 'subtle', {value: undefined})"


def single(bank, item_id: str, student: str):
    """The item as this student has it."""
    item = bank.item(item_id)
    return item.singles[draw(bank.unit.edition, item_id, student, len(item.variants))]


def state(bank, answers: dict, student: str = "s-017", **more) -> dict:
    marks = {id_: single(bank, id_, student).fingerprint for id_ in answers}
    entries = {id_: {"value": value, "fingerprint": marks[id_], "checked": False}
               for id_, value in answers.items()}
    return {"student": {"id": student, "name": "Mira"}, "answers": entries, **more}


def record(bank, answers: dict, student: str = "s-017", marked_for: str = "") -> dict:
    marks = {id_: single(bank, id_, marked_for or student).fingerprint for id_ in answers}
    return {"format": "courseware-record/1", "unit": "two-lands", "edition": "sealed-1", "answers": answers,
            "student": {"id": student, "name": ""}, "saved": "2026-11-21T20:50:00Z", "fingerprints": marks}


def unlock(page, code: str = SEALED_CODE) -> str:
    """Type the code and press Unlock; returns what the panel says in the end."""
    page.get_by_label("Unlock code").fill(code)
    page.get_by_role("button", name="Unlock").click()
    waiting = f"['', 'Trying the code…'].includes(document.querySelector('{SAID}').textContent)"
    page.wait_for_function(f"!{waiting}")
    return page.locator(SAID).inner_text()


def other_than(student: str) -> str:
    """An id that has another variant of rivers-03."""
    mine = draw("sealed-1", "rivers-03", student, 3)
    return next(i for i in (f"s-{n:03}" for n in range(100)) if draw("sealed-1", "rivers-03", i, 3) != mine)


def wanted(bank, answers: dict) -> str:
    total = sum(score(single(bank, id_, "s-017").scoring, value).score for id_, value in answers.items())
    return f"{total / 100:g}"


def test_before_the_code_it_tells_what_is_open_and_no_points(visit, sealed_bank):
    page = visit("sealed/panel", stored=state(sealed_bank, SHEET))
    text = page.locator("[data-progress]").inner_text()
    assert "4 of 6 questions answered" in text and "2 still open:" in text
    assert "could not be scored" not in text and "not checked" not in text
    assert rested(page).locator(".cw-panel-score").is_hidden() and page.locator(".cw-bar").is_hidden()
    page.get_by_text("Answers by module").first.click()
    assert row(page, "rivers") == ["Rivers and bridges", "4 of 6", "7.5 points"]
    page.get_by_role("link", name="Question 4").click()
    assert page.url.endswith("sealed/light.html#item-rivers-04")


def test_it_hands_in_one_record_of_the_sealed_edition(visit, sealed_bank):
    page = visit("sealed/panel", stored=state(sealed_bank, SHEET))
    _, data = download(page)
    read = parse_record(data)
    assert (read.edition, read.student.id, dict(read.answers)) == ("sealed-1", "s-017", SHEET)
    assert read.fingerprints["rivers-03"] == single(sealed_bank, "rivers-03", "s-017").fingerprint
    assert "first" not in json.loads(data)
    assert "Still open: Questions 4, 5." in page.locator(".cw-panel-said").first.inner_text()


def test_a_wrong_code_says_so_and_changes_nothing(visit, sealed_bank):
    page = visit("sealed/light", stored=state(sealed_bank, SHEET))
    before = stored(page, SEALED_KEY)
    for code in ("", "no such code", SEALED_CODE[:-1] + "A"):
        assert "does not open the answers" in unlock(page, code)
        assert rested(page).locator(".cw-panel-score").is_hidden() and stored(page, SEALED_KEY) == before
        field = page.get_by_label("Unlock code")
        assert field.input_value() == code and field.evaluate("(node) => node === document.activeElement")
    form = question(page, "rivers-01")
    assert form.locator("fieldset").is_enabled() and form.get_attribute("data-state") == "answered"


def test_the_code_shows_points_and_closes_the_answers_until_locked_again(visit, sealed_bank):
    page = visit("sealed/light", stored=state(sealed_bank, SHEET))
    assert "Unlocked." in unlock(page, f" {SEALED_CODE.lower()} ")
    again = page.get_by_role("button", name="Lock again")
    assert again.evaluate("(node) => node === document.activeElement")
    points = wanted(sealed_bank, SHEET)
    assert rested(page).locator(".cw-panel-score").inner_text() == f"{points} of 7.5 points"
    page.get_by_text("Answers by module").first.click()
    assert row(page, "rivers") == ["Rivers and bridges", "4 of 6", f"{points} of 7.5 points"]
    for name in ("Load answers", "Clear all answers"):
        assert page.get_by_role("button", name=name).is_disabled()
    assert page.get_by_label("Student id", exact=True).is_disabled()
    assert question(page, "rivers-01").get_attribute("data-state") == "correct"
    page.reload()
    page.wait_for_selector(".cw-panel-score:visible")
    assert not page.get_by_label("Unlock code").is_visible()
    assert json.loads(download(page)[1])["answers"] == SHEET
    again.click()
    assert page.get_by_label("Unlock code").evaluate("(node) => node === document.activeElement")
    assert rested(page).locator(".cw-panel-score").is_hidden()
    assert question(page, "rivers-01").locator("fieldset").is_enabled()
    page.reload()
    page.wait_for_selector(".cw-panel-lock:visible")
    assert rested(page).locator(".cw-panel-score").is_hidden()


def test_with_storage_off_the_code_holds_for_the_page(visit):
    page = visit("sealed/light", before=OFF)
    question(page, "rivers-06").get_by_label("Your answer").fill("Ruda")
    assert "Unlocked." in unlock(page)
    assert number(page, "earned") == "1"
    assert "does not keep" in page.locator(".cw-panel-notice").inner_text()


def test_where_nothing_can_be_opened_a_sentence_says_why(visit):
    page = visit("sealed/panel", before=NO_CRYPTO)
    assert "over https or from a folder" in page.locator(SAID).inner_text()
    assert not page.get_by_label("Unlock code").is_visible()
    assert not page.get_by_role("button", name="Unlock").is_visible()


def test_the_score_page_waits_for_the_code_and_follows_another_tab(visit, sealed_bank):
    page = visit("sealed/score", stored=state(sealed_bank, SHEET))
    assert row(page, "*") == ["All modules", "4 of 6", "8"]
    assert page.locator(".cw-score-state").inner_text() == "4 of 6 questions answered."
    assert "once these pages are unlocked" in page.locator("[data-score]").inner_text()
    assert page.locator("[data-again]").is_hidden()
    panel = page.context.new_page()
    panel.goto(page.url.replace("score", "panel"))
    unlock(panel)
    page.wait_for_selector("[data-again]:visible")
    assert row(page, "*") == ["All modules", "4 of 6", f"{wanted(sealed_bank, SHEET)} of 8"]
    assert page.locator("[data-again] li").count() == 1
    assert page.get_by_role("link", name="The Ruda").get_attribute("href") == "light.html#top"
    panel.get_by_role("button", name="Lock again").click()
    page.wait_for_selector("[data-again]", state="hidden")
    assert rested(page).locator(".cw-panel-score").is_hidden()


def test_changing_the_id_in_the_panel_asks_and_takes_out_what_is_anothers(visit, sealed_bank):
    page = visit("sealed/panel", stored=state(sealed_bank, SHEET))
    field = page.get_by_label("Student id", exact=True)
    other = other_than("s-017")
    for press, kept, student in (("Keep the id", SHEET.keys(), "s-017"),
                                 ("Change it", SHEET.keys() - {"rivers-03"}, other)):
        field.fill(other)
        field.press("Tab")
        page.get_by_role("dialog").get_by_role("button", name=press).click()
        page.wait_for_selector("dialog", state="detached")
        assert field.input_value() == student
        assert stored(page, SEALED_KEY)["answers"].keys() == kept
    assert stored(page, SEALED_KEY)["student"] == {"id": other, "name": "Mira"}


def test_an_id_typed_and_sent_at_once_is_the_records(visit, sealed_bank):
    page = visit("sealed/panel", stored=state(sealed_bank, {"rivers-01": "high"}, ""))
    page.get_by_label("Student id", exact=True).fill("s-042")
    with page.expect_download() as event:
        page.keyboard.press("Enter")
    assert json.loads(event.value.path().read_text("utf-8"))["student"]["id"] == "s-042"


def test_a_record_goes_from_one_device_to_another(visit, sealed_bank):
    _, data = download(visit("sealed/panel", stored=state(sealed_bank, SHEET)))
    there = visit("sealed/light")
    assert "4 answers loaded." in load(there, data)
    assert stored(there, SEALED_KEY)["answers"] == state(sealed_bank, SHEET)["answers"]
    assert "Answer kept." in question(there, "rivers-03").locator(".cw-item-result").inner_text()


def test_answers_to_anothers_variants_are_left_out_and_told(visit, sealed_bank):
    page = visit("sealed/panel")
    told = load(page, record(sealed_bank, SHEET, "s-017", marked_for=other_than("s-017")))
    assert "3 answers loaded." in told
    assert "Left out, because another student id has other variants: Question 3." in told
    assert stored(page, SEALED_KEY)["answers"].keys() == SHEET.keys() - {"rivers-03"}


@pytest.mark.parametrize(("press", "student", "said"), [
    ("Replace", "other", "1 answer loaded"),
    ("Keep mine, add what is missing", "mine", "0 answers loaded"),
])
def test_a_record_of_another_student_is_asked_about(visit, sealed_bank, press, student, said):
    other = other_than("s-017")
    page = visit("sealed/panel", stored=state(sealed_bank, SHEET))
    load(page, record(sealed_bank, {"rivers-03": "75"}, other))
    dialog = page.get_by_role("dialog")
    assert f"The file is from {other}; here the student id is s-017." in dialog.inner_text()
    assert "your answers to them go: Question 3." in dialog.inner_text()
    dialog.get_by_role("button", name=press, exact=True).click()
    page.wait_for_function("document.querySelector('.cw-panel-said').textContent")
    assert said in page.locator(".cw-panel-said").first.inner_text()
    found = stored(page, SEALED_KEY)
    assert found["student"]["id"] == (other if student == "other" else "s-017")
    assert found["answers"].keys() == SHEET.keys()
    assert found["answers"]["rivers-03"]["value"] == ("75" if student == "other" else "25")


def test_a_practice_record_is_told_and_changes_nothing(visit, sealed_bank):
    page = visit("sealed/panel", stored=state(sealed_bank, SHEET))
    before = stored(page, SEALED_KEY)
    told = load(page, {**record(sealed_bank, SHEET), "edition": "practice-1"})
    assert "another edition of this unit (practice-1; this is sealed-1)" in told
    assert stored(page, SEALED_KEY) == before


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_locked_and_unlocked(visit, sealed_bank, theme, width):
    page = visit(f"sealed/{theme}", stored=state(sealed_bank, SHEET), width=width)
    page.get_by_text("Answers by module").first.click()
    assert axe(page) == []
    unlock(page)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(page.url.replace(theme, "score-dark" if theme == "dark" else "score"))
    page.wait_for_selector("[data-again]:visible")
    assert axe(page) == []
