"""A class's hand-ins, made up from a seed: good, odd, damaged and forged, as records and as notebooks."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from courseware.bank import Bank, CompiledItem
from courseware.handin.notebook_answers import ANSWER, STUDENT

NOW = "2026-11-22T12:00:00Z"
ODD = "𝔘 straße \u202eevil\u200b ı İ Ꭰ \U0001f600\n\tx <img src=x onerror=alert(1)> ; =cmd()|' /C calc'!A0"
NAMES = [
    "Ada",
    "Ben",
    "Zoë Müller-Łuk",
    "ANNA STRASSE",
    "Anna Straße",
    "=HYPERLINK(1)",
    "",
    ODD,
    "\u0061\u0308b",
    "王 小明",
]
TIMES = [
    "2026-11-21T20:50:00Z",
    "2026-11-21 20:50",
    "20261121T205000",
    "2026-W47-6T21:50:00,25+01:00",
    "2026-11-20",
    "2030-01-01T00:00:00Z",
    "2026-11-23T12:00:00Z",
    "2026-11-23T12:00:01Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
    "2026-11-21T20:50:00.123456-05:30",
    "2026-11-21T20:50:00Z",
]
BAD_TIMES = [
    "",
    "yesterday",
    "2026-11-21T25:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "2026-02-30",
    7,
    None,
    "2" * 41,
    "2026-11-21T20:50:00 Z",
    "2026-11-21T",
    "9999-12-31T23:59:59-01:00",
]
RUBBISH = [
    None,
    True,
    False,
    0,
    -0.0,
    1e300,
    10**350,
    "",
    " ",
    "\u200b",
    "x" * 300,
    [],
    {},
    [[]],
    ["high", 7],
    {"ferry": None},
    {"ferry": ["low"]},
    {"__proto__": "low"},
    {"10": "low", "2": "high"},
    "<img src=x onerror=alert(1)>",
]


def _right(item: CompiledItem, scoring: dict[str, Any]) -> Any:
    kind = item.type
    if kind == "multiple":
        return [option for option, weight in scoring["weights"].items() if weight > 0]
    if kind == "text":
        return scoring["accept"][0]
    return scoring["key"]


def _answer(draw: random.Random, item: CompiledItem, scoring: dict[str, Any]) -> Any:
    """Often right, often nearly, now and then anything."""
    if draw.random() < 0.45:
        return _right(item, scoring)
    if draw.random() < 0.2:
        return draw.choice(RUBBISH)
    view = item.view
    if item.type == "choice":
        return draw.choice([*scoring["options"], "nowhere"])
    if item.type == "multiple":
        ids = [*scoring["weights"]]
        return (
            draw.choices(ids, k=draw.randrange(4))
            if draw.random() < 0.3
            else draw.sample(ids, draw.randrange(len(ids) + 1))
        )
    if item.type == "order":
        return draw.sample(scoring["key"], len(scoring["key"]))
    if item.type == "match":
        rights = [part["id"] for part in view["right"]] + ["", None]
        return {part["id"]: draw.choice(rights) for part in view["left"] if draw.random() < 0.8}
    if item.type == "text":
        return draw.choice([" the RUDA ", "Rudda", "Ruda\u00ad", "ruda river", "x" * 201, "Ru\u0301da"])
    key = float(scoring["key"])
    typed = [
        f"{key} %",
        f"{key:.1f}".replace(".", ","),
        f"{key + 0.4}",
        key,
        int(key),
        "1,234",
        "1e999",
        "62.5kg",
        "−5",
        f" {key + 7}",
    ]
    return draw.choice(typed)


class _Class:
    def __init__(self, bank: Bank, seed: int) -> None:
        self.bank, self.draw = bank, random.Random(seed)
        self.ids = [f"s-{n:03}" for n in range(900)] + [
            "S-001",
            "É-7",
            "é-8",
            "straße",
            "STRASSE",
            "007",
            "ıd",
            "=1+1",
            "a" * 200,
            "10",
            "9",
            "\U0001f600",
            "\uff21",
            ODD,
        ]

    def student(self) -> dict[str, Any]:
        return {"id": self.draw.choice(self.ids), "name": self.draw.choice(NAMES)}

    def number(self, item: CompiledItem, student: str) -> int:
        """The variant that is answered: in a sealed edition the student's own as a rule."""
        from courseware.scoring import draw

        many = len(item.variants)
        if self.bank.unit.sealed and self.draw.random() < 0.8:
            return draw(self.bank.unit.edition, item.id, student, many)
        return self.draw.randrange(many)

    def answers(self, student: str) -> tuple[dict, dict, dict]:
        """Answers, fingerprints and first tries."""
        answers, marks, first = {}, {}, {}
        items = list(self.bank.items)
        self.draw.shuffle(items)
        for item in items:
            if self.draw.random() < 0.15:
                continue
            variant = item.variants[self.number(item, student)]
            answers[item.id] = _answer(self.draw, item, variant.scoring)
            if self.draw.random() < 0.8:
                marks[item.id] = self.draw.choice(
                    [variant.fingerprint] * 12 + ["0123456789ab", "", "__proto__"]
                )
            if self.draw.random() < 0.3:
                other = item.variants[self.number(item, student)]
                first[item.id] = {"value": _answer(self.draw, item, other.scoring)}
                if self.draw.random() < 0.8:
                    first[item.id]["fingerprint"] = other.fingerprint
        if self.draw.random() < 0.05:
            unknown = ["zz-9", "10", "2", "__proto__", "constructor", ODD, "y" * 60]
            answers.update(dict.fromkeys(self.draw.sample(unknown, self.draw.randrange(1, 7)), "x"))
        return answers, marks, first

    def record(self) -> dict[str, Any]:
        student = self.student()
        answers, marks, first = self.answers(student["id"]) if self.draw.random() < 0.93 else ({}, {}, {})
        unit = self.bank.unit
        record = {
            "format": "courseware-record/1",
            "unit": unit.id,
            "edition": unit.edition,
            "student": student,
            "saved": self.draw.choice(TIMES),
            "answers": answers,
        }
        if self.draw.random() < 0.9:
            record["fingerprints"] = marks
        if self.draw.random() < 0.6:
            record["first"] = first
        return record

    def notebook(self) -> dict[str, Any]:
        cells = [
            {"cell_type": "code", "source": "raise SystemExit", "outputs": self.outputs()}
            for _ in range(self.draw.randrange(3))
        ]
        return {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [{"cell_type": "markdown"}, *cells, "odd"],
        }

    def outputs(self) -> list[Any]:
        student, unit = self.student(), self.bank.unit
        answers, marks, first = self.answers(student["id"])
        outputs: list[Any] = [{"data": {"text/plain": "1"}}, {"output_type": "stream"}]
        told: list[Any] = []  # what one output tells of all answers
        if self.draw.random() < 0.3:
            outputs.append({"data": {STUDENT: {"format": "courseware-student/1", **self.student()}}})
        for item, value in answers.items():
            payload = {
                "format": "courseware-answer/1",
                "unit": unit.id,
                "edition": unit.edition,
                "item": item,
                "value": value,
                "student": student,
            }
            if item in marks:
                payload["fingerprint"] = marks[item]
            if item in first:
                payload["first"] = first[item]
                payload["counts"] = self.draw.choice([first[item], {"value": value, "score": 100}, 7])
            changes = [{}] * 30 + [
                {"edition": "practice-0"},
                {"unit": ""},
                {"format": "x"},
                {"student": None},
                {"item": 3},
            ]
            saved = self.draw.choice([*TIMES, None, "x"])
            outputs.append(
                {
                    "metadata": {"courseware": {"saved": saved}},
                    "data": {ANSWER: payload | self.draw.choice(changes)},
                }
            )
            told.append(payload | {"value": self.draw.choice([value, value, None])})
        if self.draw.random() < 0.4:
            saved = {"courseware": {"saved": self.draw.choice([*TIMES, None])}}
            several = self.draw.choice([told, told, [], [7, *told]])
            outputs.append({"metadata": saved, "data": {ANSWER: several}})
        return outputs

    # --- what people, programs and cheats do to a file

    def changed(self, record: dict[str, Any]) -> dict[str, Any]:
        changes: list[Callable[[], dict]] = [
            lambda: {"unit": self.draw.choice(["other", "", 7, "u" * 201, "two-lands "])},
            lambda: {"edition": self.draw.choice(["practice-0", "sealed-1", "practice-1", None, ODD])},
            lambda: {
                "student": self.draw.choice(
                    [None, [], "s-001", {"id": 7}, {"id": "x" * 201}, {"name": "only"}, {"id": " \u200b "}]
                )
            },
            lambda: {"saved": self.draw.choice(BAD_TIMES)},
            lambda: {"answers": self.draw.choice([None, [], "high", 0])},
            lambda: {"fingerprints": self.draw.choice([None, [], {"rivers-01": 7}])},
            lambda: {
                "first": self.draw.choice(
                    [
                        None,
                        {"rivers-01": "high"},
                        {"rivers-01": {}},
                        {"rivers-01": {"value": 1, "fingerprint": None}},
                    ]
                )
            },
            lambda: {
                "format": self.draw.choice(
                    ["courseware-record/2", None, 7, 'quote " back \\ ' * 4, "courseware-key/1"]
                )
            },
            lambda: {"score": 2900, "total": 29, "graded": True},
        ]
        return record | self.draw.choice(changes)()

    def damaged(self, data: bytes) -> bytes:
        place = self.draw.randrange(1, max(2, len(data)))
        byte = bytes([self.draw.randrange(256)])
        return self.draw.choice(
            [
                lambda: data[:place],
                lambda: data[:place] + byte + data[place:],
                lambda: data[:place] + data[place + 1 :],
                lambda: b"\xef\xbb\xbf" + data,
                lambda: b"\xff\xfe" + data.decode("utf-8", "replace").encode("utf-16-le"),
                lambda: data.replace(b'"answers"', b'"unit": "x", "answers"', 1),
                lambda: data.replace(b'"high"', b"NaN", 1),
                lambda: data.replace(b'"high"', b"1e999", 1),
                lambda: data.replace(b'"high"', b'"\\ud83d"', 1),
                lambda: data.replace(b'"high"', b"[" * 150 + b"]" * 150, 1),
                lambda: data.replace(b'"high"', b"9" * 500, 1),
                lambda: data + b" " * 1_000_000,
                lambda: b"",
                lambda: data * 2,
                lambda: data.decode("utf-8", "replace").encode("latin-1", "replace"),
            ]
        )()

    def file(self) -> tuple[str, bytes]:
        kind = self.draw.random()
        if kind < 0.06:
            return self.draw.choice([".txt", ".csv", ".pdf", ""]), self.draw.choice(
                [b"", b"%PDF-1.7\x00\xff", b"[1, 2]", b'{"a": 1}', b"id,name\n1,2\n"]
            )
        content = self.notebook() if kind < 0.3 else self.record()
        if kind > 0.85:
            content = self.changed(content)
        ascii_only = self.draw.random() < 0.3
        text = json.dumps(content, ensure_ascii=ascii_only, indent=self.draw.choice([None, 1]))
        data = text.encode("utf-8", "surrogatepass")
        if self.draw.random() < 0.12:
            data = self.damaged(data)
        return ".ipynb" if "nbformat" in content else ".json", data


def write_class(folder: Path, bank: Bank, seed: int, count: int) -> None:
    """`count` files in `folder` and folders below it, and `roster.csv` beside it."""
    made = _Class(bank, seed)
    places = ["", "", "", "late", "late/again", "Ada_s-002", "zip s-050 x", "straße"]
    for number in range(count):
        suffix, data = made.file()
        stem = made.draw.choice(
            [
                f"answers-{number}",
                f"{number} (1)",
                f"s-{number % 900:03}-{number}",
                f"Ünï {number}",
                f"a.b;=c{number}",
                f"\U0001f600{number}",
            ]
        )
        path = folder / made.draw.choice(places) / f"{stem}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if number % 50 == 0:
            (folder / f"copy of {number}{suffix}").write_bytes(data)
    lines = ["ID;Name;status;e-mail"]
    for number, student in enumerate(dict.fromkeys(["".join(i.split()) for i in made.ids[40:] if i != ODD])):
        quoted = student.replace('"', '""')
        lines.append(f'"{quoted}";{"Anna Straße" if number % 3 else "Ada"};x;{number}@example.org')
    (folder.parent / "roster.csv").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode("utf-8"))
