"""A type of item is complete: model, compiler, two scorers, vectors, form and notebook example."""

import json
from pathlib import Path
from typing import get_args

import pytest

import courseware
from courseware.bank import models
from courseware.bank.compile import COMPILERS
from courseware.bank.validate import CHECKS
from courseware.export.right_answer import RIGHT, SCORES
from courseware.notebook.question_text import EXAMPLES
from courseware.scoring import SCORERS
from courseware.scoring.keyless import KEYLESS

PACKAGE = Path(courseware.__file__).parent
LEAST_VECTORS = 3


def type_of(model):
    return model.model_fields["type"].annotation.__args__[0]


@pytest.fixture
def parts(node):
    """For each part, the types that have it."""
    vectors = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
    counts = {}
    for group in vectors:
        kind = group["scoring"]["type"]
        counts[kind] = counts.get(kind, 0) + len(group["cases"])
    templates = (PACKAGE / "page" / "templates").glob("item_*.html.j2")
    return {
        "a model in courseware/bank/models.py": {type_of(m) for m in get_args(get_args(models.Item)[0])},
        "a compiler in courseware/bank/compile.py": set(COMPILERS),
        "a check in courseware/bank/validate.py": set(CHECKS),
        "a scorer in courseware/scoring/score.py": set(SCORERS),
        "a scorer in courseware/page/scorer.js": set(
            node.map("() => Object.keys(courseware.SCORERS)", [0])[0]
        ),
        f"{LEAST_VECTORS} vectors in tests/scoring/vectors.json": {
            kind for kind, count in counts.items() if count >= LEAST_VECTORS
        },
        "a form in courseware/page/templates": {
            path.name.removeprefix("item_").removesuffix(".html.j2") for path in templates
        }
        - {"macros"},
        "an example in courseware/notebook/question_text.py": set(EXAMPLES),
        "what an answer can be in courseware/scoring/keyless.py": set(KEYLESS),
        "a right answer in courseware/export/right_answer.py": set(RIGHT),
        "its scores in courseware/export/right_answer.py": set(SCORES),
    }


def missing(parts):
    types = set().union(*parts.values())
    return sorted(f"{kind} lacks {part}" for part, having in parts.items() for kind in types - having)


def test_every_type_is_complete(parts):
    assert missing(parts) == []
    assert set(SCORERS) == {"choice", "multiple", "numeric", "order", "match", "text"}


def test_what_is_missing_is_named(parts):
    parts["a model in courseware/bank/models.py"].add("drawing")
    assert "drawing lacks a scorer in courseware/page/scorer.js" in missing(parts)
    assert len(missing(parts)) == len(parts) - 1
