"""Widgets with markup and long words in all texts, keys that JavaScript has names for, and little data."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from courseware import widgets as w
from tests.widgets.reader import mount_all

MARKUP = '</script><img src=x onerror="window.touched = 1"><b>'
LONG = "Averylongword" * 3 + " and so on" * 40
NOTHING = float("nan")


def timeline(text: str) -> w.Timeline:
    texts = {name: [text] for name in ("event", "category", "source", "note")}
    row = {"date": ["2015"], "end": [".."], **texts}
    return w.Timeline(pd.DataFrame(row), end="end", note="note", title=text, credit=text)


def weights(text: str) -> w.WeightComparer:
    row = pd.DataFrame({"member": [text], "measure": [text], "value": [40.0]})
    return w.WeightComparer(pd.concat([row, row.assign(measure="b", value=NOTHING)]), title=text, source=text)


def breakdown(text: str) -> w.Breakdown:
    table = pd.DataFrame({text: [text], "kind": [text], "value": [0.0]})
    return w.Breakdown(table, dimensions=[text, "kind"], title=text, source=text)


def sorter(text: str) -> w.ClaimSorter:
    table = {"id": ["constructor", "b"], "verdict": [text, "right"]}
    table |= {name: [text, text] for name in ("statement", "source", "printed", "reason")}
    return w.ClaimSorter(pd.DataFrame(table), title=text, credit=text)


def tree(text: str) -> w.DecisionTree:
    kinds, yes, no = ["question", "outcome", "outcome"], ["b", "", ""], ["c", "", ""]
    steps = {"id": ["a", "b", "c"], "kind": kinds, "yes": yes, "no": no}
    steps |= {name: [text] * 3 for name in ("text", "note")}
    cases = pd.DataFrame({"case": ["constructor", text], "text": [text, text]})
    return w.DecisionTree(pd.DataFrame(steps), cases, title=text, source=text)


def shares(text: str) -> w.MutualShares:
    row = pd.DataFrame({"category": [text], "direction": [text], "value": [0.0]})
    table = pd.concat([row, row.assign(direction="b", value=NOTHING)])
    return w.MutualShares(table, left=text, right="b", title=text, source=text)


def rates(text: str) -> w.RateConverter:
    return w.RateConverter(change=-99.9, last=2024, starts=[2023], title=text, source=text, unit=text)


def multiplier(text: str) -> w.MultiplierWhatIf:
    names = {"base_label": text, "effect_label": text, "unit": text, "title": text, "source": text}
    return w.MultiplierWhatIf(multiplier=1e-6, base=1e9, **names)


def builder(text: str) -> w.ArgumentBuilder:
    table = {"id": ["constructor", "b"], **{name: [text, text] for name in ("text", "source", "verdict")}}
    return w.ArgumentBuilder(pd.DataFrame(table), sides=["A", text], title=text, credit=text, question=text)


MAKERS = (timeline, weights, breakdown, sorter, tree, shares, rates, multiplier, builder)
STRAY = r"""() => /NaN|Infinity|undefined|\[object/.test(document.querySelector(".cww").outerHTML)"""


@pytest.mark.parametrize("text", [MARKUP, LONG], ids=["markup", "long"])
@pytest.mark.parametrize("make", MAKERS)
def test_it_is_drawn_as_text(page, write_page, make: Callable[[str], w.CoursewareWidget], text):
    mount_all(page, write_page(make(text)), 1)
    for button in page.locator(".cww button:visible:enabled").all()[:4]:
        if button.is_visible() and button.is_enabled():
            button.click()
    assert not page.evaluate(STRAY)
    assert page.evaluate("window.touched") is None
