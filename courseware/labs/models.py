"""A checks file as typed models: what an author may write, and nothing else.

The docstrings below are also the descriptions in the JSON Schema that editors show, so they speak to authors.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from courseware.bank.expressions import EXPRESSION, PLAIN, WHICH, Expression, Operand
from courseware.bank.models import ItemId, StrictModel, Text, Tolerance, ValueName
from courseware.bank.selection import Cell


class Steps(StrictModel):
    """Whole numbers in a row, such as years."""

    first: Annotated[int, Field(alias="from")]
    last: Annotated[int, Field(alias="to")]


class ColumnLabels(StrictModel):
    """The labels that stand in a column of a table, each once."""

    table: str
    """Name of a table in `data/datapackage.json`."""
    column: str
    where: dict[str, Cell | list[Cell]] = Field(default_factory=dict)
    """Which rows to use, if not all."""
    without: Annotated[list[Cell], Field(alias="except")] = Field(default_factory=list)
    """Labels to leave out, such as totals."""


def _shape(value: Any) -> str:
    if isinstance(value, list):
        return "typed"
    given = value if isinstance(value, dict) else value.__dict__ if isinstance(value, StrictModel) else {}
    return "steps" if "from" in given or isinstance(value, Steps) else "a column"


Labels = Annotated[
    Annotated[Annotated[list[Cell], Field(min_length=1)], Tag("typed")]
    | Annotated[Steps, Tag("steps")]
    | Annotated[ColumnLabels, Tag("a column")],
    Discriminator(_shape),
]
_Name = Annotated[Annotated[Text, PLAIN] | Annotated[Expression, EXPRESSION], WHICH]
_Names = Annotated[Annotated[list[Cell], PLAIN] | Annotated[Expression, EXPRESSION], WHICH]
Each = Annotated[dict[ValueName, Labels], Field(min_length=1, max_length=1)]


class Keep(StrictModel):
    """Which labels are meant: those whose number is above, or below, another."""

    above: Operand | None = None
    below: Operand | None = None


class WrongNumber(StrictModel):
    """A foreseen wrong number; of a series, the wrong number of each label."""

    value: Operand
    feedback: Text
    """The mistake, without the answer."""


class WrongText(StrictModel):
    """A foreseen wrong name."""

    value: _Name
    feedback: Text
    """The mistake, without the answer."""


class WrongLabels(StrictModel):
    """Foreseen wrong labels."""

    value: _Names
    """A list; or an expression that gives one; or, with `each`, one that gives a number for each label."""
    keep: Keep | None = None
    """Which of the labels, if not by the check's own `keep`."""
    feedback: Text
    """The mistake, without the answer."""


class _CheckModel(StrictModel):
    id: ItemId
    """Begins with the name of the file; the lab says `check("lab3-share", value)`."""
    key: Expression
    """The right result, computed from the data. `$name` stands for a label of `each`."""
    hint: Text
    """A push in the right direction, said where nothing more special is. It must not hold the answer."""
    correct: Text | None = None
    """Said of a right result."""


class NumberCheck(_CheckModel):
    """One number."""

    kind: Literal["number"]
    unit: Text | None = None
    """For the sentences about it: "%", "USD million"."""
    tolerance: Tolerance = Tolerance(relative=Decimal("0.000001"))
    """How far off a result may be; without it, by no more than computers round."""
    wrong: list[WrongNumber] = Field(default_factory=list)


class TextCheck(_CheckModel):
    """One name; letter case does not count."""

    kind: Literal["text"]
    wrong: list[WrongText] = Field(default_factory=list)


class LabelsCheck(_CheckModel):
    """Several names: those in the key's list, or with `each` and `keep` those whose number fits."""

    kind: Literal["labels"]
    ordered: bool = False
    """Whether their order counts."""
    each: Each | None = None
    """The labels to choose from, by the name they have in expressions: `{year: {from: 2012, to: 2020}}`."""
    keep: Keep | None = None
    wrong: list[WrongLabels] = Field(default_factory=list)


class SeriesCheck(_CheckModel):
    """A number for each label, in any order."""

    kind: Literal["series"]
    each: Each
    """The labels, by the name they have in expressions: `{member: [Lowland, Highland]}`."""
    unit: Text | None = None
    """For the sentences about it: "%", "USD million"."""
    tolerance: Tolerance = Tolerance(relative=Decimal("0.000001"))
    """How far off each result may be; without it, by no more than computers round."""
    wrong: list[WrongNumber] = Field(default_factory=list)


CheckModel = Annotated[NumberCheck | TextCheck | LabelsCheck | SeriesCheck, Field(discriminator="kind")]
