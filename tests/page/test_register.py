"""The register in a browser: filtered by keyboard, opened at a claim, readable without a script, light."""

import gzip

import pytest

from courseware.book.assets import PACKAGE
from courseware.book.claims_domain import Register
from courseware.book.claims_html import PageUses, Place, render_claims, render_discrepancies
from courseware.claims.register import load_claims, load_discrepancies, load_sources
from tests.browser.conftest import axe
from tests.claims.conftest import TABLES, write_register
from tests.page.conftest import FRAME

FILES = ("claims.css", "register.js")
COUNT = 550
CHECK = '{"function": "total", "table": "walks", "where": {"land": ["Low", "High"]}}'
COLUMNS, *ROWS = TABLES["claims"]


def many() -> list[tuple[str, ...]]:
    """The four invented claims, and as many more as a whole unit has, no two alike."""
    return [COLUMNS, *ROWS, *(
        (f"c-more-{n:03}", f"topic {n % 7}", "02", f"Walk {n}", f"Walk {n} has {n * 37} steps in all.",
         str(n * 37), "steps", str(1800 + n % 100), "", str(n * 38), f"Table {n}, summed over {n % 9} rows",
         CHECK, "1", "misprinted", f"The list of walk {n} adds up to {n * 38}, not to {n * 37}.",
         "barges")
        for n in range(1, COUNT - len(ROWS) + 1)
    )]


def lists(root) -> str:
    """Both lists in HTML, every claim with a use."""
    register = Register(load_claims(root), load_discrepancies(root), load_sources(root))
    uses = {id_: [PageUses("Rivers", "light.html", [Place("The Ruda", "light.html#the-ruda")])]
            for id_ in register.claims}
    passages = {"barges": Place("The Ruda", "light.html"), "bald-hill": None}
    return render_discrepancies(register, passages, "") + render_claims(register, uses, "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, folder):
    """Adds `register.html` with many claims, and `light-register.html` and `dark-register.html` with four."""
    for name in FILES:
        (folder / name).write_text((PACKAGE / "page" / name).read_text(encoding="utf-8"), encoding="utf-8")
    for name, claims in (("register", many()), ("light-register", TABLES["claims"]),
                         ("dark-register", TABLES["claims"])):
        root = tmp_path_factory.mktemp("register")
        write_register(root, {**TABLES, "claims": claims})
        theme, back, ink = ("dark", "#14181e", "#ced6dd") if "dark" in name else ("light", "#fff", "#222")
        link = '<p>See <a class="cw-claim" href="#c-more-300">11,100</a>.</p>'
        content = f'<article class="bd-article">{link}{lists(root)}</article>'
        page = FRAME.format(theme=theme, back=back, ink=ink, content=content)
        page = page.replace("courseware.js", "register.js").replace(
            "</head>", '<link rel="stylesheet" href="claims.css"></head>')
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return folder


def shown(page) -> list[str]:
    return page.locator("#claims-list > li:visible").evaluate_all("(all) => all.map((entry) => entry.id)")


def test_the_filter_works_by_keyboard_and_says_how_many_are_left(visit):
    page = visit("register")
    form = page.get_by_role("form", name="Filter the claims")
    said = form.get_by_role("status")
    assert said.inner_text() == "550 claims"
    form.get_by_label("Words").focus()
    page.keyboard.type("RUDA ")
    assert said.inner_text() == "3 of 550 claims"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert form.get_by_label("Verdict").evaluate("(field) => field === document.activeElement")
    for _ in range(2):  # past "reproduces"
        page.keyboard.press("ArrowDown")
    assert said.inner_text() == "1 of 550 claims" and shown(page) == ["c-rivers-002"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#claims-list'")
    assert said.inner_text() == "550 claims" and len(shown(page)) == COUNT


def test_the_address_keeps_the_filter(visit):
    page = visit("register")
    form = page.get_by_role("form", name="Filter the claims")
    form.get_by_label("Verdict").select_option("cannot be checked")
    form.get_by_label("Words").fill("100% & longest?")
    address = page.evaluate("location.href")
    other = visit("light")
    other.goto(address)
    form = other.get_by_role("form", name="Filter the claims")
    assert form.get_by_label("Verdict").input_value() == "cannot be checked"
    assert form.get_by_label("Words").input_value() == "100% & longest?"
    other.goto(f"{address.partition('#')[0]}#discrepancies-list?source=02")
    entries = other.locator("#discrepancies-list > li:visible")
    assert entries.count() == 1 and entries.get_attribute("id") == "d-bald-hill"


def top(page, id_: str) -> float:
    page.wait_for_timeout(300)
    return page.locator(f"#{id_}").evaluate("(entry) => entry.getBoundingClientRect().top")


@pytest.mark.parametrize("width", [320, 900])
def test_a_link_to_a_claim_brings_it_into_view(visit, width):
    page = visit("register", width=width)
    page.goto(f"{page.url}#c-more-400")
    page.reload()
    assert 0 <= top(page, "c-more-400") < 100
    assert page.locator("#c-more-400 details").evaluate("(fold) => fold.open")


def test_a_link_to_a_hidden_claim_shows_it_even_twice(visit):
    page = visit("register")
    for _ in range(2):
        page.get_by_role("form", name="Filter the claims").get_by_label("Source").select_option("01")
        assert not page.locator("#c-more-300").is_visible()
        page.get_by_role("link", name="11,100").click()
        assert page.locator("#c-more-300").is_visible()
        assert 0 <= top(page, "c-more-300") < 100
    assert page.evaluate("location.hash") == "#c-more-300"
    page.locator("#c-more-300").get_by_role("link", name="Barges a day").click()
    assert 0 <= top(page, "d-barges") < 100


def test_without_javascript_everything_can_be_read(visit):
    page = visit("register", java_script_enabled=False)
    assert page.locator(".cw-filter:visible").count() == 0, "no control that cannot do anything"
    assert page.locator("#claims-list > li:visible").count() == COUNT
    page.locator("#c-more-300 summary").click()
    assert page.locator("#c-more-300").get_by_text("total (table walks;").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(visit, theme):
    page = visit(f"{theme}-register", width=320)
    for id_ in ("c-rivers-001", "c-rivers-002", "c-rivers-003", "c-hills-001"):
        page.locator(f"#{id_} summary").click()
    page.get_by_role("form", name="Filter the claims").get_by_label("Topic").select_option("rivers")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_targets_are_large_enough_and_focus_can_be_seen(visit):
    page = visit("light-register", width=320)
    targets = ".cw-filter :is(input, select, button), summary"
    small = page.evaluate("""(targets) => [...document.querySelectorAll(targets)].filter(
      (node) => node.checkVisibility() && node.getBoundingClientRect().height < 24).length""", targets)
    assert small == 0
    for _ in range(20):
        page.keyboard.press("Tab")
        style = page.evaluate("""() => { const { outlineStyle, outlineWidth } =
            getComputedStyle(document.activeElement); return `${outlineStyle} ${outlineWidth}`; }""")
        assert style == "solid 3px", page.evaluate("document.activeElement.outerHTML")


def test_the_page_stays_light(folder):
    page = (folder / "register.html").read_bytes()
    assert len(gzip.compress(page)) < 70_000
    assert len(page) < 700_000
    script = (folder / "register.js").read_bytes()
    assert len(gzip.compress(script)) < 3_000
