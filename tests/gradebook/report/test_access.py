"""The report in a browser: for everybody, on a phone and on paper."""

from __future__ import annotations

import pytest

from courseware.gradebook.report import class_report
from tests.browser.conftest import axe


@pytest.fixture(scope="module")
def page_file(tmp_path_factory, bank, row, rows):
    """A report with everything in it: groups, first tries, thirds, a dash, all lists of remarks."""
    made = rows([{"rivers-01": "low"}] * 12 + [{"rivers-04": None, "rivers-06": "Rudda"}] * 6)
    tries = {"rivers-02": {"value": ["wall"]}}
    part = {"rivers-01": "high", "rivers-02": ["bridge"]}
    made += [row(f"t-{n}", part, "A", first=tries) for n in range(8)]
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(class_report(bank, made, lambda row: row.carried[0]), encoding="utf-8")
    return file


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(browser, page_file, theme):
    # the page allows no script, not even axe's
    context = browser.new_context(
        viewport={"width": 320, "height": 800}, color_scheme=theme, bypass_csp=True, offline=True
    )
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_on_paper_nothing_is_cut_off(browser, page_file):
    context = browser.new_context(viewport={"width": 690, "height": 980})  # A4 less its margins
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(page_file.as_uri())
    tables = "[...document.querySelectorAll('table')]"
    wide = f"{tables}.filter(table => table.getBoundingClientRect().right > innerWidth + 1)"
    assert page.evaluate(f"{wide}.length") == 0
    context.close()
