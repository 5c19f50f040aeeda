"""A chain of yes-or-no questions that leads to an outcome."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import traitlets as t

from courseware.widgets.base import CoursewareWidget, need_columns, one_of, text_of

ANSWERS = ("yes", "no")


class DecisionTree(CoursewareWidget):
    """Asks question by question until an outcome is found, if wished for one case after the other.

    Args:
        steps: a row a step; the first is where the tree starts. Columns: ``id``; ``text``; ``kind``
            ("question" or "outcome"); ``yes`` and ``no``, the ids of the steps that follow a question, empty
            for an outcome; ``note``, which may be empty.
        cases: what can be classified, a row a case. Columns: ``case`` (its name) and ``text``.
        title, source: texts.

    Attributes:
        path: the answers given so far, "yes" or "no", one a question.
        case: the case that is being classified, at first the first one; "" if there are none. Another case
            starts at the first question.
        found: the outcomes found, case by case, as ids of steps.

    Raises:
        ValueError: the tables do not hold what they should, or the steps are no tree: an id is unknown or
            stands twice, a question lacks an answer, a step leads back to itself, or cannot be reached.
    """

    kind = t.Unicode("decision-tree", read_only=True).tag(sync=True)
    path = t.List(t.Unicode()).tag(sync=True)
    case = t.Unicode().tag(sync=True)
    found = t.Dict().tag(sync=True)

    def __init__(
        self,
        steps: pd.DataFrame,
        cases: pd.DataFrame | None = None,
        *,
        title: str = "",
        source: str = "",
    ) -> None:
        self._steps = _tree(steps)
        named = {} if cases is None else _cases(cases)
        numbers = {name: str(i) for i, name in enumerate(self._steps, start=1)}
        super().__init__(
            title=title,
            source=source,
            data={
                "steps": self._steps,  # id → text, kind, yes, no, note, in the order of the table
                "start": next(iter(self._steps)),
                "order": list(self._steps),
                "cases": [{"case": name, "text": text} for name, text in named.items()],
            },
            case=next(iter(named), ""),
        )
        self.fallback = {
            "label": "All steps",
            "caption": title,
            "columns": ["Step", "Question or outcome", "Yes", "No", "Note"],
            "rows": [
                [
                    numbers[name],
                    step["text"],
                    *(f"step\u00a0{numbers[step[answer]]}" if step[answer] else "–" for answer in ANSWERS),
                    step["note"] or "–",
                ]
                for name, step in self._steps.items()
            ],
        }

    @property
    def step(self) -> str:
        """Id of the step that the path leads to."""
        return _follow(self.data["steps"], self.path)

    @property
    def outcome(self) -> str | None:
        """Text of the outcome that the path leads to; None while there is a question."""
        step = self.data["steps"][self.step]
        return step["text"] if step["kind"] == "outcome" else None

    @property
    def classified(self) -> pd.DataFrame:
        """The outcomes found so far: ``case`` and ``outcome`` (its text), in the order of the cases."""
        rows = [
            (case["case"], self.data["steps"][self.found[case["case"]]]["text"])
            for case in self.data["cases"]
            if case["case"] in self.found
        ]
        return pd.DataFrame(rows, columns=["case", "outcome"])

    @t.validate("path")
    def _valid_path(self, proposal: dict) -> list[str]:
        _follow(self.data["steps"], proposal["value"])
        return proposal["value"]

    @t.validate("case")
    def _valid_case(self, proposal: dict) -> str:
        return one_of(proposal, [case["case"] for case in self.data["cases"]] or [""])

    @t.validate("found")
    def _valid_found(self, proposal: dict) -> dict:
        names, steps = [case["case"] for case in self.data["cases"]], self.data["steps"]
        for case, step in proposal["value"].items():
            if case not in names:
                raise t.TraitError(f"found holds the case {case!r}; there is {', '.join(map(repr, names))}")
            if step not in steps or steps[step]["kind"] != "outcome":
                raise t.TraitError(f"found holds {step!r} for {case!r}, which is no outcome")
        return dict(proposal["value"])

    @t.observe("case")
    def _start_again(self, change: dict) -> None:
        self.path = []

    @t.observe("path")
    def _remember(self, change: dict) -> None:
        if self.case and self.outcome is not None:
            self.found = {**self.found, self.case: self.step}


def _follow(steps: Mapping[str, dict], path: list[str]) -> str:
    """Id of the step that the answers lead to.

    Raises:
        TraitError: an answer is neither yes nor no, or comes after an outcome.
    """
    here = next(iter(steps))
    for i, answer in enumerate(path):
        if answer not in ANSWERS:
            raise t.TraitError(f"path holds {answer!r}; an answer is 'yes' or 'no'")
        if steps[here]["kind"] == "outcome":
            raise t.TraitError(f"path has {len(path)} answers, but the outcome is found after {i}")
        here = steps[here][answer]
    return here


def _cases(frame: pd.DataFrame) -> dict[str, str]:
    need_columns(frame, ("case", "text"))
    names = [text_of(name) for name in frame["case"]]
    if "" in names or len(set(names)) < len(names):
        raise ValueError("every case needs a name of its own")
    return dict(zip(names, map(text_of, frame["text"]), strict=True))


def _tree(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """The steps by id, as plain text.

    Raises:
        ValueError: they are no tree.
    """
    columns = ("text", "kind", *ANSWERS, "note")
    need_columns(frame, ("id", *columns))
    steps: dict[str, dict[str, str]] = {}
    for row in frame.to_dict("records"):
        name = text_of(row["id"])
        if not name or name in steps:
            raise ValueError(f"every step needs an id of its own; {name!r} is empty or stands twice")
        steps[name] = {column: text_of(row[column]) for column in columns}
    for name, step in steps.items():
        if step["kind"] not in ("question", "outcome"):
            raise ValueError(f"step {name!r}: the kind is 'question' or 'outcome', not {step['kind']!r}")
        for answer in ANSWERS:
            if step["kind"] == "outcome" and step[answer]:
                raise ValueError(f"step {name!r} is an outcome, so nothing follows: {answer} must be empty")
            if step["kind"] == "question" and step[answer] not in steps:
                raise ValueError(f"step {name!r}: {answer} leads to {step[answer]!r}, which is no step")
    reached: set[str] = set()
    _walk(steps, next(iter(steps)), (), reached)
    lost = [name for name in steps if name not in reached]
    if lost:
        raise ValueError(f"no answer leads to step {lost[0]!r}")
    return steps


def _walk(steps: dict[str, dict[str, str]], name: str, before: tuple[str, ...], reached: set[str]) -> None:
    if name in before:
        raise ValueError(f"step {name!r} leads back to itself")
    reached.add(name)
    for answer in ANSWERS:
        if steps[name][answer]:
            _walk(steps, steps[name][answer], (*before, name), reached)
