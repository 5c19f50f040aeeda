"""Which edition of the unit a notebook is in, and its questions.

The practice edition is the bank itself, with keys. A sealed one is the bank without them, where the
environment says ``COURSEWARE_EDITION=sealed``, or only a question document, ``exercises/questions.json``,
where the folder has no items files: that is what students get.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

from courseware.bank import Bank, load_bank
from courseware.bank.load import ITEMS
from courseware.errors import CoursewareError
from courseware.handin.plain_file import read_bytes
from courseware.handin.record import Fault
from courseware.handin.strict_json import NotJson, read_json
from courseware.scoring import SCORERS
from courseware.sealing.documents import QUESTIONS_FORMAT, question_document
from courseware.tables import QUESTIONS_FILE, find_root

VARIABLE = "COURSEWARE_EDITION"
_MAX_BYTES = 32_000_000
_MEND = "put in its place the one that your teacher gave you"


class Edition:
    """The questions of one edition.

    Attributes:
        document: the question document.
        bank: the items with their keys, in practice; None in a sealed edition, whatever the folder holds.
    """

    def __init__(self, document: dict[str, Any], bank: Bank | None) -> None:
        self.document, self.bank = document, bank

    @property
    def unit(self) -> str:
        """The unit's id."""
        return self.document["unit"]["id"]

    @property
    def name(self) -> str:
        """The edition's name, as records have it."""
        return self.document["edition"]

    @cached_property
    def questions(self) -> dict[str, dict[str, Any]]:
        """Item id → the item of the question document, in the document's order."""
        return {item["id"]: item for item in self.document["items"]}


def open_edition(folder: Path) -> Edition:
    """The edition that a notebook in `folder` is in.

    Raises:
        CoursewareError: there is no unit, or its files or the environment are not what they should be.
    """
    root, wanted = find_root(folder), os.environ.get(VARIABLE, "")
    if wanted not in ("", "practice", "sealed"):
        problem = f"it is `{wanted}`, which is no edition"
        raise CoursewareError(f"environment variable {VARIABLE}", "", problem, "set it to practice or sealed")
    if wanted != "practice" and not (root / ITEMS).exists() and (root / QUESTIONS_FILE).exists():
        return Edition(_question_document(root / QUESTIONS_FILE), None)
    bank = load_bank(root, sealed=wanted == "sealed")
    return Edition(question_document(bank), None if bank.unit.sealed else bank)


def _question_document(path: Path) -> dict[str, Any]:
    data = read_bytes(path, _MAX_BYTES)
    if isinstance(data, Fault):
        raise CoursewareError(path, "", data.reason.rstrip("."), _MEND)
    try:
        document = read_json(data)
    except NotJson as error:
        raise CoursewareError(path, "", f"it cannot be read: {error}", _MEND) from None
    if not _is_whole(document):
        raise CoursewareError(path, "", f"it is no document of questions ({QUESTIONS_FORMAT})", _MEND)
    return document


def _is_whole(document: Any) -> bool:
    """Whether a JSON value has the parts that are used without looking again."""
    try:
        texts = [document["unit"]["id"], document["edition"]]
        for item in document["items"]:
            texts += [item["id"], *item["shape"]]
            texts += [variant[part] for variant in item["variants"] for part in ("fingerprint", "prompt")]
            if item["type"] not in SCORERS or not item["variants"]:
                return False
        return document["format"] == QUESTIONS_FORMAT and all(isinstance(text, str) for text in texts)
    except (LookupError, TypeError):
        return False
