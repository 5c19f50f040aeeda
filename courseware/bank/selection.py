"""Rows, cells and series of the data tables, as an expression selects them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from weakref import WeakKeyDictionary

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from courseware.bank.faults import Fault, quoted
from courseware.tables import Values

Tables = Callable[[str, Values], pd.DataFrame]
# What was selected so far, by the tables: the variants of an item ask for the same rows again and again.
_SELECTED: WeakKeyDictionary[Tables, dict[tuple[str, ...], pd.DataFrame]] = WeakKeyDictionary()
Result = float | str | list[str]
Cell = str | int
Where = Annotated[
    dict[str, Cell | list[Cell]],
    Field(min_length=1, description="Selects rows: what each column must equal, or a list of what it may."),
]
Place = Annotated[dict[str, Cell], Field(min_length=1)]


class Function(BaseModel):
    """An expression, checked; `evaluate` may raise Fault."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)
    decimals: Annotated[int, Field(ge=0, le=10)] | None = None
    """Round the result to so many decimals, halves away from zero. Needed where a text shows a number that is
    not whole; without it the result has 12 significant digits."""

    def evaluate(self, tables: Tables) -> Result:
        raise NotImplementedError

    @property
    def called(self) -> str:
        """The name that an author calls it by."""
        return str(getattr(self, "function", ""))


class OverTable(Function):
    """An expression over one table."""

    table: str
    """Name of a table in `data/datapackage.json`."""
    values: Values = "corrected"
    """Whether `value` is the corrected number or the one printed in the source."""
    column: str = "value"
    """The column that holds the result."""

    def rows(self, tables: Tables, where: dict[str, Any]) -> pd.DataFrame:
        """The rows whose columns equal what `where` says; where it gives a list, one of its entries."""
        selected = _SELECTED.setdefault(tables, {})
        key = (self.table, self.values, self.column, repr(where))
        if key not in selected:
            selected[key] = self._rows(tables(self.table, self.values), where)
        return selected[key]

    def _rows(self, frame: pd.DataFrame, where: dict[str, Any]) -> pd.DataFrame:
        for name in (*where, self.column):
            self.known(frame, name)
        chosen = pd.Series(True, index=frame.index)
        for name, wanted in where.items():
            allowed = wanted if isinstance(wanted, list) else [wanted]
            chosen &= frame[name].isin(allowed).fillna(False).astype(bool)
        found = frame[chosen]
        if found.empty:
            raise Fault(f"no row of the table `{self.table}` has {said(where)}", "correct the selection")
        for name, wanted in where.items():
            for cell in wanted if isinstance(wanted, list) else ():
                if cell not in set(found[name]):
                    alone = said({**where, name: cell})
                    raise Fault(f"no row of the table `{self.table}` has {alone}", "correct the selection")
        return found

    def known(self, frame: pd.DataFrame, name: str) -> None:
        if name not in frame:
            columns = quoted(frame.columns)
            raise Fault(f"the table `{self.table}` has no column `{name}`", f"use {columns}")

    def cell(self, tables: Tables, where: dict[str, Any]) -> float | str:
        """The one cell that `where` selects."""
        found = self.rows(tables, where)
        if len(found) > 1:
            raise Fault(
                f"{len(found)} rows of the table `{self.table}` have {said(where)}, where one is expected",
                "name more columns until one row is left",
            )
        cell = found[self.column].iloc[0]
        if pd.isna(cell) or cell == "":
            problem = f"the column `{self.column}` of `{self.table}` is empty where {said(where)}"
            raise Fault(problem, "select another row or fill the cell")
        return cell if isinstance(cell, str) else float(cell)

    def number(self, tables: Tables, where: dict[str, Any]) -> float:
        """The one number that `where` selects."""
        cell = self.cell(tables, where)
        if isinstance(cell, str):
            problem = f"the column `{self.column}` of `{self.table}` holds text"
            raise Fault(problem, "name a column of numbers")
        return cell

    def numbers(self, found: pd.DataFrame, where: dict[str, Any]) -> pd.Series:
        """The column of numbers, none of them missing."""
        numbers = found[self.column]
        if not pd.api.types.is_numeric_dtype(numbers):
            raise Fault(
                f"the column `{self.column}` of `{self.table}` holds text", "name a column of numbers"
            )
        if numbers.isna().any():
            raise Fault(f"a number of `{self.table}` with {said(where)} is empty", "fill the cell")
        return numbers.astype("float64")

    def series(
        self, tables: Tables, where: dict[str, Any], along: str, first: int | None, last: int | None
    ) -> pd.Series:
        """The numbers of the selected rows from `first` to `last`, in order, one a step of `along`."""
        found = self.rows(tables, where)
        self.known(found, along)
        if not pd.api.types.is_integer_dtype(found[along]) or found[along].isna().any():
            raise Fault(
                f"the column `{along}` of `{self.table}` does not hold years", "name the column that does"
            )
        numbers = self.numbers(found, where).set_axis(found[along]).sort_index().loc[first:last]
        steps = [int(step) for step in numbers.index]
        if not steps or steps != list(range(steps[0], steps[0] + len(steps))):
            raise Fault(
                f"the rows of `{self.table}` with {said(where)} are not one for each {along} without gaps",
                "name more columns until one row is left for each",
            )
        if (first is not None and steps[0] != first) or (last is not None and steps[-1] != last):
            missing = first if steps[0] != first else last
            raise Fault(
                f"the table `{self.table}` has no {along} {missing} with {said(where)}",
                f"stay within {steps[0]} to {steps[-1]}",
            )
        return numbers


def said(where: dict[str, Any]) -> str:
    return " and ".join(
        f"{name} {' or '.join(map(str, wanted)) if isinstance(wanted, list) else wanted}"
        for name, wanted in where.items()
    )
