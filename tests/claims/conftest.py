"""An invented register: two books on two lands, four claims, two discrepancies."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

CHECK = {
    "function": "share",
    "table": "rivers",
    "part": {"year": 1900, "river": ["Ruda", "Sava"]},
    "whole": {"year": 1900},
}
TABLES = {
    "sources": [
        ("source", "short", "title", "kind", "date"),
        ("01", "Old atlas", "An Atlas of Two Lands", "atlas", "1901"),
        ("02", "Guide", "A Guide for Walkers", "guidebook", ""),
    ],
    "claims": [
        ("id", "topic", "source", "section", "statement", "printed", "unit", "period", "flow", "recomputed",
         "computation", "check", "factor", "verdict", "reason", "discrepancy"),
        ("c-rivers-001", "rivers", "01", "2.1", "The Ruda is 61.95 % navigable.", "61.95", "percent",
         "1900", "", "61.95", "Share in table 1", json.dumps(CHECK), "1", "reproduces",
         "Table 1 gives the same.", ""),
        ("c-rivers-002", "rivers", "01", "2.1, 5", "The Ruda carried 23.6 barges a day.", "23.6", "barges",
         "1900", "downstream", "24.25", "Mean of table 2", "", "", "misprinted", "Table 2 gives 24.25.",
         "barges"),
        ("c-rivers-003", "rivers", "02", "Walk 3", "The Ruda is called the longest river.", "longest", "", "",
         "", "", "", "", "", "cannot be checked", "No length is given.", ""),
        ("c-hills-001", "hills", "02", "Walk 4", "The Bald Hill is 410 metres high.", "410", "metres", "", "",
         "", "", "", "", "contradicts another source", "The atlas has 401 <metres>.", "bald-hill"),
    ],
    "discrepancies": [
        ("discrepancy", "title", "sources", "finding", "status", "reason", "passage"),
        ("barges", "Barges a day", "01", "The text and table 2 differ.", "confirmed",
         "Mean of table 2: 24.25.", "chapters/rivers#the-ruda"),
        ("bald-hill", "The height of the Bald Hill", "01; 02", "410 or 401 metres.", "open question",
         "Neither says how it was measured.", "chapters/rivers#the-ruda"),
    ],
}  # fmt: skip
NUMBERS = {"recomputed", "factor"}


def write_register(root: Path, tables: dict[str, list[tuple[str, ...]]] = TABLES) -> None:
    """Write the tables as a data package into `root`."""
    resources = []
    (root / "data").mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (root / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        columns = [{"name": c, "type": "number" if c in NUMBERS else "string"} for c in rows[0]]
        resources.append({"name": name, "path": f"{name}.csv", "schema": {"fields": columns}})
    package = {"name": "two-lands", "resources": resources}
    (root / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the invented register."""
    write_register(tmp_path)
    return tmp_path
