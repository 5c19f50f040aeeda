"""The panel: what it counts, what it hands in, what it takes back."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from courseware.bank import load_bank
from courseware.handin.record import parse_record
from courseware.scoring import score
from tests.chromium import rested
from tests.page.conftest import RIGHT, UNIT, check, kept, question, stored

# A mixed sheet: right, partly right, wrong, not to be read; one answered and not checked, one blank.
MIXED = {
    "rivers-01": "low",
    "rivers-02": ["bridge", "ferry", "wall"],
    "rivers-03": "1,234",
    "rivers-05": {"ferry": "low", "fall": "high", "port": "none"},
}


def record(answers: dict, /, **changes) -> dict:
    bank = load_bank(UNIT)
    fingerprints = {item_id: bank.item(item_id).fingerprint for item_id in answers if item_id in RIGHT}
    return {"format": "courseware-record/1", "unit": "two-lands", "edition": "practice-1",
            "student": {"id": "s-017", "name": "Mira"}, "saved": "2026-11-21T20:50:00Z",
            "answers": answers, "fingerprints": fingerprints} | changes


def load(page, content) -> str:
    """Load a file with this content; returns what the panel says."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load answers").click()
    said = page.locator(".cw-panel-hand-in .cw-panel-said")
    said.evaluate("(node) => node.replaceChildren()")
    chooser.value.set_files({"name": "mine.json", "mimeType": "application/json", "buffer": data})
    page.wait_for_function(
        "document.querySelector('dialog') || document.querySelector('.cw-panel-said').textContent")
    return said.inner_text()


def download(page) -> tuple[str, bytes]:
    with page.expect_download() as event:
        page.get_by_role("button", name="Download my answers").click()
    return event.value.suggested_filename, Path(event.value.path()).read_bytes()


def number(page, name: str, within: str = ".cw-panel-live") -> str:
    return rested(page).locator(f"{within} [data-number={name}]").text_content()


def counts_of(page) -> str:
    return re.sub(r"\s+", " ", rested(page).locator(".cw-panel-counts").inner_text())


def test_the_panel_counts_points_and_open_questions(visit, bank):
    state = kept(bank, MIXED)
    state["answers"] |= kept(bank, {"rivers-06": "Ruda"}, checked=False)["answers"]
    page = visit("panel", stored=state)
    wanted = sum(score(bank.item(item_id).scoring, value).score for item_id, value in MIXED.items())
    assert wanted == 50 + 67
    assert number(page, "earned") == "1.17"
    assert page.locator(".cw-panel-score").inner_text() == "1.17 of 7.5 points\nFirst tries: 1.17"
    counts = page.locator(".cw-panel-counts").inner_text()
    for words in ("5 of 6 questions answered", "1 not answered yet: 4", "1 answered but not checked yet: 6",
                  "1 could not be scored: 3"):
        assert words in re.sub(r"\s+", " ", counts)
    page.get_by_text("Points by module").first.click()
    row = page.locator("[data-module=rivers]").inner_text()
    assert "5 of 6" in row and "1.17 of 7.5 points" in row
    assert "no questions yet" in page.locator("[data-module=hills]").inner_text()
    page.get_by_role("link", name="Question 4").click()
    assert page.url.endswith("light.html#item-rivers-04")


def test_the_panel_follows_the_questions_at_once(visit):
    page = visit()
    assert number(page, "earned") == "0" and number(page, "answered") == "0"
    question(page, "rivers-06").get_by_label("Your answer").fill("Ruda")
    assert [number(page, name) for name in ("answered", "unchecked", "earned")] == ["1", "1", "0"]
    check(question(page, "rivers-06"))
    assert number(page, "earned") == "1"
    question(page, "rivers-06").get_by_role("button", name="Clear").click()
    assert number(page, "earned") == "1", "clearing empties the form; the best result stays"


