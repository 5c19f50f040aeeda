"""Named functions over the data tables, for keys and for numbers in texts.

An expression is data: `{function: share, table: …, …}`. It is checked like everything else in an items file
and calls one function of `courseware.measures`; no text is ever evaluated as code.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import isfinite, prod
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import BaseModel, Discriminator, Field, Tag

from courseware import measures
from courseware.bank.faults import Fault, quoted
from courseware.bank.selection import Cell, Function, OverTable, Place, Result, Tables, Where
from courseware.bank.typed_number import Number


class Value(OverTable):
    """One cell: a number or, with `column`, a text."""

    function: Literal["value"]
    where: Where

    def evaluate(self, tables: Tables) -> Result:
        return self.cell(tables, self.where)


class Total(OverTable):
    """The sum of the selected rows."""

    function: Literal["total"]
    where: Where

    def evaluate(self, tables: Tables) -> Result:
        return float(self.numbers(self.rows(tables, self.where), self.where).sum())


class Count(OverTable):
    """How many rows are selected."""

    function: Literal["count"]
    where: Where

    def evaluate(self, tables: Tables) -> Result:
        return float(len(self.rows(tables, self.where)))


class Share(OverTable):
    """One row as a percentage of another."""

    function: Literal["share"]
    part: Where
    """Selects the row that is the part."""
    whole: Where
    """Selects the row that is the whole."""

    def evaluate(self, tables: Tables) -> Result:
        return _measured(measures.share, self.number(tables, self.part), self.number(tables, self.whole))


class Growth(OverTable):
    """Rate of growth, in percent, in one year against the year before."""

    function: Literal["growth"]
    where: Where
    at: Annotated[Place, Field(max_length=1)]
    """The year: `{year: 2018}`."""

    def evaluate(self, tables: Tables) -> Result:
        ((along, step),) = self.at.items()
        if isinstance(step, str):
            raise Fault(f"`at` names the {along} by a text", "write a whole number")
        return float(measures.growth(self.series(tables, self.where, along, step - 1, step)).iloc[-1])


class _Span(OverTable):
    where: Where
    """Selects the series: one row a year."""
    along: str = "year"
    """The column with the years."""
    first: Annotated[int, Field(alias="from")]
    """The first year whose level is used; the first rate leads from it to the next year."""
    last: Annotated[int, Field(alias="to")]
    """The last year."""

    def measure(self, levels: pd.Series) -> float:
        """What the function makes of the levels."""
        raise NotImplementedError

    def evaluate(self, tables: Tables) -> Result:
        levels = self.series(tables, self.where, self.along, self.first, self.last)
        return float(_measured(self.measure, levels))


class Mean(_Span):
    """Arithmetic mean of the levels from one year to another."""

    function: Literal["mean"]
    def measure(self, levels: pd.Series) -> float:
        return float(levels.mean())


class MeanGrowth(_Span):
    """Arithmetic mean of the yearly rates of growth, in percent."""

    function: Literal["mean_growth"]
    def measure(self, levels: pd.Series) -> float:
        return measures.mean_growth(levels)


class Cagr(_Span):
    """Compound yearly rate of growth, in percent."""

    function: Literal["cagr"]
    def measure(self, levels: pd.Series) -> float:
        return measures.cagr(levels)


def _change(levels: pd.Series) -> float:
    return measures.change(levels.iloc[0], levels.iloc[-1])


class Change(_Span):
    """Change from the first year to the last, in percent."""

    function: Literal["change"]
    def measure(self, levels: pd.Series) -> float:
        return _change(levels)


class BeforeAfter(OverTable):
    """A series before and after a boundary year, which may be counted in either period."""

    function: Literal["before_after"]
    where: Where
    """Selects the series: one row a year."""
    along: str = "year"
    """The column with the years."""
    boundary: int
    """The year in which the two periods meet."""
    side: Literal["before", "after"]
    """The period that the boundary year is counted in. A rate belongs to the year it leads to."""
    give: Literal[
        "level_change",
        "mean_level_before",
        "mean_level_after",
        "mean_growth_before",
        "mean_growth_after",
        "cagr_before",
        "cagr_after",
    ]
    """The change of the mean level in percent, the mean level of a period, or its rate in percent."""

    def evaluate(self, tables: Tables) -> Result:
        levels = self.series(tables, self.where, self.along, None, None)
        compared = _measured(measures.compare_growth, levels, self.boundary, self.side)
        if self.give == "level_change":
            result = compared.level_change
        else:
            name, _, period = self.give.rpartition("_")
            result = getattr(getattr(compared, period), name)
        if result is None:
            raise Fault(f"`{self.give}` is not defined for these numbers", "ask for another measure")
        return float(result)


class Balassa(OverTable):
    """Balassa's index of revealed comparative advantage of one member in one group.

    The table needs the columns `group` and `member` and one row for each pair.
    """

    function: Literal["balassa"]
    group: str
    """The group whose weight is measured."""
    member: str
    """The member whose advantage is measured."""
    total: dict[Literal["group", "member"], str]
    """Labels of the rows of totals: `{group: Total, member: All}`, or `{}` if there are none. The total over
    groups is what all exports of a member are taken to be; the total over members is left out."""
    where: dict[str, Cell | list[Cell]] = Field(default_factory=dict)
    """Which rows to use, if not all: `{year: 2020}`."""
    exclude_self: bool = False
    """Measure the member against the others alone."""

    def evaluate(self, tables: Tables) -> Result:
        rows = self.rows(tables, self.where)
        for name in ("group", "member"):
            self.known(rows, name)
        if rows.duplicated(["group", "member"]).any():
            raise Fault(
                f"the table `{self.table}` has several rows for one group and member",
                "select one row for each by `where`",
            )
        rows = rows.assign(**{self.column: self.numbers(rows, self.where)})
        matrix = rows.pivot(index="group", columns="member", values=self.column)
        for name, label in (("group", self.group), ("member", self.member), *self.total.items()):
            axis = 0 if name == "group" else 1
            if label not in matrix.axes[axis]:
                labels = quoted(sorted(matrix.axes[axis]))
                raise Fault(f"the table `{self.table}` has no {name} `{label}`", f"use {labels}")
        matrix = matrix.drop(columns=self.total.get("member", []))
        totals = None
        if "group" in self.total:
            totals = matrix.loc[self.total["group"]]
            matrix = matrix.drop(index=self.total["group"])
        index = _measured(measures.balassa, matrix, self.group, self.member, self.exclude_self, totals)
        return float(index)


class _Ranked(OverTable):
    where: Where
    """The rows to compare, such as `{year: 2020, member: [Lowland, Highland]}`."""
    by: str
    """The column whose labels are ranked."""
    measure: Literal["value", "date", "change", "mean_growth", "cagr"] = "value"
    """What they are ranked by: one row a label, its number or its date (2003, 2000-10 or 1996-01-29), or a
    measure from one year to another."""
    along: str = "year"
    """The column with the years."""
    first: Annotated[int | None, Field(alias="from")] = None
    """The first year, for a measure over years."""
    last: Annotated[int | None, Field(alias="to")] = None
    """The last year, for a measure over years."""
    start: Literal["largest", "smallest"] = "largest"
    """What comes first."""

    def ranked(self, tables: Tables) -> list[tuple[Decimal, str]]:
        found = self.rows(tables, self.where)
        self.known(found, self.by)
        labels = dict.fromkeys(found[self.by])
        if self.measure == "date":
            dates = {str(label): self.cell(tables, {**self.where, self.by: label}) for label in labels}
            _check_apart({label: _span(cell) for label, cell in dates.items()})
        numbers = [(_without_noise(self._measure(tables, label)), str(label)) for label in labels]
        return sorted(numbers, key=lambda pair: pair[0], reverse=self.start == "largest")

    def _measure(self, tables: Tables, label: Cell) -> float:
        where = {**self.where, self.by: label}
        if self.measure == "value":
            return self.number(tables, where)
        if self.measure == "date":
            return float(_span(self.cell(tables, where))[0].toordinal())
        if self.first is None or self.last is None:
            raise Fault(f"`{self.measure}` needs the first and the last {self.along}", "add `from` and `to`")
        measured = {"change": _change, "mean_growth": measures.mean_growth, "cagr": measures.cagr}
        levels = self.series(tables, where, self.along, self.first, self.last)
        return _measured(measured[self.measure], levels)


class Top(_Ranked):
    """The label with the largest (or smallest) number."""

    function: Literal["top"]

    def evaluate(self, tables: Tables) -> Result:
        return _untied(self.ranked(tables)[:2])[0]


class Ranking(_Ranked):
    """The labels in the order of their numbers."""

    function: Literal["ranking"]

    def evaluate(self, tables: Tables) -> Result:
        return _untied(self.ranked(tables))


class Sum(Function):
    """Several numbers or expressions added up."""

    function: Literal["sum"]
    of: Annotated[list[Operand], Field(min_length=2)]
    """What is added up."""

    def evaluate(self, tables: Tables) -> Result:
        return sum(_as_number(part, tables) for part in self.of)


class Difference(Function):
    """One number or expression minus another."""

    function: Literal["difference"]
    of: Operand
    """What is taken from."""
    minus: Operand
    """What is taken off."""

    def evaluate(self, tables: Tables) -> Result:
        return _as_number(self.of, tables) - _as_number(self.minus, tables)


class Product(Function):
    """Several numbers or expressions multiplied."""

    function: Literal["product"]
    of: Annotated[list[Operand], Field(min_length=2)]
    """What is multiplied."""

    def evaluate(self, tables: Tables) -> Result:
        return prod(_as_number(part, tables) for part in self.of)


class Ratio(Function):
    """One number or expression divided by another."""

    function: Literal["ratio"]
    of: Operand
    """What is divided."""
    to: Operand
    """What it is divided by."""

    def evaluate(self, tables: Tables) -> Result:
        below = _as_number(self.to, tables)
        if below == 0:
            raise Fault("the ratio divides by 0", "choose another divisor")
        return _as_number(self.of, tables) / below


class Days(Function):
    """How many days one date lies after another; below zero if it lies before."""

    function: Literal["days"]
    first: Annotated[Expression, Field(alias="from")]
    """The date to count from: an expression that gives one such as 1996-01-29."""
    last: Annotated[Expression, Field(alias="to")]
    """The date to count to."""

    def evaluate(self, tables: Tables) -> Result:
        return float((_day(self.last, tables) - _day(self.first, tables)).days)


class Signs(Function):
    """The signs of several numbers in order, as a text such as `+-`: above zero, then below zero."""

    function: Literal["signs"]
    of: Annotated[list[Expression], Field(min_length=1)]
    """The numbers; none of them may be 0."""

    def evaluate(self, tables: Tables) -> Result:
        numbers = [_as_number(expression, tables) for expression in self.of]
        if 0 in numbers:
            problem = f"number {numbers.index(0) + 1} of the signs is 0, neither above nor below"
            raise Fault(problem, "select other rows")
        return "".join("+" if number > 0 else "-" for number in numbers)


class Compound(Function):
    """The total change, in percent, that a rate makes which builds on itself."""

    function: Literal["compound"]
    rate: Operand
    """Percent a period."""
    periods: Operand
    """How many periods; 0.2 for the yearly rate behind a change over five years."""

    def evaluate(self, tables: Tables) -> Result:
        return _measured(measures.compound, _as_number(self.rate, tables), _as_number(self.periods, tables))


Expression = Annotated[
    Value
    | Total
    | Count
    | Share
    | Growth
    | Mean
    | MeanGrowth
    | Cagr
    | Change
    | BeforeAfter
    | Balassa
    | Top
    | Ranking
    | Sum
    | Difference
    | Product
    | Ratio
    | Compound
    | Days
    | Signs,
    Field(discriminator="function"),
]


# For what may be typed plainly or computed; pydantic is told which by the shape.
PLAIN, EXPRESSION = Tag("plain"), Tag("expression")
WHICH = Discriminator(lambda value: "expression" if isinstance(value, dict | BaseModel) else "plain")
Operand = Annotated[Annotated[Number, PLAIN] | Annotated[Expression, EXPRESSION], WHICH]
for _recursive in (Sum, Difference, Product, Ratio, Compound, Days, Signs):
    _recursive.model_rebuild()


def evaluate(expression: Function, tables: Tables) -> Decimal | str | list[str]:
    """The result of an expression: a number, rounded as it asks; a label; or a list of labels.

    Args:
        expression: a checked expression.
        tables: gives the table of a name, printed or corrected.

    Raises:
        Fault: an unknown table or column, a selection of no row or too many, a measure that is not defined.
    """
    result = expression.evaluate(tables)
    if not isinstance(result, float):
        return result
    if not isfinite(result):
        raise Fault("the result is not a finite number", "correct the selection")
    number = _without_noise(result)
    return number if expression.decimals is None else _rounded(number, expression.decimals)


def _rounded(number: Decimal, decimals: int) -> Decimal:
    """To so many decimals, halves away from zero, as students round; never a negative zero."""
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def _without_noise(number: float) -> Decimal:
    # twelve digits: more than any table has, fewer than binary arithmetic blurs
    return Decimal(f"{number:.12g}")


def _as_number(expression: Decimal | Function, tables: Tables) -> float:
    if isinstance(expression, Decimal):
        return float(expression)
    result = evaluate(expression, tables)
    if not isinstance(result, Decimal):
        raise Fault(f"`{expression.called}` gives a label where a number is needed", "use another function")
    return float(result)


def _measured(measure: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return measure(*arguments)
    except ValueError as error:
        raise Fault(str(error), "select other rows or another function") from None


def _span(cell: float | str) -> tuple[date, date]:
    """The first and the last day of a date, which may be no more than a year or a month."""
    parts = str(cell).split("-")
    try:
        first = date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:
        problem = f'"{cell}" is no date'
        raise Fault(problem, "name a column with dates such as 2003, 2000-10 or 1996-01-29") from None
    if len(parts) == 3:
        return first, first
    months = 12 if len(parts) == 1 else 1
    after = date(first.year + (first.month + months - 1) // 12, (first.month + months - 1) % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def _day(expression: Function, tables: Tables) -> date:
    cell = evaluate(expression, tables)
    first, last = _span(str(cell))
    if first != last:
        raise Fault(f'the date "{cell}" names no day', "select a date such as 1996-01-29")
    return first


def _check_apart(spans: dict[str, tuple[date, date]]) -> None:
    """Refuse dates of which one may lie in the other: 2003 and 2003-04-27."""
    in_order = sorted(spans.items(), key=lambda pair: pair[1])
    for (label, (_, last)), (next_label, (first, _)) in pairwise(in_order):
        if first <= last:
            problem = f"the dates of `{label}` and `{next_label}` overlap, so the order is open"
            raise Fault(problem, "leave one of them out")


def _untied(pairs: list[tuple[Decimal, str]]) -> list[str]:
    for (number, label), (next_number, next_label) in pairwise(pairs):
        if number == next_number:
            raise Fault(f"`{label}` and `{next_label}` tie, so the order is open", "leave one of them out")
    return [label for _, label in pairs]
