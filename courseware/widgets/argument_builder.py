"""Evidence for and against strategies, weighed and ordered by the reader, and an outline made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import traitlets as t

from courseware.widgets.base import CoursewareWidget, need_columns, text_of

STANCES = ("for", "against")
WEIGHTS = (3, 2, 1)
_GAP = re.compile("[ \t\r\n\f\v\u00a0\u2028\u2029]+")  # the same in argument_builder.js


class ArgumentBuilder(CoursewareWidget):
    """Lets the reader put evidence for or against strategies, and exports an outline of the argument.

    Args:
        evidence: a row a piece of evidence; 10 to 24 are a good number.
        sides: the names of the strategies, 2 to 4.
        id, text, owner, verdict: its columns with a key, the evidence in a sentence, who says so, and
            what was found when it was checked.
        sound: the verdict of evidence that stood the check; what has another one is listed under
            "What the evidence cannot show".
        question: what the argument answers.
        title, credit: shown above and below the evidence.
        name: under which a page keeps what the reader built, and the name of the file: a–z, 0–9 and
            hyphens. Two widgets of the same name share what is kept.

    Attributes:
        choices: the pieces used, in order: ``{"id", "side", "stance": "for" or "against",
            "weight": 1 to 3, "note"}``; weight and note may be left out.
        statement: the reader's thesis statement.

    Raises:
        ValueError: the table or the strategies are not as described.
    """

    kind = t.Unicode("argument-builder", read_only=True).tag(sync=True)
    choices = t.List(t.Dict()).tag(sync=True)
    statement = t.Unicode().tag(sync=True)
    question = t.Unicode().tag(sync=True)
    name = t.Unicode().tag(sync=True)
    keep = t.List(t.Unicode(), ["choices", "statement"], read_only=True).tag(sync=True)

    def __init__(
        self,
        evidence: pd.DataFrame,
        *,
        sides: Sequence[str],
        id: str = "id",
        text: str = "text",
        owner: str = "source",
        verdict: str = "verdict",
        sound: str = "reproduces",
        question: str = "",
        title: str = "",
        credit: str = "",
        name: str = "argument",
    ) -> None:
        columns = {"id": id, "text": text, "owner": owner, "verdict": verdict}
        need_columns(evidence, columns.values())
        rows = [
            {key: _one_line(text_of(row[column])) for key, column in columns.items()}
            for row in evidence.to_dict("records")
        ]
        _check(rows, sides, name)
        super().__init__(
            title=title,
            source=credit,
            question=question,
            name=name,
            data={"evidence": rows, "sides": list(sides), "sound": sound},
        )
        self.fallback = {
            "label": "All the evidence",
            "caption": title,
            "columns": ["Evidence", "Source", "Verdict"],
            "rows": [[row["text"], row["owner"], row["verdict"]] for row in rows],
        }

    @property
    def selection(self) -> pd.DataFrame:
        """The pieces used, in order: id, text, owner, verdict, side, stance, weight and note."""
        rows = [{**self._piece(choice), **choice} for choice in self.choices]
        columns = ["id", "text", "owner", "verdict", "side", "stance", "weight", "note"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def outline(self) -> str:
        """The argument as Markdown, word for word as the widget exports it."""
        lines = [
            f"# {_one_line(self.question or self.title) or 'Outline'}",
            f"**Thesis statement:** {_one_line(self.statement) or '(not written yet)'}",
        ]
        for side in self.data["sides"]:
            lines.append(f"## {side}")
            for stance in STANCES:
                items = [self._item(i, one) for i, one in enumerate(self._used(side, stance), 1)]
                lines += [f"### {stance.capitalize()}", "\n".join(items) or "No evidence chosen."]
        left_out = len(self.data["evidence"]) - len(self.choices)
        balance = [f"- {side}: {self._balance(side)}" for side in self.data["sides"]]
        balance.append(f"- Pieces left out: {left_out} of {len(self.data['evidence'])}")
        lines += ["## Balance", "\n".join(balance), "## What the evidence cannot show", self._limits()]
        return "\n\n".join(lines) + "\n"

    def _piece(self, choice: dict[str, Any]) -> dict[str, str]:
        return next(row for row in self.data["evidence"] if row["id"] == choice["id"])

    def _used(self, side: str, stance: str) -> list[dict[str, Any]]:
        return [one for one in self.choices if (one["side"], one["stance"]) == (side, stance)]

    def _item(self, number: int, choice: dict[str, Any]) -> str:
        piece, note = self._piece(choice), _one_line(choice["note"])
        about = f"weight {choice['weight']} of 3; {piece['owner']}; verdict: {piece['verdict']}"
        return f"{number}. {piece['text']} ({about})" + (f"\n   - In my words: {note}" if note else "")

    def _balance(self, side: str) -> str:
        texts = []
        for stance in STANCES:
            weights = [one["weight"] for one in self._used(side, stance)]
            counts = [
                f"{weights.count(weight)} of weight {weight}" for weight in WEIGHTS if weight in weights
            ]
            pieces = f"{len(weights)} piece{'' if len(weights) == 1 else 's'} {stance}"
            texts.append(f"{pieces} ({', '.join(counts)})" if weights else f"none {stance}")
        return ", ".join(texts)

    def _limits(self) -> str:
        if not self.choices:
            return "No evidence is chosen yet."
        order = [one for side in self.data["sides"] for stance in STANCES for one in self._used(side, stance)]
        weak = [piece for piece in map(self._piece, order) if piece["verdict"] != self.data["sound"]]
        if not weak:
            return f"Every piece used has the verdict “{self.data['sound']}”."
        return "\n".join(f"- {piece['text']} ({piece['owner']}): {piece['verdict']}" for piece in weak)

    @t.validate("choices")
    def _valid_choices(self, proposal: dict) -> list[dict[str, Any]]:
        ids = [row["id"] for row in self.data["evidence"]]
        allowed = {"id": ids, "side": self.data["sides"], "stance": STANCES, "weight": sorted(WEIGHTS)}
        found: list[Any] = []
        for given in proposal["value"]:
            choice = {"weight": 2, "note": "", **given}
            for key, values in allowed.items():
                if choice.get(key) not in values or isinstance(choice[key], (bool, float)):
                    raise t.TraitError(
                        f"in choices, {key} must be one of {', '.join(map(repr, values))}, "
                        f"not {choice.get(key)!r}"
                    )
            if set(choice) != {*allowed, "note"} or not isinstance(choice["note"], str):
                raise t.TraitError(f"choices holds {given!r}; it has id, side, stance, weight and note")
            if choice["id"] in [one["id"] for one in found]:
                raise t.TraitError(f"choices holds the piece {choice['id']!r} twice")
            found.append({key: choice[key] for key in ("id", "side", "stance", "weight", "note")})
        return found


def _one_line(text: str) -> str:
    return _GAP.sub(" ", text).strip(" ")


def _check(rows: list[dict[str, str]], sides: Sequence[str], name: str) -> None:
    ids = [row["id"] for row in rows]
    if len(set(ids)) < len(ids):
        raise ValueError("every piece of evidence needs an id of its own")
    for row in rows:
        for key, value in row.items():
            if not value:
                raise ValueError(f"the piece {row['id'] or row['text']!r} has no {key}")
    if isinstance(sides, str) or not 2 <= len(set(sides)) == len(sides) <= 4 or not all(sides):
        raise ValueError("there must be 2 to 4 different strategies")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(f"the name is made of a–z, 0–9 and hyphens, not {name!r}")
