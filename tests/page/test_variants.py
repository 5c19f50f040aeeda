"""The practice form: other variants, the first and the best try, hints before the answer."""

import json
from dataclasses import replace

import pytest

from courseware.bank import Bank
from tests.browser.conftest import axe
from tests.page.conftest import KEY, RIGHT, check, kept, question, stored, write_pages

ASKED = ["80 km lies in Lowland, where it runs for 50 km",
         "80 km lies in Lowland, where it runs for 20 km",
         "60 km lies in Lowland, where it runs for 45 km"]
FOCUSED = "(node) => node === document.activeElement"


def prompt(form) -> str:
    return form.locator(".cw-item-prompt").inner_text()


def another(form) -> str:
    """Press Try another; returns what is said."""
    form.get_by_role("button", name="Try another").click()
    return form.locator(".cw-item-result").inner_text()


def test_try_another_shows_each_variant_once_before_any_comes_again(visit, bank):
    page = visit()
    form = question(page, "rivers-03")
    shown = [prompt(form)]
    for _ in range(3):
        assert another(form) == "Another variant of question 3."
        shown.append(prompt(form))
    assert [any(part in text for text in shown[:3]) for part in ASKED] == [True] * 3
    assert shown[3] == shown[0] and len(set(shown)) == 3
    assert page.get_by_role("button", name="Try another").count() == 1, "the others have one variant"


def test_try_another_works_by_keyboard_and_leads_to_the_new_question(visit):
    page = visit()
    form = question(page, "rivers-03")
    form.get_by_role("button", name="Try another variant of question 3").focus()
    page.keyboard.press("Enter")
    assert form.locator(".cw-item-prompt").evaluate(FOCUSED)
    assert ASKED[1] in prompt(form)
    page.keyboard.press("Tab")  # the hint comes before the answer
    page.keyboard.press("Tab")
    assert form.get_by_label("Your answer").evaluate(FOCUSED)
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    assert "Correct1.5 of 1.5 points" in form.locator(".cw-item-result").text_content()


def test_the_variant_shown_survives_a_reload_with_its_answer(visit, bank):
    page = visit()
    form = question(page, "rivers-03")
    another(form)
    page.reload()
    assert ASKED[1] in prompt(form), "without an answer, too"
    form.get_by_label("Your answer").fill("25")
    check(form)
    page.reload()
    assert ASKED[1] in prompt(form) and form.get_by_label("Your answer").input_value() == "25"
    assert form.get_attribute("data-state") == "correct"
    answer = {"value": "25", "fingerprint": bank.item("rivers-03").variants[1].fingerprint}
    entry = {**answer, "checked": True, "first": answer, "best": answer}
    assert stored(page)["answers"] == {"rivers-03": entry}


def test_each_variant_has_its_own_key_and_feedback(visit):
    page = visit()
    form = question(page, "rivers-03")
    keys = ("62.5", "37.5", "50 by 80"), ("25", "75", "20 by 80"), ("75", "25", "45 by 60")
    for right, wrong, told in keys:
        form.get_by_label("Your answer").fill(wrong)
        assert "That is the part in Highland." in check(form).text_content()
        form.get_by_label("Your answer").fill("1")
        assert f"Divide {told}." in check(form).text_content()
        form.get_by_label("Your answer").fill(right)
        assert "Correct" in check(form).text_content()
        another(form)


def test_the_best_counts_and_the_first_is_kept(visit, bank):
    page = visit()
    form, field = question(page, "rivers-03"), question(page, "rivers-03").get_by_label("Your answer")
    marks = [variant.fingerprint for variant in bank.item("rivers-03").variants]

    def standing(value: str) -> str:
        field.fill(value)
        check(form)
        lines = form.locator(".cw-standing").all_inner_texts()
        return lines[0] if lines else ""

    assert standing("1") == "", "the first try is simply the result"
    assert standing("62.2") == "This is your best so far; it counts. First try: 0."
    assert standing("2") == "Best so far: 0.5 of 1.5 points; that counts. First try: 0."
    assert another(form).endswith("Your best result so far counts: 0.5 of 1.5 points.")
    assert field.input_value() == ""
    assert standing("25") == "This is your best so far; it counts. First try: 0."
    assert standing("25,0") == "This is your best so far; it counts. First try: 0."
    entry = stored(page)["answers"]["rivers-03"]
    assert entry["first"] == {"value": "1", "fingerprint": marks[0]}
    assert entry["best"] == {"value": "25", "fingerprint": marks[1]}, "of two worth the same, the earlier"
    form.get_by_role("button", name="Clear").click()
    assert form.locator(".cw-item-result").inner_text() == (
        "Answer cleared. Your best result so far counts: 1.5 of 1.5 points.")
    page.reload()
    assert form.get_attribute("data-state") == "blank" and ASKED[1] in prompt(form)
    tries = {"first": entry["first"], "best": entry["best"]}
    assert stored(page)["answers"]["rivers-03"] == {"fingerprint": marks[1], "checked": False, **tries}


