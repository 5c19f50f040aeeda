"""The feedback page: what a student reads, on any screen, with any reader, on paper, without a network."""

from __future__ import annotations

import re

import pytest

from courseware.bank import load_bank
from courseware.gradebook.right_answer import right_lines
from courseware.scoring import draw
from tests.browser.conftest import axe
from tests.gradebook.conftest import LANDS, RIGHT

MIXED = {
    "rivers-01": "low",
    "rivers-02": ["bridge", "wall"],
    "rivers-03": "1,234",
    "rivers-04": ["spring", "bridge", "mill", "mouth"],
    "rivers-05": {"ferry": "low", "fall": "none"},
}


@pytest.fixture
def feedback(school):
    """Grade one record with these answers; the path of the student's page."""

    def grade(answers=MIXED, options=None, **changes):
        school.put("x.json", school.record("s-1", answers, **changes))
        school.grade(**(options or {}))
        return school.out / "feedback" / "s-1.html"

    return grade


@pytest.fixture
def open_page(browser):
    """Open a file with no network; every address it asks for is noted on the page object."""
    contexts = []

    def visit(path, theme="light", width=1000):
        context = browser.new_context(
            color_scheme=theme, viewport={"width": width, "height": 800}, offline=True, bypass_csp=True
        )
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()


def words(path) -> str:
    """The words of the page's main part."""
    main = path.read_text(encoding="utf-8").split("<main>")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def sections(path) -> list[str]:
    """The words of each question."""
    return [text.strip() for text in words(path).split("Question ")[1:]]


def test_says_what_was_answered_what_was_right_why_and_where_to_read(feedback):
    one, two, three, four, five, six = sections(feedback())
    assert one.startswith("1 rivers-01 Not correct: 0 of 1 point Which land does the river Ruda leave")
    assert "Your answer: Lowland Right answer: Highland, where it rises between two hills It ends" in one
    assert one.endswith("Read again: module 1, Rivers and bridges: The Ruda")
    assert "2 rivers-02 Not correct: 0 of 1 point" in two
    assert "Your answer: The bridge (right) The wall (not right) It ends at the bank. Missing: The" in two
    assert "At least one" not in two
    assert "Not scored" in three
    assert "Your answer: 1,234 (unit: %) This can be read in two ways." in three
    assert "4 rivers-04 Partly correct: 1 of 2 points" in four
    assert "Your answer: The spring The bridge The mill The mouth Right answer: The spring The mill" in four
    assert "Some places are right." in four
    assert "5 rivers-05 Partly correct: 0.33 of 1 point" in five
    assert "Your answer: The ferry – Lowland (right) The waterfall – Neither of the two (not right)" in five
    assert "(not right) Right: Highland. It needs a slope. The port, with its two piers – no" in five
    assert "no answer (not right) Right: Lowland." in five
    assert "6 rivers-06 Not answered What is the name of the river? Read again:" in six


def test_says_the_right_number_and_the_right_word(feedback):
    _, _, three, _, _, six = sections(feedback({"rivers-03": "37,5", "rivers-06": "Rudda"}))
    assert "Your answer: 37,5 (unit: %) Right answer: 62.5% (anything from 62.45 to 62.55 counts)" in three
    assert "That is the part in Highland." in three
    assert "Your answer: Rudda Right answer: Ruda One d is enough." in six


def test_an_answer_that_is_right_needs_no_key_and_no_reading(feedback):
    for text in sections(feedback(RIGHT)):
        assert " Correct: " in text
        assert not any(part in text for part in ("Right", "Missing", "not right", "Read again"))


def test_points_stand_by_module(feedback):
    said = words(feedback())
    assert "Points by module Module Answered Points Rivers and bridges 5 of 6 1.33 of 7.5" in said
    assert "Rivers and bridges 0 of 6 – of 7.5" in words(feedback({}))


def test_a_changed_question_is_told_as_such(feedback):
    one = sections(feedback({"rivers-01": "high"}, fingerprints={"rivers-01": "older"}))[0]
    assert "Not scored" in one
    assert "Highland, where it rises between two hills This question has changed since it was answered" in one


KEYS = ("Right", "Missing", "Highland", "62.5", "The mill", "Ruda it is", "Yes,", "Both ways")


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ({}, {}),
        ({"rivers-01": "where", "rivers-02": 7, "rivers-03": "x", "rivers-04": ["mouth"]}, {}),
        (
            {"rivers-01": "sea", "rivers-02": ["wall"], "rivers-03": "1", "rivers-06": "x"},
            {"fingerprints": dict.fromkeys(RIGHT, "older")},
        ),
    ],
    ids=["blank", "invalid", "changed"],
)
def test_no_key_of_an_item_without_an_answer_that_was_scored(feedback, answers, changes):
    for text in sections(feedback(answers, **changes)):
        assert not any(key in text for key in KEYS)


