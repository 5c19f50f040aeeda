"""The page to start from: one screen, light and dark, on a phone, and the same commands as the text."""

from __future__ import annotations

import html
import re

import pytest

from courseware.bundle.start_here import commands, start_here
from tests.browser.conftest import axe
from tests.conftest import ROOT, bank_of

UNIT = bank_of(ROOT / "tests" / "two_lands").unit


@pytest.mark.parametrize("wheels", [True, False])
def test_both_give_every_command(wheels):
    for text in start_here(UNIT, wheels).values():
        for lines in commands(wheels).values():
            for line in lines:
                assert line in html.unescape(text)
        assert "Lowland and Highland" in text and "answers.json" in text
        assert ("--no-index" in text) == wheels
        assert ("needs no network" in text) and ("downloads about" in text) != wheels


@pytest.mark.parametrize("wheels", [True, False])
def test_the_text_fits_a_screen(wheels):
    lines = start_here(UNIT, wheels)["START-HERE.txt"].splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 90
    assert not [line for line in lines if line != line.rstrip()]


def test_the_page_needs_nothing_from_anywhere():
    page = start_here(UNIT, True)["START-HERE.html"]
    assert not re.search(r"(src|href)=\"(?!book/index\.html)|url\(|@import|<script", page)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(320, 0), (1280, 720)])
def test_the_page_on_a_phone_and_on_one_screen(browser, tmp_path, theme, width, height):
    (tmp_path / "START-HERE.html").write_text(start_here(UNIT, True)["START-HERE.html"], encoding="utf-8")
    (tmp_path / "book").mkdir()
    context = browser.new_context(viewport={"width": width, "height": height or 700}, color_scheme=theme)
    page = context.new_page()
    page.goto((tmp_path / "START-HERE.html").as_uri())
    size = "(({ scrollWidth, scrollHeight }) => [scrollWidth, scrollHeight])(document.documentElement)"
    inner, tall = page.evaluate(size)
    assert inner <= width
    assert not height or tall <= height
    assert axe(page) == []
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(255, 255, 255)") == (theme == "light")
    context.close()
