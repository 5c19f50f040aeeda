"""Questions and panels in small books: links, warnings, the search index, other builders, rebuilding."""

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from courseware.book.item_directive import CoursewareDomain, Refused

UNIT = Path(__file__).parents[1] / "two_lands"
SETTINGS = {
    "extensions": ["myst_parser", "courseware.book.item_directive"],
    "html_theme": "basic",
    "exclude_patterns": ["out*"],
}


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    return Path(shutil.copytree(UNIT, tmp_path / "unit"))


def build(unit: Path, builder: str = "html", settings: dict = SETTINGS) -> str:
    """Build the book in `unit` into `out`; returns its warnings."""
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(unit, None, unit / "out", unit / "out-trees", builder, settings, None, warnings)
        app.build()
    return re.sub(r"\x1b\[\d+m", "", warnings.getvalue())


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_questions_stand_where_they_were_placed_and_links_lead_to_them(unit):
    assert build(unit) == ""
    html = (unit / "out/chapters/rivers.html").read_text(encoding="utf-8")
    anchors = re.findall(r'<form class="cw-item" id="([^"]+)"', html)
    assert anchors == [f"item-rivers-0{n}" for n in range(1, 7)]
    assert 'Read again: <a href="#the-ruda">The Ruda</a>' in html and 'id="the-ruda"' in html
    assert '<a href="chapters/rivers.html">Rivers and bridges</a>' in (unit / "out/index.html").read_text()


def test_a_passage_without_a_heading_of_its_own_is_named_by_its_section(unit):
    edit(unit / "chapters/rivers.md", "It rises", "(the-spring)=\nIt rises")
    edit(unit / "exercises/items/rivers.yml", "#the-ruda", "#the-spring")
    assert build(unit) == ""
    assert 'Read again: <a href="#the-spring">The Ruda</a>' in (unit / "out/chapters/rivers.html").read_text()


def test_a_passage_on_another_page_is_linked_from_here(unit):
    edit(unit / "chapters/rivers.md", "```{item} rivers-06\n```\n", "")
    with (unit / "index.md").open("a") as index:
        index.write("\n```{item} rivers-06\n```\n")
    assert build(unit) == ""
    assert 'href="chapters/rivers.html#the-ruda">The Ruda' in (unit / "out/index.html").read_text()


def test_the_search_finds_prompts_and_options_and_no_feedback(unit):
    build(unit)
    index = (unit / "out/searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").rstrip(")"))["terms"]
    assert {"waterfal", "pier", "spring"} <= terms.keys()
    assert not {"slope", "divid", "enough"} & terms.keys()


def test_an_item_placed_twice_or_never_is_warned_of(unit):
    edit(unit / "chapters/rivers.md", "```{item} rivers-02\n```", "```{item} rivers-01\n```")
    warnings = build(unit)
    assert re.search(r"rivers\.md:\d+: WARNING: item rivers-01 stands here and in chapters/rivers", warnings)
    assert "item rivers-02 is in the bank and on no page" in warnings
    assert warnings.count("WARNING") == 2
    html = (unit / "out/chapters/rivers.html").read_text(encoding="utf-8")
    assert html.count('id="item-rivers-01"') == 1


def test_an_unknown_item_is_refused_with_its_place(unit):
    edit(unit / "chapters/rivers.md", "```{item} rivers-02", "```{item} rivers-99")
    with pytest.raises(Refused, match=r"rivers\.md, line 11: the bank has no item rivers-99; .*\.$"):
        build(unit)


def test_a_faulty_bank_fails_the_build_in_one_sentence(unit):
    edit(unit / "exercises/items/rivers.yml", "key: high", "key: hight")
    (unit / "conf.py").write_text(f"globals().update({SETTINGS!r})\n")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", ".", "out"]
    done = subprocess.run(command, cwd=unit, capture_output=True, text=True)
    told = re.sub(r"\x1b\[[\d;]*m", "", done.stderr).strip().splitlines()
    assert done.returncode == 2 and done.stdout == ""
    assert told[0] == "Courseware:" and len(told) == 2
    assert "rivers-01" in told[1] and told[1].endswith(".")


def test_the_environment_names_the_edition(unit, monkeypatch):
    monkeypatch.setenv("COURSEWARE_EDITION", "sealed")
    assert build(unit) == ""
    html = (unit / "out/chapters/rivers.html").read_text(encoding="utf-8")
    assert '"edition":"sealed-1"' in html and '"edition":"practice-1"' not in html
    asked, first = html.index("data-student"), html.index('id="item-rivers-01"')
    assert asked < first and html.count("data-student") == 1, "the student id, above the first question"
    monkeypatch.setenv("COURSEWARE_EDITION", "practice")
    build(unit)  # into the same folder: every page with questions is written again
    html = (unit / "out/chapters/rivers.html").read_text(encoding="utf-8")
    assert '"edition":"practice-1"' in html and '"edition":"sealed-1"' not in html
    assert "data-student" not in html


def test_a_page_can_say_what_holds_in_one_edition(unit, monkeypatch):
    with (unit / "index.md").open("a") as index:
        index.write("\n```{only} sealed\nNo check.\n```\n\n```{only} not sealed\nCheck often.\n```\n")
    said = {"sealed": "No check.", "practice": "Check often."}
    for edition, other in [("sealed", "practice"), ("practice", "sealed")]:
        monkeypatch.setenv("COURSEWARE_EDITION", edition)
        build(unit)  # into the same folder
        html = (unit / "out/index.html").read_text(encoding="utf-8")
        assert said[edition] in html and said[other] not in html


def test_an_unknown_edition_is_refused(unit, monkeypatch):
    monkeypatch.setenv("COURSEWARE_EDITION", "Sealed")
    with pytest.raises(Refused, match=r"COURSEWARE_EDITION is `Sealed`, .* set it to practice or sealed\.$"):
        build(unit)


@pytest.mark.parametrize(("builder", "suffix"), [("text", "chapters/rivers.txt"), ("latex", "*.tex")])
def test_other_builders_get_a_plain_form(unit, builder, suffix):
    assert build(unit, builder) == ""
    [file] = (unit / "out").glob(suffix)
    text = file.read_text(encoding="utf-8")
    for words in ("Question 1 (1 point)", "The waterfall", "This unit is worth 8 points."):
        assert words in text
    assert "It needs a slope" not in text


def test_what_parallel_readers_found_is_put_together():
    class Env:
        domaindata: dict = {}  # noqa: RUF012

    here = CoursewareDomain(Env())
    here.data.update(places={"a-1": [("one", 3)]}, panels={"one": 1})
    there = {"places": {"a-1": [("two", 5), ("one", 3)], "a-2": [("two", 9)]}, "panels": {"two": 1, "one": 1}}
    there["scores"] = {"two": 1}
    here.merge_domaindata(["two"], there)
    assert here.places == {"a-1": [("one", 3), ("two", 5)], "a-2": [("two", 9)]}
    assert here.scores == {"two": 1} and here.pages == {"one", "two"}
    here.clear_doc("two")
    assert here.places == {"a-1": [("one", 3)]} and here.panels == {"one": 1} and here.scores == {}