def test_no_key_of_a_variant_that_is_anothers(school):
    school.bank = load_bank(LANDS, sealed=True)
    item = school.bank.item("rivers-03")
    own = draw(school.bank.unit.edition, item.id, "s-1", len(item.variants))
    marks = {item.id: item.variants[own - 1].fingerprint}
    school.put("x.json", school.record("s-1", {item.id: "1"}, fingerprints=marks))
    page = school.out / "feedback" / "s-1.html"
    told = [f"Right answer: {line}" for line in right_lines(item.singles[own])]
    for reveal in (False, True):
        school.grade(reveal=reveal)
        three = sections(page)[2]
        assert "another variant" in three
        assert [line for line in told if line in three] == (told if reveal else [])
        assert ("Right" in three) == reveal


def test_reveal_tells_every_key(feedback):
    one, two, three, _, five, six = sections(feedback({"rivers-03": "x"}, {"reveal": True}))
    assert "Right answer: Highland, where it rises between two hills" in one
    assert "Right answer: The bridge The ferry" in two
    assert "This is not a number." in three and "Right answer: 62.5% (anything" in three
    assert "Right answer: The ferry – Lowland The waterfall – Highland" in five
    assert "Right answer: Ruda" in six


def test_first_and_best_try_are_told_apart_where_they_differ(feedback):
    tries = {
        "rivers-01": {"value": "sea"},
        "rivers-02": {"value": MIXED["rivers-02"]},
        "rivers-04": {"value": ["mouth", "bridge", "mill", "spring"]},
        "rivers-05": {"value": 7},
    }
    page = feedback({**MIXED, "rivers-01": "high"}, first=tries)
    one, two, three, four, five, _ = sections(page)
    assert "Yes, it rises in Highland. First try: 0 of 1 point. The best try counts." in one
    assert "First try: 0 of 2 points. The best try counts." in four
    assert "First try: not scored." in five
    assert all("First try" not in text for text in (two, three))
    said = "The best tries count; the first tries alone earn 0 of 7.5 points."
    assert said in page.read_text(encoding="utf-8")


def test_the_question_is_told_with_the_numbers_that_were_answered(feedback, bank):
    variant = bank.item("rivers-03").variants[1]
    marks = {"rivers-03": variant.fingerprint}
    three = sections(feedback({"rivers-03": "25"}, fingerprints=marks))[2]
    assert "where it runs for 20 km? Your answer: 25 (unit: %) Yes: 20 of 80." in three


def test_a_hand_in_that_cannot_count_says_what_to_do_about(feedback):
    text = feedback(edition="practice-0").read_text(encoding="utf-8")
    assert "This could not be graded: wrong edition. The answers belong to the edition" in text
    assert "Points are computed" not in text, "none are"
    assert "Question" not in text


def test_the_total_stands_first_and_the_file_is_named_without_its_folders(feedback, school):
    school.put("y.json", school.record("s-1", MIXED, "2026-11-20T00:00:00Z"))
    text = feedback().read_text(encoding="utf-8")
    assert "Not counted: y.json" in text
    assert str(school.hand_ins) not in text
    assert '<p class="total">1.33 of 7.5 points</p>' in text
    assert "5 of 6 questions answered." in text
    assert "x.json" in text
    assert '<html lang="en">' in text


def test_files_of_one_name_are_named_once(feedback, school):
    for day in (18, 19):
        school.put(f"{day}/x.json", school.record("s-1", MIXED, f"2026-11-{day}T00:00:00Z"))
    assert "Not counted: x.json (2 files)." in feedback().read_text(encoding="utf-8")


def test_a_unit_that_was_written_is_not_said_again(feedback):
    assert "Your answer: 62,5 % Yes" in sections(feedback({"rivers-03": "62,5 %"}))[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("answers", [MIXED, {}], ids=["mixed", "blank"])
def test_axe_finds_nothing_and_nothing_is_fetched(feedback, open_page, theme, answers):
    page = open_page(feedback(answers), theme)
    assert axe(page) == []
    assert len(page.asked) == 1


def test_fits_a_phone_whatever_the_student_wrote(feedback, open_page):
    page = open_page(feedback({"rivers-06": "x" * 200, "rivers-03": "9" * 5000}), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_prints_black_on_white_even_from_a_dark_screen(feedback, open_page):
    page = open_page(feedback(), "dark")
    page.emulate_media(media="print")
    colours = page.evaluate("(e => [e.color, e.backgroundColor])(getComputedStyle(document.body))")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
