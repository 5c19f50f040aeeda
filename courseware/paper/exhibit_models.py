"""`exercises/exhibits.yml` as typed models: which tables and pages an item needs on paper."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from courseware.bank.models import ItemId, OptionId, Text
from courseware.bank.selection import Where
from courseware.tables import Values

Items = Annotated[list[ItemId], Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)


class ChartModel(_Model):
    """The exhibit's rows drawn over its columns, beside the table."""

    kind: Literal["bar", "line"]
    alt: Text
    """What a reader who does not see the chart must know of it."""
    rows: list[Text] = []
    """The rows to draw, by their last label; all when empty."""


class ExhibitModel(_Model):
    """A table that paper shows since some items need it.

    Either one column of the table fills the cells, and others name the rows and the columns (`down`,
    `across`), or several columns stand side by side (`columns`).
    """

    id: OptionId
    title: Text
    year: str = ""
    """The year or the years of the numbers, if there are any."""
    unit: str = ""
    """The unit of the numbers, if there are any."""
    source: Text
    """The line below the table: where the numbers come from."""
    note: str = ""
    """What a reader must know to read the table."""
    items: Items
    """The items that need it."""
    table: Text
    """Name of a table in `data/datapackage.json`."""
    values: Values = "corrected"
    """Whether `value` is the corrected number or the one printed in the source."""
    where: Where | None = None
    """The rows of the table that are shown, in the order in which they are named; all without it."""
    down: list[Text] = []
    """Columns of the table whose labels name the rows."""
    across: Text | None = None
    """The column of the table whose labels name the columns."""
    cells: Text = "value"
    """The column of the table that fills the cells."""
    columns: list[Text] = []
    """Columns of the table to stand side by side, the first naming the rows."""
    decimals: Annotated[int, Field(ge=0, le=10)] | None = None
    """Round the numbers to so many decimals, halves away from zero; by default as many as the data have."""
    heads: dict[str, str] = {}
    """Other words for the names of columns."""
    labels: dict[str, str] = {}
    """Other words for labels."""
    chart: ChartModel | None = None


class AtHandModel(_Model):
    """A passage of the book that some items ask about: readers need the page beside the paper."""

    passage: Text
    """Page without suffix, `#`, label."""
    items: Items


class ExhibitsFile(_Model):
    """What the paper shows or names beside the questions."""

    exhibits: list[ExhibitModel] = []
    at_hand: list[AtHandModel] = []
