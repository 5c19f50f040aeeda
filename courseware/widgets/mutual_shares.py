"""How much each of two partners weighs for the other."""

from __future__ import annotations

import pandas as pd
import traitlets as t

from courseware.widgets.base import (
    CoursewareWidget,
    decimals,
    number_text,
    one_of,
    plain,
    some_of,
    wide,
    with_labels,
)

SORTS = ("table", "ratio", "left", "right")


class MutualShares(CoursewareWidget):
    """Sets two shares side by side: what B is for A, and what A is for B, in several categories.

    Args:
        frame: a tidy table, a row a category and direction. Rows of other directions are left out; a number
            may be missing.
        category, direction, value: its columns.
        left, right: the two directions that are compared, as the column `direction` names them.
        unit: unit of the numbers.
        title, source: shown above and below the chart.

    Attributes:
        chosen: the categories shown.
        sort: "table" (as the table has them), "ratio", "left" or "right"; the largest comes first, what has
            no number last.

    Raises:
        ValueError: the frame does not hold what the arguments say, or a number is negative.
    """

    kind = t.Unicode("mutual-shares", read_only=True).tag(sync=True)
    chosen = t.List(t.Unicode()).tag(sync=True)
    sort = t.Unicode("table").tag(sync=True)

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        category: str = "category",
        left: str = "left",
        right: str = "right",
        value: str = "value",
        direction: str = "direction",
        title: str = "",
        unit: str = "%",
        source: str = "",
    ) -> None:
        if left == right:
            raise ValueError(f"left and right are both {left!r}: name two directions")
        table = wide(with_labels(frame, (category, direction)), category, direction, value)
        for name in (left, right):
            if name not in table:
                raise ValueError(f"there is no direction {name!r}; there is {', '.join(map(repr, table))}")
        table = table.loc[table[[left, right]].notna().any(axis=1), [left, right]]
        if table.empty:
            raise ValueError(f"the column {value!r} holds no number for {left!r} or {right!r}")
        if (table < 0).any(axis=None):
            raise ValueError(f"the column {value!r} must not hold negative numbers")
        self._category = category
        pairs, categories = table.to_numpy().tolist(), table.index.tolist()
        heavier = [_heavier(left, right, *pair) for pair in pairs]
        self._table = table.assign(
            ratio=[_ratio(*pair) for pair in pairs], heavier=pd.Series(heavier, table.index, dtype=object)
        )
        ratios = plain(self._table["ratio"])
        words = [_words(one, other, ratio) for (one, other), ratio in zip(pairs, ratios, strict=True)]
        keys = {"ratio": "ratio", "left": left, "right": right}
        places = decimals(table.to_numpy().ravel())
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "category_label": category,
                "categories": categories,
                "sides": [left, right],
                "values": plain(table),
                "ratios": ratios,
                "words": words,
                "heavier": heavier,
                "orders": {
                    "table": list(range(len(categories))),
                    **{key: _order(self._table[column]) for key, column in keys.items()},
                },
                "decimals": places,
            },
            chosen=categories,
        )
        self.fallback = {
            "caption": f"{title} ({unit})" if unit else title,
            "columns": [category.capitalize(), left, right, "Ratio", "Heavier side"],
            "rows": [
                [name, *(number_text(number, places) for number in pair), text, side or "–"]
                for name, pair, text, side in zip(categories, pairs, words, heavier, strict=True)
            ],
        }

    @t.validate("chosen")
    def _valid_chosen(self, proposal: dict) -> list[str]:
        return some_of(proposal, self.data["categories"])

    @t.validate("sort")
    def _valid_sort(self, proposal: dict) -> str:
        return one_of(proposal, SORTS)

    @property
    def selection(self) -> pd.DataFrame:
        """What is shown now, in its order: the category, both shares, the larger over the smaller as
        ``ratio`` (missing where one is missing or zero), and the ``heavier`` side (None: neither)."""
        order = self.data["orders"][self.sort]
        shown = [name for name in (self.data["categories"][i] for i in order) if name in self.chosen]
        return self._table.loc[shown].rename_axis(index=self._category, columns=None).reset_index()


def _ratio(left: float, right: float) -> float:
    """The larger over the smaller."""
    if pd.isna(left) or pd.isna(right) or min(left, right) == 0:
        return float("nan")
    return max(left, right) / min(left, right)


def _heavier(left_name: str, right_name: str, left: float, right: float) -> str | None:
    if left == right or pd.isna(left) or pd.isna(right):
        return None
    return left_name if left > right else right_name


def _words(left: float, right: float, ratio: float | None) -> str:
    """The ratio as it is said."""
    if pd.isna(left) or pd.isna(right):
        return "one side is not known"
    if left == right:
        return "equal"
    if ratio is None:
        return "one side is zero"
    text = number_text(ratio, 0 if ratio >= 9.95 else 1)
    return "almost equal" if text == "1.0" else f"{text.removesuffix('.0')} times"


def _order(column: pd.Series) -> list[int]:
    """Positions of the rows, the largest first and the missing last; equal ones stay in order."""
    values = column.reset_index(drop=True)
    return values.sort_values(ascending=False, kind="stable", na_position="last").index.tolist()
