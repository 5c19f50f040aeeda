"""What a page says of itself, the sitemap, and the page in the place of a missing one."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from courseware.book.sitemap import sitemap
from tests.book.test_item_directive import SETTINGS, UNIT, build

PARTS = ("item_directive", "page_metadata", "sitemap")
LONG = "The Ruda is a river of two lands, & nobody has measured its <depth> since the year of the flood."


def built(tmp_path: Path, **settings) -> Path:
    unit = Path(shutil.copytree(UNIT, tmp_path / "unit"))
    page = unit / "chapters/rivers.md"
    title, _, rest = page.read_text(encoding="utf-8").partition("\n")
    page.write_text(f"{title}\n\nShort.\n\n{LONG} {LONG} {LONG}\n{rest}", encoding="utf-8")
    extensions = ["myst_parser", *(f"courseware.book.{part}" for part in PARTS)]
    assert build(unit, settings={**SETTINGS, "extensions": extensions, "project": "Lands", **settings}) == ""
    return unit / "out"


def tags(page: Path) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page.read_text("utf-8"))
    return dict(found)


def test_a_page_tells_its_title_and_its_first_sentences(tmp_path):
    about = tags(built(tmp_path) / "chapters/rivers.html")
    assert about["og:title"] == "Rivers and bridges" and "og:url" not in about
    assert about["description"] == about["og:description"]
    assert about["description"].startswith("The Ruda is a river of two lands, &amp; nobody")
    assert "&lt;depth&gt;" in about["description"] and about["description"].endswith(" …")


def test_with_an_address_there_is_a_sitemap_and_without_one_there_is_none(tmp_path):
    site = built(tmp_path, html_baseurl="https://example.org/lands")
    places = ElementTree.parse(site / "sitemap.xml").getroot()
    assert [url.findtext("*") for url in places] == [
        "https://example.org/lands/chapters/rivers.html", "https://example.org/lands/index.html",
    ]
    assert tags(site / "chapters/rivers.html")["og:url"] == "https://example.org/lands/chapters/rivers.html"
    assert 'href="https://example.org/lands/"' in (site / "404.html").read_text("utf-8")


def test_without_an_address_a_missing_page_leads_to_the_first_one(tmp_path):
    site = built(tmp_path)
    assert not (site / "sitemap.xml").exists()
    page = (site / "404.html").read_text("utf-8")
    assert 'href="index.html"' in page and "Lands" in page and "src=" not in page and "stylesheet" not in page


@pytest.mark.parametrize("base", ["https://example.org", "https://example.org/"])
def test_an_address_may_end_with_a_slash(base):
    assert b"<loc>https://example.org/a.html?x=1&amp;y=2</loc>" in sitemap(base, ["a.html?x=1&y=2"])
