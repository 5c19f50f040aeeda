"""Encrypts the key document for publication, and opens it again.

A sealed document is a JSON object::

    {"format": "courseware-sealed/1", "unit": "a-unit", "edition": "sealed-2026",
     "iterations": 600000, "salt": "…", "nonce": "…", "data": "…"}

`data` is the key document as JSON, compressed by gzip and encrypted by AES-256-GCM with a key that
PBKDF2-HMAC-SHA256 derives from the unlock code and `salt`; bytes are in base64. Format, unit and edition are
authenticated with it. `lock.js` opens the same documents.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import json
import os
import zlib
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from courseware.sealing.code import check_code, normalise

FORMAT = "courseware-sealed/1"
ITERATIONS = 600_000  # OWASP's advice for PBKDF2-HMAC-SHA256: some tenths of a second a guess
_SALT, _NONCE, _KEY = 16, 12, 32  # bytes
NOT_OPENED = "This code does not open the answers. Check every letter and digit; nothing has been changed."


class NotOpened(Exception):
    """The code is wrong, or the sealed document was changed; nobody can tell which."""

    def __init__(self) -> None:
        super().__init__(NOT_OPENED)


def seal(document: dict[str, Any], code: str) -> dict[str, Any]:
    """The document, sealed; two calls never give the same, as salt and nonce are drawn anew.

    Args:
        document: a key document, see `courseware.sealing.documents`.
        code: the unlock code.

    Raises:
        CoursewareError: the code is too short.
    """
    check_code(code)
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    sealed = {"format": FORMAT, "unit": document["unit"]["id"], "edition": document["edition"]}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = AESGCM(derive(code, salt, ITERATIONS)).encrypt(
        nonce, gzip.compress(text.encode(), mtime=0), _bound(sealed)
    )
    encoded = {
        name: base64.b64encode(part).decode()
        for name, part in (("salt", salt), ("nonce", nonce), ("data", data))
    }
    return {**sealed, "iterations": ITERATIONS, **encoded}


def unseal(sealed: dict[str, Any], code: str) -> dict[str, Any]:
    """The key document in a sealed one.

    Raises:
        NotOpened: the code is wrong, or the sealed document is not as it was made.
    """
    try:
        if sealed["iterations"] != ITERATIONS:
            raise NotOpened
        salt, nonce, data = (
            base64.b64decode(sealed[name], validate=True) for name in ("salt", "nonce", "data")
        )
        plain = AESGCM(derive(code, salt, ITERATIONS)).decrypt(nonce, data, _bound(sealed))
        return json.loads(gzip.decompress(plain))
    except (InvalidTag, LookupError, TypeError, ValueError, binascii.Error, OSError, EOFError, zlib.error):
        raise NotOpened from None


def derive(code: str, salt: bytes, iterations: int) -> bytes:
    """The AES key, 32 bytes, of a code."""
    return hashlib.pbkdf2_hmac("sha256", normalise(code).encode(), salt, iterations, _KEY)


def _bound(sealed: dict[str, Any]) -> bytes:
    """What is authenticated though not encrypted: another unit's keys cannot be put in this one's place."""
    return "\n".join((sealed["format"], sealed["unit"], sealed["edition"])).encode()
