"""Markdown as the reader sees it: blocks of text, and which claim a stretch of them is linked to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from courseware.errors import CoursewareError

CLAIM = "#c-"
_OPEN = ("list_item_open", "tr_open", "dd_open")
_ROLES = ("abbr", "doc", "numref", "ref", "term")  # their words are shown
_ADDRESSED = ("figure", "image", "include", "literalinclude", "csv-table")  # a file follows the name
_OPTION = re.compile(r":([\w-]+):(.*)")
_SHOWN_OPTIONS = ("alt", "caption", "header")
# what these hold is no text of the page
_SILENT = (
    "math",
    "eval-rst",
    "bibliography",
    "item",
    "claims",
    "discrepancies",
    "code",
    "code-block",
    "image",
)


@dataclass(frozen=True)
class Span:
    """A stretch of text, and the id of the claim it links to or ""."""

    text: str
    claim: str


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or table row: where it starts, and its text in stretches."""

    place: str
    spans: tuple[Span, ...]

    @property
    def claims(self) -> list[str]:
        """Ids of the claims linked in it, in order."""
        return [span.claim for span in self.spans if span.claim]


def page_blocks(file: Path) -> list[Block]:
    """All blocks of a Markdown page, or of the Markdown cells of a notebook.

    Raises:
        CoursewareError: the file cannot be read as what its suffix says.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CoursewareError(file, "", "this is not UTF-8 text", "save the file as UTF-8") from None
    if file.suffix == ".md":
        return list(_blocks(text, "line {}", 1))
    try:
        cells = [
            (f"cell {cell.get('id', '?')}, line {{}}", "".join(cell["source"]))
            for cell in json.loads(text)["cells"]
            if cell["cell_type"] == "markdown"
        ]
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        raise CoursewareError(file, "", "this is not a notebook", "save it anew from JupyterLab") from None
    return [block for place, source in cells for block in _blocks(source, place, 1)]


@cache
def _parser() -> MarkdownIt:
    extensions = {"colon_fence", "deflist", "dollarmath", "amsmath", "attrs_inline", "attrs_block"}
    return create_md_parser(MdParserConfig(enable_extensions=extensions), DocutilsRenderer)


def _blocks(text: str, place: str, first: int) -> Iterator[Block]:
    """The blocks of a piece of Markdown whose first line is line `first` of its page or cell."""
    open_at: list[int] = []  # the innermost list item or row gathers what stands in it
    gathered: dict[int, tuple[int, list[Span]]] = {}
    serial = 0
    for token in _parser().parse(text):
        line = first + (token.map[0] if token.map else 0)
        if token.type in _OPEN:
            serial += 1
            open_at.append(serial)
            gathered[serial] = (line, [])
        elif token.type.replace("_close", "_open") in _OPEN:
            start, spans = gathered.pop(open_at.pop())
            if spans:
                yield Block(place.format(start), tuple(spans))
        elif token.type in ("fence", "colon_fence"):
            name, _, title = token.info.strip().removeprefix("{").partition("}")
            if token.info.strip().startswith("{") and name not in _SILENT:
                yield from _directive(name, title, token.content, place, line)
        elif token.type == "html_block":
            words = re.sub(r"(?s)<!--.*?-->|<[^>]*>", " ", token.content)
            yield Block(place.format(line), (Span(words, ""),))
        elif token.type == "inline":
            spans = list(_spans(token.children or []))
            if open_at:
                gathered[open_at[-1]][1].extend((*spans, Span(" ", "")))
            else:
                yield Block(place.format(line), tuple(spans))


def _directive(name: str, title: str, content: str, place: str, line: int) -> Iterator[Block]:
    """What a directive shows: its title, unless it is an address; options that are words; its content."""
    if name not in _ADDRESSED:
        yield from _blocks(title, place, line)
    lines = content.splitlines()
    for number, text in enumerate(lines, start=1):
        option = _OPTION.match(text)
        if not option:
            break
        yield from _blocks(option[2] if option[1] in _SHOWN_OPTIONS else "", place, line + number)
        lines[number - 1] = ""
    yield from _blocks("\n".join(lines), place, line + 1)


def _spans(tokens: list[Token]) -> Iterator[Span]:
    claim = ""
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            claim = target[1:] if target.startswith(CLAIM) else ""
        elif token.type == "link_close":
            claim = ""
        elif token.type == "text":
            yield Span(token.content, claim)
        elif token.type in ("softbreak", "hardbreak"):
            yield Span(" ", claim)
        elif token.type == "image":
            yield Span(token.content, claim)
        elif token.type == "myst_role" and token.meta["name"] in _ROLES:
            words, target, _ = token.content.partition("<")
            shown = target or token.meta["name"] in ("abbr", "term")  # else it is a label
            yield Span(words if shown else " \u2022 ", claim)
        elif token.type in ("code_inline", "math_inline", "myst_role"):
            yield Span(" \u2022 ", claim)  # holds its place: no number grows together over it
