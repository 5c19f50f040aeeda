"""The look of a dozen places, beside pictures of how they looked when somebody was content with them.

The pages are set in blocks (`block_font`), so fonts do not matter, and compared when they are 16 times
smaller: a picture tells of a ground, a column, a colour or a gap that has changed, not of a corner that
another browser draws otherwise.

A change that is meant: `LOOK=renew pytest tests/look/test_references.py`, look at the pictures, commit them.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from tests.look.block_font import FAMILY, font_face

PICTURES = Path(__file__).parent / "references"
SMALLER = 16
MEAN = 5  # difference of a channel, of 255
FAR, FEW = 40, 0.04  # what is far off, and the share of points that may be
SHRINK = """async ([picture, smaller]) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width / smaller);
  canvas.height = Math.round(image.height / smaller);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { png: canvas.toDataURL("image/png"), height: canvas.height, values: Array.from(data) };
}"""


class Scene(NamedTuple):
    """A place in the small book: a page, from a selector on, as a reader with this window sees it."""

    page: str
    at: str = "h1"
    width: int = 1280
    height: int = 1200
    theme: str = "light"
    media: str = "screen"


SCENES = {
    "reading": Scene("specimen"),
    "reading-dark": Scene("specimen", theme="dark"),
    "reading-phone": Scene("specimen", width=320),
    "reading-wide": Scene("specimen", width=1920),
    "table": Scene("specimen", at="table", width=768, height=800),
    "cover": Scene("index"),
    "cover-phone-dark": Scene("index", width=320, theme="dark"),
    "questions": Scene("chapters/rivers", at="#item-rivers-01"),
    "questions-dark": Scene("chapters/rivers", at="#item-rivers-03", width=768, theme="dark"),
    "questions-phone": Scene("chapters/rivers", at="#item-rivers-04", width=320),
    "paper": Scene("specimen", width=700, media="print"),
    "paper-questions": Scene("chapters/rivers", at="#item-rivers-02", width=700, media="print"),
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", offline=True)
    yield context.new_page()
    context.close()


def look(page: Page, book: Path, scene: Scene) -> str:
    """A picture of the place, as a data address."""
    page.set_viewport_size({"width": scene.width, "height": scene.height})
    page.emulate_media(color_scheme=scene.theme, media=scene.media)
    page.goto((book / f"{scene.page}.html").as_uri())
    page.add_style_tag(content=font_face())
    page.evaluate(f"document.fonts.load('16px {FAMILY}')")
    # Beside the scrollbar, and below what sticks to the upper edge.
    page.evaluate(
        """(at) => {
      document.documentElement.style.scrollBehavior = "auto";
      scrollTo(0, document.querySelector(`article ${at}`).getBoundingClientRect().top + scrollY - 96);
    }""",
        scene.at,
    )
    page.wait_for_function("document.fonts.status === 'loaded'")
    return "data:image/png;base64," + base64.b64encode(page.screenshot(animations="disabled")).decode()


def small(page: Page, picture: str, smaller: int) -> tuple[np.ndarray, bytes]:
    """The picture that many times smaller: rows × columns × 3 values up to 255, and as PNG."""
    made = page.evaluate(SHRINK, [picture, smaller])
    values = np.array(made["values"], dtype=float).reshape(made["height"], -1, 4)[..., :3]
    return values, base64.b64decode(made["png"].partition(",")[2])


def difference(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """The mean difference of a channel, and the share of points of which one channel is far off."""
    apart = np.abs(one - other)
    return float(apart.mean()), float((apart.max(axis=2) > FAR).mean())


@pytest.mark.parametrize("name", SCENES)
def test_it_looks_as_it_did(page, small_book, name, tmp_path):
    seen, png = small(page, look(page, small_book, SCENES[name]), SMALLER)
    file = PICTURES / f"{name}.png"
    if os.environ.get("LOOK") == "renew":
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(png)
    kept, _ = small(page, "data:image/png;base64," + base64.b64encode(file.read_bytes()).decode(), 1)
    assert seen.shape == kept.shape
    mean, far = difference(seen, kept)
    (tmp_path / file.name).write_bytes(png)
    told = f"mean {mean:.1f}, {far:.1%} far off; put {tmp_path / file.name} beside {file}"
    assert mean <= MEAN and far <= FEW, told


@pytest.mark.parametrize(
    "change",
    [
        ":root { --cw-soft: #e0c0c0 !important }",
        ":root { --cw-measure: 26rem !important }",
        ".cw-versus { display: block !important }",
        ".bd-article h2 { margin-block-start: 9rem !important }",
    ],
)
def test_a_change_is_seen(page, small_book, change):
    before, _ = small(page, look(page, small_book, SCENES["reading"]), SMALLER)
    page.add_style_tag(content=change)
    shot = base64.b64encode(page.screenshot(animations="disabled")).decode()
    after, _ = small(page, f"data:image/png;base64,{shot}", SMALLER)
    mean, far = difference(before, after)
    assert mean > MEAN or far > FEW, (mean, far)


def test_a_line_holds_65_to_75_characters(page, small_book):
    look(page, small_book, SCENES["reading"])
    width, font, line = page.locator("article section section > p").first.evaluate("""(p) => {
      const style = getComputedStyle(p);
      return [p.clientWidth, parseFloat(style.fontSize), parseFloat(style.lineHeight)];
    }""")
    assert 65 <= width / (font / 2) <= 75, "half an em is about the mean width of a letter"
    assert line / font >= 1.5


def test_numbers_stand_in_columns(page, small_book):
    look(page, small_book, SCENES["table"])
    cells = page.locator("article table").first.locator("tbody td:not(:first-child)")
    looks = cells.evaluate_all("""(all) => all.map((cell) => getComputedStyle(cell))
      .map((style) => [style.textAlign, style.fontVariantNumeric])""")
    assert all(align in ("right", "end") and "tabular-nums" in figures for align, figures in looks)


@pytest.mark.parametrize("name", ["specimen", "index", "chapters/rivers"])
def test_nothing_to_click_is_printed(page, small_book, name):
    look(page, small_book, Scene(name, media="print", width=700))
    bars = ".bd-sidebar-primary, .bd-sidebar-secondary, .bd-header-article, .prev-next-footer"
    shown = page.locator(f"{bars}, .headerlink, article button")
    assert [node for node in shown.all() if node.is_visible()] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
