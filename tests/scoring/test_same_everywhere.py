"""The Python and the JavaScript scorer are one function: generated items and answers, run through both."""

import json
import sys

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from courseware.scoring import SCORERS, score
from courseware.scoring.text import _SETTLED, fold
from tests.scoring.strategies import answers, near, numeric, scorings

SCORE = """([scoring, response]) => {
  const result = courseware.score(scoring, response);
  return [result.state, result.score, result.feedback];
}"""
PAIRS = 25  # a batch, so that the cost of an example and of a call of Node is shared
alike = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # the message names the one pair at fault; shrinking batches takes minutes
    suppress_health_check=list(HealthCheck),
)


def run_both(node, batch):
    """Score pairs of (scoring, response) on both sides and return what both said."""
    batch = json.loads(json.dumps(batch))  # as a record brings them: halves of a surrogate pair meet
    said = [[r.state, r.score, list(r.feedback)] for r in (score(*pair) for pair in batch)]
    for pair, here, there in zip(batch, said, node.map(SCORE, batch), strict=True):
        assert here == there, f"Python {here}, JavaScript {there} for {json.dumps(pair)}"
    return said


def test_both_implementations_give_the_same_result(node):
    seen = set()
    pairs = scorings.flatmap(lambda scoring: st.tuples(st.just(scoring), answers(scoring)))

    @alike
    @given(st.lists(pairs, min_size=PAIRS, max_size=PAIRS))
    def same(batch):
        for (scoring, _), (state, points, feedback) in zip(batch, run_both(node, batch), strict=True):
            assert type(points) is int and points >= 0 and (state == "graded" or points == 0)
            seen.add((scoring["type"], state))
            seen.update(name.split(":")[0] for name in feedback)

    same()
    # the answers reach everything a scorer can say, so that agreement means something
    assert {(name, state) for name in SCORERS for state in ("blank", "invalid", "graded")} <= seen
    assert {"correct", "partial", "other", "tier", "wrong", "option", "pair", "missed", "invalid"} <= seen


def test_numbers_near_an_edge_give_the_same_result(node):
    pairs = numeric(units=st.just(["%"])).flatmap(
        lambda scoring: st.tuples(st.just(scoring), near(scoring["key"], scoring["tolerance"]))
    )

    @alike
    @given(st.lists(pairs, min_size=PAIRS, max_size=PAIRS))
    def same(batch):
        run_both(node, batch)

    same()


def test_every_character_folds_the_same(node):
    # lone surrogates and characters newer than either side's Unicode included
    blocks = ["".join(map(chr, range(start, start + 128))) for start in range(0, sys.maxunicode + 1, 128)]
    for block, there in zip(blocks, node.map("courseware.fold", blocks), strict=True):
        assert fold(block) == there, f"in the block from U+{ord(block[0]):04X}"


def test_every_settled_character_folds_the_same_in_company(node):
    settled = [c for c in map(chr, range(sys.maxunicode + 1)) if _SETTLED.match(c)]
    texts = [shape.format(c) for c in settled for shape in ("{}", "a{}\u0301", "Σ{}Ж")]
    for text, there in zip(texts, node.map("courseware.fold", texts), strict=True):
        assert fold(text) == there, ascii(text)
        assert fold(there) == there, f"folding {text!a} twice changes it"
