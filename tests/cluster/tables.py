"""Parquet, written and read by another Python than the tests'.

`tables.py write FOLDER JSON` writes records, `tables.py rename FOLDER` a table with other columns, and
`tables.py read FILE` prints a table as JSON.

The JSON to write is {name of the table: [[cell of `file`, cell of `content`], ...]}; one whose name begins
with "bytes" has bytes in it, and several groups of rows.
"""

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

match sys.argv[1:]:
    case ["write", folder, names]:
        for name, rows in json.loads(Path(names).read_text()).items():
            kind = pa.binary() if Path(name).name.startswith("bytes") else pa.string()
            cells = [row[1] if row[1] is None or kind == pa.string() else row[1].encode() for row in rows]
            columns = [
                pa.array(range(len(rows))),
                pa.array([row[0] for row in rows], pa.string()),
                pa.array(cells, kind),
            ]
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            table = pa.Table.from_arrays(columns, ["number", "file", "content"])
            pq.write_table(table, path, row_group_size=70 if kind == pa.binary() else None)
        print("{}")
    case ["rename", folder]:
        pq.write_table(pa.table({"file": ["a"], "answers": ["{}"]}), Path(folder, "other.parquet"))
        print("{}")
    case ["read", file]:
        table = pq.read_table(file)
        types = {field.name: str(field.type) for field in table.schema}
        print(json.dumps({"types": types, "rows": table.to_pylist()}))
