"""The site's own script and style sheet, each made of small files in a fixed order."""

from __future__ import annotations

import json
import re
from pathlib import Path

from courseware.templating import inline_json

PACKAGE = Path(__file__).parents[1]
# What a browser keeps goes through it: it stands first in each script that keeps something.
STORAGE = "storage.js"
# each stands on those before it
SCRIPTS = (STORAGE, "scorer.js", "store.js", "record.js", "items.js", "student.js", "panel.js")
KEEPING = ("lock.js", "widget-host.js")  # scripts of their own
STYLES = (
    "page/tokens.css",
    "page/common.css",
    "page/book.css",
    "page/drawing.css",
    "page/reading.css",
    "page/tables.css",
    "page/code.css",
    "page/versus.css",
    "page/cover.css",
    "page/wayfinding.css",
    "page/items.css",
    "widgets/widgets.css",
    "page/arrival.css",
    "page/print.css",
)
# of single pages; a site with its theme has them in its one sheet
PAGE_STYLES = ("page/claims.css", "page/grading.css", "page/score.css")
MESSAGES = "scoring/messages.json"

# Whole lines and what stands before them only: then no string and no template within a line is touched.
_COMMENT_LINES = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
_INDENTS = re.compile(r"^[ \t]+", re.MULTILINE)


def _text(name: str) -> str:
    return (PACKAGE / name).read_text(encoding="utf-8")


def _messages() -> str:
    """What a page says about answers that cannot be scored, in the words the notebook and the grader use."""
    return f"(globalThis.courseware ??= {{}}).messages = {inline_json(json.loads(_text(MESSAGES)))};\n"


def lighter(text: str) -> str:
    """A script or style sheet without the comments that fill lines of their own, and without indents."""
    return _INDENTS.sub("", _COMMENT_LINES.sub("", text))


def page_script(*names: str) -> str:
    """One script made of these files of the folder ``page``."""
    return "\n".join(lighter(_text(f"page/{name}")) for name in names)


def page_assets() -> dict[str, str]:
    """File name → content: ``courseware.css``, and the classic scripts in which something is kept."""
    return {
        **{name: page_script(STORAGE, name) for name in KEEPING},
        "courseware.js": _messages() + page_script(*SCRIPTS),
        "courseware.css": "\n".join(lighter(_text(name)) for name in STYLES),
    }


def site_style() -> str:
    """Everything of ours in one style sheet, and the shape of the theme's icons."""
    *parts, paper = STYLES
    names = ("page/icons.css", *parts, *PAGE_STYLES, paper)
    return "\n".join(lighter(_text(name)) for name in names)
