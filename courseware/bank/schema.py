"""The JSON Schema of an items file, for editors that check and complete YAML while one writes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from courseware.bank.models import Item

PATH = Path("_build") / "schema" / "items.schema.json"


def items_schema() -> dict[str, Any]:
    """The schema of a list of items, with the models' docstrings as descriptions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Items of a question bank",
        **TypeAdapter(list[Item]).json_schema(by_alias=True),
    }


def write_schema(root: Path) -> Path:
    """Write the schema to `_build/schema/items.schema.json` below `root` and return its path.

    An items file names it in its first line, from where the file stands:
    `# yaml-language-server: $schema=../../_build/schema/items.schema.json`.
    """
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(items_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(unfinished, path)
    return path
