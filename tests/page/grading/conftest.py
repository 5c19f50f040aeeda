"""The teacher's page of the invented unit, in both editions, opened from a file, the network off."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from courseware.bank import Bank, load_bank
from courseware.book.assets import PACKAGE, page_assets
from courseware.book.grading_directive import render_grading
from courseware.book.grading_script import grading_script
from courseware.book.key_file import key_script
from courseware.sealing.documents import key_document
from tests.page.conftest import FRAME, UNIT

CODE = "ABCD-EFGH-JKMN-PQRS"
SCRIPT = '<script defer src="courseware.js"></script>'
STYLE = '<link rel="stylesheet" href="courseware.css">'


@pytest.fixture(scope="session")
def sealed_bank() -> Bank:
    """The invented unit's sealed edition."""
    return load_bank(UNIT, sealed=True)


def write_site(folder: Path, bank: Bank) -> None:
    """`light.html` and `dark.html` with the teacher's page, and all that it loads."""
    folder.mkdir()
    files = {**page_assets(), "grading.js": grading_script(), "key.js": key_script(bank, CODE)}
    for theme, back, ink in (("light", "#fff", "#222"), ("dark", "#14181e", "#ced6dd")):
        page = FRAME.format(theme=theme, back=back, ink=ink, content=render_grading(bank))
        scripts = ("lock.js", "courseware.js", "grading.js")
        page = page.replace(SCRIPT, "".join(SCRIPT.replace("courseware.js", script) for script in scripts))
        files[f"{theme}.html"] = page.replace(STYLE, STYLE + STYLE.replace("courseware", "grading"))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(PACKAGE / "page" / "grading.css", folder)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, bank: Bank, sealed_bank: Bank) -> Path:
    """Folders `practice` and `sealed`, and `key.json` with the sealed edition's key."""
    path = tmp_path_factory.mktemp("grading")
    write_site(path / "practice", bank)
    write_site(path / "sealed", sealed_bank)
    (path / "key.json").write_text(json.dumps(key_document(sealed_bank)), encoding="utf-8")
    return path


@pytest.fixture
def grading(browser: Browser, sites: Path) -> Iterator[Callable[..., Page]]:
    """Open the page: `grading("sealed", width=320)`. Any error in it and any request fail the test."""
    contexts, errors = [], []

    def open_page(site: str = "practice", theme: str = "light", width: int = 1000, before: str = "") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
        context.set_default_timeout(15_000)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(f"a dialog: {dialog.message}"))
        page.on("request", lambda r: None if r.url.startswith(("file:", "blob:")) else errors.append(r.url))
        page.goto((sites / site / f"{theme}.html").as_uri())
        page.wait_for_function("document.querySelector('.cw-grading-key').textContent !== ''")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors


def choose(page: Page, files: list[Path] | list[dict] | Path, field: str = "files") -> None:
    """Give files to one of the page's file fields and wait until they are taken in."""
    said = page.locator(".cw-grading-said")
    said.evaluate("(node) => node.replaceChildren()")
    page.locator(f'[data-pick="{field}"]').set_input_files(files)
    said.locator("p").first.wait_for()
