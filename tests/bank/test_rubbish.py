"""Whatever stands at any place of a bank's files, loading ends in a bank or in one sentence."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courseware.bank import load_bank
from courseware.errors import CoursewareError
from tests.bank.conftest import ITEMS, UNIT

RUBBISH = [
    None, True, 0, -1, 7, 10**40, 1e300, 1e-300, 0.001, float("inf"), float("nan"), "", " ", "x", "{x}",
    "low", "x" * 999, "\u200b", "<b>", [], {}, [[]], ["a"], [None], {"a": 1}, {"function": "top"},
    {"function": []}, {"function": "ratio", "of": {}, "to": 1}, {"year": []},
]  # fmt: skip


def places(value, path=()):
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield (*path, key)
        yield from places(child, (*path, key))


def replaced(text, path, rubbish):
    document = part = yaml.safe_load(text)
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = rubbish
    return yaml.safe_dump(document, allow_unicode=True)


@pytest.mark.parametrize(
    ("name", "text"), [("exercises/items/wool.yml", ITEMS), ("exercises/unit.yml", UNIT)]
)
def test_rubbish_ends_in_a_bank_or_in_a_sentence(folder, name, text):
    refused = []

    @settings(
        max_examples=80,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from([*places(yaml.safe_load(text))]), st.sampled_from(RUBBISH))
    def loads(path, rubbish):
        folder.write(name, replaced(text, path, rubbish))
        try:
            load_bank(Path())
        except CoursewareError as error:
            assert "\n" not in str(error) and str(error).endswith(".") and len(str(error)) < 600
            refused.append(str(error))

    loads()
    assert len(refused) > 40
