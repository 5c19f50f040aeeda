"""Links to claims and the register in small books: marks, uses, faults, rebuilding, other builders."""

import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from courseware.book.claims_domain import ClaimsDomain, Use
from courseware.book.claims_html import _number
from courseware.book.item_directive import Refused
from tests.book.test_item_directive import SETTINGS, UNIT, edit
from tests.book.test_item_directive import build as build_book
from tests.claims.conftest import TABLES, write_register

PARTS = ("item_directive", "claim_link", "claims_domain", "claims_directive")
SETTINGS = {**SETTINGS, "extensions": ["myst_parser", *(f"courseware.book.{part}" for part in PARTS)]}
FRESH = {**SETTINGS, "extensions": [*SETTINGS["extensions"], "courseware.book.freshness"]}
TEXT = """
## Traffic

It is [61.95%](#c-rivers-001) open. The atlas counts [23.6](#c-rivers-002) barges, its table
[24.3](#c-rivers-002). It is called [the longest](#c-rivers-003).
"""


def build(unit: Path, builder: str = "html", settings: dict = SETTINGS) -> str:
    return build_book(unit, builder, settings)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    write_register(root)
    with (root / "chapters/rivers.md").open("a", encoding="utf-8") as page:
        page.write(TEXT)
    (root / "register.md").write_text("# All claims\n\n```{discrepancies}\n```\n\n```{claims}\n```\n")
    edit(root / "index.md", "chapters/rivers\n", "chapters/rivers\nregister\n")
    return root


def entry(unit: Path, id_: str, page: str = "register") -> str:
    html = (unit / f"out/{page}.html").read_text(encoding="utf-8")
    return re.search(rf'<li id="{id_}".*?</li>', html, re.DOTALL)[0]


def test_a_number_leads_to_its_claim_and_says_how_it_fares(unit):
    assert build(unit) == ""
    html = (unit / "out/chapters/rivers.html").read_text(encoding="utf-8")
    links = re.findall(r'<a class="([^"]+)" href="([^"]+)" title="([^"]+)"><span[^>]*>(.*?)</span></a>', html)
    assert links[0] == ("cw-claim reference internal", "../register.html#c-rivers-001",
                        "Old atlas, section 2.1: reproduces", "61.95%")
    assert [title for _, _, title, _ in links[1:]] == [
        *["Old atlas, sections 2.1, 5: misprinted"] * 2, "Guide, Walk 3: cannot be checked"]
    marks = re.findall(r'aria-label="([^"]+)">(.)</span>', html)
    assert marks == [("(misprinted)", "≠")], "only where a printed number is shown"


def test_the_register_tells_all_of_a_claim(unit):
    build(unit)
    first = entry(unit, "c-rivers-001")
    for words in ("✓", "Old atlas, section 2.1", "61.95", "(percent; 1900)", "Share in table 1",
                  "share (table rivers; part: year 1900, river Ruda + Sava; whole: year 1900)",
                  '<a href="chapters/rivers.html">Rivers and bridges</a>: '
                  '<a href="chapters/rivers.html#traffic">Traffic</a>'):
        assert words in first, first
    assert "401 &lt;metres&gt;" in entry(unit, "c-hills-001")
    assert '<a href="#d-barges">Barges a day</a>' in entry(unit, "c-rivers-002")
    point = entry(unit, "d-bald-hill")
    assert "Old atlas, Guide" in point and 'data-source="01|02"' in point and "open question" in point
    assert '<a href="chapters/rivers.html#the-ruda">The Ruda</a>' in point
    assert 'href="#c-hills-001"' in point


def test_a_recomputed_number_has_its_thousands_set_apart_but_a_year_has_not():
    assert _number(SimpleNamespace(recomputed=11233.70, unit="USD million")) == "11,233.7"
    assert _number(SimpleNamespace(recomputed=-2015.0, unit="barges")) == "−2,015"
    assert _number(SimpleNamespace(recomputed=2015.0, unit="year")) == "2015"


def test_an_item_that_rests_on_a_claim_is_a_use(unit):
    items = unit / "exercises/items/rivers.yml"
    text = items.read_text(encoding="utf-8")
    text = re.sub(r"(  passage: .*\n)", r"\1  source: [c-hills-001]\n", text, count=1)
    items.write_text(text, encoding="utf-8")
    assert build(unit) == ""
    link = r'href="chapters/rivers.html#item-rivers-0\d">question \d</a>'
    assert re.search(link, entry(unit, "c-hills-001"))


def test_an_unknown_claim_is_refused_with_file_line_and_mend(unit):
    edit(unit / "chapters/rivers.md", "#c-rivers-003", "#c-rivers-099")
    told = r"chapters/rivers\.md, line \d+: the register has no claim c-rivers-099; correct the id, or"
    for _ in range(2):  # what was refused is not taken for read
        with pytest.raises(Refused, match=told):
            build(unit)


def test_a_passage_that_leads_nowhere_is_refused(unit):
    edit(unit / "data/discrepancies.csv", "#the-ruda", "#the-sava")
    told = r"discrepancies\.csv, row 1 \(barges\): its passage chapters/rivers#the-sava is no target"
    with pytest.raises(Refused, match=told):
        build(unit)


