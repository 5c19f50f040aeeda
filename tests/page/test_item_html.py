"""The form of each item type as a parser sees it: labelled, addressable, and without a word of the key."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from courseware.bank import CompiledItem, load_bank
from courseware.book.progress_html import render_progress
from courseware.page.item_html import WAITING, Link, points_text, render_item, render_student

BANK = load_bank(Path(__file__).parents[1] / "two_lands")
SEALED = load_bank(Path(__file__).parents[1] / "two_lands", sealed=True)
IDS = [item.id for item in BANK.items]


class Form(HTMLParser):
    """Elements as (tag, attributes), the visible words, and the inline data."""

    VOID = ("input", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.words = self.script = ""
        self.feed(html)
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "script" in self.open:
            self.script += data
        else:
            self.words += data

    def all(self, *tags: str) -> list[dict]:
        return [attrs for tag, attrs in self.elements if tag in tags]


def with_parts(item: CompiledItem, **parts) -> CompiledItem:
    """The item with other parts in its first variant."""
    return replace(item, variants=(replace(item.variants[0], **parts), *item.variants[1:]))


def form(item_id: str, number: int = 3) -> Form:
    return Form(render_item(BANK.item(item_id), BANK.unit, number, Link("a.html#b", "The <Ruda>")))


def test_the_invented_unit_has_every_type():
    templates = Path(render_item.__code__.co_filename).parent.glob("templates/item_*.html.j2")
    types = {file.name.split("_")[1].split(".")[0] for file in templates} - {"macros"}
    assert {item.type for item in BANK.items} == types and len(types) == 6


@pytest.mark.parametrize("item_id", IDS)
def test_a_question_is_a_labelled_form(item_id):
    seen = form(item_id)
    [outer], [group] = seen.all("form"), seen.all("fieldset")
    assert outer["id"] == f"item-{item_id}" and outer["data-item"] == item_id
    assert seen.elements[1][0] == "fieldset" and seen.elements[2][0] == "legend"
    ids = [attrs["id"] for _, attrs in seen.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    labels = [attrs["for"] for attrs in seen.all("label")]
    controls = [attrs["id"] for attrs in seen.all("input", "select")]
    assert labels == controls, "each control has one label"
    referred = [name for _, attrs in seen.elements for name in attrs.get("aria-describedby", "").split()]
    assert set(referred) <= set(ids) and group["aria-describedby"].split()[0] == f"item-{item_id}--prompt"
    assert re.match(r"\s*Question 3, ", seen.words)


@pytest.mark.parametrize("item_id", IDS)
def test_no_key_and_no_feedback_is_visible(item_id):
    seen, item = form(item_id), BANK.item(item_id)
    for text in item.feedback.values():
        assert text not in seen.words
    markup = re.sub(r"<script.*?</script>", "", render_item(item, BANK.unit, 3), flags=re.S)
    assert "checked" not in markup.replace("are checked", "") and "selected" not in markup
    changed = with_parts(item, scoring={"type": item.type}, feedback={})
    bare = re.sub(r"<script.*?</script>", "", render_item(changed, BANK.unit, 3), flags=re.S)
    assert bare == markup, "what is visible does not depend on the key"


@pytest.mark.parametrize("item_id", IDS)
def test_the_data_carries_what_the_page_needs(item_id):
    data, item = json.loads(form(item_id).script), BANK.item(item_id)
    head = [data[name] for name in ("unit", "edition", "id", "number")]
    assert head == ["two-lands", "practice-1", item_id, 3]
    assert data["points"] == item.points and data["sealed"] is False
    first = data["variants"][0]
    assert first["fingerprint"] == item.fingerprint and first["scoring"] == item.scoring
    assert first["feedback"].keys() == item.feedback.keys() and "texts" not in first
    assert all(html.startswith("<p>") for html in first["feedback"].values())


@pytest.mark.parametrize("item_id", IDS)
def test_without_javascript_no_button_is_offered(item_id):
    seen = form(item_id)
    assert seen.all("button") and all("hidden" in attrs for attrs in seen.all("button"))
    assert all("disabled" in attrs for attrs in seen.all("button") if attrs["type"] == "submit")
    assert seen.all("noscript")


def test_variants_repeat_only_what_differs():
    data, item = json.loads(form("rivers-03").script), BANK.item("rivers-03")
    first, second, third = data["variants"]
    assert [v["fingerprint"] for v in data["variants"]] == [v.fingerprint for v in item.variants]
    assert second["texts"] == {
        "prompt": "<p>How much of the river's 80 km lies in Lowland, where it runs for 20 km?</p>"
    }
    assert third["texts"]["hint"] == "<p>The whole is <em>60</em> km.</p>"
    for told, variant in zip(data["variants"], item.variants, strict=True):
        assert first["scoring"] | told["scoring"] == variant.scoring
        assert (first["feedback"] | told["feedback"]).keys() == variant.feedback.keys()
    assert second["scoring"].keys() == {"key", "wrong"} and second["feedback"].keys() == {"correct", "other"}


def test_every_text_of_an_answer_can_follow_the_variant():
    for item_id in IDS:
        html = render_item(BANK.item(item_id), BANK.unit, 1)
        view = BANK.item(item_id).view
        parts = [f"{role}:{p['id']}" for role in ("options", "left", "right") for p in view.get(role, ())]
        for name in ["prompt", *parts, *(["unit"] if "unit" in view else [])]:
            assert f'data-text="{name}"' in html
    item = BANK.item("rivers-01")
    other = replace(item.variants[0], fingerprint="other", view=item.view | {"options": [
        {"id": "low", "text": "*Low* & flat"}, *item.view["options"][1:]]})
    data = json.loads(Form(render_item(replace(item, variants=(*item.variants, other)), BANK.unit, 1)).script)
    assert data["variants"][1]["texts"] == {"options:low": "<em>Low</em> &amp; flat"}


def test_try_another_stands_only_where_there_is_another():
    assert ["Try another" in form(item_id).words for item_id in IDS] == [id_ == "rivers-03" for id_ in IDS]


def test_a_hint_stands_before_the_answer_and_closed():
    html = render_item(BANK.item("rivers-03"), BANK.unit, 1)
    hint = '<details class="cw-hint"><summary>Hint</summary><div data-text="hint"><p>The whole'
    assert html.index("cw-item-prompt") < html.index(hint) < html.index("cw-line")
    assert "cw-hint" not in render_item(BANK.item("rivers-01"), BANK.unit, 1)


@pytest.mark.parametrize("item_id", IDS)
def test_a_sealed_question_holds_nothing_of_the_key(item_id):
    item = SEALED.item(item_id)
    html = render_item(item, SEALED.unit, 2, Link("a.html#b", "The Ruda"))
    seen = Form(html)
    for gone in ("scoring", "feedback", "hint", "Check", "Read again", "Try another", "The Ruda"):
        assert gone not in html.replace("How much of the river", "")
    told = [text for v in item.variants for text in (*v.feedback.values(), v.hint) if text]
    assert told and not any(text in html for text in told)
    data = json.loads(seen.script)
    assert data["sealed"] is True and data["edition"] == "sealed-1"
    assert all(variant.keys() <= {"fingerprint", "texts"} for variant in data["variants"])
    bare = tuple(replace(v, scoring={}, feedback={}, hint=None) for v in item.variants)
    assert render_item(replace(item, variants=bare), SEALED.unit, 2) == html, "nothing depends on the key"
    assert [attrs.get("method") for attrs in seen.all("form")] == ["dialog"]


def test_a_sealed_question_with_variants_shows_none_before_the_student_is_known():
    item = SEALED.item("rivers-03")
    seen = Form(render_item(item, SEALED.unit, 3))
    assert WAITING in seen.words and "How much" not in seen.words
    assert "disabled" in seen.all("fieldset")[0]
    data = json.loads(seen.script)
    prompts = [variant["texts"]["prompt"] for variant in data["variants"]]
    assert len(set(prompts)) == 3 and all("How much" in prompt for prompt in prompts)
    view = item.view | {"unit": "km"}
    other = replace(item.variants[0], fingerprint="other", view=view)
    html = render_item(replace(item, variants=(*item.variants, other)), SEALED.unit, 3)
    assert 'data-text="unit">…<' in html, "what differs in the answer is not shown either"
    assert "disabled" not in Form(render_item(SEALED.item("rivers-01"), SEALED.unit, 1)).all("fieldset")[0]


def test_the_form_for_the_student_id_is_labelled():
    seen = Form(render_student())
    [field] = seen.all("input")
    assert [label["for"] for label in seen.all("label")] == [field["id"]]
    assert "Your student id" in seen.words and "hidden" in seen.all("button")[0]


def test_light_markdown_is_rendered_and_html_is_text():
    html = render_item(BANK.item("rivers-01"), BANK.unit, 1, Link("a.html#b", "The <Ruda>"))
    assert "<p>Which land does the river <em>Ruda</em> leave <strong>first</strong>?</p>" in html
    assert "<code>RUDA &lt;1&gt;</code>" in html
    assert '<a href="a.html#b">The &lt;Ruda&gt;</a>' in html


def test_nothing_in_an_item_can_leave_its_place():
    item = BANK.item("rivers-05")
    evil = "</script><script>alert(1)</script> \"onfocus=alert(1) x='"
    view = {"prompt": evil, "right": [{"id": "low", "text": evil}], "left": [{"id": "ferry", "text": evil}]}
    seen = Form(render_item(with_parts(item, view=view, feedback={"correct": evil}), BANK.unit, 1))
    assert len(seen.all("script")) == 1
    assert not [attrs for _, attrs in seen.elements if "onfocus" in attrs]
    assert "alert(1)" in json.loads(seen.script)["variants"][0]["feedback"]["correct"]


def test_the_unit_of_a_number_is_in_its_label():
    seen = form("rivers-03")
    assert "Your answer, in %" in seen.words
    assert [attrs["inputmode"] for attrs in seen.all("input")] == ["decimal"]
    plain = with_parts(BANK.item("rivers-03"), view={"prompt": "How many?", "unit": ""})
    assert "Your answer\n" in Form(render_item(plain, BANK.unit, 1)).words.replace("</", "\n")


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [
        (100, "1 point"),
        (50, "0.5 points"),
        (125, "1.25 points"),
        (2900, "29 points"),
        (33, "0.33 points"),
    ],
)
def test_points_are_said_as_a_reader_says_them(hundredths, text):
    assert points_text(hundredths) == text


def test_the_panel_lists_every_module_and_no_feedback():
    html = render_progress(BANK, {"rivers": Link("a.html", "Rivers")}, "rivers", score="b.html")
    seen = Form(html)
    assert '<a href="a.html" aria-current="page">Rivers and bridges</a>' in html
    assert "Hills" in seen.words and "no questions yet" in seen.words
    assert "of 7.5 points" in seen.words and "whole unit is worth 8 points" in seen.words
    assert '<a href="b.html">Your score' in html and seen.script == ""


def test_two_panels_of_a_page_share_no_id():
    both = Form(render_progress(BANK, {}) + render_progress(BANK, {}, serial=2))
    ids = [attrs["id"] for _, attrs in both.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
