"""A page with a question of every type, opened from a file in a browser of its own context."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from courseware.bank import Bank, load_bank
from courseware.book.assets import PACKAGE, page_assets
from courseware.book.progress_html import render_progress
from courseware.book.questions_script import NAME, questions_script
from courseware.book.score_html import render_score
from courseware.page.item_html import Link, render_item, render_student, waits
from courseware.sealing.crypto import seal
from courseware.sealing.documents import key_document
from tests.chromium import rested
from tests.conftest import SEALED_CODE

UNIT = Path(__file__).parents[1] / "two_lands"
KEY = "courseware:two-lands:practice-1"
EMPTY = "empty.html"
SEALED_KEY = "courseware:two-lands:sealed-1"
# Right answers, as a response and as the points they earn in all.
RIGHT = {
    "rivers-01": "high",
    "rivers-02": ["bridge", "ferry"],
    "rivers-03": "62,5 %",
    "rivers-04": ["spring", "mill", "bridge", "mouth"],
    "rivers-05": {"ferry": "low", "fall": "high", "port": "low"},
    "rivers-06": "  the RUDA ",
}
FRAME = """<!doctype html>
<html lang="en" data-theme="{theme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Rivers</title>
<link rel="stylesheet" href="courseware.css">
<style>body {{ margin: 0; font: 1rem/1.6 sans-serif; background: {back}; color: {ink} }}
main {{ max-width: 44rem; margin: auto; padding: 0 .75rem }}</style></head>
<body><main><h1>Rivers</h1>{content}</main><script defer src="courseware.js"></script></body></html>"""


def write_pages(folder: Path, bank: Bank) -> None:
    """`light.html` and `dark.html` with all items and a panel, `panel.html` with a panel only, the assets.

    `score.html` and `score-dark.html` show the score. A sealed edition is unlocked by `SEALED_CODE`.
    """
    scripts = {**page_assets(), NAME: questions(bank)}
    if bank.unit.sealed:
        scripts["key.js"] = f"courseware.sealed = {json.dumps(seal(key_document(bank), SEALED_CODE))};"
    for name, text in scripts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("score.css", "score.js", "unlock.js"):
        shutil.copy(PACKAGE / "page" / name, folder / name)
    forms = "".join(render_item(item, bank.unit, number, Link("#top", "The Ruda"))
                    for number, item in enumerate(bank.items, 1))
    if any(waits(item, bank.unit) for item in bank.items):
        forms = render_student() + forms
    pages = {"rivers": Link("light.html", "Rivers")}
    panel = render_progress(bank, pages, "rivers", score="score.html")
    score = render_score(bank, pages, {"chapters/rivers#the-ruda": Link("light.html#top", "The Ruda")})
    score = f'<link rel="stylesheet" href="score.css">{score}'
    contents = {"light": panel + forms, "dark": panel + forms, "panel": panel}
    contents |= {"score": score, "score-dark": score}
    for name, content in contents.items():
        theme = "dark" if "dark" in name else "light"
        back, ink = ("#fff", "#222") if theme == "light" else ("#14181e", "#ced6dd")
        for script in [NAME, *(["lock.js"] if bank.unit.sealed else [])]:
            content += f'<script defer src="{script}"></script>'
        page = FRAME.format(theme=theme, back=back, ink=ink, content=content)
        after = [*(["unlock.js"] if bank.unit.sealed else []), *(["score.js"] if "score" in name else [])]
        scripts = "".join(f'<script defer src="{script}"></script>' for script in after)
        page = page.replace("</body>", f"{scripts}</body>")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


def questions(bank: Bank) -> str:
    """The data script for these pages: all items stand in `light.html`, and so does their passage."""
    places = {item.id: f"light.html#item-{item.id}" for item in bank.items}
    passages = {item.id: Link("light.html#top", "The Ruda") for item in bank.items}
    return questions_script(bank, places, {"rivers": "light.html"}, passages)


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The invented unit."""
    return load_bank(UNIT)


@pytest.fixture(scope="session")
def sealed_bank() -> Bank:
    """The invented unit's sealed edition."""
    return load_bank(UNIT, sealed=True)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, bank: Bank, sealed_bank: Bank) -> Path:
    """Where the pages are; those of the sealed edition in `sealed`."""
    path = tmp_path_factory.mktemp("pages")
    write_pages(path, bank)
    (path / EMPTY).write_text("<!doctype html><title>Empty</title>", encoding="utf-8")
    (path / "sealed").mkdir()
    write_pages(path / "sealed", sealed_bank)
    return path


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Callable[..., Page]]:
    """Open a page in a fresh browser profile: `visit("light", stored={…}, width=320)`.

    `stored` is put into the storage before the page's script runs for the first time; `before` is a script
    that runs before every page load. Any error in the page fails the test.
    """
    contexts, errors = [], []

    def open_page(name: str = "light", stored=None, width: int = 900, before: str = "", **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        context.set_default_timeout(15000)
        contexts.append(context)
        page = context.new_page()
        if stored is not None:
            # Not by an init script: what that writes, Chromium may hide from the other pages of a folder.
            key = SEALED_KEY if name.startswith("sealed/") else KEY
            text = stored if isinstance(stored, str) else json.dumps(stored)
            page.goto((folder / EMPTY).as_uri())
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
        if before:
            context.add_init_script(before)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors


def question(page: Page, item_id: str) -> Locator:
    """The form of an item."""
    return page.locator(f"#item-{item_id}")


def check(form: Locator) -> Locator:
    """Press Check and wait for all that follows; returns the place of the result."""
    form.get_by_role("button", name="Check").click()
    rested(form.page)
    return form.locator(".cw-item-result")


def stored(page: Page, key: str = KEY) -> dict:
    """What the browser keeps for the unit."""
    return json.loads(page.evaluate(f"localStorage.getItem('{key}')") or '{"answers": {}}')


def kept(bank: Bank, answers: dict, checked: bool = True, **student) -> dict:
    """A storage's content that holds these answers to the present questions."""
    entries = {item_id: {"value": value, "fingerprint": bank.item(item_id).fingerprint, "checked": checked}
               for item_id, value in answers.items()}
    return {"student": {"id": "", "name": "", **student}, "answers": entries}