def test_a_faulty_register_is_refused_before_anything_is_read(unit):
    edit(unit / "data/claims.csv", "misprinted", "wrong")
    with pytest.raises(Refused, match=r'claims\.csv, row 2 \(c-rivers-002\): there is no verdict "wrong"'):
        build(unit)


def test_links_without_a_register_are_warned_of_and_shown_as_text(unit):
    edit(unit / "register.md", "```{claims}\n```\n", "")
    assert "rivers.md:" in (told := build(unit)) and "no page shows the register" in told
    assert "#c-rivers-001" not in (unit / "out/chapters/rivers.html").read_text()


def test_a_list_stands_once_on_a_page(unit):
    edit(unit / "register.md", "```{discrepancies}", "```{claims}")
    with pytest.raises(Refused, match=r"register\.md, line 6: claims stands on this page already; place"):
        build(unit)


def test_the_register_follows_what_other_pages_use(unit):
    build(unit)
    edit(unit / "chapters/rivers.md", "## Traffic", "## Boats")
    edit(unit / "chapters/rivers.md", "[the longest](#c-rivers-003)", "the longest")
    assert build(unit) == ""
    assert '#boats">Boats</a>' in entry(unit, "c-rivers-001")
    assert "Used in" not in entry(unit, "c-rivers-003")


def test_links_follow_the_register_to_another_page(unit):
    build(unit)
    (unit / "register.md").rename(unit / "claims.md")
    edit(unit / "index.md", "register\n", "claims\n")
    assert build(unit) == ""
    assert 'href="../claims.html#c-rivers-001"' in (unit / "out/chapters/rivers.html").read_text()


def test_a_build_after_changes_equals_a_fresh_one(unit):
    """Pages are compared without what Sphinx itself says of their neighbours."""
    extra = "# Extra\n\n(part)=\n## Part\n\nIt has [23.6](#c-rivers-002) and [410](#c-hills-001).\n"
    (unit / "extra.md").write_text(extra)
    edit(unit / "index.md", "register\n", "register\nextra\n")
    tables = dict(TABLES)

    def alter(table, old, new):
        rows = [tuple(cell.replace(old, new) for cell in row) for row in tables[table]]
        write_register(unit, {**tables, table: rows})
        tables[table] = rows

    def remove_a_claim():
        tables["claims"] = [row for row in tables["claims"] if row[0] != "c-rivers-003"]
        write_register(unit, tables)
        edit(unit / "chapters/rivers.md", "[the longest](#c-rivers-003)", "the longest")

    def remove_a_page():
        (unit / "extra.md").unlink()
        edit(unit / "index.md", "extra\n", "")

    changes = [
        lambda: None,
        lambda: alter("claims", "called the longest", "called the shortest"),
        lambda: alter("sources", "Old atlas", "Older atlas"),
        lambda: edit(unit / "extra.md", "# Extra", "# More"),
        lambda: alter("discrepancies", "chapters/rivers#the-ruda", "extra#part"),
        lambda: edit(unit / "extra.md", "## Part", "## Piece"),
        remove_a_claim,
        lambda: alter("discrepancies", "extra#part", "chapters/rivers#the-ruda"),
        remove_a_page,
    ]
    for change in changes:
        change()
        assert build(unit, settings=FRESH) == ""
        fresh = Path(shutil.copytree(unit, unit.parent / "fresh", ignore=shutil.ignore_patterns("out*")))
        assert build(fresh, settings=FRESH) == ""
        for page in ("register", "chapters/rivers"):
            made = [(root / f"out/{page}.html").read_text(encoding="utf-8") for root in (unit, fresh)]
            body = r'(?s)<div class="body".*?<div class="clearer'
            assert re.search(body, made[0])[0] == re.search(body, made[1])[0]
        shutil.rmtree(fresh)


def test_two_builds_give_the_same_page(unit):
    build(unit)
    first = (unit / "out/register.html").read_bytes()
    shutil.rmtree(unit / "out")
    shutil.rmtree(unit / "out-trees")
    build(unit)
    assert (unit / "out/register.html").read_bytes() == first


@pytest.mark.parametrize(("builder", "file"), [("text", "register.txt"), ("latex", "*.tex")])
def test_other_builders_get_plain_statements(unit, builder, file):
    assert build(unit, builder) == ""
    [made] = (unit / "out").glob(file)
    assert "The Bald Hill is 410 metres high." in made.read_text(encoding="utf-8")


def test_what_parallel_readers_found_is_put_together():
    class Env:
        domaindata: dict = {}  # noqa: RUF012

    def link(page):
        return [("c-a-001", Use(page, "a", "A"), f"{page}.md", 3)]

    here = ClaimsDomain(Env())
    here.data.update(links={"one": link("one")}, pages={"claims": {"one": ("one.md", 1)}})
    there = {"links": {"two": link("two"), "one": []},
             "pages": {"claims": {"two": ("two.md", 1)}, "discrepancies": {"two": ("two.md", 5)}}}
    here.merge_domaindata(["two"], there)
    assert here.links == {"one": link("one"), "two": link("two")} and here.page("claims") == "one"
    here.clear_doc("one")
    assert here.links == {"two": link("two")}
    assert here.page("claims") == "two" == here.page("discrepancies")
