"""Reads the rows of a table as values of a dataclass, each checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from courseware.datapackage import PACKAGE, read_package
from courseware.errors import CoursewareError
from courseware.tables import load_table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def read_rows(
    root: Path,
    name: str,
    key: str,
    kind: type[Row],
    fault: Callable[[Row], tuple[str, str] | None],
) -> dict[str, Row]:
    """The rows of the table `name` by their key, in its order; empty if the data package has no such table.

    Args:
        root: the folder that holds `data/`.
        name: of the table.
        key: the field of a row that is its key.
        kind: the dataclass of a row; each of its fields is a column.
        fault: what is wrong with a row and how to mend it, or None.

    Raises:
        CoursewareError: a column is missing, a key stands twice, or a row has a fault.
    """
    path = _file(root, name)
    if path is None:
        return {}
    frame = load_table(root, name)
    missing = [field.name for field in fields(kind) if field.name not in frame.columns]
    if missing:
        raise CoursewareError(path, "line 1", f"the column {missing[0]} is missing", "add it")
    rows: dict[str, Row] = {}
    for number, record in enumerate(frame.to_dict("records"), start=1):
        row = kind(**{field.name: _cell(field.name, record[field.name]) for field in fields(kind)})
        found = fault(row)
        if getattr(row, key) in rows:
            found = f'"{getattr(row, key)}" stands twice', "give every row its own"
        if found:
            raise CoursewareError(path, f"row {number} ({getattr(row, key)})", *found)
        rows[getattr(row, key)] = row
    return rows


def _file(root: Path, name: str) -> Path | None:
    if not (root / PACKAGE).is_file():
        return None
    for resource in read_package(root)["resources"]:
        if resource["name"] == name:
            return (root / PACKAGE).parent / resource["path"]
    return None


def _cell(name: str, value: Any) -> Any:
    if name == "sources":
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return None if pd.isna(value) else value
