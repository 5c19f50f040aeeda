"""The unlock code: a secret that is read out, written on a board and typed on a phone."""

from __future__ import annotations

import secrets
import unicodedata

from courseware.errors import CoursewareError

SHORTEST = 12  # letters and digits, after normalising
# No two that look or sound alike on paper: no 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V.
_ALPHABET = "ACDEFHJKMNPRTUWXY3479"
_GROUPS, _GROUP = 4, 4  # 16 characters, 70 bits
_DROPPED = {"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Pd"}  # spaces, unseen characters, hyphens and dashes


def new_code() -> str:
    """A code nobody can guess, in groups: ``A7CD-KMNP-3FHX-TW9R``."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def normalise(code: str) -> str:
    """The code as it is hashed: compatible forms and letter case made one, spaces and hyphens dropped.

    `lock.js` holds the twin of this function.
    """
    text = unicodedata.normalize("NFKC", code)
    return "".join(c for c in text if unicodedata.category(c) not in _DROPPED).upper()


def refusal(code: str) -> CoursewareError | None:
    """Why a code is not taken: it has fewer than `SHORTEST` characters after normalising. None if it is."""
    length = len(normalise(code))
    if length >= SHORTEST:
        return None
    problem = f"it has {length} letters and digits, which can be guessed"
    return CoursewareError("unlock code", "", problem, f"use {SHORTEST} or more, or none to have one made")


def check_code(code: str) -> None:
    """Refuse a code that is too short.

    Raises:
        CoursewareError: see `refusal`.
    """
    if error := refusal(code):
        raise error
