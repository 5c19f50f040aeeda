"""The sealed form: answers are kept and not checked, the student id draws the variant, the key opens it."""

import pytest

from courseware.scoring import draw, score
from courseware.sealing.documents import key_document
from tests.browser.conftest import axe
from tests.chromium import rested
from tests.conftest import SEALED_CODE
from tests.page.conftest import RIGHT, SEALED_KEY, question, stored
from tests.page.test_questions import answer_by_keyboard

FOCUSED = "(node) => node === document.activeElement"


def name_student(page, student: str) -> None:
    field = page.get_by_label("Your student id")
    field.fill(student)
    field.press("Enter")


def id_with(number: int, but: str = "") -> str:
    """An id to which variant `number` of rivers-03 is given."""
    ids = (f"s-{n:03}" for n in range(100))
    return next(i for i in ids if draw("sealed-1", "rivers-03", i, 3) == number and i != but)


def right_for(bank, number: int) -> dict:
    return RIGHT | {"rivers-03": bank.item("rivers-03").variants[number].scoring["key"]}


def fill(page, answers: dict) -> None:
    """Put answers in as loading a record would."""
    page.evaluate("""(answers) => {
      const store = courseware.openStore("two-lands", "sealed-1");
      store.merge(store.student, answers);
    }""", answers)


def entries(bank, number: int, answers: dict) -> dict:
    def mark(item_id):
        return bank.item(item_id).variants[number if item_id == "rivers-03" else 0].fingerprint
    return {item_id: {"value": value, "fingerprint": mark(item_id), "checked": False}
            for item_id, value in answers.items()}


@pytest.mark.parametrize("item_id", RIGHT)
def test_an_answer_is_kept_and_nothing_is_checked(visit, sealed_bank, item_id):
    page = visit("sealed/light")
    number = draw("sealed-1", "rivers-03", "s-017", 3)
    name_student(page, " S-017 ")
    form = question(page, item_id)
    answer_by_keyboard(page, item_id, submit=False)
    result = form.locator(".cw-item-result")
    assert result.inner_text() == "Answer kept." and result.get_attribute("role") == "status"
    assert form.get_attribute("data-state") == "answered"
    assert form.get_by_role("button", name="Check").count() == 0
    if item_id in ("rivers-03", "rivers-06"):
        page.keyboard.press("Enter")
        assert "?" not in page.url and result.inner_text() == "Answer kept."
    mark = sealed_bank.item(item_id).variants[number if item_id == "rivers-03" else 0].fingerprint
    entry = stored(page, SEALED_KEY)["answers"][item_id]
    assert entry.keys() == {"value", "fingerprint", "checked"} and entry["fingerprint"] == mark
    assert entry["checked"] is False
    page.reload()
    assert result.inner_text() == "Answer kept."
    assert page.locator(".cw-beside:visible, .cw-verdict").count() == 0
    form.get_by_role("button", name="Clear").click()
    assert result.inner_text() == "Answer cleared."
    assert item_id not in stored(page, SEALED_KEY)["answers"]


def test_that_an_answer_is_kept_is_said_once_and_not_at_every_keystroke(visit):
    page = visit("sealed/light")
    form = question(page, "rivers-06")
    page.evaluate("""() => {
      globalThis.said = 0;
      const place = document.querySelector("#item-rivers-06 .cw-item-result");
      const count = (changes) => { said += changes.length; };
      new MutationObserver(count).observe(place, { childList: true, subtree: true });
    }""")
    form.get_by_label("Your answer").press_sequentially("the Ruda")
    assert form.locator(".cw-item-result").inner_text() == "Answer kept."
    assert page.evaluate("said") == 1
    form.get_by_label("Your answer").fill("")
    assert form.locator(".cw-item-result").inner_text() == "No answer kept."


def test_without_storage_it_is_not_said_to_be_kept(visit):
    page = visit("sealed/light", before="Storage.prototype.setItem = () => { throw new Error('no'); }")
    form = question(page, "rivers-06")
    form.get_by_label("Your answer").fill("Ruda")
    assert form.locator(".cw-item-result").inner_text() == "Answer kept until you leave this page."