def test_a_number_that_cannot_be_read_uses_up_no_try(visit):
    page = visit()
    form = question(page, "rivers-03")
    for typed in ("1,234", "62.5"):
        form.get_by_label("Your answer").fill(typed)
        told = check(form).text_content()
    assert "Correct" in told and "First try" not in told
    assert stored(page)["answers"]["rivers-03"]["first"]["value"] == "62.5"
    form.get_by_label("Your answer").fill("1,234")
    assert "Best so far: 1.5 of 1.5 points; that counts." in check(form).text_content()


COUNTED = """([item, entry]) => courseware.counted(
  JSON.parse(document.querySelector(`#item-${item} > script`).textContent), entry)"""


def test_what_counts(visit, bank):
    page = visit()
    one = bank.item("rivers-06")
    values = ("Ruda", "Rudda", "x" * 300)
    right, wrong, none = ({"value": value, "fingerprint": one.fingerprint} for value in values)
    for entry, wanted in (
        (None, None),
        ({"dropped": True}, None),
        ({"fingerprint": one.fingerprint, "checked": False}, None),
        ({**wrong, "checked": False}, wrong),
        ({**wrong, "checked": True}, wrong),
        ({**wrong, "checked": False, "first": right, "best": right}, right),
        ({**right, "checked": False, "first": wrong, "best": wrong}, wrong),
        ({**right, "checked": False, "first": none, "best": none}, right),
        ({"fingerprint": one.fingerprint, "checked": False, "first": none, "best": none}, none),
        ({**wrong, "checked": True, "first": right, "best": wrong}, right),  # the key was corrected since
    ):
        assert page.evaluate(COUNTED, ["rivers-06", entry]) == wanted, entry


def test_entries_of_the_earlier_form_are_read(visit, bank):
    page = visit(stored=kept(bank, {"rivers-06": "Rudda"}))
    form = question(page, "rivers-06")
    assert form.get_attribute("data-state") == "wrong"
    form.get_by_label("Your answer").fill("Ruda")
    assert "First try: 0." in check(form).text_content()
    assert stored(page)["answers"]["rivers-06"]["first"]["value"] == "Rudda"


def test_what_is_left_of_an_item_that_changed(visit, bank):
    """The answers to variants that are gone go; the best try at one that is still there stays and counts."""
    state = kept(bank, {})
    marks = [variant.fingerprint for variant in bank.item("rivers-03").variants]
    best = {"value": "25", "fingerprint": marks[1]}
    gone = {"value": "1", "fingerprint": "000000000000"}
    state["answers"] = {
        "rivers-03": {**gone, "checked": True, "first": gone, "best": best},
        "rivers-06": {"value": "Ruda", "fingerprint": bank.item("rivers-06").fingerprint, "checked": False,
                      "first": gone, "best": {"value": 5, "fingerprint": bank.item("rivers-06").fingerprint}},
        "rivers-01": {**gone, "checked": True, "first": gone, "best": gone},
    }
    page = visit(stored=state)
    assert question(page, "rivers-03").locator(".cw-item-dropped").is_visible()
    assert question(page, "rivers-03").get_by_label("Your answer").input_value() == ""
    assert question(page, "rivers-06").get_by_label("Your answer").input_value() == "Ruda"
    answers = stored(page)["answers"]
    assert answers["rivers-03"] == {"dropped": True, "fingerprint": marks[1], "checked": False, "best": best}
    assert answers["rivers-06"].keys() == {"fingerprint", "value", "checked"}
    assert answers["rivers-01"] == {"dropped": True}
    form = question(page, "rivers-03")
    form.get_by_label("Your answer").fill("1")
    assert not form.locator(".cw-item-dropped").is_visible()
    assert "Best so far: 1.5 of 1.5 points; that counts." in check(form).text_content()


