"""The PDFs: accessible, with all fonts in them, the same on every run, and what stands on their pages."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from courseware.bank import load_bank
from courseware.paper import Written, write_paper
from courseware.paper.copies import copies_of
from courseware.paper.exhibits import load_appendix
from courseware.paper.typeset import typeset
from tests.conftest import ROOT, bank_of
from tests.paper.conftest import COPIES, LANDS, silent
from tests.paper.marker import pages, words


def fonts(reader: PdfReader) -> list[DictionaryObject]:
    found = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for inner in font.get_object()["/DescendantFonts"]:
                found[inner.get_object()["/BaseFont"]] = inner.get_object()["/FontDescriptor"]
    return list(found.values())


@pytest.mark.parametrize("which", ["questions", "answers"])
def test_accessible_and_complete(plain, book_paper, which):
    for written in (plain, book_paper):
        reader = PdfReader(getattr(written, which))
        catalog = reader.trailer["/Root"]
        assert catalog["/Lang"] == "en-GB"
        assert catalog["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in catalog
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in catalog["/Metadata"].get_data()
        assert reader.metadata.title.startswith("Unit ")
        assert reader.metadata.creation_date is None
        assert all(page.mediabox.width == pytest.approx(595.28, abs=0.1) for page in reader.pages)
        embedded = fonts(reader)
        assert embedded
        assert all("/FontFile3" in font or "/FontFile2" in font for font in embedded)


def _alternatives(node: object) -> list[str]:
    """The texts that stand for pictures, from the tree of tags."""
    if isinstance(node, list):
        return [alt for part in node for alt in _alternatives(part.get_object())]
    if not isinstance(node, DictionaryObject):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + _alternatives(node["/K"].get_object() if "/K" in node else None)


def test_each_chart_has_a_text_in_its_place(book_paper):
    bank = bank_of(ROOT)
    charts = [e.model.chart.alt for e in load_appendix(ROOT, bank).exhibits if e.model.chart]
    assert charts
    assert _alternatives(PdfReader(book_paper.questions).trailer["/Root"]["/StructTreeRoot"]) == charts


@pytest.mark.parametrize("copies", [None, 3])
def test_the_same_input_gives_the_same_bytes(tmp_path, copies):
    first, second = (write_paper(LANDS, tmp_path / name, copies, False, silent) for name in "ab")
    assert first.questions.read_bytes() == second.questions.read_bytes()
    assert first.answers.read_bytes() == second.answers.read_bytes()


def test_the_front_and_the_page_numbers(book_paper):
    shown = pages(book_paper.questions)
    assert "Total points:" in shown[0] and "/29" in shown[0]
    assert all(name in shown[0] for name in ("Name", "Id", "Class", "Date"))
    assert [re.findall(r"(\d+) / (\d+)\s*$", page)[0] for page in shown] == [
        (str(n), str(len(shown))) for n in range(1, len(shown) + 1)
    ]
    assert len(shown) <= 14


@pytest.mark.parametrize("root", [LANDS, ROOT], ids=["two lands", "the book"])
def test_numbers_points_and_order_are_those_of_the_page(root, plain, book_paper):
    text = words((plain if root == LANDS else book_paper).questions)
    at = 0
    for number, item in enumerate(bank_of(root).items, start=1):
        at = text.index(f"Question {number} / {item.points / 100:g} ", at)
        end = text.find(f"Question {number + 1} /", at)
        question = text[at : end if end > 0 else None]
        for role in ("options", "left", "right"):
            place = 0
            for part in item.view.get(role, ()):
                place = question.find(_begin(part["text"]), place) + 1
                assert place, (item.id, part["id"])


def _begin(text: str) -> str:
    """Its first words, as printed."""
    printed = re.sub(r"[*\u202f]", "", text).replace("'", "’")
    printed = re.sub(r'(^|\s)"', r"\1“", printed).replace('"', "”")
    return " ".join(printed.split()[:3])


def test_no_key_and_no_feedback_on_the_question_paper(book_paper):
    text = words(book_paper.questions)
    for item in bank_of(ROOT).items:
        for shown in item.feedback.values():
            assert _begin(shown) not in text or len(_begin(shown)) < 25, (item.id, shown)


def test_each_copy_says_its_number_and_starts_a_sheet(several):
    shown = pages(several.questions)
    fronts = [n for n, page in enumerate(shown) if "Total points:" in page]
    assert len(fronts) == COPIES
    assert all(n % 2 == 0 for n in fronts)  # pages count from 0 here: the front of a sheet of paper
    for copy, start in enumerate(fronts, start=1):
        assert f"Variant {copy}\n" in f"{shown[start]}\n"
    assert all("Variant" in page or not page.strip() for page in shown)


def test_copies_have_the_variants_that_are_drawn(several):
    bank, shown = load_bank(LANDS, sealed=True), "\n".join(pages(several.questions))
    parts = re.split(r"Total points:", shown)[1:]
    assert {copy.variants[2] for copy in copies_of(bank, COPIES)} == {0, 1, 2}
    for copy, part in zip(copies_of(bank, COPIES), parts, strict=True):
        prompt = copy.items(bank)[2].prompt.replace("'", "’")
        assert prompt in " ".join(part.split())


def test_the_plain_paper_has_first_variants_and_no_number(plain):
    text = words(plain.questions)
    assert "river’s 80 km lies in Lowland, where it runs for 50 km" in text
    assert "Variant" not in text


def test_cyrillic_and_minus_signs_are_printed(book_paper):
    text = words(book_paper.answers)
    assert "кыргызстан" in text
    assert "−0.5" in text


def test_a_character_that_no_font_has_is_spelt_out():
    data = {
        "number": "1",
        "title": "中 and 文",
        "edition": "e",
        "total": "1",
        "copies": 0,
        "items": [],
        "grids": [{"copy": None, "modules": []}],
    }
    text = PdfReader(BytesIO(typeset("answers", data))).pages[0].extract_text()
    assert "[U+4E2D] and [U+6587]" in text


def test_written_says_where(plain: Written):
    assert (plain.questions.name, plain.answers.name) == ("questions.pdf", "answers.pdf")
    assert not list(plain.questions.parent.glob(".*"))
