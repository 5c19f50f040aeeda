"""The score page: what it adds up, what it says to read again, and that it prints on one sheet."""

import json
import re

import pytest

from courseware.book.assets import PACKAGE
from courseware.book.questions_script import questions_script
from courseware.book.score_html import render_score
from courseware.page.item_html import Link
from tests.browser.answering import mixed as not_full
from tests.browser.conftest import axe
from tests.conftest import ROOT, bank_of
from tests.page.conftest import FRAME, RIGHT, kept
from tests.page.test_progress import MIXED, OFF, tried


def row(page, module: str) -> list[str]:
    return [cell.strip() for cell in page.locator(f"[data-module='{module}']").inner_text().split("\t")]


def mixed(bank) -> dict:
    state = kept(bank, MIXED, id="s-017", name="<b>Mira</b>")
    state["answers"] |= tried(bank, "rivers-01", "high", first="low", best="high")
    state["answers"] |= kept(bank, {"rivers-06": "Ruda"}, checked=False)["answers"]
    return state


def test_it_adds_up_each_module_and_says_which_answer_counts(visit, bank):
    page = visit("score", stored=mixed(bank))
    assert page.locator(".cw-panel-score").inner_text() == "2.17 of 7.5 points"
    assert row(page, "rivers") == ["Rivers and bridges", "5 of 6", "1.17", "2.17 of 7.5"]
    assert row(page, "hills") == ["Hills", "–", "0", "0 of 0.5"]
    assert row(page, "*") == ["All modules", "5 of 6", "1.17", "2.17 of 8"]
    text = page.locator("[data-score]").inner_text()
    assert "The best answer you checked counts." in text
    assert "1 of 6 questions with full points; 1 not answered yet; 1 answered but not checked; " in text
    assert "1 could not be scored." in text
    assert page.locator("[data-who=name]").inner_text() == "<b>Mira</b>"
    assert page.locator("[data-who=id]").inner_text() == "s-017"
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", page.locator("[data-who=date]").inner_text())


def test_what_was_tried_and_is_not_full_is_to_be_read_again_once_a_passage(visit, bank):
    page = visit("score", stored=mixed(bank))
    again = page.locator("[data-again]")
    assert again.get_by_role("heading").all_inner_texts() == ["Read again", "Rivers and bridges"]
    assert again.get_by_role("listitem").all_inner_texts() == ["The Ruda: questions 2, 3, 5"]
    again.get_by_role("link", name="Question 5").click()
    assert page.url.endswith("light.html#item-rivers-05")
    page.go_back()
    again.get_by_role("link", name="The Ruda").click()
    assert page.url.endswith("light.html#top")


def test_what_is_open_is_listed_apart(visit, bank):
    page = visit("score", stored=mixed(bank))
    assert page.locator("[data-open=unanswered]").inner_text() == "Not answered: 4"
    assert page.locator("[data-open=unchecked]").inner_text() == "Answered, but not checked yet: 6"
    page.get_by_role("link", name="Question 4").click()
    assert page.url.endswith("light.html#item-rivers-04")


def test_a_name_and_an_id_that_nobody_gave_show_on_paper_only(visit, bank):
    page = visit("score", stored=kept(bank, RIGHT))
    name = page.get_by_text("Student id", exact=True)
    assert name.is_hidden()
    page.emulate_media(media="print")
    assert name.is_visible()


def test_everything_right_and_nothing_answered_are_said(visit, bank):
    page = visit("score", stored=kept(bank, RIGHT))
    assert page.locator(".cw-score-state").inner_text() == "Everything right: full points on every question."
    assert page.locator(".cw-panel-score").inner_text() == "7.5 of 7.5 points"
    assert page.locator("[data-again]").is_hidden() and page.locator("[data-open=unanswered]").is_hidden()
    page = visit("score")
    assert page.locator(".cw-score-state").inner_text() == "You have not answered a question yet."
    assert page.locator("[data-again]").is_hidden() and page.locator("[data-open=unanswered]").is_hidden()
    assert row(page, "*")[1] == "0 of 6"


def test_it_follows_another_tab(visit, bank):
    page = visit("score", stored=kept(bank, {"rivers-01": "low"}))
    other = page.context.new_page()
    other.goto(page.url.replace("score", "light"))
    other.locator("#item-rivers-01").get_by_label("Highland").check()
    other.locator("#item-rivers-01").get_by_role("button", name="Check").click()
    page.wait_for_function("document.querySelector('.cw-panel-score span').textContent === '1'")
    assert row(page, "*")[2:] == ["0", "1 of 8"]


def test_what_is_wrong_with_the_storage_is_said(visit):
    page = visit("score", before=OFF)
    assert "does not keep answers" in page.locator(".cw-panel-notice").inner_text()
    page = visit("score", stored="{no json")
    assert "could not be read" in page.locator(".cw-panel-notice").inner_text()


def test_without_javascript_a_sentence_and_what_modules_are_worth(visit):
    page = visit("score", java_script_enabled=False)
    assert "counted by JavaScript, which is off" in page.locator("[data-score]").inner_text()
    assert "7.5" in row(page, "rivers") and page.get_by_role("button").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["score", "score-dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, bank, name, width):
    page = visit(name, stored=mixed(bank), width=width)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".cw-scroll").evaluate("(box) => box.scrollWidth <= box.clientWidth")


def test_the_button_prints(visit):
    page = visit("score", before="globalThis.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print").press("Enter")
    assert page.title() == "printed"


def sheets(pdf: bytes) -> int:
    """How many pages a PDF of Chromium's has: it writes their objects uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("answered", [0, 29])
def test_it_prints_on_one_sheet_even_if_everything_is_wrong(visit, folder, answered):
    bank = bank_of(ROOT)
    title = "A section with a title as long as titles are in this book, {}"
    passages = {item.id: Link(f"a.html#{item.id}", title.format(item.id)) for item in bank.items}
    pages = {module.id: Link("a.html", module.title) for module in bank.unit.modules}
    addresses = {item.id: f"a.html#item-{item.id}" for item in bank.items}
    script = questions_script(bank, addresses, {id_: "a.html" for id_ in pages}, passages)
    style = (PACKAGE / "page/score.css").read_text(encoding="utf-8")
    content = f"<style>{style}</style>{render_score(bank, pages, {})}<p>More</p><script>{script}</script>"
    html = FRAME.format(theme="light", back="#fff", ink="#222", content=content)
    html = html.replace("</body>", '<script defer src="score.js"></script></body>')
    (folder / "sheet.html").write_text(html, encoding="utf-8")
    answers = {item.id: not_full(item) for item in bank.items[:answered]}
    state = json.dumps(kept(bank, answers, id="s-" + "0" * 40, name="A name that is rather long " * 4))
    key = f"courseware:{bank.unit.id}:{bank.unit.edition}"
    page = visit("sheet", before=f"localStorage.setItem({json.dumps(key)}, {json.dumps(state)})")
    if answers:
        assert page.locator("[data-again] li").count() == len(bank.items)
    pdf = page.pdf(format="A4")
    [(width, height)] = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
    assert abs(float(width) - 595) < 2 and abs(float(height) - 842) < 2, "A4 in points"
    assert sheets(pdf) == 1
