"""The file ``key.js``: the unit's key document, which only the teacher's page and the lock load.

In practice it is plain, as the pages show every key anyway. In a sealed edition it is encrypted with the
unlock code that `$COURSEWARE_UNLOCK_CODE` holds.
"""

from __future__ import annotations

import os
from pathlib import Path

from sphinx.application import Sphinx

from courseware.bank import Bank
from courseware.bank.files import UNIT
from courseware.book.item_directive import Refused, bank_of
from courseware.errors import CoursewareError
from courseware.sealing.build import CODE
from courseware.sealing.documents import key_document
from courseware.templating import inline_json

PLACE = Path("_static", "courseware", "key.js")  # beside lock.js


def key_script(bank: Bank, code: str) -> str:
    """The script: it sets ``courseware.key``, or ``courseware.sealed`` in a sealed edition.

    Args:
        bank: the edition's bank.
        code: the unlock code of a sealed edition.

    Raises:
        Refused: a sealed edition, and there is no code or one that is too short.
    """
    document = key_document(bank)
    if not bank.unit.sealed:
        return _script("key", document)
    if not code:
        mend = f"use `make book EDITION=sealed`, or set {CODE}"
        raise Refused(f"A sealed edition needs an unlock code; {mend}.")
    from courseware.sealing.crypto import seal  # with cryptography, which no other edition needs

    try:
        return _script("sealed", seal(document, code))
    except CoursewareError as error:
        raise Refused(str(error)) from None


def _script(name: str, document: dict) -> str:
    return f'"use strict";\n(globalThis.courseware ??= {{}}).{name} = {inline_json(document)};\n'


def _write(app: Sphinx) -> None:
    # At the start, so that a missing code is told before a minute of reading; and into the site itself, as
    # Sphinx copies no static file where no page has changed, but the code may have.
    if app.builder.format == "html" and Path(app.srcdir, UNIT).is_file():
        script = key_script(bank_of(app), os.environ.get(CODE, ""))
        file = Path(app.outdir, PLACE)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(script, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Write the script before the pages."""
    app.connect("builder-inited", _write)
