"""The colours that everything shares can be read, told apart, and stand in one place."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest

from courseware.book.assets import PACKAGE
from courseware.palette import TOKENS, dark, light, series, standalone

TEXTS = ("ink", "muted", "link", "accent", "claim", "right", "part", "wrong")
GROUNDS = ("paper", "card", "soft", "raised")
THEMES = {"light": light(), "dark": {**light(), **dark()}}
SHEETS = sorted(set(PACKAGE.rglob("*.css")) - {TOKENS})
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}  # fmt: skip


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2."""
    weights = (0.2126, 0.7152, 0.0722)
    low, high = sorted(sum(w * c for w, c in zip(weights, linear(x), strict=True)) for x in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear RGB, D65."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(w * c for w, c in zip(row, rgb, strict=True)) for row in rows]
    x, y, z = (max(v / white, 0) ** (1 / 3) for v, white in zip(xyz, (0.9505, 1, 1.089), strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_and_marks_stand_out_from_their_grounds(theme, ground):
    value = THEMES[theme]
    on = value[f"--cw-{ground}"]
    low = {name: contrast(value[f"--cw-{name}"], on) for name in TEXTS}
    assert min(low.values()) >= 4.5, low
    marks = {name: contrast(value[f"--cw-{name}"], on) for name in ("edge", *(f"c{i}" for i in range(6)))}
    assert min(marks.values()) >= 3, marks


@pytest.mark.parametrize("theme", THEMES)
def test_coloured_grounds_carry_their_own_text_and_ink(theme):
    value = THEMES[theme]
    for name in ("accent", "right", "part", "wrong"):
        on = value[f"--cw-{name}-soft"]
        assert contrast(value[f"--cw-{name}"], on) >= 4.5, name
        assert contrast(value["--cw-ink"], on) >= 4.5, name
    assert contrast(value["--cw-on-accent"], value["--cw-accent"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", BLINDNESS)
def test_the_first_series_differ_for_colour_blind_readers(theme, kind):
    seen = []
    for place in range(3):
        rgb = linear(THEMES[theme][f"--cw-c{place}"])
        seen.append(lab([sum(w * c for w, c in zip(row, rgb, strict=True)) for row in BLINDNESS[kind]]))
    assert min(dist(one, other) for one, other in combinations(seen, 2)) > 10


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_other_sheet_chooses_a_colour(sheet):
    """On paper, black and greys are nobody's choice."""
    found = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,)\s}])", sheet.read_text(encoding="utf-8"))
    chosen = [c for c in found if len(set(re.findall("..", c[1:]) if len(c) > 4 else c[1:])) > 1]
    assert not chosen


def test_what_sheets_use_is_there():
    texts = [sheet.read_text(encoding="utf-8") for sheet in SHEETS]
    given = [page.read_text(encoding="utf-8") for page in PACKAGE.rglob("*.j2")]
    own = {name for text in (*texts, *given) for name in re.findall(r"(--cw-[a-z0-9-]+)\s*:", text)}
    for sheet, text in zip(SHEETS, texts, strict=True):
        used = {name for name in re.findall(r"var\((--cw-[a-z0-9-]+)[,)]", text) if "-icon" not in name}
        assert used <= set(light()) | own, sheet.name


def test_dark_has_every_colour():
    assert set(dark()) == {name for name, value in light().items() if value.startswith("#")}


def test_python_has_the_series_in_their_order():
    assert series() == tuple(light()[f"--cw-c{i}"].upper() for i in range(6))


def test_a_page_alone_gets_what_it_uses_and_no_more():
    css = standalone("p { color: var(--cw-ink) }")
    assert css.count("--cw-ink:") == 2 and "--cw-muted" not in css and "prefers-color-scheme:dark" in css
