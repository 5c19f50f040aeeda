"""Looks through published files for keys and feedback, as somebody would who wants points without knowing."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem
from courseware.scoring import score
from courseware.sealing.documents import shape

# What a scoring object is made of, and what goes with it; none of them is ever the name of anything shown.
FIELDS = ("scoring", "weights", "accept", "tolerance", "tiers", "hint", "feedback", "passage")
_PICTURES = {".png", ".jpg", ".ico", ".woff", ".woff2", ".ttf", ".eot", ".gif", ".pdf"}
_ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})|\\+x([0-9a-fA-F]{2})")
_INSIDE_WORDS = re.compile(r"</?(?:a|b|code|em|i|span|strong)\b[^<>]*>")
# What JSON may begin with; to try the rest costs a count of all lines before it.
_BEGINNING = re.compile(r'\{\s*["}]|\[\s*["\[{\]0-9tfnNI-]')
_WORD = re.compile(r"[^\W_]+")
_DECODER = json.JSONDecoder()


def files(folder: Path) -> dict[str, str]:
    """Text of every published file by its path; pictures and fonts are left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in _PICTURES
    }


@cache
def unescaped(text: str) -> str:
    """A file's text with what HTML, JavaScript and JSON escape written out, each twice."""
    for _ in range(2):
        text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), html.unescape(text))
        text = text.replace('\\"', '"').replace("\\'", "'").replace("\\n", " ")
    return text


def words(text: str) -> str:
    """Letters and digits alone, in small letters, a space between words; emphasis does not part them."""
    plain = re.sub(r"<[^<>]*>", " ", _INSIDE_WORDS.sub("", unescaped(text)))
    return f" {' '.join(_WORD.findall(plain.lower()))} "


def sentences(text: str) -> Iterator[str]:
    """The sentences of a light Markdown text, as `words`, from four words on."""
    for part in re.split(r"[.!?:;]\s+|\s[–—]\s", light_markdown.plain(text)):
        said = words(part)
        if said.count(" ") > 4:
            yield said


class Told(NamedTuple):
    """A text that only somebody with the keys may read."""

    item: str
    pieces: tuple[str, ...]  # as `words`


def told_texts(bank: Bank, open_text: str) -> list[Told]:
    """Feedback and hints of every variant, cut into sentences that stand nowhere in `open_text`."""
    found = []
    for item in bank.items:
        for variant in item.variants:
            for text in (*variant.feedback.values(), *filter(None, [variant.hint])):
                pieces = tuple(piece for piece in sentences(text) if piece not in open_text)
                found.append(Told(item.id, pieces))
    return found


def exact_keys(bank: Bank) -> set[tuple[str, str]]:
    """Item, and a part of its scoring as JSON without spaces; with its name where it is short."""
    found = set()
    for item in bank.items:
        for variant in item.variants:
            for name in ("key", "weights", "accept", "tolerance", "tiers", "wrong"):
                if variant.scoring.get(name):
                    text = json.dumps(variant.scoring[name], ensure_ascii=False)
                    text = re.sub(r"\s", "", text)
                    named = isinstance(variant.scoring[name], str) or len(text) < 12
                    found.add((item.id, f'"{name}":{text}' if named else text))
    return found


@cache
def json_values(text: str) -> tuple[Any, ...]:
    """Every JSON object or array that stands in a text: in a file, a script, an attribute or a string."""
    return tuple(_json_values(text))


def _json_values(text: str) -> Iterator[Any]:
    for way in (text, unescaped(text)):
        place = 0
        while found := _BEGINNING.search(way, place):
            try:
                value, place = _DECODER.raw_decode(way, found.start())
            except (ValueError, RecursionError):
                place = found.start() + 1
                continue
            yield value


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, those in its texts too."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part)
    elif isinstance(value, str) and value[:1] in ("{", "["):
        for part in json_values(value):
            yield from objects(part)


def field_names(texts: Iterable[str]) -> set[str]:
    """Names of fields of all JSON objects in the texts."""
    return {name for text in texts for value in json_values(text) for part in objects(value) for name in part}


def _response(scoring: dict[str, Any]) -> Any:
    """The answer that a scoring object asks for."""
    if "weights" in scoring:
        return [option for option, weight in scoring["weights"].items() if weight > 0]
    return scoring["accept"][0] if "accept" in scoring else scoring["key"]


def _known(item: CompiledItem) -> dict[str, Any]:
    """What anybody can write down of an item's scoring after reading the question."""
    ids = shape(item)
    numeric = {"units": item.scoring.get("units", []), "tolerance": {"absolute": "0"}, "tiers": []}
    return {
        "type": item.type,
        "points": item.points,
        "options": ids.get("options"),
        "right": ids.get("right"),
        **(numeric if item.type == "numeric" else {}),
        **({"wrong": []} if item.type in ("numeric", "text") else {}),
    }


def earned(bank: Bank, texts: Iterable[str]) -> int:
    """Hundredths of a point that the scorer and the texts alone bring together.

    Every object is tried as the scoring of every item, as it is and completed by what is known of the item;
    the best answer found for an item counts.
    """
    candidates = {
        json.dumps(part, sort_keys=True): part
        for text in texts
        for value in json_values(text)
        for part in objects(value)
        if not part.keys().isdisjoint(("key", "weights", "accept"))
    }
    total = 0
    for item in bank.items:
        known = _known(item)
        best = 0
        for part in candidates.values():
            try:
                scoring = {**known, **part}
                response = _response(scoring)
                if scoring["type"] == item.type and score(scoring, response).score:
                    best = max(best, score(item.scoring, response).score)
            except (LookupError, TypeError, AttributeError, ValueError):
                continue  # nothing that the scorer could use
        total += best
    return total