def test_feedback_does_not_wait_for_the_panel_nor_for_the_browser_to_submit(visit):
    page = visit()
    question(page, "rivers-01").get_by_label("Highland").check()
    told = rested(page).evaluate("""() => {
      const form = document.querySelector("#item-rivers-01");
      let submits = 0;
      form.addEventListener("submit", () => { submits += 1; });
      form.querySelector("[type=submit]").click();
      const earned = document.querySelector(".cw-panel [data-number=earned]").textContent;
      return [form.dataset.state, earned, submits];
    }""")
    assert told == ["correct", "0", 0]
    assert number(page, "earned") == "1"


def test_the_panel_tells_no_points_before_a_check(visit):
    """Not even after a number that could not be read: one could try until the points go up, then check."""
    page = visit()
    form = question(page, "rivers-03")
    form.get_by_label("Your answer").fill("1,234")
    check(form)
    assert "1 could not be scored: 3" in counts_of(page)
    form.get_by_label("Your answer").fill("62.5")
    assert number(page, "earned") == "0"
    counts = counts_of(page)
    assert "1 answered but not checked yet: 3" in counts and "could not be scored" not in counts


def test_a_panel_on_another_page_takes_out_the_answer_to_a_changed_question(visit, bank):
    state = kept(bank, RIGHT)
    state["answers"]["rivers-04"]["fingerprint"] = "000000000000"
    page = visit("panel", stored=state)
    assert number(page, "earned") == "5.5" and number(page, "unanswered") == "1"
    page.goto(page.url.replace("panel", "light"))
    assert question(page, "rivers-04").locator(".cw-item-dropped").is_visible()


