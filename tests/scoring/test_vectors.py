"""The shared vectors: what each implementation must say about answers chosen by hand."""

import json
from pathlib import Path

import pytest

from courseware.scoring import MESSAGES, SCORERS, score

TEXT = Path(__file__).with_name("vectors.json").read_text(encoding="utf-8")
GROUPS = json.loads(TEXT)
EXPECTED = {
    group["about"]: [[case["state"], case["score"], case["feedback"]] for case in group["cases"]]
    for group in GROUPS
}


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["about"])
def test_python_says_what_the_vectors_say(group):
    said = [
        [r.state, r.score, list(r.feedback)]
        for r in (score(group["scoring"], case["response"]) for case in group["cases"])
    ]
    assert said == EXPECTED[group["about"]]


def test_javascript_says_what_the_vectors_say(node):
    # the file goes over as text: Python cannot write 1e999 back
    said = node.map_json(
        """(group) => group.cases.map((c) => {
             const r = courseware.score(group.scoring, c.response);
             return [r.state, r.score, r.feedback];
           })""",
        TEXT.replace("\n", " "),
    )
    for group, results in zip(GROUPS, said, strict=True):
        assert results == EXPECTED[group["about"]], group["about"]


def test_every_type_meets_every_state():
    seen = {(group["scoring"]["type"], case["state"]) for group in GROUPS for case in group["cases"]}
    assert seen == {(kind, state) for kind in SCORERS for state in ("blank", "invalid", "graded")}


def test_every_reason_for_invalid_is_seen_and_has_a_message():
    seen = {
        feedback
        for group in GROUPS
        for case in group["cases"]
        if case["state"] == "invalid"
        for feedback in case["feedback"]
    }
    assert seen == {name for name in MESSAGES if name.startswith("invalid:")}
