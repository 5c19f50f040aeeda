"""Read `exercises/exhibits.yml`, and lay its tables out for paper."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from pydantic import ValidationError

from courseware.bank import Bank
from courseware.bank.faults import Fault, first_fault, quoted
from courseware.bank.faults import Path as Place
from courseware.bank.load import tables_of
from courseware.bank.marked_yaml import Marked, read_yaml
from courseware.bank.pages import page_labels
from courseware.bank.selection import OverTable, Tables, said
from courseware.datapackage import read_package
from courseware.errors import CoursewareError
from courseware.paper.charts import MOST_SERIES, Chart, chart
from courseware.paper.exhibit_models import AtHandModel, ExhibitModel, ExhibitsFile
from courseware.paper.shown import print_quotes
from courseware.shown_number import number

FILE = Path("exercises") / "exhibits.yml"
_DATE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?")


class Exhibit(NamedTuple):
    """A table ready to be set.

    Attributes:
        heads: a text a column.
        rows: as many cells a row; the first `labels` of them name the row.
        right: for each column, whether it holds numbers.
        widths: for each column of a table of words its share of the width; empty where there are numbers.
        selection: index labels of the data table's rows that are shown.
    """

    model: ExhibitModel
    heads: list[str]
    rows: list[list[str]]
    labels: int
    right: list[bool]
    widths: list[float]
    chart: Chart | None
    selection: tuple[int, ...]


_Layout = tuple[list[str], list[list[str]], int, list[bool]]  # heads, rows, labels, right


class Appendix(NamedTuple):
    """What the paper holds beside the questions, as declared."""

    exhibits: tuple[Exhibit, ...] = ()
    at_hand: tuple[AtHandModel, ...] = ()


def load_appendix(root: Path, bank: Bank) -> Appendix:
    """The exhibits and passages that `exercises/exhibits.yml` declares; none without the file.

    Raises:
        CoursewareError: the file is faulty, or names an item, table, column, row or passage that is not
            there.
    """
    file = root / FILE
    if not file.exists():
        return Appendix()
    marked = read_yaml(file)
    try:
        declared = ExhibitsFile.model_validate(marked.value if marked.value is not None else {})
    except ValidationError as error:
        fault = first_fault(error, marked.value, ExhibitsFile.model_json_schema)
        raise _located(file, marked, fault) from None
    tables = tables_of(root)
    try:
        exhibits = tuple(_exhibits(root, bank, declared, tables))
        for place, passage in enumerate(declared.at_hand):
            _check_passage(root, bank, passage, ("at_hand", place))
    except Fault as fault:
        raise _located(file, marked, fault) from None
    return Appendix(exhibits, tuple(declared.at_hand))


def _located(file: Path, marked: Marked, fault: Fault) -> CoursewareError:
    entry: Any = marked.value
    for part in fault.path[:2]:
        entry = entry[part] if isinstance(entry, dict | list) else None  # type: ignore[index]
    name = entry.get("id") if isinstance(entry, dict) else None
    exhibit = f", exhibit {name}" if isinstance(name, str) and name.isprintable() and len(name) <= 60 else ""
    return CoursewareError(file, f"line {marked.line(fault.path)}{exhibit}", fault.problem, fault.mend)


def _exhibits(root: Path, bank: Bank, declared: ExhibitsFile, tables: Tables) -> Iterator[Exhibit]:
    seen: set[str] = set()
    for place, model in enumerate(declared.exhibits):
        path = ("exhibits", place)
        if model.id in seen:
            raise Fault(f"the id `{model.id}` stands twice", "change one of the two", (*path, "id"))
        seen.add(model.id)
        _check_items(bank, model.items, path)
        try:
            yield _laid_out(root, model, tables)
        except Fault as fault:
            raise Fault(fault.problem, fault.mend, (*path, *fault.path)) from None


def _check_items(bank: Bank, items: list[str], path: Place) -> None:
    known = {item.id for item in bank.items}
    for place, item in enumerate(items):
        if item not in known:
            mend = "name an item of the bank, or take it out"
            raise Fault(f"there is no item `{item}`", mend, (*path, "items", place))


def _check_passage(root: Path, bank: Bank, model: AtHandModel, path: Place) -> None:
    _check_items(bank, model.items, path)
    page, _, label = model.passage.partition("#")
    labels = page_labels(root)(page)
    if labels is None:
        raise Fault(f"there is no page `{page}`", "correct the passage", (*path, "passage"))
    if label not in labels:
        mend = f"set it with ({label})= or correct the passage"
        raise Fault(f"the page `{page}` has no label `{label}`", mend, (*path, "passage"))


def _laid_out(root: Path, model: ExhibitModel, tables: Tables) -> Exhibit:
    pivoted = bool(model.down or model.across)
    if pivoted == bool(model.columns) or (pivoted and not (model.down and model.across)):
        raise Fault("an exhibit has `down` and `across`, or `columns`", "give it one of the two")
    frame = _selected(model, tables)
    heads, rows, labels, right = (_pivoted if pivoted else _side_by_side)(root, model, frame)
    words = [[print_quotes(model.labels.get(cell, cell)) for cell in row] for row in rows]
    words = [[*map(_capital, row[:labels]), *row[labels:]] for row in words]
    heads = [_capital(print_quotes(head)) for head in heads]
    drawn = _drawn(model, heads, rows, labels, right) if model.chart else None
    widths = [] if any(right) else _widths(heads, words)
    return Exhibit(model, heads, words, labels, right, widths, drawn, tuple(map(int, frame.index)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _widths(heads: list[str], rows: list[list[str]]) -> list[float]:
    """By the square root of a column's longest text: between equal columns and equal heights."""
    return [round(max(map(len, column)) ** 0.5, 2) for column in zip(heads, *rows, strict=True)]


