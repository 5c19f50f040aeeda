"""Read the tables of a unit's data package, as printed in the source or as corrected."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Literal

import pandas as pd

from courseware.datapackage import PACKAGE, is_described, read_package
from courseware.errors import CoursewareError
from courseware.versions import check_engine, check_pandas

check_pandas(pd.__version__)

Values = Literal["corrected", "printed"]
_LARGEST = {"number": sys.float_info.max, "integer": 2**53, "year": 2**53}  # a float counts no further
UNIT_FILE = Path("exercises") / "unit.yml"
QUESTIONS_FILE = Path("exercises") / "questions.json"  # stands for it in a sealed edition

# "Int64" and "boolean" are pandas' types that can hold an empty cell.
_DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "year": "Int64", "boolean": "boolean"}


def find_root(start: Path | None = None) -> Path:
    """The folder of the unit: the nearest one, from `start` upwards, that holds `exercises/unit.yml`, or
    `exercises/questions.json`.

    Args:
        start: a folder inside the unit; the working directory when None.

    Raises:
        CoursewareError: no folder on the way up holds the file, or the unit came with another engine.
    """
    start = Path.cwd() if start is None else Path(start).resolve()
    for folder in (start, *start.parents):
        if (folder / UNIT_FILE).is_file() or (folder / QUESTIONS_FILE).is_file():
            check_engine(folder)
            return folder
    raise CoursewareError(start, "", f"neither this folder nor one above it holds {UNIT_FILE}",
                          "put the notebook back into the unit's folder and open it there")


def load_table(root: Path, name: str, values: Values = "corrected") -> pd.DataFrame:
    """One table of the data package, a row an observation.

    Args:
        root: the folder that holds `data/`.
        name: name of the resource in `data/datapackage.json`.
        values: which column fills `value` in a table that has both `printed` and `corrected`.

    Returns:
        The file's columns in the types its schema gives (an empty text is "", an empty number is missing). A
        table with `printed` and `corrected` has one more column, `value`, copied from the one chosen.

    Raises:
        CoursewareError: no such resource or file, other columns than described, a row of another length, a
            cell of another type, content that differs from what the package was made with, or `values` is
            neither "corrected" nor "printed".
    """
    if values not in ("corrected", "printed"):
        raise CoursewareError(root / PACKAGE, f'resource "{name}"', f'there are no values called "{values}"',
                              'ask for "corrected" or "printed"')
    resource = _resource(root, name)
    path = (root / PACKAGE).parent / resource["path"]
    fields = resource["schema"]["fields"]
    expected = [field["name"] for field in fields]
    frame = _read_text(path, expected)
    for field in fields:
        frame[field["name"]] = _typed(frame[field["name"]], field.get("type", "string"), path)
    if not is_described(root, resource):  # keys are computed from it: they would change unseen
        problem = f"this table was edited: it is not the one that {PACKAGE.name} describes"
        mend = "put the original back and keep changes in a copy of another name"
        others = "or run `courseware data` if all are to have the new one"
        raise CoursewareError(path, "", problem, f"{mend}, {others}")
    if {"printed", "corrected"} <= set(expected):
        frame["value"] = frame[values]
    return frame


def _resource(root: Path, name: str) -> dict:
    resources = {resource["name"]: resource for resource in read_package(root)["resources"]}
    if name not in resources:
        raise CoursewareError(root / PACKAGE, "", f'there is no table "{name}"',
                              f"use one of {', '.join(resources)}")
    return resources[name]


def _read_text(path: Path, columns: list[str]) -> pd.DataFrame:
    """Every cell as text, so that the schema alone decides types and "01" stays "01"."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = [(reader.line_num, row) for row in reader if row]
    except FileNotFoundError:
        mend = f"put it back, or take it out of {PACKAGE.name}"
        raise CoursewareError(path, "", "there is no such file", mend) from None
    except (UnicodeDecodeError, csv.Error) as error:
        problem = f"this is not a CSV table in UTF-8 ({error})"
        raise CoursewareError(path, "", problem, "save it as comma-separated UTF-8 text") from None
    header = rows[0][1] if rows else []
    if header != columns:
        raise CoursewareError(path, "line 1", f"the columns are {', '.join(header) or 'missing'}",
                              f"make them {', '.join(columns)}, or describe the change in {PACKAGE.name}")
    for line, row in rows:
        if len(row) != len(columns):
            raise CoursewareError(path, f"line {line}", f"it has {len(row)} cells, not {len(columns)}",
                                  "add or remove cells, or quote a cell that holds a comma")
    return pd.DataFrame([row for _, row in rows[1:]], columns=columns, dtype="str")


def _typed(column: pd.Series, kind: str, path: Path) -> pd.Series:
    if kind not in _DTYPES:
        raise CoursewareError(path, f"column {column.name}", f'the type "{kind}" is not known here',
                              f"use one of {', '.join(_DTYPES)}")
    if kind == "string":
        return column
    empty = column == ""
    if kind == "boolean":
        typed = column.map({"true": True, "false": False}).astype("boolean")
    else:
        typed = pd.to_numeric(column.mask(empty), errors="coerce").astype("float64")
        typed = typed.mask(typed.abs() > _LARGEST[kind])
    wrong = typed.isna() & ~empty
    if kind in ("integer", "year"):
        wrong |= (typed % 1 != 0) & ~typed.isna()
    if wrong.any():
        row = int(wrong.to_numpy(dtype=bool).argmax())
        raise CoursewareError(path, f"row {row + 1}, column {column.name}",
                              f'"{column.iloc[row]}" is not of type {kind}', "correct the cell")
    if kind in ("integer", "year") and not empty.any():
        return typed.astype("int64")  # plain integers wherever no cell is empty
    return typed.astype(_DTYPES[kind])
