"""Where in the book a passage stands, in words: neither paper nor a mail attachment has links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from courseware.bank.pages import outline

_HEADING = re.compile(r"(?m)^#{1,6} +(.+?) *#*$")
_ROLE = re.compile(r"\{[a-z:]+\}`([^`<]+?)(?: *<[^`>]*>)?`")


def sections(root: Path, modules: Sequence[Any]) -> Callable[[str], str]:
    """A function from a passage to its place in words; each page is read once.

    "chapters/03-trade#shares" → "module 3, Trade: Shares and amounts"; a page of no module is called by its
    title. The label is known to be in the page.

    Args:
        root: the unit's folder.
        modules: those of the unit, with `page` and `title`.
    """

    @cache
    def markdown(page: str) -> str:
        return "\n" + (outline(root, page) or "")

    def section(passage: str) -> str:
        page, _, label = passage.partition("#")
        number = next((n for n, module in enumerate(modules, start=1) if module.page == page), None)
        before, _, after = markdown(page).partition(f"\n({label})=")
        heading = _HEADING.match(after.lstrip())
        own = _words(heading[1]) if heading else (_titles(before) or [""])[-1]
        title = modules[number - 1].title if number else (_titles(markdown(page)) or [page])[0]
        place = f"module {number}, {title}" if number else title
        return place if own in ("", title) else f"{place}: {own}"

    return section


def _titles(markdown: str) -> list[str]:
    return [_words(title) for title in _HEADING.findall(markdown)]


def _words(title: str) -> str:
    return _ROLE.sub(r"\1", title).replace("*", "").replace("`", "")