def _selected(model: ExhibitModel, tables: Tables) -> pd.DataFrame:
    """The rows shown, in the order that `where` names them in."""
    try:
        frame = tables(model.table, model.values)
    except Fault as fault:
        raise Fault(fault.problem, fault.mend, ("table",)) from None
    over = OverTable(table=model.table, values=model.values, column=str(frame.columns[0]))
    used = [
        ("down", model.down),
        ("across", [model.across] if model.across else []),
        ("cells", [model.cells] if model.down else []),
        ("columns", model.columns),
    ]
    for field, names in used:
        for name in names:
            _at(lambda name=name: over.known(frame, name), field)
    if model.where is None:
        return frame
    found = _at(lambda: over.rows(tables, model.where), "where")
    for name, wanted in reversed(model.where.items()):
        if isinstance(wanted, list):
            place = {cell: n for n, cell in enumerate(wanted)}
            found = found.sort_values(name, kind="stable", key=lambda column, place=place: column.map(place))
    return found


def _at(act: Any, *path: str) -> Any:
    """What `act` gives; a fault in it names `path`."""
    try:
        return act()
    except Fault as fault:
        raise Fault(fault.problem, fault.mend, path) from None


def _pivoted(root: Path, model: ExhibitModel, frame: pd.DataFrame) -> _Layout:
    titles = _titles(root, model)
    assert model.across is not None
    across = list(dict.fromkeys(frame[model.across]))
    keys = [tuple(map(str, key)) for key in frame[model.down].itertuples(index=False)]
    cells: dict[tuple[str, ...], dict[Any, Any]] = {key: {} for key in keys}
    for key, column, cell in zip(keys, frame[model.across], frame[model.cells], strict=True):
        if column in cells[key]:
            place = said(dict(zip([*model.down, model.across], [*key, column], strict=True)))
            problem = f"two rows of the table `{model.table}` have {place}"
            raise Fault(problem, "select one of them by `where`, or name more columns in `down`", ("down",))
        cells[key][column] = cell
    shown = _texts([cell for row in cells.values() for cell in row.values()], model.decimals)
    texts = iter(shown)
    rows = [[*key, *_in_columns(row, across, texts)] for key, row in cells.items()]
    heads = [titles[name] for name in model.down] + [model.labels.get(str(c), str(c)) for c in across]
    right = _holds_numbers(frame[model.cells])
    return heads, rows, len(model.down), [False] * len(model.down) + [right] * len(across)


