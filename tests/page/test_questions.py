"""Answering in a real browser, opened from a file, with no network: each type, its score and its feedback."""

import json

import pytest

from courseware.scoring import score
from tests.chromium import rested
from tests.old_storage import kept as storage
from tests.old_storage import show_old
from tests.page.conftest import KEY, RIGHT, check, kept, question, stored, write_pages

NAMES = "(lines) => lines.map((line) => line.dataset.option)"


def answer_by_keyboard(page, item_id: str, submit: bool = True) -> None:
    """From the form's first control on, by keys alone."""
    form, keys = question(page, item_id), page.keyboard
    form.locator("input, select, button").first.focus()
    match item_id:
        case "rivers-01":
            keys.press("Space")
            keys.press("ArrowDown")
        case "rivers-02":
            keys.press("Space")
            keys.press("Tab")
            keys.press("Space")
        case "rivers-04":
            order = ["spring", "mill", "bridge", "mouth"]
            for target, option in enumerate(order):
                line = form.locator(f"[data-option={option}]")
                while form.locator("li").evaluate_all(NAMES).index(option) > target:
                    line.locator("[data-move='-1']").focus()
                    keys.press("Space")
        case "rivers-05":
            for choice in ("L", "H", "L"):
                keys.press(choice)
                keys.press("Tab")
        case _:
            keys.type(RIGHT[item_id])
    if not submit:
        return
    if item_id in ("rivers-04", "rivers-05"):
        form.get_by_role("button", name="Check").focus()
        keys.press("Space")
    else:
        keys.press("Enter")


@pytest.mark.parametrize("item_id", RIGHT)
def test_each_type_is_answered_and_checked_by_keyboard(visit, bank, item_id):
    page, item = visit(), bank.item(item_id)
    answer_by_keyboard(page, item_id)
    result = question(page, item_id).locator(".cw-item-result")
    full = f"{item.points / 100:g}"
    assert f"Correct{full} of {full} point" in result.text_content()
    assert question(page, item_id).get_attribute("data-state") == "correct"
    assert score(item.scoring, stored(page)["answers"][item_id]["value"]).score == item.points


def test_feedback_stands_beside_the_chosen_option_and_is_announced(visit):
    page = visit()
    form = question(page, "rivers-01")
    form.get_by_label("Lowland").check()
    result = check(form)
    beside = form.locator("[data-beside=low]")
    assert beside.is_visible() and "the mouth is in Lowland" in beside.text_content()
    assert not form.locator("[data-beside=high]").is_visible()
    assert result.get_attribute("role") == "status"
    for words in ("Not correct", "0 of 1 point", "the mouth is in Lowland"):
        assert words in result.text_content()
    assert form.get_by_role("link", name="The Ruda").is_visible()
    form.get_by_label("The sea").check()
    assert not beside.is_visible()
    assert result.text_content() == "Your answer has changed. Check it again."


def test_a_multiple_choice_tells_right_from_wrong_options(visit):
    page = visit()
    form = question(page, "rivers-02")
    form.get_by_label("The bridge").check()
    form.get_by_label("The mill road").check()
    assert "Partly correct0.25 of 1 point" in check(form).text_content()
    assert "is-correct" in form.locator("[data-beside=bridge]").get_attribute("class")
    assert "is-wrong" in form.locator("[data-beside=road]").get_attribute("class")
    assert "At least one right option is missing." in form.locator(".cw-item-result").text_content()


def test_the_verdict_comes_first_and_what_stands_beside_the_options_a_frame_later(visit):
    form = question(visit(), "rivers-02")
    form.get_by_label("The bridge").check()
    shown = form.evaluate("""async (form) => {
      const shown = [];
      const count = (part) => form.querySelectorAll(part).length;
      const parts = [".cw-verdict", ".cw-item-result .cw-sr", ".cw-beside:not([hidden])"];
      const look = () => shown.push(parts.map(count));
      const next = (done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done)));
      const frame = () => new Promise(next);
      const [check, tick] = [form.querySelector("[type=submit]"), form.querySelector("input:not(:checked)")];
      const press = (control) => { control.click(); look(); };
      press(check);
      await frame();
      look();
      press(check); // again: nothing goes and comes back
      press(tick);
      press(check);
      press(tick); // before the frame
      await frame();
      look();
      return shown;
    }""")
    before, after, nothing = [1, 1, 0], [1, 1, 1], [0, 0, 0]
    assert shown == [before, after, after, nothing, [1, 2, 0], nothing, nothing]


