"""One total broken down by any two of its dimensions, for all or for a part of the others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import traitlets as t

from courseware.widgets.base import CoursewareWidget, decimals, need_columns, number_text, one_of, plain


class Breakdown(CoursewareWidget):
    """Breaks counts or amounts down by rows and parts of a row, and filters what is left.

    Args:
        frame: a table, one part of the total a row; parts with the same categories are added up.
        dimensions: two to four columns with categories.
        value: the column with the amounts, none of them negative.
        unit, title, source: texts.

    Attributes:
        rows: the dimension whose categories are the rows.
        split: the dimension whose categories are the parts of each row; not the same.
        only: other dimension → the one category of it that counts. What is said here of the dimensions of
            rows and parts has no effect.
        measure: "amount", or "share" in percent of the row.

    Raises:
        ValueError: a column is missing or named twice, a category is empty, or an amount is no number or
            negative.
    """

    kind = t.Unicode("breakdown", read_only=True).tag(sync=True)
    rows = t.Unicode().tag(sync=True)
    split = t.Unicode().tag(sync=True)
    only = t.Dict(key_trait=t.Unicode(), value_trait=t.Unicode()).tag(sync=True)
    measure = t.Unicode("amount").tag(sync=True)

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        dimensions: list[str],
        value: str = "value",
        unit: str = "",
        title: str = "",
        source: str = "",
    ) -> None:
        names = list(dimensions)
        if not 2 <= len(names) <= 4 or len({*names, value}) <= len(names):
            raise ValueError("a breakdown needs two to four different dimensions")
        need_columns(frame, (*names, value))
        if frame[names].isna().any(axis=None):
            raise ValueError("every row needs a category in each dimension")
        amounts = pd.to_numeric(frame[value], errors="coerce")
        if not (np.isfinite(amounts) & (amounts >= 0)).all():
            raise ValueError(f"the column {value!r} must hold numbers that are not negative")
        table = frame[names].astype(str).assign(**{value: amounts.astype("float64")})
        self._value = value
        self._categories = {name: table[name].drop_duplicates().tolist() for name in names}
        self._amounts, self._shares = _sums(table, self._categories, value)
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "dimensions": names,
                "categories": list(self._categories.values()),
                "decimals": decimals(amounts),
                # every sum, with "all" as one category more at the end of each dimension, row by row
                "amounts": plain(self._amounts.ravel().tolist()),
                # each sum in percent of that over all of the first, second … dimension
                "shares": [plain(shares.ravel().round(6).tolist()) for shares in self._shares.values()],
            },
            rows=names[0],
            split=names[1],
        )
        places = self.data["decimals"]
        leaves = table.groupby(names, sort=False, as_index=False)[value].sum()
        self.fallback = {
            "caption": f"{title} ({unit})" if unit else title,
            "columns": [name.capitalize() for name in (*names, value)],
            "rows": [[*row, number_text(amount, places)] for *row, amount in leaves.to_numpy().tolist()],
        }

    @t.validate("rows", "split")
    def _valid_dimension(self, proposal: dict) -> str:
        name = one_of(proposal, self._categories)
        other = "split" if proposal["trait"].name == "rows" else "rows"
        if name == getattr(self, other):
            raise t.TraitError(f"rows and split must differ; {other} is {name!r} already")
        return name

    @t.validate("only")
    def _valid_only(self, proposal: dict) -> dict[str, str]:
        for name, category in proposal["value"].items():
            known = self._categories.get(name)
            if known is None:
                known = ", ".join(map(repr, self._categories))
                raise t.TraitError(f"only names the dimension {name!r}; there is {known}")
            if category not in known:
                raise t.TraitError(
                    f"only names {category!r} of {name!r}; there is {', '.join(map(repr, known))}"
                )
        return proposal["value"]

    @t.validate("measure")
    def _valid_measure(self, proposal: dict) -> str:
        return one_of(proposal, ("amount", "share"))

    @property
    def selection(self) -> pd.DataFrame:
        """What is shown now, tidy: row, part and amount, or share in percent; NaN where there is none."""
        cube = self._amounts if self.measure == "amount" else self._shares[self.split]
        place: list[slice | int] = []
        for name, categories in self._categories.items():
            if name in (self.rows, self.split):
                place.append(slice(len(categories)))
            else:
                place.append(categories.index(self.only[name]) if name in self.only else -1)
        found = cube[tuple(place)]
        names = list(self._categories)
        if names.index(self.rows) > names.index(self.split):
            found = found.T
        index = pd.MultiIndex.from_product([self._categories[name] for name in (self.rows, self.split)])
        value = self._value if self.measure == "amount" else "share"
        tidy = pd.Series(found.ravel(), index=index.set_names([self.rows, self.split]), name=value)
        return tidy.reset_index()


def _sums(
    table: pd.DataFrame, categories: dict[str, list[str]], value: str
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The sum of every combination of categories, "all" being one more, and its share along each dimension.

    A sum over no row of the table is not a number, rather than zero.
    """
    shape = tuple(len(names) for names in categories.values())
    amounts, count = np.zeros(shape), np.zeros(shape)
    places = tuple(pd.Categorical(table[name], names).codes for name, names in categories.items())
    np.add.at(amounts, places, table[value].to_numpy())
    np.add.at(count, places, 1)
    for axis in range(len(shape)):
        amounts, count = (
            np.concatenate([cube, cube.sum(axis=axis, keepdims=True)], axis=axis) for cube in (amounts, count)
        )
    amounts[count == 0] = np.nan
    shares = {}
    for axis, name in enumerate(categories):
        whole = amounts.take([-1], axis=axis)
        shares[name] = 100 * amounts / np.where(whole > 0, whole, np.nan)
    return amounts, shares
