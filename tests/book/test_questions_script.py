"""The site-wide data script: what it says, and that a change in book or bank reaches it."""

import json
import re
import shutil
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.book import assets
from courseware.book.questions_script import questions_script
from courseware.page.item_html import Link
from tests.book.test_item_directive import SETTINGS, UNIT, build, edit

_BOOK = "courseware.book"
_NAMES = ("item_directive", "page_files", "site_files", "score_directive")
PARTS = ["myst_parser", *(f"{_BOOK}.{name}" for name in _NAMES)]
SITE = {**SETTINGS, "extensions": PARTS}
SCRIPT = "out/_static/courseware/questions.*.js"  # the name changes with the content


def script_of(unit: Path) -> str:
    [file] = unit.glob(SCRIPT)
    return file.read_text("utf-8")


def read(script: str) -> dict:
    start = "(globalThis.courseware ??= {}).questions = "
    assert script.startswith(start) and script.endswith(";\n")
    return json.loads(script[len(start):-2])


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The invented unit, with a score page and what stands for the library of the charts."""
    path = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    library = path / "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"
    library.parent.mkdir(parents=True)
    library.write_text("")
    (path / "exercises/score.md").write_text("# Your score\n\n```{score}\n```\n", encoding="utf-8")
    edit(path / "index.md", "chapters/rivers\n", "chapters/rivers\nexercises/score\n")
    return path


def test_in_practice_it_holds_what_scoring_needs_and_no_feedback():
    bank = load_bank(UNIT)
    places = {"rivers-01": "a.html#item-rivers-01"}
    data = read(questions_script(bank, places, {"rivers": "a.html"}, {"rivers-01": Link("a.html#b", "<B>")}))
    assert (data["unit"], data["edition"]) == ("two-lands", "practice-1")
    assert (data["sealed"], data["total"]) == (False, 800)
    assert data["modules"] == [
        {"id": "rivers", "title": "Rivers and bridges", "points": 750, "href": "a.html"},
        {"id": "hills", "title": "Hills", "points": 50},
    ]
    first, second = data["items"][:2]
    assert first["passage"] == {"href": "a.html#b", "title": "<B>"}
    assert first["href"] == "a.html#item-rivers-01"
    assert "passage" not in second and "href" not in second
    for number, (item, told) in enumerate(zip(bank.items, data["items"], strict=True), 1):
        assert (told["id"], told["number"], told["points"]) == (item.id, number, item.points)
        wanted = [{"fingerprint": v.fingerprint, "scoring": v.scoring} for v in item.variants]
        assert told["variants"] == wanted


def test_in_a_sealed_edition_it_holds_nothing_that_tells_an_answer():
    bank = load_bank(UNIT, sealed=True)
    script = questions_script(bank, {}, {}, {item.id: Link("a.html#b", "B") for item in bank.items})
    data = read(script)
    assert data["sealed"] and data["edition"] == "sealed-1"
    assert {name for item in data["items"] for name in item} == {
        "id", "number", "module", "type", "points", "shape", "variants"}
    variants = [variant for item in data["items"] for variant in item["variants"]]
    assert all(variant.keys() == {"fingerprint"} for variant in variants)


def links(unit: Path) -> dict[str, str]:
    return {item["id"]: item["href"] for item in read(script_of(unit))["items"]}


def test_pages_with_questions_panel_or_score_load_it_first(unit):
    (unit / "plain.md").write_text("# Plain\n", encoding="utf-8")
    edit(unit / "index.md", "chapters/rivers\n", "chapters/rivers\nplain\n")
    assert build(unit, settings=SITE) == ""
    data = read(script_of(unit))
    assert data["items"][0]["href"] == "chapters/rivers.html#item-rivers-01"
    assert data["items"][0]["passage"] == {"href": "chapters/rivers.html#the-ruda", "title": "The Ruda"}
    assert data["modules"][0]["href"] == "chapters/rivers.html"
    for page, scripts in {
        "index": ["questions.js", "courseware.js"],
        "chapters/rivers": ["questions.js", "courseware.js"],
        "exercises/score": ["questions.js", "courseware.js", "score.js"],
        "plain": [],
    }.items():
        html = (unit / f"out/{page}.html").read_text("utf-8")
        wanted = r"courseware/(questions|courseware|score|lock|unlock)\.\w{10}\.js"
        assert [f"{name}.js" for name in re.findall(wanted, html)] == scripts, page
        assert not scripts or 'data-content_root="' in html, "scripts know the site's root by it"


def test_a_passage_without_a_heading_of_its_own_is_named_by_its_section(unit):
    edit(unit / "chapters/rivers.md", "It rises", "(the-spring)=\nIt rises")
    edit(unit / "exercises/items/rivers.yml", "#the-ruda", "#the-spring")
    assert build(unit, settings=SITE) == ""
    passage = read(script_of(unit))["items"][0]["passage"]
    assert passage == {"href": "chapters/rivers.html#the-spring", "title": "The Ruda"}


def test_an_item_that_moved_to_another_page_is_found_there_from_everywhere(unit):
    build(unit, settings=SITE)
    assert links(unit)["rivers-06"] == "chapters/rivers.html#item-rivers-06"
    loads = {page: re.findall(r"questions\.\w{10}\.js", (unit / f"out/{page}.html").read_text("utf-8"))
             for page in ("index", "exercises/score")}
    edit(unit / "chapters/rivers.md", "```{item} rivers-06\n```\n", "")
    (unit / "more.md").write_text("# More\n\n```{item} rivers-06\n```\n", encoding="utf-8")
    edit(unit / "exercises/score.md", "# Your score", "# Your score\n\n```{toctree}\n../more\n```")
    assert build(unit, settings=SITE) == ""
    assert links(unit)["rivers-06"] == "more.html#item-rivers-06"
    for page, before in loads.items():
        now = re.findall(r"questions\.\w{10}\.js", (unit / f"out/{page}.html").read_text("utf-8"))
        assert len(now) == 1 and now != before, "under the old name, browsers would keep the old script"


def test_a_changed_script_reaches_pages_that_are_not_written_again(unit, monkeypatch):
    build(unit, settings=SITE)
    page = unit / "out/chapters/rivers.html"
    before = page.read_text("utf-8")
    made = assets.page_assets()
    changed = {**made, "courseware.js": made["courseware.js"] + "// changed\n"}
    monkeypatch.setattr(assets, "page_assets", lambda: changed)
    assert build(unit, settings=SITE) == ""
    [script] = (unit / "out/_static/courseware").glob("courseware.*.js")
    assert script.read_text("utf-8") == changed["courseware.js"]
    now = page.read_text("utf-8")
    assert script.name in now and script.name not in before
    assert re.sub(r"\.\w{10}\.js", "", now) == re.sub(r"\.\w{10}\.js", "", before)


def test_a_panel_links_to_the_score_page_as_long_as_there_is_one(unit):
    build(unit, settings=SITE)
    panel = unit / "out/chapters/rivers.html"
    assert '<a href="../exercises/score.html">Your score' in panel.read_text("utf-8")
    edit(unit / "exercises/score.md", "```{score}\n```", "Nothing.")
    build(unit, settings=SITE)
    assert "Your score, and" not in panel.read_text("utf-8")


def test_the_score_page_says_what_modules_are_worth_without_a_script(unit):
    build(unit, settings=SITE)
    html = (unit / "out/exercises/score.html").read_text("utf-8")
    assert '<a href="../chapters/rivers.html">Rivers and bridges</a>' in html
    assert "<noscript>" in html and "7.5 points" in html and "of </span>8</td>" in html


def test_other_builders_get_a_sentence(unit):
    build(unit, "text", SITE)
    assert "This unit is worth 8 points" in (unit / "out/exercises/score.txt").read_text("utf-8")


def test_the_lock_stands_before_the_scripts_that_ask_for_it(unit, monkeypatch):
    monkeypatch.setenv("COURSEWARE_EDITION", "sealed")
    monkeypatch.setenv("COURSEWARE_UNLOCK_CODE", "KMNP-3FHX-TW9R")
    build(unit, settings=SITE)
    html = (unit / "out/exercises/score.html").read_text("utf-8")
    loaded = ["lock", "questions", "courseware", "unlock", "score"]
    assert re.findall(r"_static/courseware/(\w+)\.\w{10}\.js", html)[-5:] == loaded
    [sections] = re.findall(r'<script type="application/json">(.*?)</script>', html)
    assert json.loads(sections)["chapters/rivers#the-ruda"]["title"] == "The Ruda"
    panel = (unit / "out/chapters/rivers.html").read_text("utf-8")
    assert "Unlock code" in panel and "First tries" not in panel
