"""An invented unit with one item of each type, written to a folder and changed a little by each test."""

import json
from pathlib import Path

import pytest

UNIT = """\
id: wool
number: "1"
title: Wool on the move
edition: practice-1
total: 9
modules:
  - {id: trade, title: Trade, points: 6, page: chapters/trade}
  - {id: later, title: Later, points: 3}
"""

ITEMS = """\
- id: wool-01
  module: trade
  type: choice
  points: 1
  level: understand
  prompt: Which country sold most wool in 2002?
  options:
    - {id: low, text: Lowland, value: Lowland, feedback: Yes.}
    - {id: high, text: Highland, value: Highland, feedback: No.}
  key: {function: top, table: wool, where: {year: 2002, country: [Lowland, Highland]}, by: country}
  passage: chapters/trade#sales
- id: wool-02
  module: trade
  type: multiple
  points: 1
  level: remember
  prompt: Which are right?
  options:
    - {id: a, text: First, weight: 0.75, feedback: Yes.}
    - {id: b, text: Second, weight: -0.5, feedback: No.}
    - {id: c, text: Third, weight: 0.25, feedback: Yes.}
  feedback: {correct: All., partial: Some., other: None.}
  passage: chapters/trade#sales
- id: wool-03
  module: trade
  type: numeric
  points: 1
  level: apply
  prompt: What share did Lowland have in 2002, if Highland sold {high} tonnes?
  values:
    high: {function: value, table: wool, where: {year: 2002, country: Highland}, decimals: 1}
  key: {function: share, table: wool, part: {year: 2002, country: Lowland}, whole: {year: 2002, country: All}}
  unit: "%"
  tolerance: {absolute: 0.1}
  tiers:
    - {tolerance: {absolute: 1}, credit: 0.5, feedback: Near.}
  wrong:
    - {value: 40, feedback: That is Highland's.}
  feedback: {correct: "Yes, beside {high}.", other: Divide.}
  passage: chapters/trade#sales
- id: wool-04
  module: trade
  type: order
  points: 1
  level: analyse
  prompt: Put the countries in order.
  options:
    - {id: low, text: Lowland}
    - {id: high, text: Highland}
    - {id: mid, text: Midland}
  key: [low, high, mid]
  feedback: {correct: Yes., partial: Some., other: No.}
  passage: chapters/numbers#cells
- id: wool-05
  module: trade
  type: match
  points: 1
  level: evaluate
  prompt: What goes with what?
  left:
    - {id: wool, text: Wool, feedback: Think of sheep.}
    - {id: silk, text: Silk, feedback: Think of moths.}
  right:
    - {id: sheep, text: Sheep}
    - {id: moth, text: Moth}
    - {id: cow, text: Cow}
  key: {wool: sheep, silk: moth}
  feedback: {correct: Yes., partial: Some., other: No.}
  passage: chapters/trade#sales
- id: wool-06
  module: trade
  type: text
  points: 1
  level: create
  prompt: Which town?
  accept: [Upper Town, Uppertown]
  wrong:
    - {accept: [Lower Town], feedback: That is the other one.}
  feedback: {correct: Yes., other: No.}
  passage: chapters/trade#sales
"""

PAGE = "# Trade\n\n(sales)=\n## Sales\n"
NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Numbers\n", "(cells)=\n", "## Cells"]}]
}
TABLE = "year,country,printed,corrected\n" + "".join(
    f"{year},{country},{value},{value}\n"
    for year, *values in ((2000, 100, 100), (2001, 110, 121), (2002, 180, 120))
    for country, value in zip(("Lowland", "Highland", "All"), (*values, sum(values)), strict=True)
)
FIELDS = {"year": "integer", "country": "string", "printed": "number", "corrected": "number"}
CLAIMS = "id,statement\nw1,Lowland sells most.\n"


class Folder:
    """A unit's folder; `change` replaces text in a file, which must hold it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("exercises/unit.yml", UNIT)
        self.write("exercises/items/wool.yml", ITEMS)
        self.write("chapters/trade.md", PAGE)
        self.write("chapters/numbers.ipynb", json.dumps(NOTEBOOK, indent=1))
        self.write("data/wool.csv", TABLE)
        self.write("data/claims.csv", CLAIMS)
        tables = (("wool", FIELDS), ("claims", {"id": "string", "statement": "string"}))
        resources = [
            {
                "name": name,
                "path": f"{name}.csv",
                "schema": {"fields": [{"name": field, "type": kind} for field, kind in fields.items()]},
            }
            for name, fields in tables
        ]
        self.write("data/datapackage.json", json.dumps({"name": "wool", "resources": resources}))

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, old: str, new: str, name: str = "exercises/items/wool.yml") -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # so that sentences name files as a user in the unit's folder sees them
    return Folder(tmp_path)
