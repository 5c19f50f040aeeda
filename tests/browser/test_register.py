"""The register of the real book: light enough, and every link to a claim lands on it."""

import gzip
import re

from tests.browser.conftest import pages

REGISTER = "chapters/reading-critically.html"


def test_the_page_stays_light(book):
    assert len(gzip.compress((book / REGISTER).read_bytes())) < 100_000


def test_every_linked_claim_is_on_the_page(book):
    html = (book / REGISTER).read_text(encoding="utf-8")
    there = set(re.findall(r'<li id="(c-[a-z0-9-]+)"', html))
    linked = {
        claim
        for page in pages(book)
        for claim in re.findall(r'href="[^"]*#(c-[a-z]+-\d+)"', (book / page).read_text(encoding="utf-8"))
    }
    assert len(linked) > 200 and linked <= there
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_link_from_a_module_opens_the_claim(visit):
    page = visit("chapters/03-trade.html").page
    link = page.locator("a.cw-claim").first
    name = link.get_attribute("href").partition("#")[2]
    assert link.get_attribute("title")
    link.click()
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    top = page.locator(f"#{name}").evaluate("(entry) => entry.getBoundingClientRect().top")
    assert page.url.endswith(f"reading-critically.html#{name}") and 0 <= top < 200
