"""A class of the invented unit "Lowland and Highland", and what it hands in."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from courseware.bank import Bank, load_bank
from courseware.gradebook import Options, Summary, grade_class
from courseware.handin.notebook_answers import ANSWER

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
LANDS = Path(__file__).parents[1] / "two_lands"
RIGHT = {
    "rivers-01": "high",
    "rivers-02": ["bridge", "ferry"],
    "rivers-03": "62,5 %",
    "rivers-04": ["spring", "mill", "bridge", "mouth"],
    "rivers-05": {"ferry": "low", "fall": "high", "port": "low"},
    "rivers-06": "the Ruda",
}


class School:
    """A folder with the unit, a roster and hand-ins, and a way to grade it."""

    def __init__(self, folder: Path, bank: Bank) -> None:
        self.folder, self.bank = folder, bank
        self.root = folder / "unit"
        shutil.copytree(LANDS, self.root)
        self.hand_ins = folder / "hand-ins"
        self.hand_ins.mkdir()
        self.out = folder / "results"
        self.roster = folder / "roster.csv"
        self.enrol(("s-1", "Ada"), ("s-2", "Ben"), ("s-3", "Cem"))

    def enrol(self, *students: tuple[str, str]) -> None:
        with open(self.roster, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("id", "name"), *students])

    def put(self, name: str, content: bytes | str | dict) -> Path:
        path = self.hand_ins / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = json.dumps(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def record(
        self,
        who: str,
        answers: Any = RIGHT,
        saved: Any = "2026-11-21T20:50:00Z",
        /,
        name: str = "",
        **changes: Any,
    ) -> dict:
        return {
            "format": "courseware-record/1",
            "unit": self.bank.unit.id,
            "edition": self.bank.unit.edition,
            "student": {"id": who, "name": name},
            "saved": saved,
            "answers": answers,
            **changes,
        }

    def notebook(
        self, student: str, answers: dict = RIGHT, saved: str = "2026-11-21T20:50:00Z", source: str = ""
    ) -> dict:
        outputs = [
            {
                "output_type": "display_data",
                "metadata": {"courseware": {"saved": saved}},
                "data": {
                    ANSWER: {
                        "format": "courseware-answer/1",
                        "unit": self.bank.unit.id,
                        "edition": self.bank.unit.edition,
                        "item": item,
                        "value": value,
                        "student": {"id": student, "name": ""},
                    }
                },
            }
            for item, value in answers.items()
        ]
        cells = [
            {"cell_type": "code", "source": source, "metadata": {}, "execution_count": 1, "outputs": outputs}
        ]
        return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}

    def command(self, *options: object) -> list[str]:
        """The arguments of the command `courseware` that grades."""
        words = ["grade", self.hand_ins, "--roster", self.roster, "--out", self.out, "--root", self.root]
        return [str(word) for word in (*words, *options)]

    def grade(self, **options: Any) -> Summary:
        """Grade with fields of `Options`."""
        options = Options(now=NOW, **options)
        return grade_class(self.bank, [self.hand_ins], self.roster, self.out, options=options)

    def rows(self, **options: Any) -> dict[str, dict[str, str]]:
        """Grade, and give the gradebook's rows by student."""
        self.grade(**options)
        return {row["student"]: row for row in self.table("gradebook.csv")}

    def table(self, name: str) -> list[dict[str, str]]:
        text = (self.out / name).read_bytes().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def files(self) -> dict[str, dict[str, str]]:
        """The rows of hand-ins.csv by the file's path below the folder of hand-ins."""
        return {row["file"].removeprefix(f"{self.hand_ins}/"): row for row in self.table("hand-ins.csv")}


@pytest.fixture(scope="session")
def bank() -> Bank:
    return load_bank(LANDS)


@pytest.fixture
def school(tmp_path: Path, bank: Bank) -> School:
    return School(tmp_path, bank)
