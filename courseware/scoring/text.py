"""Folding of written answers: two spellings that a reader takes for the same word become the same string.

`scorer.js` holds the same rules. They name every character set outright, because Python's and a browser's
ideas of "white space", and their Unicode versions, differ.
"""

from __future__ import annotations

import re
from unicodedata import normalize

LONGEST_TEXT = 200  # characters; a longer answer is no name, term or number

# Unicode White_Space, fixed here because str.isspace and JavaScript's \s each differ from it.
SPACES = (
    "\t\n\v\f\r \u0085\u00a0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u2028\u2029\u202f\u205f\u3000"
)
# Characters without a shape that come along when text is copied: soft hyphen, zero widths, direction marks.
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
TRIMMED = SPACES + INVISIBLE

_SINGLE_QUOTES = "`´ʹʻʼʽˈ‘’‚‛′"
_DOUBLE_QUOTES = "“”„‟«»″"
_DASHES = "‐‑‒–—―−"
_PUNCTUATION = {
    **{ord(c): "'" for c in _SINGLE_QUOTES},
    **{ord(c): '"' for c in _DOUBLE_QUOTES},
    **{ord(c): "-" for c in _DASHES},
}
_WITHOUT_INVISIBLE = {ord(c): None for c in INVISIBLE}
_SPACE_TO_BLANK = {ord(c): " " for c in SPACES}

# Blocks whose compatibility forms and letter cases are the same in every Unicode version since 7.0, so that
# a student's phone and the teacher's Python agree; everything else is compared as typed.
_SETTLED = re.compile(
    "["
    "\u0000-\u058f"  # Latin, combining marks, Greek, Cyrillic and their neighbours
    "\u1e00-\u1fff"  # Latin and Greek with marks
    "\u2000-\u218f"  # punctuation, superscripts, letter-like symbols, number forms
    "\u2200-\u22ff"  # mathematical operators
    "\u2460-\u24ff"  # enclosed letters and digits
    "\u3000"  # the full-width space
    "\u3300-\u33ff"  # squared units
    "\ufb00-\ufb17"  # ligatures
    "\uff01-\uff5e"  # full-width ASCII
    "\U0001d400-\U0001d7ff"  # mathematical letters and digits
    "]+"
)


def trim(text: str) -> str:
    """Take white space and invisible characters off both ends."""
    return text.strip(TRIMMED)


def fold(text: str) -> str:
    """Fold `text` for comparison: NFKC, letter case, quotes, dashes and white space.

    Curly quotes become straight, dashes hyphens, runs of white space one space; the ends are trimmed and
    invisible characters dropped. Letter case is folded one character at a time (`ß` and `ẞ` → `ss`,
    `ς` → `σ`), so a letter never depends on its neighbours. NFKC and case apply to the blocks in `_SETTLED`
    only.
    """
    # punctuation before NFKC, which takes ´ and ″ apart, and again after it, which makes ʼn of ŉ
    visible = text.translate(_WITHOUT_INVISIBLE).translate(_PUNCTUATION)
    folded = _SETTLED.sub(_fold_run, visible)
    spaced = folded.translate(_PUNCTUATION).translate(_SPACE_TO_BLANK)
    return " ".join(word for word in spaced.split(" ") if word)


def _fold_run(run: re.Match[str]) -> str:
    lowered = "".join(map(_lower, normalize("NFKC", run[0])))
    return normalize("NFKC", lowered)  # a letter that became two leaves its mark to the second


def _lower(character: str) -> str:
    # lower, upper, lower: only the round trip through upper case brings ß with ẞ and σ with ς together
    upper = "".join(c.upper() for c in character.lower())
    return "".join(c.lower() for c in upper)
