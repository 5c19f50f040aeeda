"""Notebooks that are hostile, broken, or were tampered with: their code must never matter."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from courseware.handin.notebook_answers import ANSWER, STUDENT
from tests.gradebook.conftest import RIGHT, School
from tests.hostile.case import FULL, TRIP, Case, Make, graded, nobody, unreadable

WRONG = {**RIGHT, "rivers-01": "low"}  # 6.50
NO_ANSWERS = "The notebook has no answers in its outputs"
EARLY, LATE = "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"


def changed(change: Callable[[dict, School, str], Any], answers: dict = RIGHT) -> Make:
    """A notebook with `answers`, after something was done to it in place."""

    def make(school: School, student: str) -> dict:
        notebook = school.notebook(student, answers)
        change(notebook, school, student)
        return notebook

    return make


def running(source: str, answers: dict = RIGHT) -> Make:
    """A notebook with `answers`, whose cells say `source`."""
    return lambda school, student: school.notebook(student, answers, source=f"# {TRIP}\n{source}")


def outputs(notebook: dict) -> list[dict]:
    return notebook["cells"][0]["outputs"]


def payloads(notebook: dict) -> list[dict]:
    return [output["data"][ANSWER] for output in outputs(notebook)]


def add(notebook: dict, *more: dict) -> None:
    outputs(notebook).extend(more)


def cell(kind: str = "code", **entries: Any) -> dict:
    return {"cell_type": kind, "metadata": {}, "source": "", **entries}


def stream(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}


def _forge_scores(notebook: dict, *_: Any) -> None:
    for payload in payloads(notebook):
        payload.update(score=200, points=2, state="graded", feedback=["correct"], total=2900)


def _forge_output_text(notebook: dict, *_: Any) -> None:
    add(
        notebook,
        stream("7.5 of 7.5 points\n"),
        {"output_type": "execute_result", "metadata": {}, "data": {"text/html": "<b>Correct. 29 of 29</b>"}},
        {"output_type": "display_data", "data": {"application/vnd.courseware.score+json": {"total": 2900}}},
    )


def _delete_cells(notebook: dict, *_: Any) -> None:
    notebook["cells"] = [cell(outputs=[output]) for output in outputs(notebook)[:2]]


def _double_cells(notebook: dict, school: School, student: str) -> None:
    again = school.notebook(student, {"rivers-01": "low"}, EARLY)["cells"]
    notebook["cells"] = [*notebook["cells"], *notebook["cells"], *again]


def _double_without_times(notebook: dict, *_: Any) -> None:
    later = json.loads(json.dumps(notebook["cells"]))
    for output in [*outputs(notebook), *later[0]["outputs"]]:
        output["metadata"] = {}
    later[0]["outputs"][0]["data"][ANSWER]["value"] = "low"
    notebook["cells"] += later


def _neighbours(notebook: dict, school: School, _: str) -> None:
    theirs = school.notebook("neighbour", {"rivers-01": "high"}, EARLY)["cells"]
    notebook["cells"] = [*theirs, *notebook["cells"]]


def _in_other_places(notebook: dict, school: School, student: str) -> None:
    good = school.notebook(student)["cells"][0]["outputs"]
    notebook["cells"] += [
        cell("markdown", attachments={"a": {ANSWER: good[0]["data"][ANSWER]}}),
        cell(source=json.dumps(good), outputs=[]),
        cell(metadata={"outputs": good}),
        cell(outputs=[{"output_type": "display_data", "data": {"application/json": good[0]["data"]}}]),
        cell(outputs=[{"output_type": "error", "ename": json.dumps(good), "evalue": "", "traceback": []}]),
    ]
    notebook["metadata"] = {"answers": good, "widgets": {ANSWER: good}}


def _odd_outputs(notebook: dict, *_: Any) -> None:
    odd = [
        None,
        1,
        "x",
        [],
        {"data": 1},
        {"data": {ANSWER: 1}},
        {"data": {ANSWER: []}},
        {"data": {STUDENT: 0}},
    ]
    add(notebook, *odd)
    notebook["cells"] += [None, 7, [], {"outputs": 1}, {"outputs": {"data": {}}}, {"cell_type": "code"}]


def _live_outputs(notebook: dict, *_: Any) -> None:
    script = f"<script>{TRIP}</script>"
    live = {"text/html": script, "application/javascript": TRIP, "image/svg+xml": f"<svg onload='{TRIP}'/>"}
    add(notebook, {"output_type": "display_data", "metadata": {}, "data": live})


def _other_ids(notebook: dict, school: School, student: str) -> None:
    """Answers in the name of 3,000 others, and at last the student."""
    some = [school.notebook(f"other-{n}", {"rivers-01": "low"}, EARLY)["cells"][0] for n in range(3000)]
    notebook["cells"] = [*some, *notebook["cells"]]


def _counts(notebook: dict, *_: Any) -> None:
    """What counts is said by an entry of another shape; the output is no answer then."""
    payloads(notebook)[0]["counts"] = ["high", 100]


def _editions(notebook: dict, school: School, student: str) -> None:
    for payload in payloads(notebook)[:3]:
        payload["edition"] = "practice-0"


def _kernel(notebook: dict, *_: Any) -> None:
    notebook["metadata"] = {
        "kernelspec": {"name": f"../../{TRIP}", "argv": ["sh", "-c", f"touch {TRIP}"]},
        "language_info": {"name": "bash"},
        "celltoolbar": TRIP,
    }


def large(school: School, student: str) -> bytes:
    """A right notebook with 40 MB of text beside the answers: over the limit."""
    return json.dumps(school.notebook(student)).encode() + b" " * 40_000_000


def charts(school: School, student: str) -> dict:
    """A right notebook with 8 MB of charts beside the answers: an honest one."""
    notebook = school.notebook(student)
    add(notebook, {"output_type": "display_data", "data": {"image/png": "A" * 8_000_000}})
    return notebook


def many_answers(school: School, student: str) -> dict:
    """The first question answered 20,000 times, wrong at last."""
    notebook = school.notebook(student)
    one = outputs(notebook)[0]
    wrong = json.loads(json.dumps(one).replace('"high"', '"low"'))
    outputs(notebook).extend([one] * 20_000 + [wrong])
    return notebook


CODE = [
    graded("loop", "a loop without end in a cell", FULL, running("while True:\n    pass"), ".ipynb"),
    graded("system-exit", "SystemExit in a cell", FULL, running("raise SystemExit(0)"), ".ipynb"),
    graded(
        "fork-bomb",
        "a cell that starts itself for ever",
        FULL,
        running("import os\nwhile 1: os.fork()"),
        ".ipynb",
    ),
    graded(
        "removes-files", "a cell that removes files", FULL, running("!rm -rf / --no-preserve-root"), ".ipynb"
    ),
    graded(
        "magic", "a cell with a magic that writes a file", FULL, running(f"%%writefile {TRIP}\nx"), ".ipynb"
    ),
    graded(
        "grader-patched",
        "a cell that patches the grader",
        "6.50",
        running("import courseware.scoring as s\ns.score = lambda *a: 2900", WRONG),
        ".ipynb",
    ),
    graded("syntax-error", "a cell that is no Python", FULL, running("def def (("), ".ipynb"),
    graded("deep-source", "a source nested 200,000 deep", FULL, running("(" * 200_000), ".ipynb"),
    graded("strange-kernel", "a kernel of the student's own", FULL, changed(_kernel), ".ipynb"),
    graded("live-outputs", "scripts in the outputs", FULL, changed(_live_outputs), ".ipynb"),
]

FORGED = [
    graded("forged-scores", "scores in the answers", "6.50", changed(_forge_scores, WRONG), ".ipynb"),
    graded(
        "forged-text",
        "outputs that tell of full points",
        "6.50",
        changed(_forge_output_text, WRONG),
        ".ipynb",
    ),
    graded(
        "forged-places",
        "answers everywhere but in outputs",
        "6.50",
        changed(_in_other_places, WRONG),
        ".ipynb",
    ),
    graded(
        "forged-counts",
        "what counts in another shape",
        "6.50",
        changed(_counts),
        ".ipynb",
        reason="1 output(s) could not be read",
    ),
    nobody(
        "only-text",
        "full points told, no answer given",
        "blank",
        NO_ANSWERS,
        changed(_forge_output_text, {}),
        ".ipynb",
    ),
    graded("deleted-cells", "cells deleted", "2.00", changed(_delete_cells), ".ipynb"),
    graded(
        "doubled-cells",
        "cells doubled, and an earlier wrong answer last",
        FULL,
        changed(_double_cells),
        ".ipynb",
    ),
    graded(
        "doubled-timeless",
        "cells doubled without times, wrong at last",
        "6.50",
        changed(_double_without_times),
        ".ipynb",
    ),
    graded("many-answers", "20,000 answers to one question, wrong at last", "6.50", many_answers, ".ipynb"),
    graded(
        "neighbours",
        "a neighbour's answer left in it",
        FULL,
        changed(_neighbours),
        ".ipynb",
        reason="holds answers given as neighbour",
    ),
    graded(
        "many-names",
        "answers of 3,000 others in it",
        FULL,
        changed(_other_ids),
        ".ipynb",
        reason="holds answers given as other-0,",
    ),
    graded(
        "two-editions",
        "answers of an older edition in it",
        "4.00",
        changed(_editions),
        ".ipynb",
        reason="3 answer(s) of another unit or edition",
    ),
]

BROKEN = [
    graded("odd-outputs", "outputs and cells of no known shape", FULL, changed(_odd_outputs), ".ipynb"),
    graded("charts", "8 MB of charts", FULL, charts, ".ipynb"),
    unreadable("too-many-charts", "40 MB beside the answers", "The file is too large: 40,", large, ".ipynb"),
    unreadable(
        "notebook-3",
        "a notebook of 2013",
        "The file is neither",
        lambda s, who: {"nbformat": 3, "worksheets": [{"cells": s.notebook(who)["cells"]}]},
        ".ipynb",
    ),
    unreadable(
        "cells-object",
        "cells that are no list",
        "The file is neither",
        lambda s, who: {**s.notebook(who), "cells": {"0": s.notebook(who)["cells"][0]}},
        ".ipynb",
    ),
    unreadable(
        "conflict",
        "a notebook with a merge conflict",
        "The file cannot be read: it is not JSON",
        lambda s, who: "<<<<<<< HEAD\n" + json.dumps(s.notebook(who)),
        ".ipynb",
    ),
    nobody(
        "cleared",
        "outputs cleared",
        "blank",
        NO_ANSWERS,
        changed(lambda n, *_: n["cells"][0].update(outputs=[])),
        ".ipynb",
    ),
    nobody(
        "no-cells",
        "no cells at all",
        "blank",
        NO_ANSWERS,
        lambda s, who: {"nbformat": 4, "cells": []},
        ".ipynb",
    ),
    nobody(
        "million-cells",
        "900,000 empty cells",
        "blank",
        NO_ANSWERS,
        lambda s, who: '{"nbformat": 4, "cells": [' + "{}," * 900_000 + "{}]}",
        ".ipynb",
    ),
    graded("as-text", "a notebook under the name of a text", FULL, lambda s, who: s.notebook(who), ".txt"),
    graded("as-json", "a record under the name of a notebook", FULL, lambda s, who: s.record(who), ".ipynb"),
]

CASES: list[Case] = [*CODE, *FORGED, *BROKEN]
