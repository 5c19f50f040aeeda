"""One line of harmless text out of whatever a person or a file name holds."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # they shape letters in several scripts, and join emoji


def plain_line(text: str) -> str:
    """`text` in NFC on one line, without anything invisible that changes how it is read.

    Control characters, bidirectional overrides and unpaired surrogates become spaces; runs of white space
    become one space; the ends are trimmed.
    """
    if not text.isprintable():
        text = "".join(char if char.isprintable() or char in _JOINERS else " " for char in text)
    return unicodedata.normalize("NFC", " ".join(text.split()))
