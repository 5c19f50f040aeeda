"""Which edition of the unit a notebook is in, and its questions.

The practice edition is the bank itself, with keys. A sealed one is the bank without them, where the
environment says ``COURSEWARE_EDITION=sealed``, or only a question document, ``exercises/questions.json``,
where the folder has no items files: that is what students get.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from courseware.bank import Bank, CompiledItem, Unit, load_bank
from courseware.bank.compiled import Variant
from courseware.bank.files import ITEMS
from courseware.errors import CoursewareError
from courseware.handin.plain_file import read_bytes
from courseware.handin.record import Fault
from courseware.handin.strict_json import NotJson, read_json
from courseware.scoring import SCORERS
from courseware.sealing.documents import QUESTIONS_FORMAT, question_document
from courseware.tables import QUESTIONS_FILE, find_root

VARIABLE = "COURSEWARE_EDITION"
_MAX_BYTES = 32_000_000
_ROLES = ("options", "left", "right")
_MEND = "put in its place the one that your teacher gave you"


class Edition(NamedTuple):
    """The questions of one edition.

    Attributes:
        unit: with the edition's name.
        items: item id → item, in the unit's order; in a sealed edition without scoring, feedback and hints.
    """

    unit: Unit
    items: dict[str, CompiledItem]

    @property
    def bank(self) -> Bank:
        """As a grader takes it."""
        return Bank(self.unit, tuple(self.items.values()))


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
        return _of_document(root / QUESTIONS_FILE)
    bank = load_bank(root, sealed=wanted == "sealed")
    items = bank.items
    if bank.unit.sealed:  # the same as students get, whatever the folder holds
        items = tuple(_item(entry) for entry in question_document(bank)["items"])
    return Edition(bank.unit, {item.id: item for item in items})


def _of_document(path: Path) -> Edition:
    data = read_bytes(path, _MAX_BYTES)
    if isinstance(data, Fault):
        raise CoursewareError(path, "", data.reason.rstrip("."), _MEND)
    try:
        document = read_json(data)
    except NotJson as error:
        raise CoursewareError(path, "", f"it cannot be read: {error}", _MEND) from None
    try:
        if document["format"] != QUESTIONS_FORMAT:
            raise TypeError
        unit_id, number, title = (_text(document["unit"][name]) for name in ("id", "number", "title"))
        edition = _text(document["edition"])
        unit = Unit(unit_id, number, title, edition=edition, total=0, modules=(), sealed=True)
        items = [_item(entry) for entry in document["items"]]
    except (LookupError, TypeError, AttributeError):
        problem = f"it is no document of questions ({QUESTIONS_FORMAT})"
        raise CoursewareError(path, "", problem, _MEND) from None
    return Edition(unit, {item.id: item for item in items})


def _item(entry: dict[str, Any]) -> CompiledItem:
    """An item of a question document; LookupError, TypeError or AttributeError where it is not whole."""
    variants = tuple(_variant(variant) for variant in entry["variants"])
    if entry["type"] not in SCORERS or not variants:
        raise TypeError
    return CompiledItem(
        id=_text(entry["id"]),
        module=_text(entry["module"]),
        type=entry["type"],
        points=entry["points"] + 0,
        level="",
        passage="",
        source=[],
        variants=variants,
    )


def _variant(entry: dict[str, Any]) -> Variant:
    view: dict[str, Any] = {"prompt": Markup(_text(entry["prompt"]))}
    for role in _ROLES:
        if role in entry:
            parts = [(_text(part["id"]), _text(part["html"])) for part in entry[role]]
            view[role] = [{"id": name, "text": Markup(html)} for name, html in parts]
    if "unit" in entry:
        view["unit"] = _text(entry["unit"])
    return Variant({}, {}, view, {}, None, _text(entry["fingerprint"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
