"""The theme's scripts: what every page needs of them in one small file, the rest where or when it is needed.

* ``theme.js``  colour scheme, search field, sidebars, contents of the page: on every page.
* ``copy.js``   the copy button of code: when code comes into view.
* Sphinx's marking of what was searched for: when something was.
* Sphinx's search: on the search page.

The theme's Bootstrap (82 KB) is not shipped: what pages used of it is in ``page/theme.js``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from courseware.book.assets import STORAGE, page_script

THEME, COPY = "theme.js", "copy.js"
# Below the site's static files, as Sphinx and the extensions of Jupyter Book put them there.
_THEME_PARTS = ("scripts/sphinx-book-theme.js", "scripts/pydata-sphinx-theme.js")
_COPY_PARTS = ("clipboard.min.js", "copybutton.js")
_OWN_PARTS = ("theme.js", "print.js", "sidebars.js")
_FIRST = "if(typeof DOCUMENTATION_OPTIONS==='undefined')globalThis.DOCUMENTATION_OPTIONS={};\n"
_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

_OF_SOME_PAGES = ("doctools.js", "sphinx_highlight.js", "searchtools.js", "togglebutton.js", "design-tabs.js")

SEARCH_PAGE = "search"
_OF_SEARCH = ("documentation_options.js", "doctools.js", "sphinx_highlight.js", "DOCUMENTATION_OPTIONS.")
_LEFT_OUT = ("thebe", *_COPY_PARTS, "scripts/sphinx-book-theme.js", *_OF_SEARCH)
# Begin of a script's name or text → what a page's body must hold for it.
_TOGGLED = re.compile(r'class="(?:[^"]* )?(?:toggle|dropdown)[ "]')
_ON_DEMAND = {
    "togglebutton.js": _TOGGLED,
    "let toggle": _TOGGLED,
    "var togglebutton": _TOGGLED,
    "design-tabs.js": re.compile(r'class="[^"]*\bsd-tab-set\b'),
}


def bundles(static: Path) -> dict[str, str]:
    """The theme's part of ``theme.js``, and ``copy.js``, from the folder that Sphinx has filled."""
    theirs, copy = (
        [_MAP.sub("", (static / name).read_text(encoding="utf-8")) for name in names]
        for names in (_THEME_PARTS, _COPY_PARTS)
    )
    return {THEME: ";\n".join(theirs), COPY: ";\n".join(copy)}


def with_ours(theirs: str) -> str:
    """``theme.js``: the theme's part between ours, read in every build, so that a change is never missed."""
    return _FIRST + ";\n".join((page_script(STORAGE, "mode.js"), theirs, page_script(*_OWN_PARTS)))


def scripts_of_some_pages(static: Path) -> str:
    """The text of the scripts that only some pages load; they may set classes, too."""
    return "\n".join((static / name).read_text(encoding="utf-8") for name in _OF_SOME_PAGES)


def wanted(script: Any, page: str, body: str) -> bool:
    """Whether a page is to load a script that Sphinx would put into its head.

    Args:
        script: one of the context's ``script_files``.
        page: the page's name.
        body: its content as HTML.
    """
    name = str(getattr(script, "filename", script) or "").removeprefix("_static/")
    text = str(getattr(script, "attributes", {}).get("body") or "").lstrip()
    starts = (name or text).startswith
    if page == SEARCH_PAGE and starts(_OF_SEARCH):
        return True
    if starts(_LEFT_OUT):
        return False
    return all(needed.search(body) for begin, needed in _ON_DEMAND.items() if starts(begin))