def test_a_hint_opens_by_keyboard_and_follows_the_variant(visit):
    page = visit()
    form = question(page, "rivers-03")
    hint, summary = form.locator(".cw-hint"), form.locator(".cw-hint summary")
    assert not hint.get_by_text("The whole is 80 km.").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert hint.get_by_text("The whole is 80 km.").is_visible()
    another(form)
    another(form)
    assert hint.get_attribute("open") is None, "the next variant's hint is asked for again"
    page.emulate_media(media="print")
    assert not summary.is_visible()
    page.emulate_media(media="screen")
    summary.click()
    assert hint.get_by_text("The whole is 60 km.").is_visible()
    page.emulate_media(media="print")
    assert hint.get_by_text("The whole is 60 km.").is_visible()
    assert page.locator(".cw-hint").count() == 1


def renamed(bank: Bank) -> Bank:
    """The bank with a second variant of every item: all texts of the first with `other ` before them."""
    def other(item):
        one = item.variants[0]
        view = {name: [{**part, "text": f"other *{part['text'].replace('*', '')}*"} for part in value]
                if isinstance(value, list) else f"other {value}" for name, value in one.view.items()}
        feedback = {name: f"other {text}" for name, text in one.feedback.items()}
        return replace(item, variants=(one, replace(one, view=view, feedback=feedback, fingerprint="f" * 12)))
    return replace(bank, items=tuple(map(other, bank.items)))


NAMES = """(form) => [...form.querySelectorAll(
  "label, option[value]:not([value='']), .cw-choices li, .cw-order-text, .cw-move")]
  .map((node) => node.getAttribute("aria-label") ?? node.textContent)"""


@pytest.mark.parametrize("item_id", RIGHT)
def test_every_text_and_name_follows_the_variant(visit, bank, tmp_path, item_id):
    write_pages(tmp_path, renamed(bank))
    page = visit()
    page.goto((tmp_path / "light.html").as_uri())
    form = question(page, item_id)
    names = form.evaluate(NAMES)
    another(form)
    after = form.evaluate(NAMES)
    view = bank.item(item_id).view
    if item_id == "rivers-06":
        assert after == names
    elif "unit" in view:
        assert after == ["Your answer, in other %"]
    else:
        assert len(names) == len(after) > 0
        for before, now in zip(names, after, strict=True):
            role, _, text = before.rpartition(": ")
            assert now == f"{role}{': ' if role else ''}other {text}"
    assert prompt(form).startswith("other ")
    if item_id == "rivers-05":
        form.get_by_label("other The ferry").select_option(label="other Lowland")
        assert "other Not all yet." in check(form).text_content()
        assert form.locator("[data-beside=fall]").text_content() == "You left this one open."


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_hint_and_another_variant(visit, bank, theme):
    page = visit(theme, stored=kept(bank, {"rivers-03": "62.5"}))
    form = question(page, "rivers-03")
    form.get_by_label("Your answer").fill("1")
    assert "Best so far" in check(form).inner_text()
    form.locator("summary").click()
    assert axe(page) == []
    another(form)
    assert axe(page) == []


def test_two_tabs_show_the_same_variant(visit):
    first = visit()
    second = first.context.new_page()
    second.goto(first.url)
    another(question(first, "rivers-03"))
    second.wait_for_function("document.querySelector('#item-rivers-03').innerText.includes('for 20 km')")
    question(second, "rivers-03").get_by_label("Your answer").fill("25")
    check(question(second, "rivers-03"))
    first.wait_for_function("document.querySelector('#item-rivers-03').dataset.state === 'correct'")
    entry = json.loads(first.evaluate(f"localStorage.getItem('{KEY}')"))["answers"]["rivers-03"]
    assert entry["best"]["value"] == "25"
