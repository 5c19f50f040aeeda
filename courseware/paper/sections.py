"""Where in the book a passage stands, in words: paper has no links."""

from __future__ import annotations

import re
from pathlib import Path

from courseware.bank import Unit
from courseware.bank.pages import page_text

_HEADING = re.compile(r"(?m)^#{1,6} +(.+?) *#*$")
_ROLE = re.compile(r"\{[a-z:]+\}`([^`<]+?)(?: *<[^`>]*>)?`")


def section_of(root: Path, unit: Unit, passage: str) -> str:
    """Such as "module 3, Trade: Shares and amounts"; a page of no module is called by its title.

    Args:
        root: the unit's folder.
        passage: page without suffix, `#`, label; the label is known to be in the page.
    """
    page, _, label = passage.partition("#")
    markdown = "\n" + (page_text(root, page) or "")
    number = next((n for n, module in enumerate(unit.modules, start=1) if module.page == page), None)
    before, _, after = markdown.partition(f"\n({label})=")
    heading = _HEADING.match(after.lstrip())
    own = _words(heading[1]) if heading else (_titles(before) or [""])[-1]
    title = unit.modules[number - 1].title if number else (_titles(markdown) or [page])[0]
    place = f"module {number}, {title}" if number else title
    return place if own in ("", title) else f"{place}: {own}"


def _titles(markdown: str) -> list[str]:
    return [_words(title) for title in _HEADING.findall(markdown)]


def _words(title: str) -> str:
    return _ROLE.sub(r"\1", title).replace("*", "").replace("`", "")
