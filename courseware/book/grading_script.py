"""The script of the teacher's page, made of small files in a fixed order."""

from __future__ import annotations

from courseware.book.assets import PACKAGE, lighter

NAME = "grading.js"
# Judge what was handed in; they know no page, and the tests hold them against the grader in Python.
PURE = (
    "text.js",
    "strict-json.js",
    "iso-time.js",
    "place.js",
    "hand-in.js",
    "roster-columns.js",
    "roster.js",
    "key.js",
    "grade.js",
    "sheet.js",
    "rows.js",
    "tell.js",
)
SHOWN = ("nodes.js", "intake.js", "pile.js", "report.js", "page.js")


def grading_script() -> str:
    """The content of ``grading.js``; it stands on ``courseware.js``."""
    texts = ((PACKAGE / "page/grading" / name).read_text(encoding="utf-8") for name in PURE + SHOWN)
    return "\n".join(lighter(text) for text in texts)
