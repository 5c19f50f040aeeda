"""The cover's parts in the invented unit: the picture of the claims and the cards of the modules."""

import re
import shutil
import struct
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.book.claims_picture import SIDE, STEP, picture, squares
from courseware.book.item_directive import Refused
from courseware.book.module_cards import cards
from courseware.book.social_picture import SIZE, social_picture
from courseware.errors import CoursewareError
from tests.book.test_item_directive import SETTINGS, UNIT
from tests.book.test_item_directive import build as build_book
from tests.claims.conftest import write_register

PARTS = ("item_directive", "claims_domain", "claims_picture", "module_cards")
SETTINGS = {**SETTINGS, "extensions": ["myst_parser", *(f"courseware.book.{part}" for part in PARTS)]}
MODULES = [module.id for module in load_bank(UNIT).unit.modules]
TEXT = "\n".join(f'{id_}: {{asks: "Where?", takes: about {30 + n} minutes}}' for n, id_ in enumerate(MODULES))


def cover(tmp_path: Path, text: str) -> Path:
    unit = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    write_register(unit)
    with (unit / "index.md").open("a", encoding="utf-8") as index:
        index.write(f"\n```{{claims-picture}}\n```\n\n```{{module-cards}}\n{text}\n```\n")
    return unit


@pytest.mark.parametrize("count", [1, 2, 7, 30, 100, 629])
def test_every_claim_has_a_place_of_its_own(count):
    placed = squares(["reproduces"] * count)
    assert len({(s.x, s.y) for s in placed}) == count
    width, height = max(s.x for s in placed) + SIDE, max(s.y for s in placed) + SIDE
    assert count < 100 or 1.5 < width / height < 3.5
    assert all(s.x % STEP == s.y % STEP == 0 for s in placed)


def test_the_legend_counts_what_the_picture_shows():
    html = picture(["reproduces", "cannot be checked", "misprinted", "contradicts itself", "reproduces"])
    for words in ("5 in all", "2 hold", "1 cannot be checked", "2 do not hold"):
        assert words in html
    drawn = dict(re.findall(r'<path class="cw-(\w+)" d="([^"]*)"', html.split("<figcaption>")[0]))
    assert {state: path.count("M") for state, path in drawn.items()} == {
        "holds": 2, "fails": 2, "open": 1, "cross": 2}


def test_a_card_has_the_modules_points_and_leads_to_its_page(tmp_path):
    unit = cover(tmp_path, TEXT)
    assert build_book(unit, settings=SETTINGS) == ""
    html = (unit / "out/index.html").read_text(encoding="utf-8")
    found = re.search(r'<ul class="cw-cards.*?</ul>', html, re.DOTALL)[0]
    modules = load_bank(UNIT).unit.modules
    pages = [f"{module.page}.html" for module in modules if module.page]
    assert re.findall(r'href="([^"]+)"', found) == pages
    for minutes, module in enumerate(modules, 30):
        for words in (module.title, f"{module.points / 100:g} point", f"about {minutes} minutes"):
            assert words in found
    assert 'class="cw-claims-picture"' in html


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "needs asks and takes"),
        ("- a", "needs asks and takes"),
        ("a: {asks: [", "does not hold valid YAML"),
        (TEXT.replace("about 30 minutes", "30"), "needs asks and takes"),
        (TEXT.replace('asks: "Where?"', "asks: ''", 1), "needs asks and takes"),
        (TEXT + "\nmoons: {asks: Why, takes: long}", 'no module "moons"'),
        (TEXT.split("\n", 1)[1], f'"{MODULES[0]}" is missing'),
    ],
)
def test_faulty_cards_are_told_with_their_place(text, problem):
    with pytest.raises(CoursewareError, match=problem) as told:
        cards(load_bank(UNIT), text, "index", 7)
    assert "index" in str(told.value) and "line 7" in str(told.value)


def test_the_build_says_so(tmp_path):
    with pytest.raises(Refused, match="module-cards"):
        build_book(cover(tmp_path, "moons: {asks: Why, takes: long}"), settings=SETTINGS)


@pytest.mark.parametrize("verdicts", [[], ["reproduces", "misprinted", "cannot be checked"] * 200])
def test_the_picture_for_links_has_the_size_that_is_asked_for(verdicts):
    png = social_picture(load_bank(UNIT), verdicts)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == SIZE
    assert png == social_picture(load_bank(UNIT), verdicts)


@pytest.mark.parametrize("address", ["", "https://example.org/unit/"])
def test_pages_name_the_picture_where_the_sites_address_is_known(tmp_path, address):
    unit = cover(tmp_path, TEXT)
    extensions = [*SETTINGS["extensions"], "courseware.book.social_picture"]
    build_book(unit, settings={**SETTINGS, "extensions": extensions, "html_baseurl": address})
    html = (unit / "out/chapters/rivers.html").read_text(encoding="utf-8")
    named = 'property="og:image" content="https://example.org/unit/_static/social.png"' in html
    assert named == bool(address)
    assert (unit / "out/_static/social.png").is_file() == bool(address)
