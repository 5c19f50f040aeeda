"""Texts and numbers as they are set on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_uppercase

from courseware import light_markdown
from courseware.bank import Unit

Text = list[list[list[str]]]  # paragraphs of runs, each [text, "code", "em", "strong" or several, or ""]

_BLANKS = re.compile(r"[ \t\n]+")  # not the narrow gap between thousands
_QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}


def text(source: str) -> Text:
    """Light Markdown as runs, with the quotation marks of print."""
    paragraphs: Text = []
    for paragraph in light_markdown.runs(source):
        line, before = [], " "
        for words, styles in paragraph:
            words = _BLANKS.sub(" ", words)
            if "code" not in styles:
                words = print_quotes(words, before)
            before = words[-1:] or before
            line.append([words, " ".join(styles)])
        paragraphs.append(line)
    return paragraphs


def plain(words: str) -> Text:
    """One run of words that are no Markdown."""
    return [[[words, ""]]]


def print_quotes(words: str, before: str = " ") -> str:
    """Curly quotation marks and apostrophes for straight ones; `before` is the character before the words."""
    shown = []
    for char in words:
        if char in _QUOTES:
            opening, closing = _QUOTES[char]
            shown.append(opening if before in " \u202f\u00a0([–—“‘" else closing)
        else:
            shown.append(char)
        before = shown[-1]
    return "".join(shown)


def unit_head(unit: Unit) -> dict[str, str]:
    """What stands at the head of every paper of a unit."""
    return {
        "number": unit.number,
        "title": print_quotes(unit.title),
        "edition": unit.edition,
        "total": points(unit.total),
    }


def points(hundredths: int) -> str:
    """Points as a number: 50 → "0.5", −35 → "−0.35"."""
    return f"{hundredths / 100:g}".replace("-", "−")


def points_words(hundredths: int) -> str:
    """Points in words: "1 point", "0.5 points"."""
    return f"{points(hundredths)} point{'' if hundredths == 100 else 's'}"


def letter(place: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    head, tail = divmod(place, 26)
    return (letter(head - 1) if head else "") + ascii_uppercase[tail]


def listed(words: Iterable[str]) -> str:
    """Words for a sentence: "1, 2 and 3"."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def spans(numbers: Iterable[int]) -> str:
    """Ascending whole numbers for a sentence, neighbours drawn together: "1, 3–5 and 9"."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return listed(
        part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))
    )