@pytest.mark.parametrize(("typed", "said"), [
    ("37,5", "That is the part in Highland."),
    ("62.2", "Near. Keep one decimal."),
    ("9", "Divide 50 by 80."),
])
def test_numbers_get_the_feedback_for_their_mistake(visit, typed, said):
    page = visit()
    form = question(page, "rivers-03")
    form.get_by_label("Your answer").fill(typed)
    assert said in check(form).text_content()


@pytest.mark.parametrize("typed", ["1,234", "about half", "9" * 60])
def test_a_number_that_cannot_be_read_is_told_and_not_scored(visit, typed):
    page = visit()
    form = question(page, "rivers-03")
    form.get_by_label("Your answer").fill(typed)
    told = check(form).text_content()
    assert told.startswith("Not scored") and "of 1.5 points" not in told and len(told) > 40
    assert rested(page).locator("[data-progress] [data-number=earned]").first.text_content() == "0"
    assert "1 could not be scored" in page.locator(".cw-panel-counts").inner_text()


@pytest.mark.parametrize(("item_id", "missing"), [
    ("rivers-01", "Choose one option first."),
    ("rivers-02", "Choose at least one option first."),
    ("rivers-03", "Type a number first."),
    ("rivers-04", "nothing has been moved yet"),
    ("rivers-05", "Choose what goes with each line first."),
    ("rivers-06", "Type your answer first."),
])
def test_checking_a_blank_says_what_is_missing(visit, item_id, missing):
    page = visit()
    told = check(question(page, item_id)).text_content()
    assert missing in told and "of 1" not in told
    assert stored(page)["answers"] == {}


def test_a_pair_left_open_is_told_without_its_feedback(visit):
    page = visit()
    form = question(page, "rivers-05")
    form.get_by_label("The ferry").select_option("low")
    form.get_by_label("The waterfall").select_option("none")
    assert "Partly correct0.33 of 1 point" in check(form).text_content()
    assert not form.locator("[data-beside=ferry]").is_visible()
    assert form.locator("[data-beside=fall]").text_content() == "It needs a slope."
    assert form.locator("[data-beside=port]").text_content() == "You left this one open."


def test_lines_move_by_button_with_focus_and_position_kept(visit):
    page = visit()
    form = question(page, "rivers-04")
    first = form.locator("li").first
    text, option = first.locator(".cw-order-text").inner_text(), first.get_attribute("data-option")
    down = form.locator(f"[data-option={option}] [data-move='1']")
    down.focus()
    for place in (2, 3, 4):
        page.keyboard.press("Enter")
        assert form.locator(".cw-order-said").text_content() == f"{text}: now {place} of 4."
    assert down.evaluate("(button) => button === document.activeElement")
    assert down.get_attribute("aria-disabled") == "true"
    page.keyboard.press("Enter")
    assert form.locator(".cw-order-said").text_content() == f"{text}: stays at 4 of 4."
    assert stored(page)["answers"]["rivers-04"]["value"][-1] == option


def test_lines_move_by_drag(visit):
    page = visit()
    form = question(page, "rivers-04")
    before = form.locator("li").evaluate_all(NAMES)
    form.scroll_into_view_if_needed()
    start, end = (form.locator("li").nth(i).locator(".cw-handle").bounding_box() for i in (0, 2))
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 5, end["y"] + 20, steps=8)
    page.mouse.up()
    after = form.locator("li").evaluate_all(NAMES)
    assert after == [before[1], before[2], before[0], before[3]]
    assert stored(page)["answers"]["rivers-04"]["value"] == after
    assert "now 3 of 4" in form.locator(".cw-order-said").text_content()


