"""A page or an item that quotes a number without a claim, or another number than its claim, is told."""

from __future__ import annotations

import json

import pytest

from courseware.claims.check import check_items, check_page, contents
from courseware.claims.prose import page_blocks
from courseware.claims.register import Claim
from courseware.errors import CoursewareError


def claim(id_: str, printed: str, recomputed: float | None = None, period: str = "") -> Claim:
    return Claim(
        id_,
        "trade",
        "000",
        "2",
        "It says so.",
        printed,
        "percent",
        period,
        "export",
        recomputed,
        "",
        "",
        None,
        "reproduces",
        "It does.",
        "",
    )


CLAIMS = {
    c.id: c
    for c in (
        claim("c-a-001", "63.7", 61.95, "2020"),
        claim("c-a-002", "5", None, "2016–2019"),
        claim("c-a-003", "7.5"),
    )
}


def faults(tmp_path, text: str, name: str = "page.md") -> list[str]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return [str(fault) for fault in check_page("page", page_blocks(file), CLAIMS)]


@pytest.mark.parametrize(
    "text",
    [
        "It sold [61.95%](#c-a-001) of it in 2020.",
        "It sold [62%](#c-a-001), which the text puts at 63.7%.",
        "It grew by [5%](#c-a-002) a year.\n\nThat was in 2018.",
        "- one item: [5%](#c-a-002)\n\n  and once more 5 in the same item",
        "| a | b |\n|---|---|\n| [5](#c-a-002) | 5 |",
        "```{admonition} A note\nIt grew by [5%](#c-a-002).\n```",
        "Here is `1234` and $x = 17$ and {ref}`c-17`.\n\n```python\n99\n```\n\n1. first\n2. second",
        "See [Table 5](other.md) and https://example.org/2031/17.",
        "term\n: Up by [5%](#c-a-002), 5.",
    ],
)
def test_a_number_with_its_claim_passes(tmp_path, text):
    assert faults(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("One.\n\nIt sold 61.95% of it.", "page, line 3: 61.95 has no claim behind it"),
        (
            "It sold [61.96%](#c-a-001).",
            "page, line 1: 61.96 is not what c-a-001 says (printed: 63.7; recomputed: 61.95)",
        ),
        ("It sold [5%](#c-a-009).", "page, line 1: there is no claim c-a-009"),
        ("It was [5%](#c-a-002).\n\nAnd 5 again.", "page, line 3: 5 has no claim behind it"),
        ("It was [5%](#c-a-002) in 2020.", "page, line 1: 2020 has no claim behind it"),
        ("- [5%](#c-a-002)\n- 5", "page, line 2: 5 has no claim behind it"),
        ("| a |\n|---|\n| [5](#c-a-002) |\n| 7.5 |", "page, line 4: 7.5 has no claim behind it"),
        ("```{admonition} A note\nIt grew by 5%.\n```", "page, line 2: 5 has no claim behind it"),
        ("```{admonition} Up by 5%\n:class: tip-9\nSo.\n```", "page, line 1: 5 has no claim behind it"),
        ("```{figure} a-9.png\n:width: 80%\n:alt: Up by 5%\n```", "page, line 3: 5 has no claim behind it"),
        ("![Up by 5%](a-9.png)", "page, line 1: 5 has no claim behind it"),
        ("One.\n\n<p id=\"9\">Up by 5%</p><!-- 9 -->", "page, line 3: 5 has no claim behind it"),
        ("See {ref}`the 5 <a-9>`.", "page, line 1: 5 has no claim behind it"),
        (
            "[Table 9](#c-a-002) has it.",
            "page, line 1: 9 is not what c-a-002 says (printed: 5)",
        ),
        ("## Up by 5%", "page, line 1: 5 has no claim behind it"),
    ],
)
def test_a_number_without_it_is_told_with_its_place(tmp_path, text, fault):
    assert faults(tmp_path, text) == [fault]


def test_a_notebook_is_told_by_cell(tmp_path):
    cells = [
        {
            "cell_type": "code",
            "id": "c",
            "metadata": {},
            "source": ["x = 5"],
            "outputs": [],
            "execution_count": None,
        },
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["One.\n", "\n", "Up by 5%."]},
    ]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert faults(tmp_path, text, "page.ipynb") == ["page, cell m, line 3: 5 has no claim behind it"]


def test_an_items_numbers_need_its_own_claims(tmp_path):
    file = tmp_path / "trade.yml"
    file.write_text(
        "- id: trade-01\n  prompt: Was it 63.7% or {share}%?\n  source: [c-a-001]\n  key: 17\n"
        "  values: {share: {at: 2031}}\n  options:\n    - {id: a, text: 'It was 5%.', feedback: No.}\n"
        "  wrong:\n    - {value: 88, feedback: Not 7.5.}\n",
        encoding="utf-8",
    )
    assert [str(fault) for fault in check_items("trade.yml", file, CLAIMS)] == [
        "trade.yml, line 7, item trade-01: 5 agrees with no claim in the item's `source`",
        "trade.yml, line 9, item trade-01: 7.5 agrees with no claim in the item's `source`",
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 1}', '{"cells": [1]}', '{"cells": [{}]}'])
def test_what_is_no_notebook_is_told_in_a_sentence(tmp_path, text):
    with pytest.raises(CoursewareError, match=r"page\.ipynb: this is not a notebook; save it anew"):
        faults(tmp_path, text, "page.ipynb")


def test_contents_are_read_in_every_form_that_jupyter_book_takes(tmp_path):
    file = tmp_path / "_toc.yml"
    file.write_text("root: a\nparts: [{chapters: [{file: b, sections: [{file: c}]}]}]", encoding="utf-8")
    assert contents(tmp_path) == ["a", "b", "c"]
    file.write_text("root: a\nchapters: [{file: b}, {url: 'https://example.org'}]", encoding="utf-8")
    assert contents(tmp_path) == ["a", "b"]


@pytest.mark.parametrize(
    "text", ["", "- a", "parts: []", "root: a\nparts: [{caption: P}]", "root: a\nchapters: [b]"]
)
def test_contents_without_pages_are_told_in_a_sentence(tmp_path, text):
    (tmp_path / "_toc.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CoursewareError, match="it does not list the pages; give it a root"):
        contents(tmp_path)
