"""The last step of a build: one style sheet, few scripts, hashed names, and nothing that no page asks for.

It looks at the pages as they were written, so it knows what they use. A build that writes one page, or none,
ends the same way: a changed script or style sheet reaches every page all the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx

from courseware.book import hashed_names
from courseware.book.page_files import FOLDER, made_folder
from courseware.book.theme import icons, is_ours, scripts, stylesheet

_KEPT = {"key.js"}  # asked for by its plain name, so that it is always the newest
# What is left of these below `_static`, when the pages have what they need, is for other sites.
_SPARE_KINDS = {".js", ".css", ".map", ".woff2", ".ttf", ".html", ".txt"}
_SPARE_FOLDERS = ("locales", "vendor", "scripts", "styles")
_OLD_INDEX = "searchindex.*.js"  # the plain one stays, as Sphinx reads it


def _finish(app: Sphinx, error: Exception | None) -> None:
    site = Path(app.outdir)
    static = site / "_static"
    if error or app.builder.format != "html" or not static.is_dir():
        return
    shutil.copytree(made_folder(app) / FOLDER, static / FOLDER, dirs_exist_ok=True)
    pages = {page: page.read_text(encoding="utf-8") for page in _pages(site)}
    if is_ours(app):
        kept = _keep_theme(static, Path(app.doctreedir, "courseware-theme"))
        for name, text in _bundles(kept, pages.values(), Path(app.srcdir)).items():
            (static / FOLDER / name).write_text(text, encoding="utf-8")
    named = hashed_names.publish(site, pages)
    _clear(site, (static / FOLDER).iterdir(), named)
    _clear(site, site.glob(_OLD_INDEX), named)
    if is_ours(app):
        for name in _SPARE_FOLDERS:
            shutil.rmtree(static / name, ignore_errors=True)
        _clear(site, (file for file in static.iterdir() if file.suffix in _SPARE_KINDS), named)


def _pages(site: Path) -> list[Path]:
    return sorted(page for page in site.rglob("*.html") if "_static" not in page.relative_to(site).parts)


def _keep_theme(static: Path, kept: Path) -> Path:
    """A copy of what the theme gives: Sphinx copies it only where it writes a page, and it does not stay."""
    if next(static.glob(stylesheet.THEME_SHEETS[0]), None):
        kept.mkdir(parents=True, exist_ok=True)
        texts = {
            **scripts.bundles(static),
            "some-pages.js": scripts.scripts_of_some_pages(static),
            "icons.js": next(static.glob(icons.SCRIPT)).read_text(encoding="utf-8"),
            "theme.css": stylesheet.theme_style(static),
        }
        for name, text in texts.items():
            (kept / name).write_text(text, encoding="utf-8")
    return kept


def _bundles(kept: Path, pages: Iterable[str], root: Path) -> dict[str, str]:
    """The site's style sheet and the theme's scripts, by name."""
    made = {name: (kept / name).read_text(encoding="utf-8") for name in (scripts.THEME, scripts.COPY)}
    made[scripts.THEME] = scripts.with_ours(made[scripts.THEME])
    theirs = (*made.values(), (kept / "some-pages.js").read_text(encoding="utf-8"))
    words = stylesheet.words_of_ours().union(
        *map(stylesheet.words_of_page, pages), *map(stylesheet.words_of_script, theirs)
    )
    theme = stylesheet.purge((kept / "theme.css").read_text(encoding="utf-8"), words, root, kept)
    drawn = icons.icon_rules(icons.icon_sets((kept / "icons.js").read_text(encoding="utf-8")), words)
    return {**made, stylesheet.NAME: stylesheet.site_sheet(theme, drawn)}


def _clear(site: Path, files: Iterable[Path], named: set[str]) -> None:
    """Take away those of the files that no page names."""
    for file in list(files):
        if file.is_file() and file.name not in _KEPT and file.relative_to(site).as_posix() not in named:
            file.unlink()


def setup(app: Sphinx) -> None:
    """Finish the site when all its pages are written."""
    app.connect("build-finished", _finish, priority=900)