def test_answers_and_results_survive_a_reload(visit, bank):
    page = visit()
    # put in once: a script that seeds every load may come before the browser has handed its storage on
    page.evaluate(f"(text) => localStorage.setItem('{KEY}', text)", json.dumps(kept(bank, RIGHT)))
    page.wait_for_timeout(1000)
    page.reload()
    assert all(question(page, item_id).get_attribute("data-state") == "correct" for item_id in RIGHT)
    question(page, "rivers-03").get_by_label("Your answer").fill("37,5")
    assert stored(page)["answers"]["rivers-03"]["value"] == "37,5"
    page.wait_for_timeout(1000)
    page.reload()
    assert question(page, "rivers-03").get_by_label("Your answer").input_value() == "37,5"
    assert question(page, "rivers-03").get_attribute("data-state") == "answered"
    assert question(page, "rivers-01").get_by_label("Highland").is_checked()
    assert question(page, "rivers-02").locator("[data-beside=ferry]").inner_text() == "Yes, twice a day."
    assert question(page, "rivers-04").locator("li").first.get_attribute("data-option") == "spring"
    assert question(page, "rivers-05").get_by_label("The port").input_value() == "low"


def test_clearing_one_question_leaves_the_others(visit, bank):
    page = visit(stored=kept(bank, RIGHT, checked=False))
    form = question(page, "rivers-04")
    shown_first = form.locator("li").first.get_attribute("data-option")
    form.get_by_role("button", name="Clear").click()
    assert form.locator("li").first.get_attribute("data-option") != shown_first
    assert form.locator(".cw-item-result").inner_text() == "Answer cleared."
    assert set(stored(page)["answers"]) == set(RIGHT) - {"rivers-04"}


def test_an_answer_to_a_changed_question_is_taken_out_and_told(visit, bank):
    state = kept(bank, RIGHT)
    state["answers"]["rivers-01"]["fingerprint"] = "000000000000"
    page = visit(stored=state)
    form = question(page, "rivers-01")
    assert "changed since you answered it" in form.inner_text()
    assert form.locator("input:checked").count() == 0
    page.reload()
    assert form.locator(".cw-item-dropped").is_visible(), "it is told until there is a new answer"
    form.get_by_label("Highland").check()
    assert not form.locator(".cw-item-dropped").is_visible()
    assert question(page, "rivers-06").get_attribute("data-state") == "correct"


@pytest.mark.parametrize("value", [5, None, {"a": 1}, ["x"], [[]], {"ferry": 3}])
def test_a_stored_value_that_no_form_can_show_does_no_harm(visit, bank, value):
    page = visit(stored=kept(bank, dict.fromkeys(RIGHT, value)))
    assert page.locator(".cw-item-result").count() == len(RIGHT)
    form = question(page, "rivers-01")
    form.get_by_label("Highland").check()
    assert "Correct" in check(form).text_content()


@pytest.mark.parametrize("text", ["{", '{"answers": {"rivers-01": 3}}', "null"])
def test_a_damaged_storage_is_put_aside_and_told(visit, text):
    page = visit(stored=text)
    assert "could not be read" in page.locator(".cw-storage").inner_text()
    assert page.evaluate(f"localStorage.getItem('{KEY}:damaged')") == text
    question(page, "rivers-01").get_by_label("Highland").check()
    assert stored(page)["answers"]["rivers-01"]["value"] == "high"


def test_what_was_put_aside_stays_when_more_is(visit):
    page = visit(stored="{")
    for text in ("[", "3"):
        page.evaluate(f"(text) => localStorage.setItem('{KEY}', text)", text)
        page.reload()
    aside = page.evaluate("Object.entries(localStorage).filter(([key]) => /:damaged\\+*$/.test(key))")
    assert sorted(text for _, text in aside) == sorted(["{", "[", "3"])


