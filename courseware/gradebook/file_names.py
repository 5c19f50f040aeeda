"""File names for students, whatever their ids are made of."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def file_names(ids: Sequence[str]) -> dict[str, str]:
    """A file name without suffix for each id, no two alike on any file system.

    A plain id is its own name. Any other gets a readable part and twelve hex digits of its SHA-256: ids
    with other characters than ASCII letters, digits and ``. _ -``, long ones, names that Windows reserves,
    and ids that differ from another in letter case alone.
    """
    folded = Counter(student_id.casefold() for student_id in set(ids))
    names: dict[str, str] = {}
    for student_id in ids:
        plain = _PLAIN.fullmatch(student_id) and not _RESERVED.fullmatch(student_id)
        if plain and folded[student_id.casefold()] == 1:
            names[student_id] = student_id
    taken = {name.casefold() for name in names.values()}
    for student_id in ids:
        if student_id not in names:
            names[student_id] = _hashed(student_id, taken)
            taken.add(names[student_id].casefold())
    return names


def _hashed(student_id: str, taken: set[str]) -> str:
    letters = unicodedata.normalize("NFKD", student_id[:200]).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:40].strip("-") or "student"
    digest = hashlib.sha256(student_id.encode("utf-8", "surrogatepass")).hexdigest()
    length = next(n for n in range(12, 65) if f"{slug}-{digest[:n]}" not in taken)
    return f"{slug}-{digest[:length]}"
