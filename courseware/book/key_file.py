"""The file ``key.js``: the unit's key document, which only the teacher's page and the lock load.

In practice it is plain, as the pages show every key anyway. In a sealed edition it is encrypted with the
unlock code that `$COURSEWARE_UNLOCK_CODE` holds.
"""

from __future__ import annotations

import os

from courseware.bank import Bank
from courseware.book.item_directive import Refused
from courseware.book.templating import inline_json
from courseware.errors import CoursewareError
from courseware.sealing.build import CODE
from courseware.sealing.crypto import seal
from courseware.sealing.documents import key_document

NAME = "key.js"


def key_script(bank: Bank) -> str:
    """The script: it sets ``courseware.key``, or ``courseware.sealed`` in a sealed edition.

    Raises:
        Refused: a sealed edition, and the environment holds no code or one that is too short.
    """
    document = key_document(bank)
    if not bank.unit.sealed:
        return _script("key", document)
    code = os.environ.get(CODE, "")
    if not code:
        raise Refused(
            f"A sealed edition needs an unlock code; use `make book EDITION=sealed`, or set {CODE}."
        )
    try:
        return _script("sealed", seal(document, code))
    except CoursewareError as error:
        raise Refused(str(error)) from None


def _script(name: str, document: dict) -> str:
    return f'"use strict";\n(globalThis.courseware ??= {{}}).{name} = {inline_json(document)};\n'
