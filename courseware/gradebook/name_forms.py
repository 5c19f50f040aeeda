"""A person's name in the forms that learning platforms give it, made comparable."""

from __future__ import annotations

import re
import unicodedata

_LEFT_OUT = re.compile(r"""[&<>"`|':\\/’ʼ‘]""")  # by Moodle, and what people write for an apostrophe
_PLAIN = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 8


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without regard to case and order: "Berg, Anna" and "anna berg" are the same."""
    return tuple(sorted(_words(name)))


def run_together(name: str) -> set[str]:
    """The name as Canvas may write it: one word, in small letters, from whichever word it begins.

    Which of its words are the family name cannot be known, so every turn of "Anna Maria Berg" is given:
    "annamariaberg", "mariaberganna", "bergannamaria".
    """
    words = _words(name)[:_MOST_WORDS]
    return {"".join(words[turn:] + words[:turn]) for turn in range(len(words))}


def squeezed(name: str) -> str:
    """One word of a name that is written as one already."""
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    text = _LEFT_OUT.sub("", name).casefold()
    if text.isascii():
        return _PLAIN.findall(text)
    text = unicodedata.normalize("NFC", text)
    return "".join(char if _is_letter(char) else " " for char in text).split()


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")