def test_a_question_with_variants_waits_for_the_student_id(visit, sealed_bank):
    page = visit("sealed/light")
    form = question(page, "rivers-03")
    assert "differs from student to student" in form.locator(".cw-item-prompt").inner_text()
    assert form.get_by_label("Your answer").is_disabled()
    assert form.locator("button:visible").count() == 0
    assert question(page, "rivers-01").get_by_label("Lowland").is_enabled()
    name_student(page, "   ")
    assert page.get_by_text("Type your student id first.").is_visible()
    for number, variant in enumerate(sealed_bank.item("rivers-03").variants):
        student = id_with(number)
        name_student(page, student)
        assert page.get_by_text(f"These are the questions of “{student}”.").is_visible()
        assert form.locator(".cw-item-prompt").inner_text() == variant.view["prompt"]
        assert form.get_by_label("Your answer, in %").is_enabled()
    page.reload()
    assert page.get_by_label("Your student id").input_value() == student
    assert form.locator(".cw-item-prompt").inner_text() == variant.view["prompt"]
    assert stored(page, SEALED_KEY)["student"] == {"id": student, "name": ""}


@pytest.mark.parametrize("press", ["Keep the id", "Escape", "Change it"])
def test_changing_the_id_asks_before_it_takes_answers_out(visit, press):
    here, there = id_with(0), id_with(1)
    page = visit("sealed/light")
    name_student(page, here)
    question(page, "rivers-03").get_by_label("Your answer").fill("62.5")
    question(page, "rivers-06").get_by_label("Your answer").fill("Ruda")
    name_student(page, there)
    dialog = page.get_by_role("dialog", name=f"Change the student id to “{there}”?")
    assert "Question 3:" in dialog.inner_text()
    assert dialog.get_by_role("button", name="Keep the id").evaluate(FOCUSED)
    if press == "Escape":
        page.keyboard.press("Escape")
    else:
        dialog.get_by_role("button", name=press).click()
    page.wait_for_selector("dialog", state="detached")  # by role it is gone before its answer is taken
    state = stored(page, SEALED_KEY)
    assert state["answers"]["rivers-06"]["value"] == "Ruda"
    if press == "Change it":
        assert state["student"]["id"] == there and "rivers-03" not in state["answers"]
        assert question(page, "rivers-03").get_by_label("Your answer").input_value() == ""
    else:
        assert page.get_by_text("The student id is as it was.").is_visible()
        assert state["student"]["id"] == here and state["answers"]["rivers-03"]["value"] == "62.5"
        assert page.get_by_label("Your student id").input_value() == here


def test_an_id_with_the_same_variants_is_taken_without_a_question(visit):
    here = id_with(2)
    page = visit("sealed/light")
    name_student(page, here)
    question(page, "rivers-03").get_by_label("Your answer").fill("75")
    name_student(page, id_with(2, but=here))
    assert page.get_by_role("dialog").count() == 0
    assert stored(page, SEALED_KEY)["answers"]["rivers-03"]["value"] == "75"
    name_student(page, id_with(2, but=here).upper())
    assert page.get_by_role("dialog").count() == 0


def test_an_answer_to_another_students_variant_is_not_shown(visit, sealed_bank):
    answers = entries(sealed_bank, 1, {"rivers-03": "25"})
    page = visit("sealed/light", stored={"student": {"id": id_with(0), "name": ""}, "answers": answers})
    assert question(page, "rivers-03").get_by_label("Your answer").input_value() == ""
    assert question(page, "rivers-03").get_attribute("data-state") == "blank"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_key_document_gives_score_and_feedback_and_closes_the_answers(visit, sealed_bank, theme):
    page = visit(f"sealed/{theme}")
    name_student(page, id_with(1))
    answers = right_for(sealed_bank, 1) | {"rivers-01": "low", "rivers-05": {"ferry": "low"}}
    del answers["rivers-06"]
    fill(page, entries(sealed_bank, 1, answers))
    before = rested(page).locator("main").inner_text()
    page.evaluate("(key) => courseware.unlocked(key)", key_document(sealed_bank))
    for item_id, value in answers.items():
        form, item = question(page, item_id), sealed_bank.item(item_id)
        scoring = item.variants[1 if item_id == "rivers-03" else 0].scoring
        earned = score(scoring, value).score / 100
        said = form.locator(".cw-item-result").inner_text()
        assert f"{earned:g} of {item.points / 100:g} point" in said
        assert "cannot be changed any more" in said
    assert "the mouth is in Lowland" in question(page, "rivers-01").locator("[data-beside=low]").inner_text()
    assert "Yes: 20 of 80." in question(page, "rivers-03").inner_text()
    assert "Not answered\n0 of 1 point" in question(page, "rivers-06").locator(".cw-item-result").inner_text()
    controls = page.locator("form[data-item] :is(input, select, button), [data-student] :is(input, button)")
    assert not any(c.is_enabled() and c.is_visible() for c in controls.all())
    list_ = question(page, "rivers-04").locator("li")
    start, end = (list_.nth(n).bounding_box() for n in (0, 2))
    page.mouse.move(start["x"] + 35, start["y"] + 15)
    page.mouse.down()
    page.mouse.move(end["x"] + 35, end["y"] + 30, steps=4)
    page.mouse.up()
    state = stored(page, SEALED_KEY)["answers"]
    assert {item_id: entry["value"] for item_id, entry in state.items()} == answers
    page.evaluate("courseware.lockedAgain()")
    assert rested(page).locator("main").inner_text() == before
    assert question(page, "rivers-03").get_by_label("Your answer").is_enabled()
    question(page, "rivers-06").get_by_label("Your answer").fill("Ruda")
    assert question(page, "rivers-06").locator(".cw-item-result").inner_text() == "Answer kept."


