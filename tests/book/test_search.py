"""The search finds questions, figures, tables, claims, terms by name, with words around a match offline."""

import itertools
import json
import re
import shutil
from pathlib import Path

import pytest
from docutils import nodes

from courseware.book.mime import PLOTLY, WIDGET_VIEW
from courseware.book.named_places import places_in, with_addresses
from courseware.book.search_texts import page_text, search_texts
from courseware.widgets.saved_view import SAVED
from tests.book.test_item_directive import SETTINGS, UNIT, build

PARTS = (
    "item_directive", "claims_domain", "claims_directive", "named_places", "search_names", "search_texts",
)
FIGURE = ('<figure class="cw-figure" id="fig-tolls">\n<figcaption class="cw-figure-title">Tolls <b>rose</b> '
          '&amp; fell</figcaption><table><caption>Tolls rose</caption></table></figure>')
TABLE = '<table id="T_tolls" class="table"><caption>Tolls. By year</caption><tr><td>1</td></tr></table>'
WIDGET = ('<div class="cw-widget" id="widget-tolls" data-kind="x"><details><caption>Toll lab</caption>'
          '</details></div>')


def test_places_are_boxes_with_an_id_and_a_title():
    found = places_in(f"<p>{FIGURE}{TABLE}{WIDGET}<table><caption>none</caption>")
    assert [place[:3] for place in found] == [
        ("figure", "fig-tolls", "Tolls rose & fell"), ("table", "T_tolls", "Tolls. By year"),
        ("chart", "widget-tolls", "Toll lab"),
    ]
    assert [*places_in('<table id="T_bare"><tr></tr></table><div id="x"><caption>c</caption></div>')] == []


def test_a_title_gets_a_link_to_itself():
    assert with_addresses(TABLE) == TABLE.replace(
        "year</", 'year<a class="headerlink" href="#T_tolls" title="Link to this table">#</a></')
    assert with_addresses(FIGURE).count("headerlink") == 1
    assert with_addresses(WIDGET) == WIDGET


@pytest.fixture
def book(tmp_path: Path) -> Path:
    unit = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    page = unit / "chapters/rivers.md"
    raw = "".join(f"\n```{{raw}} html\n{text}\n```\n" for text in (FIGURE, TABLE, WIDGET))
    term = "\n```{glossary}\nTurnover\n  Exports plus imports.\n```\n"
    more = f"\n## Tolls\n\nNobody *pays*.\n{raw}{term}"
    page.write_text(page.read_text(encoding="utf-8") + more, encoding="utf-8")
    parts = [f"courseware.book.{part}" for part in PARTS]
    assert build(unit, settings={**SETTINGS, "extensions": ["myst_parser", *parts]}) == ""
    return unit


def test_names_are_in_the_index_with_kind_and_address(book):
    index = json.loads((book / "out/searchindex.js").read_text(encoding="utf-8")[len("Search.setIndex("):-1])
    kinds = {number: names[2] for number, names in index["objnames"].items()}
    found = {}
    for prefix, those in index["objects"].items():
        for page, kind, _, anchor, name in those:
            text = f"{prefix}.{name}" if prefix else name
            found[kinds[str(kind)], anchor or text] = (index["docnames"][page], text)
    assert found["figure", "fig-tolls"] == ("chapters/rivers", "Tolls rose &amp; fell")
    assert found["table", "T_tolls"] == ("chapters/rivers", "Tolls. By year")
    assert found["chart", "widget-tolls"] == ("chapters/rivers", "Toll lab")
    assert found["term", "-"] == ("chapters/rivers", "Turnover")
    questions = [text for (kind, _), (_, text) in found.items() if kind == "question"]
    assert len(questions) == 6 and all(re.match(r"Question \d: \w", text) for text in questions)


def test_the_texts_hold_every_word_by_section_and_no_markup(book):
    text = (book / "out-trees/courseware-static/courseware/search-texts.js").read_text(encoding="utf-8")
    pages = json.loads(text.partition(" = ")[2].rstrip(";\n"))
    assert set(pages) == {"index.html", "chapters/rivers.html"}
    section = re.search(r'<section id="tolls">(.*?)</section>', pages["chapters/rivers.html"], re.DOTALL)[1]
    assert "Nobody pays." in section and "Tolls rose & fell" in section.replace("&amp;", "&")
    assert '<dt id="term-Turnover">Turnover' in section
    assert "<" not in re.sub(r"</?dt[^>]*>", "", section)


def test_of_an_output_in_several_forms_the_shown_one_counts():
    forms = [nodes.container("", nodes.Text(text), mime_type=kind)
             for kind, text in (("text/plain", "<Styler at 0x7f>"), ("text/html", "Tolls"))]
    assert page_text(nodes.container("", *forms, nb_element="mime_bundle")) == "Tolls"
    assert page_text(nodes.container("", forms[0], nb_element="mime_bundle")) == "&lt;Styler at 0x7f&gt;"


def test_the_order_in_which_an_outputs_forms_were_saved_does_not_matter():
    forms = [nodes.container("", nodes.Text(kind), mime_type=kind)
             for kind in ("application/json", SAVED, "text/html", WIDGET_VIEW, PLOTLY, "text/plain")]
    for known in range(len(forms)):
        orders = itertools.permutations(forms[known:])
        shown = {page_text(nodes.container("", *order, nb_element="mime_bundle")) for order in orders}
        assert len(shown) == 1
    assert page_text(nodes.container("", *forms, nb_element="mime_bundle")) == PLOTLY


def test_labels_inside_a_drawing_are_not_words_of_the_page():
    drawing = '<p>Tolls</p><svg><text>20</text></svg>'
    assert page_text(nodes.raw("", drawing, format="html")) == "Tolls"


def test_a_text_cannot_leave_its_place():
    script = search_texts([("a.html", "</script><b>")])
    pages = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    assert pages == {"a.html": '<main role="main"></script><b></main>'}
