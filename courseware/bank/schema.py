"""The JSON Schema of an items file, for editors that check and complete YAML while one writes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from courseware.bank.models import Item
from courseware.bank.variants import DRAWN

PATH = Path("_build") / "schema" / "items.schema.json"


def items_schema() -> dict[str, Any]:
    """The schema of a list of items, with the models' docstrings as descriptions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Items of a question bank",
        **with_parameters(TypeAdapter(list[Item]).json_schema(by_alias=True)),
    }


def with_parameters(schema: Any) -> Any:
    """The schema with a parameter, `$name`, allowed for a number and for a word from a list."""
    if isinstance(schema, list):
        return [with_parameters(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") in ("integer", "number") or "enum" in schema:
        described = {name: schema[name] for name in ("title", "description", "default") if name in schema}
        number = {name: value for name, value in schema.items() if name not in described}
        return {**described, "anyOf": [number, {"type": "string", "pattern": f"^{DRAWN.pattern}$"}]}
    return {name: with_parameters(part) for name, part in schema.items()}


def write_schema(root: Path) -> Path:
    """Write the schema to `_build/schema/items.schema.json` below `root` and return its path.

    An items file names it in its first line, from where the file stands:
    `# yaml-language-server: $schema=../../_build/schema/items.schema.json`.
    """
    return write_whole(root / PATH, items_schema())


def write_whole(path: Path, schema: dict[str, Any]) -> Path:
    """Write a schema to a file, which an editor may be reading, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(unfinished, path)
    return path