def test_answers_of_a_newer_form_are_left_as_they_are(visit):
    newer = json.dumps({"form": 3, "student": {}, "answers": {"rivers-01": {"tries": [1]}}})
    page = visit(stored=newer)
    question(page, "rivers-01").get_by_label("Highland").check()
    assert "Correct" in check(question(page, "rivers-01")).text_content()
    assert "from a newer copy of these pages" in page.locator(".cw-storage").inner_text()
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: null }))")
    assert question(page, "rivers-01").get_attribute("data-state") == "correct"
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == newer


def test_what_a_later_form_adds_to_the_store_stays(visit, bank):
    state = kept(bank, {"rivers-06": "Ruda"}) | {"saved": "2026-11-21T20:50:00Z", "more": [1]}
    state["answers"]["rivers-06"]["more"] = True
    page = visit(stored=state)
    question(page, "rivers-01").get_by_label("Highland").check()
    after = stored(page)
    assert after["saved"] == state["saved"] and after["more"] == [1]
    assert after["answers"]["rivers-06"]["more"] is True


@pytest.mark.parametrize("tries", ["x", 3, None, [], {}, {"value": 5, "fingerprint": 7}])
def test_tries_that_cannot_be_read_are_dropped(visit, bank, tries):
    state = kept(bank, {"rivers-06": "Rudda"}, checked=False)
    state["answers"]["rivers-06"] |= {"first": tries, "best": tries}
    page = visit(stored=state)
    form = question(page, "rivers-06")
    assert form.get_by_label("Your answer").input_value() == "Rudda"
    assert "Not correct0 of 1 point" in check(form).text_content()
    assert stored(page)["answers"]["rivers-06"]["best"]["value"] == "Rudda"


def test_a_clock_that_jumps_changes_nothing(visit):
    clock = "Date.now = () => (globalThis.jump = -(globalThis.jump ?? 1) * 1e13);"
    page = visit(before=clock)
    form = question(page, "rivers-06")
    checks = ("Rudda", "Not correct"), ("Ruda", "First try: 0."), ("Rudda", "Best so far: 1 of 1")
    for value, told in checks:
        form.get_by_label("Your answer").fill(value)
        assert told in check(form).text_content()
        page.reload()
        assert told in form.locator(".cw-item-result").text_content()


@pytest.mark.parametrize(("breakage", "said"), [
    ("Object.defineProperty(globalThis, 'localStorage', "
     "{get() { throw new DOMException('no', 'SecurityError'); }})",
     "does not keep answers"),
    ("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }",
     "storage is full"),
])
def test_without_storage_the_page_works_and_says_what_will_be_lost(visit, breakage, said):
    page = visit(before=breakage)
    for item_id in RIGHT:
        answer_by_keyboard(page, item_id)
        assert question(page, item_id).get_attribute("data-state") == "correct"
    assert said in page.locator(".cw-storage").inner_text()
    assert said in rested(page).locator(".cw-panel-notice").inner_text()
    assert rested(page).locator("[data-number=earned]").first.text_content() == "7.5"


def test_two_tabs_show_the_same_answers_and_lose_none(visit):
    first = visit()
    second = first.context.new_page()
    second.goto(first.url)
    question(first, "rivers-01").get_by_label("Highland").check()
    check(question(first, "rivers-01"))
    question(second, "rivers-06").get_by_label("Your answer").fill("Ruda")
    second.wait_for_function("document.querySelector('#item-rivers-01').dataset.state === 'correct'")
    first.wait_for_function("document.querySelector('#item-rivers-06 input').value === 'Ruda'")
    assert set(stored(first)["answers"]) == {"rivers-01", "rivers-06"}


def test_a_page_that_the_browser_brings_back_shows_what_was_answered_meanwhile(visit):
    """A page that waited behind another one hears of no change: by the standard it gets no storage events."""
    page = visit()
    answered = {"value": "Ruda", "fingerprint": "", "checked": True}
    page.evaluate("""([key, entry]) => {
      const { fingerprint } = courseware.questions.items.find(({ id }) => id === "rivers-06").variants[0];
      const answers = { "rivers-06": { ...entry, fingerprint } };
      localStorage.setItem(key, JSON.stringify({ student: { id: "s-017", name: "" }, answers }));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""", [KEY, answered])
    assert rested(page).locator("[data-number=earned]").first.text_content() == "1"
    assert question(page, "rivers-06").get_attribute("data-state") == "correct"