def _in_columns(row: dict[Any, Any], across: list[Any], texts: Iterator[str]) -> list[str]:
    filled = {column: next(texts) for column in row}
    return [filled.get(column, "–") for column in across]


def _side_by_side(root: Path, model: ExhibitModel, frame: pd.DataFrame) -> _Layout:
    titles = _titles(root, model)
    columns = [_column(frame[name], model.decimals) for name in model.columns]
    right = [_holds_numbers(frame[name]) for name in model.columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return [titles[name] for name in model.columns], rows, 1, right


def _column(column: pd.Series, decimals: int | None) -> list[str]:
    return list(map(str, column)) if column.name == "year" else _texts(list(column), decimals)


def _holds_numbers(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _titles(root: Path, model: ExhibitModel) -> dict[str, str]:
    """The heading of each column of the table: the exhibit's own words, else those of the data package."""
    resource = next(r for r in read_package(root)["resources"] if r["name"] == model.table)
    titles = {field["name"]: field.get("title", field["name"]) for field in resource["schema"]["fields"]}
    for name in model.heads:
        if name not in titles:
            problem = f"the table `{model.table}` has no column `{name}`"
            raise Fault(problem, f"use {quoted(titles)}", ("heads",))
    return {**titles, **model.heads}


def _texts(cells: list[Any], decimals: int | None) -> list[str]:
    """Cells as text; numbers with as many decimals as asked for, or as the one has that has most."""
    exact = [_exact(cell) for cell in cells]
    if decimals is None:
        decimals = max((-int(n.as_tuple().exponent) for n in exact if isinstance(n, Decimal)), default=0)
    step = Decimal(1).scaleb(-decimals)
    return [cell if isinstance(cell, str) else number(cell.quantize(step, ROUND_HALF_UP)) for cell in exact]


def _exact(cell: Any) -> Decimal | str:
    if isinstance(cell, str):
        return _date(cell) or "–"
    if pd.isna(cell):
        return "–"
    if pd.api.types.is_bool(cell):
        return "yes" if cell else "no"
    value = Decimal(repr(float(cell)))
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _date(cell: str) -> str:
    """A date such as 2016-07-01 or 2016-07 in words; any other text as it is."""
    match = _DATE.fullmatch(cell)
    if not match:
        return cell
    year, month, day = match.groups()
    return f"{int(day)} {month_name[int(month)]} {year}" if day else f"{month_name[int(month)]} {year}"


def _drawn(
    model: ExhibitModel, heads: list[str], rows: list[list[str]], labels: int, right: list[bool]
) -> Chart:
    assert model.chart is not None
    wanted = model.chart.rows or [row[labels - 1] for row in rows]
    by_label = {row[labels - 1]: row for row in rows}
    for place, name in enumerate(wanted):
        if name not in by_label:
            problem = f"the exhibit has no row `{name}`"
            raise Fault(problem, f"use {quoted(by_label)}", ("chart", "rows", place))
    if len(by_label) < len(rows) or len(wanted) > MOST_SERIES or not all(right[labels:]):
        problem = "this table cannot be drawn"
        mend = f"name up to {MOST_SERIES} rows of numbers that have a label of their own"
        raise Fault(problem, mend, ("chart",))
    series = [(model.labels.get(name, name), by_label[name][labels:]) for name in wanted]
    return chart(model.chart.kind, model.chart.alt, heads[labels:], series)
