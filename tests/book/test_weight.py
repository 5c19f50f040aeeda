"""What a page with questions loads stays light, and making it lighter changes nothing."""

import gzip

import pytest

from courseware.book.assets import KEEPING, PACKAGE, SCRIPTS, STYLES, lighter, page_assets

LIMIT = 20_000  # bytes, compressed


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_script_and_style_of_the_questions_stay_small():
    style = lighter((PACKAGE / "page" / "items.css").read_text(encoding="utf-8"))
    assert style in page_assets()["courseware.css"]
    size = compressed(page_assets()["courseware.js"]) + compressed(style)
    assert size < LIMIT, size


def test_every_script_is_in_and_no_comment():
    script = page_assets()["courseware.js"]
    assert script.count('"use strict"') == len(SCRIPTS)
    assert not any(line.startswith(("//", "/*", " ")) for line in script.splitlines())


@pytest.mark.parametrize("name", [*(f"page/{name}" for name in (*SCRIPTS, *KEEPING)), *STYLES])
def test_what_is_left_out_is_comments_and_indents(name):
    text = (PACKAGE / name).read_text(encoding="utf-8")
    left = iter(lighter(text).splitlines())
    comment = False
    line = next(left)
    for full in map(str.strip, text.splitlines()):
        comment = comment or full.startswith(("//", "/*"))
        if not comment:
            assert full == line.rstrip()
            line = next(left, None)
        comment = comment and not (full.startswith("//") or full.endswith("*/"))
    assert line is None
    assert "`\n" not in text, "a template over several lines would lose its indents"
