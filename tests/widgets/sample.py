"""Invented tables in the shape of real ones."""

from __future__ import annotations

import pandas as pd

YEARS = range(2011, 2021)
TRADE = {
    "Highland": [120.0, 131.5, 128.4, 140.2, 98.3, 80.1, 104.6, 117.9, 121.3, 119.8],
    "Lowland": [1450.0, 1502.7, 1511.3, 1388.8, 1010.1, 905.6, 1103.2, 1180.0, 1240.4, 1190.2],
}
EXPORTS = {  # group → exports by member; "All goods" is more than the groups together
    "Grain": {"Highland": 40.5, "Lowland": 210.0, "Island": 0.0},
    "Metal": {"Highland": 61.2, "Lowland": 120.4, "Island": 8.8},
    "Cloth": {"Highland": 5.1, "Lowland": 310.6, "Island": 31.0},
    "All goods": {"Highland": 119.8, "Lowland": 702.0, "Island": 41.1},
}
STEP_COLUMNS = ["id", "text", "kind", "yes", "no", "note"]
STEPS = [
    ("paid", "Does the state pay one firm?", "question", "export", "free", "A waived tax is a payment."),
    ("export", "Is it tied to exports?", "question", "forbidden", "harm", None),
    ("harm", "Does it harm others?", "question", "action", "free", None),
    ("forbidden", "Forbidden", "outcome", None, None, "No proof of harm is asked for."),
    ("action", "Open to complaint", "outcome", None, None, None),
    ("free", "Allowed", "outcome", None, None, None),
]


def trade_table() -> pd.DataFrame:
    """Year, member, value: two members and their union."""
    rows = [
        (year, name, value)
        for name, values in TRADE.items()
        for year, value in zip(YEARS, values, strict=True)
    ]
    rows += [(year, "Union", round(sum(pair), 1)) for year, *pair in zip(YEARS, *TRADE.values(), strict=True)]
    return pd.DataFrame(rows, columns=["year", "member", "value"])


def flows_table(shift: float = 0.0) -> pd.DataFrame:
    """Year, partner, flow, value; `shift` is added to Highland's exports of 2013."""
    rows = []
    for name, values in TRADE.items():
        for year, value in zip(YEARS, values, strict=True):
            extra = shift if (name, year) == ("Highland", 2013) else 0.0
            rows += [(year, name, "export", 0.4 * value + extra), (year, name, "import", 0.6 * value)]
    return pd.DataFrame(rows, columns=["year", "partner", "flow", "value"])


def exports_table() -> pd.DataFrame:
    """Group, member, value."""
    rows = [(group, member, value) for group, by in EXPORTS.items() for member, value in by.items()]
    return pd.DataFrame(rows, columns=["group", "member", "value"])


def steps_table(*changed: tuple) -> pd.DataFrame:
    """The steps, of which some are replaced or added, by id."""
    rows = {row[0]: row for row in (*STEPS, *changed)}
    return pd.DataFrame(rows.values(), columns=STEP_COLUMNS)


def cases_table() -> pd.DataFrame:
    """Case, text: what the steps can classify."""
    return pd.DataFrame(
        [
            ("Ship bonus", "A shipyard gets a bonus for each ship sold abroad."),
            ("Open school", "The state pays for a school."),
            ("Cheap loan", "A bank of the state lends to one farm for nothing."),
        ],
        columns=["case", "text"],
    )


def claims_table() -> pd.DataFrame:
    """Three claims with the verdicts on them."""
    return pd.DataFrame(
        [
            (
                "c-1",
                "Two fifths of the exports stayed inside.",
                "The study",
                "40.1%",
                "holds",
                "The table agrees.",
            ),
            (
                "c-2",
                "Trade grew every year.",
                "The article",
                None,
                "contradicts itself",
                "Its table shows a fall.",
            ),
            (
                "c-3",
                "The three make up 98% together.",
                "The study",
                "89%",
                "misprinted",
                "They add up to 98.",
            ),
        ],
        columns=["id", "statement", "source", "printed", "verdict", "reason"],
    )
