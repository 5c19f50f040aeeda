"""What is done with each kind of widget where a kernel runs: in code, and by keyboard."""

from __future__ import annotations

from typing import NamedTuple

IMPORTS = """import pandas as pd
from traitlets import TraitError

import courseware.widgets as cw
from tests.widgets.sample import (
    cases_table, claims_table, exports_table, flows_table, steps_table, trade_table
)"""


class Case(NamedTuple):
    """
    Attributes:
        make: an expression that makes the widget.
        sets: trait → what code sets it to; and `shown`, what the view says then.
        refused: trait → a value that it does not take; and `says`, the sentence on it.
        keys: for each control in turn its role, its name, how many of that name come before it, and the keys.
        after: what the view says then; `reads`: traits and more, with what they are then.
        observed: a trait that the keys change.
    """

    make: str
    sets: dict[str, object]
    shown: str
    refused: dict[str, object]
    says: str
    keys: tuple[tuple[str, str, int, tuple[str, ...]], ...]
    after: str
    reads: dict[str, object]
    observed: str


CASES = {
    "SeriesExplorer": Case(
        make="cw.SeriesExplorer(trade_table(), series='member', unit='USD million', total='Union')",
        sets={"x_from": 2014},
        shown="From 2014 to 2020 the highest value is",
        refused={"x_to": 1990},
        says="x_to must be a year from 2011 to 2020, not 1990",
        keys=(("radio", "Level", 0, ("ArrowRight",)), ("combobox", "To", 0, ("ArrowUp",))),
        after="From 2014 to 2019 the highest share is",
        reads={"measure": "share", "x_to": 2019, "selection.shape": (12, 3)},
        observed="measure",
    ),
    "GrowthCalculator": Case(
        make="cw.GrowthCalculator({'corrected': flows_table(), 'printed': flows_table(9.0)}, boundary=2015,\n"
        "    series='partner', flows=['export', 'import'], unit='USD million')",
        sets={"method": "cagr"},
        shown="Export, Highland: compound growth is",
        refused={"flow": "Export"},
        says="flow must be one of 'export', 'import', not 'Export'",
        keys=(
            ("radio", "before 2011–2015 | 2016–2020", 0, ("ArrowRight",)),
            ("combobox", "Partner", 0, ("ArrowDown",)),
        ),
        after="Export, Lowland: compound growth is",
        reads={"boundary_side": "after", "partner": "Lowland", "result['before']['last']": 2014},
        observed="partner",
    ),
    "AdvantageLab": Case(
        make="cw.AdvantageLab(exports_table(), total='All goods', unit='USD million')",
        sets={"exclude_self": True},
        shown="Share in the others’ exports",
        refused={"what_if": -1.0},
        says="what_if must be a number from 0 upwards, not -1.0",
        keys=(
            ("combobox", "Group of goods", 0, ("ArrowDown",)),
            ("slider", "What-if export, slider", 0, ("Home", "ArrowRight", "ArrowRight", "ArrowRight")),
        ),
        after="With 6.0 USD million of Metal instead of 61.2",
        reads={"group": "Metal", "what_if": 6.0, "exclude_self": True},
        observed="what_if",
    ),
    "DecisionTree": Case(
        make="cw.DecisionTree(steps_table(), cases_table())",
        sets={"case": "Open school"},
        shown="The state pays for a school.",
        refused={"path": ["maybe"]},
        says="path holds 'maybe'; an answer is 'yes' or 'no'",
        keys=(("button", "Yes", 0, ("Enter", "Space")),),
        after="No proof of harm is asked for.",
        reads={"path": ["yes", "yes"], "outcome": "Forbidden", "found": {"Open school": "forbidden"}},
        observed="path",
    ),
    "ClaimSorter": Case(
        make="cw.ClaimSorter(claims_table())",
        sets={"guesses": {"c-2": "holds"}},
        shown="You have judged 1 of 3 claims.",
        refused={"shown": ["c-9"]},
        says="shown holds 'c-9'; there is 'c-1', 'c-2', 'c-3'",
        keys=(
            ("radio", "Holds", 1, ("ArrowRight",)),
            ("button", "Show the book’s verdict", 1, ("Space",)),
        ),
        after="You agree.",
        reads={"guesses": {"c-2": "contradicts itself"}, "shown": ["c-2"]},
        observed="shown",
    ),
    "MutualShares": Case(
        make="cw.MutualShares(pd.DataFrame({'category': ['Fuel', 'Fuel', 'Food', 'Food'],\n"
        "    'direction': ['left', 'right'] * 2, 'value': [40.0, 10.0, 20.0, 10.0]}))",
        sets={"chosen": ["Food"]},
        shown="Food, 2 times (left 20%, right 10%).",
        refused={"sort": "size"},
        says="sort must be one of 'table', 'ratio', 'left', 'right', not 'size'",
        keys=(("checkbox", "Fuel", 0, ("Space",)), ("combobox", "Sort by", 0, ("ArrowDown",))),
        after="Furthest apart: Fuel, 4 times",
        reads={"chosen": ["Fuel", "Food"], "sort": "ratio"},
        observed="chosen",
    ),
    "RateConverter": Case(
        make="cw.RateConverter(change=20.0, last=2020, starts=[2010, 2015, 2018])",
        sets={"start": 2015},
        shown="+20% from 2015 to 2020 is",
        refused={"start": 1900},
        says="start must be one of 2010, 2015, 2018, not 1900",
        keys=(("radio", "2015", 0, ("ArrowDown",)),),
        after="+20% from 2018 to 2020 is",
        reads={"start": 2018, "result['years']": 2},
        observed="start",
    ),
    "MultiplierWhatIf": Case(
        make="cw.MultiplierWhatIf(multiplier=1.5, base=100.0, unit='USD million',\n"
        "    base_label='Investment', effect_label='Output')",
        sets={"change": -20.0},
        shown="Investment: −20% of 100.0 USD million",
        refused={"change": 5.0},
        says="change must be a number from −100 to 0, not 5.0",
        keys=(
            ("slider", "Change, slider", 0, ("ArrowLeft",)),
            ("spinbutton", "Multiplier", 0, ("Control+a", "2")),
        ),
        after="−21.0 × 2 = −42.0 USD million",
        reads={"change": -21.0, "multiplier": 2.0, "result['effect']": -42.0},
        observed="multiplier",
    ),
    "WeightComparer": Case(
        make="cw.WeightComparer(pd.DataFrame({'member': list('ABC') * 2,\n"
        "    'measure': ['people'] * 3 + ['output'] * 3, 'value': [50.0, 30.0, 20.0, 20.0, 20.0, 60.0]}))",
        sets={"left_out": ["B"]},
        shown="Without B; the shares of the rest are rescaled",
        refused={"against": "people"},
        says="measure and against must differ; measure is 'people' already",
        keys=(("combobox", "Share of", 0, ("ArrowDown",)), ("checkbox", "B", 0, ("Space",))),
        after="Highest ratio: C (60.0% of output with 20.0% of people",
        reads={"measure": "output", "against": "people", "left_out": []},
        observed="left_out",
    ),
    "Timeline": Case(
        make="cw.Timeline(pd.DataFrame({'date': ['2001', '2005-05', '2009-09-09'],\n"
        "    'event': list('ABC'), 'category': ['steps', 'steps', 'talks'], 'source': 'x'}))",
        sets={"on_date": "2005-05-01"},
        shown="1 May 2005: 1 event before",
        refused={"on_date": "2005-13-01"},
        says="on_date must be a day from 2001-01-01 to 2009-12-31, not '2005-13-01'",
        keys=(
            ("button", "Event after", 0, ("Enter",)),
            ("slider", "Year, slider", 0, ("ArrowLeft",)),
            ("checkbox", "talks", 0, ("Space",)),
        ),
        after="9 September 2008: 2 events before",
        reads={"on_date": "2008-09-09", "chosen": ["steps"], "selection['state'].tolist()": ["before"] * 2},
        observed="on_date",
    ),
    "Breakdown": Case(
        make="cw.Breakdown(pd.DataFrame({'form': ['loan', 'grant'] * 2, 'year': [2019, 2020] * 2,\n"
        "    'place': ['North', 'North', 'South', 'South'], 'value': [5, 10, 20, 40]}),\n"
        "    dimensions=['form', 'place', 'year'])",
        sets={"only": {"year": "2020"}},
        shown="All together (year: 2020): 50.",
        refused={"measure": "percent"},
        says="measure must be one of 'amount', 'share', not 'percent'",
        keys=(("radio", "Amounts", 0, ("ArrowRight",)), ("combobox", "Rows", 0, ("ArrowDown",))),
        after="Largest place: South with 40, 80.0% of all.",
        reads={"rows": "place", "split": "form", "measure": "share"},
        observed="rows",
    ),
    "ArgumentBuilder": Case(
        make="cw.ArgumentBuilder(pd.DataFrame({'id': ['e1', 'e2'], 'text': ['It is cheap.', 'It is old.'],\n"
        "    'source': 'Shop', 'verdict': 'reproduces'}), sides=['Buy', 'Wait'])",
        sets={"statement": "Wait a year."},
        shown="You use 0 of 2 pieces.",
        refused={"choices": [{"id": "e9", "side": "Buy", "stance": "for"}]},
        says="in choices, id must be one of 'e1', 'e2', not 'e9'",
        keys=(
            ("combobox", "Use it", 0, ("F", "Tab", "ArrowRight", "Tab", *"dd, b")),  # dd deletes a cell
            ("textbox", "Your answer in one or two sentences", 0, ("End", *" ax", "Enter", "m")),
        ),
        after="You use 1 of 2 pieces.",
        reads={
            "choices": [{"id": "e1", "side": "Buy", "stance": "for", "weight": 3, "note": "dd, b"}],
            "statement": "Wait a year. ax\nm",
        },
        observed="statement",
    ),
}
