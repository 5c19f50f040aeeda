"""The feedback page: what a student reads, on any screen, with any reader, on paper, without a network."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import axe

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

    def grade(answers=MIXED, **changes):
        school.put("x.json", school.record("s-1", answers, **changes))
        school.grade()
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


def sections(path) -> list[str]:
    """The words of each question."""
    text = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8").split("<main>")[1].split("</main>")[0])
    return [" ".join(part.split()) for part in text.split("Question ")[1:]]


def test_says_what_was_answered_what_it_earned_and_why(feedback):
    one, two, three, four, five, six = sections(feedback())
    assert "Your answer: Lowland Not correct: 0 of 1 point It ends there: the mouth is in Lowland ." in one
    assert "Your answer: The bridge The wall Not correct: 0 of 1 point" in two
    assert "At least one right option is missing." in two
    assert "Your answer: 1,234 (unit: %) Not scored This can be read in two ways." in three
    assert (
        "The spring The bridge The mill The mouth Partly correct: 1 of 2 points Some places are right."
        in four
    )
    assert "The ferry – Lowland The waterfall – Neither of the two Partly correct: 0.33 of 1 point" in five
    assert "It needs a slope." in five
    assert six.endswith("What is the name of the river? Not answered Read again: Rivers and bridges")


def test_an_item_that_was_not_answered_does_not_give_its_key_away(feedback):
    text = feedback({"rivers-01": "high"}).read_text(encoding="utf-8")
    assert "Ruda it is" not in text
    assert "62.5" not in text
    assert "50 of 80" not in text
    assert "Yes, it rises in Highland." in text


def test_a_changed_question_is_told_as_such(feedback):
    one = sections(feedback({"rivers-01": "high"}, fingerprints={"rivers-01": "older"}))[0]
    assert "Not scored This question has changed since it was answered" in one


def test_first_and_best_try_are_told_apart_where_they_differ(feedback):
    tries = {
        "rivers-01": {"value": "sea"},
        "rivers-02": {"value": MIXED["rivers-02"]},
        "rivers-04": {"value": ["mouth", "bridge", "mill", "spring"]},
        "rivers-05": {"value": 7},
    }
    page = feedback({**MIXED, "rivers-01": "high"}, first=tries)
    one, two, three, four, five, _ = sections(page)
    assert "Correct: 1 of 1 point First try: 0 of 1 point. The best try counts. Yes, it rises" in one
    assert "Partly correct: 1 of 2 points First try: 0 of 2 points. The best try counts." in four
    assert "First try: not scored." in five
    assert all("First try" not in text for text in (two, three))
    said = "The best tries count; the first tries alone earn 0 of 7.5 points."
    assert said in page.read_text(encoding="utf-8")


def test_the_question_is_told_with_the_numbers_that_were_answered(feedback, bank):
    variant = bank.item("rivers-03").variants[1]
    marks = {"rivers-03": variant.fingerprint}
    three = sections(feedback({"rivers-03": "25"}, fingerprints=marks))[2]
    assert "where it runs for 20 km? Your answer: 25 (unit: %) Correct" in three


def test_a_hand_in_that_cannot_count_says_what_to_do_about(feedback):
    text = feedback(edition="practice-0").read_text(encoding="utf-8")
    assert "This could not be graded: wrong edition. The answers belong to the edition" in text
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
