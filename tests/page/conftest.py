"""A page with a question of every type, opened from a file in a browser of its own context."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from courseware.bank import Bank, load_bank
from courseware.book.assets import page_assets
from courseware.book.item_html import Link, render_item
from courseware.book.progress_html import render_progress

UNIT = Path(__file__).parents[1] / "two_lands"
KEY = "courseware:two-lands:practice-1"
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
    """`light.html` and `dark.html` with all items and a panel, `panel.html` with a panel only, the assets."""
    for name, text in page_assets().items():
        (folder / name).write_text(text, encoding="utf-8")
    forms = "".join(render_item(item, bank.unit, number, Link("#top", "The Ruda"))
                    for number, item in enumerate(bank.items, 1))
    panel = render_progress(bank, {item.id: f"light.html#item-{item.id}" for item in bank.items},
                            {"rivers": Link("light.html", "Rivers")}, "rivers")
    for name, theme, content in (("light", "light", panel + forms), ("dark", "dark", panel + forms),
                                 ("panel", "light", panel)):
        back, ink = ("#fff", "#222") if theme == "light" else ("#14181e", "#ced6dd")
        page = FRAME.format(theme=theme, back=back, ink=ink, content=content)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The invented unit."""
    return load_bank(UNIT)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> Path:
    """Where the pages are."""
    path = tmp_path_factory.mktemp("pages")
    write_pages(path, bank)
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
        if stored is not None:
            text = stored if isinstance(stored, str) else json.dumps(stored)
            context.add_init_script(f"""if (!localStorage.getItem("test:seeded")) {{
                localStorage.setItem("test:seeded", "1");
                localStorage.setItem("{KEY}", {json.dumps(text)}); }}""")
        if before:
            context.add_init_script(before)
        page = context.new_page()
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
    """Press Check; returns the place of the result."""
    form.get_by_role("button", name="Check").click()
    return form.locator(".cw-item-result")


def stored(page: Page) -> dict:
    """What the browser keeps for the unit."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or '{"answers": {}}')


def kept(bank: Bank, answers: dict, checked: bool = True, **student) -> dict:
    """A storage's content that holds these answers to the present questions."""
    entries = {item_id: {"value": value, "fingerprint": bank.item(item_id).fingerprint, "checked": checked}
               for item_id, value in answers.items()}
    return {"student": {"id": "", "name": "", **student}, "answers": entries}
