"""What all widgets share: their texts, their fallback table, and how their front end is put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import anywidget
import numpy as np
import pandas as pd
import traitlets as t
from IPython.display import display

from courseware.palette import in_jupyterlab
from courseware.widgets.saved_view import saved_output, table_html
from courseware.widgets.source import FOLDER, module_source

_ANY_SIZE = Context(prec=400)
GROUP = "\u202f"  # narrow no-break space: unlike "1,234", "1 234" can be typed back into an answer


def styles() -> str:
    """The style sheet of all widgets in JupyterLab."""
    return f"{in_jupyterlab('.cww')}\n{(FOLDER / 'widgets.css').read_text(encoding='utf-8')}"


class CoursewareWidget(anywidget.AnyWidget):
    """A widget whose state is plain JSON, so that a page can show it without a kernel.

    Attributes:
        kind: which front end shows it.
        title, unit, source: texts shown with it.
        data: everything the front end draws, computed in Python; lists and numbers only (read only).
        fallback: all its numbers as a table, ``{"caption": str, "columns": [str], "rows": [[str]]}``; a table
            of words has a ``label`` too, which says what they are.
    """

    kind = t.Unicode(read_only=True).tag(sync=True)
    title = t.Unicode().tag(sync=True)
    unit = t.Unicode().tag(sync=True)
    source = t.Unicode().tag(sync=True)
    data = t.Dict(read_only=True).tag(sync=True)
    fallback = t.Dict().tag(sync=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "kind" in cls.__dict__:  # not for the class that traitlets derives for every instance
            cls._esm = module_source(cls.kind.default_value)
            cls._css = styles()
        super().__init_subclass__(**kwargs)

    def __init__(self, *, data: dict[str, Any], **traits: Any) -> None:
        self.set_trait("data", data)  # first: the other traits are checked against it
        super().__init__(**traits)

    def _ipython_display_(self) -> None:
        """Show the view and, for a notebook that is opened again without this kernel, its table."""
        view: Any = self._repr_mimebundle_()
        display(view[0], raw=True)
        summary = f"{self.title or 'Interactive chart'}: run this cell to use it. Here is what it holds."
        table = [self.fallback[part] for part in ("caption", "columns", "rows")]
        display(saved_output(summary, table_html(*table)), raw=True)

    def __repr__(self) -> str:
        # No address in it: the same run gives the same notebook.
        return f"{type(self).__name__}({self.title!r})"


def one_of(proposal: dict, allowed: Iterable[str]) -> str:
    """The proposed value of a trait, if it is among the allowed ones.

    Raises:
        TraitError: it is not; the message lists what is.
    """
    allowed = list(allowed)
    if proposal["value"] not in allowed:
        name = proposal["trait"].name
        raise t.TraitError(
            f"{name} must be one of {', '.join(map(repr, allowed))}, not {proposal['value']!r}"
        )
    return proposal["value"]


def some_of(proposal: dict, allowed: Iterable[str]) -> list[str]:
    """The proposed values of a trait in the order of the allowed ones, if all are among them.

    Raises:
        TraitError: one is not; the message lists what is.
    """
    allowed = list(allowed)
    unknown = [value for value in proposal["value"] if value not in allowed]
    if unknown:
        name = proposal["trait"].name
        raise t.TraitError(f"{name} holds {unknown[0]!r}; there is {', '.join(map(repr, allowed))}")
    return [value for value in allowed if value in proposal["value"]]


def need_columns(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """
    Raises:
        ValueError: it is no frame, it is empty, or it lacks one of the columns or has it twice.
    """
    if not isinstance(frame, pd.DataFrame):
        raise ValueError(f"the table must be a DataFrame, not a {type(frame).__name__}")
    for column in columns:
        if column not in frame.columns:
            raise ValueError(
                f"the table has no column {column!r}; it has {', '.join(map(repr, frame.columns))}"
            )
        if isinstance(frame[column], pd.DataFrame):
            raise ValueError(f"the table has two columns {column!r}")
    if frame.empty:
        raise ValueError("the table has no rows")


def with_labels(frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """The table with the labels in these columns as text.

    Raises:
        ValueError: a column is missing, or a label.
    """
    columns = list(columns)
    need_columns(frame, columns)
    labels = {column: frame[column].map(text_of) for column in columns}
    for column, texts in labels.items():
        if (texts == "").any():
            raise ValueError(f"every row needs a {column}")
    return frame.assign(**labels)


def wide(frame: pd.DataFrame, row: str, column: str, value: str) -> pd.DataFrame:
    """The tidy table as a row a `row` and a column a `column`, both in order of appearance, as floats.

    Raises:
        ValueError: a column is missing, a pair occurs twice, or a value is no number.
    """
    need_columns(frame, (row, column, value))
    twice = frame[frame.duplicated([row, column])]
    if not twice.empty:
        raise ValueError(f"there are two values for {twice[row].iloc[0]} and {twice[column].iloc[0]}")
    try:
        table = frame.pivot(index=row, columns=column, values=value).astype("float64")
    except (TypeError, ValueError) as error:
        raise ValueError(f"the column {value!r} must hold numbers only: {error}") from None
    return table.loc[frame[row].drop_duplicates(), frame[column].drop_duplicates()]


def consecutive_years(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its rows in order of the year.

    Raises:
        ValueError: the row labels are not consecutive whole numbers.
    """
    table = table.sort_index()
    years = table.index.tolist()
    if any(not isinstance(year, int) for year in years) or years != list(
        range(years[0], years[0] + len(years))
    ):
        raise ValueError("the years must be whole numbers without a gap")
    return table


def plain(value: Any) -> Any:
    """Numbers, frames and series as what JSON knows: lists, floats, and None for what is missing."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return plain(value.to_numpy().tolist())
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value


def text_of(value: Any) -> str:
    """A cell of a table as text: "" for what is missing, 3 for the 3.0 of a column with gaps, days in ISO."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def decimals(values: Iterable[float]) -> int:
    """How many decimals the numbers of a column are printed with, at most 2."""
    digits = [f"{value:.6f}".rstrip("0").partition(".")[2] for value in values if np.isfinite(value)]
    return min(2, max(map(len, digits), default=0))


def number_text(value: float | None, places: int) -> str:
    """A number as the widgets print it: thousands in groups, a real minus, a dash for what is missing.

    What lies halfway is rounded away from zero, as JavaScript's `toFixed` does it.
    """
    if value is None or not np.isfinite(value):
        return "–"
    rounded = Decimal(abs(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ANY_SIZE)
    text = f"{rounded:,f}".replace(",", GROUP)
    return f"−{text}" if value < 0 and rounded else text