def test_the_download_holds_every_answer_exactly_and_the_grader_reads_it(visit, bank):
    page = visit(stored=kept(bank, MIXED))
    question(page, "rivers-06").get_by_label("Your answer").fill(" Ruda ‘é’ \U0001f309")
    page.get_by_label("Student id").fill("S-017/Ä")
    page.get_by_label("Name").fill("<b>Mira</b> =1+1")
    name, data = download(page)
    assert name == "answers-two-lands-s-017-ä.json"
    answers = MIXED | {"rivers-06": " Ruda ‘é’ \U0001f309"}
    saved = json.loads(data)["saved"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", saved)
    student = {"id": "S-017/Ä", "name": "<b>Mira</b> =1+1"}
    first = {id_: {"value": value, "fingerprint": bank.item(id_).fingerprint} for id_, value in MIXED.items()}
    assert json.loads(data) == record(answers, student=student, saved=saved, first=first)
    read = parse_record(data)
    assert (read.unit, read.edition, read.student) == ("two-lands", "practice-1", tuple(student.values()))
    assert read.answers == answers and set(read.fingerprints) == set(answers)
    assert "5 answers" in page.locator(".cw-panel-said").inner_text()
    assert "Still open: Question 4." in page.locator(".cw-panel-said").inner_text()


def test_a_student_id_is_asked_for_and_kept(visit):
    page = visit()
    page.get_by_role("button", name="Download my answers").click()
    assert "student id first" in page.locator(".cw-panel-said").inner_text()
    field = page.get_by_label("Student id")
    assert field.evaluate("(node) => node === document.activeElement")
    field.fill("s-1")
    page.reload()
    assert field.input_value() == "s-1"
    name, _ = download(page)
    assert name == "answers-two-lands-s-1.json"


def test_what_one_browser_saved_another_loads(visit, bank):
    here = visit(stored=kept(bank, RIGHT, id="s-9", name="Mira"))
    _, data = download(here)
    there = visit()
    assert "6 answers loaded." in load(there, data)
    assert number(there, "earned") == "7.5"
    assert there.get_by_label("Student id").input_value() == "s-9"
    assert all(question(there, item_id).get_attribute("data-state") == "correct" for item_id in RIGHT)
    assert stored(there)["answers"] == stored(here)["answers"]


@pytest.mark.parametrize(("press", "left", "said"), [
    ("Replace", "high", "2 answers loaded."),
    ("Keep mine, add what is missing", "low", "1 answer loaded."),
    ("Cancel", "low", "Nothing was loaded"),
])
def test_loading_asks_before_it_replaces(visit, bank, press, left, said):
    page = visit(stored=kept(bank, {"rivers-01": "low"}, id="s-1"))
    load(page, record({"rivers-01": "high", "rivers-06": "Ruda"}))
    dialog = page.get_by_role("dialog")
    assert "Question 1." in dialog.inner_text() and "s-017" in dialog.inner_text()
    dialog.get_by_role("button", name=press, exact=True).click()
    page.wait_for_function("document.querySelector('.cw-panel-said').textContent")
    assert said in page.locator(".cw-panel-said").inner_text()
    answers = stored(page)["answers"]
    assert answers["rivers-01"]["value"] == left
    assert ("rivers-06" in answers) == (press != "Cancel")
    assert page.get_by_label("Student id").input_value() == ("s-017" if press == "Replace" else "s-1")


def test_escape_leaves_everything_as_it_was(visit, bank):
    page = visit(stored=kept(bank, {"rivers-01": "low"}))
    before = stored(page)
    load(page, record({"rivers-01": "high"}))
    page.keyboard.press("Escape")
    page.wait_for_function("document.querySelector('.cw-panel-said').textContent")
    assert stored(page) == before


def test_the_same_answers_are_loaded_without_a_question(visit, bank):
    page = visit(stored=kept(bank, RIGHT))
    pairs = dict(reversed(RIGHT["rivers-05"].items()))
    assert "6 answers loaded." in load(page, record(RIGHT | {"rivers-05": pairs}))


FOREIGN = [
    (b"", "cannot be read"),
    (b'{"format": "courseware-record/1", "unit', "cannot be read"),
    (b"[" * 200_000, "cannot be read"),
    (b"\xff\xfe\x00", "cannot be read"),
    (b" " * ((1 << 20) + 1), "too large"),
    (b"null", "not a file of answers"),
    (record({}, format="courseware-record/2"), "not a file of answers"),
    (record({}, unit="three-lands"), "another unit (three-lands)"),
    (record({}, unit={"a": 1}), "another unit"),
    (record({}, edition="practice-0"), "another edition of this unit (practice-0; this is practice-1)"),
    (record({}, answers=[]), "incomplete"),
    (record({}, student="s-1"), "incomplete"),
    (record({}, student={"id": 5}), "incomplete"),
    (record({}, fingerprints=None), "incomplete"),
    (record({}, saved="yesterday"), "incomplete"),
]


def test_a_file_that_is_not_ours_is_told_and_changes_nothing(visit, bank):
    page = visit(stored=kept(bank, RIGHT, id="s-1"))
    before = stored(page)
    for content, said in FOREIGN:
        told = load(page, content)
        assert said in told and "Nothing was changed" in told, str(content)[:80]
        assert stored(page) == before and number(page, "earned") == "7.5"


def test_single_answers_that_do_not_fit_are_left_out_and_told(visit):
    page = visit()
    content = json.dumps(record({
        "rivers-01": "high", "rivers-02": "bridge", "rivers-03": "NUMBER", "rivers-04": ["spring"],
        "rivers-06": "Ruda", "gone-01": "a", "__proto__": {"value": 1}}))
    changed = json.loads(content)["fingerprints"]["rivers-06"]
    told = load(page, content.replace('"NUMBER"', "1e999").replace(changed, "0" * 12).encode())
    assert "1 answer loaded." in told
    assert "changed since: Question 6." in told
    assert "does not fit the question: Questions 2, 3, 4." in told
    assert "2 answers to questions that this edition does not have" in told
    assert set(stored(page)["answers"]) == {"rivers-01"}


def test_numbers_and_markup_in_a_loaded_record_are_shown_as_text(visit):
    page = visit()
    load(page, record({"rivers-03": 62.5, "rivers-06": "<img src=x onerror=alert(1)>"},
                      student={"id": "<i>x</i>", "name": "<script>alert(1)</script>"}))
    assert question(page, "rivers-03").get_attribute("data-state") == "correct"
    assert page.locator("img, i, script:not([type]):not([src])").count() == 0
    assert json.loads(download(page)[1])["answers"]["rivers-03"] == 62.5


def test_clearing_all_asks_first(visit, bank):
    page = visit(stored=kept(bank, RIGHT, id="s-1"))
    button = page.get_by_role("button", name="Clear all answers")
    button.click()
    dialog = page.get_by_role("dialog", name="Clear all 6 answers?")
    keep = dialog.get_by_role("button", name="Keep them")
    assert keep.evaluate("(node) => node === document.activeElement")
    page.keyboard.press("Enter")
    assert number(page, "answered") == "6"
    button.click()
    dialog.get_by_role("button", name="Clear", exact=True).click()
    page.wait_for_function("document.querySelector('.cw-panel-said').textContent")
    assert number(page, "answered") == "0" and number(page, "earned") == "0"
    assert question(page, "rivers-01").locator("input:checked").count() == 0
    left = stored(page)
    assert (left["student"], left["answers"]) == ({"id": "s-1", "name": ""}, {})


def tried(bank, item_id: str, value, first=None, best=None, checked: bool = True, variant: int = 0) -> dict:
    """An entry of the store: what stands in the form, the first try and the best, in the item's variant."""
    mark = bank.item(item_id).variants[variant].fingerprint
    tries = {name: {"value": given, "fingerprint": mark}
             for name, given in (("first", first), ("best", best)) if given is not None}
    return {item_id: {"fingerprint": mark, "value": value, "checked": checked, **tries}}


def test_the_best_answer_counts_and_the_first_try_stands_beside_it(visit, bank):
    state = kept(bank, {}, id="s-1")
    state["answers"] = {
        **tried(bank, "rivers-01", "sea", first="low", best="high"),
        **tried(bank, "rivers-03", "5", first="37.5", best="25", checked=False, variant=1),
    }
    page = visit("panel", stored=state)
    assert [number(page, name) for name in ("earned", "first", "unchecked")] == ["2.5", "0", "0"]
    assert "best answer you checked counts" in page.locator(".cw-panel-live").inner_text()
    saved = json.loads(download(page)[1])
    mark = bank.item("rivers-03").variants[1].fingerprint
    assert saved["answers"] == {"rivers-01": "high", "rivers-03": "25"}
    assert saved["fingerprints"]["rivers-03"] == mark
    assert saved["first"]["rivers-03"] == {"value": "37.5", "fingerprint": mark}


def test_first_tries_travel_with_the_record(visit, bank):
    state = kept(bank, {}, id="s-1")
    state["answers"] = tried(bank, "rivers-03", "25", first="37.5", best="25", variant=1)
    state["answers"] |= kept(bank, {"rivers-06": "Ruda"}, checked=False)["answers"]
    _, data = download(visit("panel", stored=state))
    there = visit("panel")
    assert "2 answers loaded." in load(there, data)
    assert stored(there)["answers"] == state["answers"], "and what was not checked stays so"
    assert [number(there, name) for name in ("earned", "first")] == ["1.5", "0"]


def test_an_answer_to_another_variant_is_another_answer(visit, bank):
    page = visit("panel", stored=kept(bank, {"rivers-03": "25"}))
    mark = bank.item("rivers-03").variants[1].fingerprint
    load(page, record({"rivers-03": "25"}, fingerprints={"rivers-03": mark}, student={"id": ""}))
    dialog = page.get_by_role("dialog")
    assert "Question 3." in dialog.inner_text()
    dialog.get_by_role("button", name="Replace", exact=True).click()
    page.get_by_text("1 answer loaded.").wait_for()
    assert number(page, "earned") == "1.5"


@pytest.mark.parametrize("first", [[], {"rivers-01": "low"}, {"rivers-01": {"fingerprint": "x"}}])
def test_a_record_whose_first_tries_were_tampered_with_is_told(visit, bank, first):
    page = visit("panel", stored=kept(bank, RIGHT))
    told = load(page, record(RIGHT, first=first))
    assert "incomplete" in told and "Nothing was changed" in told
    assert number(page, "earned") == "7.5"


def test_a_first_try_that_does_not_fit_is_left_out(visit):
    page = visit("panel")
    load(page, record({"rivers-01": "high"}, first={"rivers-01": {"value": "moon"}, "gone": {"value": 1}}))
    assert number(page, "earned") == "1" and number(page, "first") == "1"


CLOCK = "Date = class extends Date {{ constructor(...a) {{ super(...(a.length ? a : ['{}'])); }} }}"


def test_a_clock_that_jumps_back_is_told_and_the_record_stays_the_later_one(visit, bank):
    state = kept(bank, RIGHT, id="s-1") | {"saved": "2026-11-21T20:50:00Z"}
    page = visit("panel", stored=state, before=CLOCK.format("2026-11-20T08:00:00Z"))
    for second in ("01", "02"):
        assert json.loads(download(page)[1])["saved"] == f"2026-11-21T20:50:{second}Z"
        assert "clock of this device seems wrong" in page.locator(".cw-panel-said").inner_text()
    page.reload()
    assert json.loads(download(page)[1])["saved"] == "2026-11-21T20:50:03Z"


def test_two_downloads_within_a_second_have_two_times_and_no_reproach(visit, bank):
    page = visit("panel", stored=kept(bank, RIGHT, id="s-1"), before=CLOCK.format("2026-11-20T08:00:00Z"))
    assert json.loads(download(page)[1])["saved"] == "2026-11-20T08:00:00Z"
    assert json.loads(download(page)[1])["saved"] == "2026-11-20T08:00:01Z"
    assert "clock" not in page.locator(".cw-panel-said").inner_text()


def test_two_tabs_tell_the_same(visit, bank):
    page = visit("panel", stored=kept(bank, {"rivers-01": "low"}, id="s-1"))
    other = page.context.new_page()
    other.goto(page.url.replace("panel", "light"))
    check_right = question(other, "rivers-06")
    check_right.get_by_label("Your answer").fill("Ruda")
    check(check_right)
    page.wait_for_function("document.querySelector('[data-number=earned]').textContent === '1'")
    page.get_by_label("Student id").fill("s-2")
    other.wait_for_function("document.querySelector('[name=id]').value === 's-2'")
    assert set(stored(page)["answers"]) == {"rivers-01", "rivers-06"}


OFF = "Object.defineProperty(globalThis, 'localStorage', {get() { throw new Error('off'); }})"


@pytest.mark.parametrize(("before", "told"), [
    (OFF, "does not keep"),
    ("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }", "full"),
])
def test_without_storage_the_panel_counts_and_hands_in_all_the_same(visit, before, told):
    page = visit(before=before)
    question(page, "rivers-06").get_by_label("Your answer").fill("Ruda")
    check(question(page, "rivers-06"))
    page.get_by_label("Student id").fill("s-1")
    assert number(page, "earned") == "1"
    assert told in page.locator(".cw-panel-notice").inner_text()
    assert json.loads(download(page)[1])["answers"] == {"rivers-06": "Ruda"}


def test_an_answer_makes_one_link_of_the_panel_anew_and_leaves_the_others(visit):
    page = visit()
    page.evaluate("""() => {
      globalThis.made = [];
      new MutationObserver((changes) => changes.forEach(({ addedNodes }) => made.push(...addedNodes)))
        .observe(document.querySelector(".cw-panel"), { childList: true, subtree: true });
    }""")
    question(page, "rivers-01").locator("input").first.check()
    unchecked = page.locator(".cw-panel [data-links=unchecked]")
    expect(unchecked).to_have_text("1")
    assert page.evaluate("made.filter((node) => node.nodeType === Node.ELEMENT_NODE).length") == 1
    left = page.locator(".cw-panel [data-links=unanswered] > *").all_inner_texts()
    assert left == [str(number) for number in range(2, len(left) + 2)], "in the questions' order"