def test_a_check_in_another_tab_counts_among_the_tries(visit):
    """Even before the event of the other tab's change has come: the store is read again first."""
    first = visit()
    second = first.context.new_page()
    second.goto(first.url)
    for page in (first, second):
        page.evaluate("addEventListener('storage', (event) => event.stopImmediatePropagation(), true)")
    form = question(first, "rivers-06")
    form.get_by_label("Your answer").fill("Ruda")
    check(form)
    form = question(second, "rivers-06")
    form.get_by_label("Your answer").fill("Rudda")
    assert "Best so far: 1 of 1 point; that counts." in check(form).text_content()
    assert stored(second)["answers"]["rivers-06"]["first"]["value"] == "Ruda"


def test_without_javascript_the_question_is_legible_and_no_check_is_offered(visit):
    page = visit(java_script_enabled=False)
    text = question(page, "rivers-01").inner_text()
    assert "Which land does the river Ruda leave first?" in text and "The sea" in text
    assert "Answers are checked and kept by JavaScript" in text
    assert "The waterfall" in question(page, "rivers-05").inner_text()
    assert page.locator("button:visible").count() == 0
    assert "Rivers and bridges" in page.locator("[data-progress]").inner_html()
    question(page, "rivers-06").get_by_label("Your answer").press("Enter")
    assert "?" not in page.url, "Enter must not send the form"


def test_paper_has_the_choices_and_no_buttons(visit):
    page = visit()
    check(question(page, "rivers-01"))
    page.emulate_media(media="print")
    assert page.locator(".cw-item button:visible").count() == 0
    assert not question(page, "rivers-01").locator(".cw-item-result").is_visible()
    assert question(page, "rivers-05").locator(".cw-choices").is_visible()


def test_a_rebuilt_question_with_new_content_drops_the_old_answer(visit, bank, tmp_path):
    """The whole way: the build's fingerprint changes, and the page that a student reopens says so."""
    page = visit()
    question(page, "rivers-06").get_by_label("Your answer").fill("Ruda")
    write_pages(tmp_path, bank)
    html = (tmp_path / "light.html").read_text(encoding="utf-8")
    old = bank.item("rivers-06").fingerprint
    assert json.dumps(old) in html
    (tmp_path / "light.html").write_text(html.replace(old, "f" * 12), encoding="utf-8")
    page.goto((tmp_path / "light.html").as_uri())
    assert question(page, "rivers-06").locator(".cw-item-dropped").is_visible()
    assert stored(page)["answers"]["rivers-06"] == {"dropped": True}


@pytest.mark.parametrize("age", ["empty", "older"])
def test_a_page_that_is_shown_an_old_storage_has_the_answers_all_the_same(visit, age):
    page = visit()
    first, second = question(page, "rivers-01"), question(page, "rivers-02")
    first.locator("input").first.check()
    check(first)
    old = storage(page) if age == "older" else {}
    second.locator("input").first.check()
    check(second)
    show_old(page, old)
    assert second.locator("input").first.is_checked()
    check(first)
    assert set(stored(page)["answers"]) == {"rivers-01", "rivers-02"}, "the next write loses none"


def test_what_another_tab_wrote_later_counts(visit):
    page = visit()
    other = page.context.new_page()
    other.goto(page.url)
    for tab, option in ((page, 0), (other, 1)):
        form = question(tab, "rivers-01")
        form.locator("input").nth(option).check()
        check(form)
    later = stored(other)["answers"]["rivers-01"]["value"]
    page.reload()
    assert stored(page)["answers"]["rivers-01"]["value"] == later
    assert question(page, "rivers-01").locator("input").nth(1).is_checked()
