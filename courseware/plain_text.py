"""One line of harmless text out of whatever a person or a file name holds."""

from __future__ import annotations

import unicodedata

_LONGEST = 2_000  # characters that are brought into NFC, which takes the square of the time for accents
_JOINERS = "\u200c\u200d"  # they shape letters in several scripts, and join emoji


def plain_line(text: str) -> str:
    """`text` in NFC on one line, without anything invisible that changes how it is read.

    Control characters, bidirectional overrides and unpaired surrogates become spaces; runs of white space
    become one space; the ends are trimmed. What is longer than any line a person reads stays in its form.
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() or char in _JOINERS else " " for char in text)
    line = " ".join(text.split())
    return unicodedata.normalize("NFC", line) if len(line) <= _LONGEST else line