def test_unlocked_without_an_id_a_question_still_waits_for_it(visit, sealed_bank):
    page = visit("sealed/light")
    page.evaluate("(key) => courseware.unlocked(key)", key_document(sealed_bank))
    form = question(page, "rivers-03")
    assert "differs from student to student" in form.inner_text()
    assert form.locator(".cw-item-result").inner_text() == ""


def test_a_page_that_was_unlocked_opens_unlocked(visit):
    page = visit("sealed/light")
    page.evaluate("(code) => courseware.lock.open(code).then(courseware.unlocked)", SEALED_CODE)
    page.reload()
    form = question(page, "rivers-01")
    form.locator(".cw-verdict").wait_for()
    assert "Not answered" in form.inner_text() and form.get_by_label("Lowland").is_disabled()
    page.evaluate("courseware.lock.close()")
    page.reload()
    assert question(page, "rivers-01").get_by_label("Lowland").is_enabled()


def test_a_page_that_the_browser_brings_back_is_unlocked_as_the_others_are(visit):
    page = visit("sealed/light")
    form = question(page, "rivers-01")
    page.evaluate("(code) => courseware.lock.open(code)", SEALED_CODE)  # as another page does meanwhile
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    form.locator(".cw-verdict").wait_for()
    assert form.get_by_label("Lowland").is_disabled()
    page.evaluate("courseware.lock.close()")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    form.locator(".cw-verdict").wait_for(state="detached")
    assert form.get_by_label("Lowland").is_enabled()


def test_two_tabs_keep_both_answers_and_share_the_id(visit):
    first = visit("sealed/light")
    second = first.context.new_page()
    second.goto(first.url)
    name_student(first, id_with(0))
    second.wait_for_function("!document.querySelector('#item-rivers-03 fieldset').disabled")
    question(second, "rivers-03").get_by_label("Your answer").fill("62.5")
    question(first, "rivers-06").get_by_label("Your answer").fill("Ruda")
    first.wait_for_function("document.querySelector('#item-rivers-03 input').value === '62.5'")
    assert set(stored(first, SEALED_KEY)["answers"]) == {"rivers-03", "rivers-06"}


def test_without_javascript_the_waiting_question_says_so(visit):
    page = visit("sealed/light", java_script_enabled=False)
    assert "Answers are kept by JavaScript, which is off here." in question(page, "rivers-01").inner_text()
    assert "You can answer in the unit’s notebook." in question(page, "rivers-03").inner_text()
    assert page.locator("form[data-item] button:visible, [data-student] button:visible").count() == 0
    question(page, "rivers-06").get_by_label("Your answer").press("Enter")
    assert "?" not in page.url


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_waiting_kept_asked_or_unlocked(visit, sealed_bank, theme):
    page = visit(f"sealed/{theme}")
    assert axe(page) == []
    name_student(page, id_with(0))
    fill(page, entries(sealed_bank, 0, right_for(sealed_bank, 0) | {"rivers-01": "low"}))
    assert axe(page) == []
    name_student(page, id_with(1))
    page.get_by_role("dialog").wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.evaluate("(key) => courseware.unlocked(key)", key_document(sealed_bank))
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_scrolls_sideways(visit, sealed_bank, width):
    page = visit("sealed/light", width=width)
    name_student(page, id_with(0))
    fill(page, entries(sealed_bank, 0, right_for(sealed_bank, 0)))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("(key) => courseware.unlocked(key)", key_document(sealed_bank))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
