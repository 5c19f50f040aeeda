"""The record beside a notebook: ``answers.json`` in the working directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from courseware.handin.plain_file import read_bytes
from courseware.handin.record import MAX_BYTES, Fault, Record, dump_record, parse_record

NAME = "answers.json"


class AnswerFile:
    """The file of answers to one unit and edition; nothing that lies there is ever lost.

    Args:
        folder: where it lies.
        unit, edition: whose answers it holds; a file of others is kept under another name.
    """

    def __init__(self, folder: Path, unit: str, edition: str) -> None:
        self.path, self._unit, self._edition = folder / NAME, unit, edition

    def read(self) -> tuple[Record | None, str]:
        """The record in the file, if it is ours; else None and, if there is a file, why it is not ours."""
        if not os.path.lexists(self.path):
            return None, ""
        data = read_bytes(self.path, MAX_BYTES)
        record = data if isinstance(data, Fault) else parse_record(data)
        if isinstance(record, Fault):
            return None, f"it cannot be read as a record ({record.reason.rstrip('.')})"
        if (record.unit, record.edition) != (self._unit, self._edition):
            return None, f"it holds answers to {record.unit}, edition {record.edition}"
        return record, ""

    def write(self, record: dict[str, Any]) -> None:
        """Replace the file in one step: a crash leaves the old one or the new one."""
        new = self.path.with_name(f".{NAME}.{os.getpid()}")
        try:
            with open(new, "wb") as file:
                file.write(dump_record(record))
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.path)
        finally:
            new.unlink(missing_ok=True)

    def keep_aside(self) -> Path:
        """Rename the file to the first free name of ``answers.kept-1.json``, ``answers.kept-2.json``, …"""
        number = 1
        while os.path.lexists(kept := self.path.with_name(f"{self.path.stem}.kept-{number}.json")):
            number += 1
        os.rename(self.path, kept)
        return kept
