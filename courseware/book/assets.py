"""The site's own script and style sheet, each made of small files in a fixed order."""

from __future__ import annotations

import json
from pathlib import Path

from courseware.book.templating import inline_json

PACKAGE = Path(__file__).parents[1]
SCRIPTS = ("scorer.js", "store.js", "record.js", "items.js", "panel.js")  # each stands on those before it
STYLES = ("page/book.css", "page/items.css", "widgets/widgets.css")
MESSAGES = "scoring/messages.json"


def _text(name: str) -> str:
    return (PACKAGE / name).read_text(encoding="utf-8")


def _messages() -> str:
    """What a page says about answers that cannot be scored, in the words the notebook and the grader use."""
    return f"(globalThis.courseware ??= {{}}).messages = {inline_json(json.loads(_text(MESSAGES)))};\n"


def page_assets() -> dict[str, str]:
    """File name → content of ``courseware.js`` (classic, deferred) and ``courseware.css``."""
    return {
        "courseware.js": _messages() + "\n".join(_text(f"page/{name}") for name in SCRIPTS),
        "courseware.css": "\n".join(_text(name) for name in STYLES),
    }
