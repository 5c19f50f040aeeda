"""The JSON Schema of a checks file, for editors that check and complete YAML while one writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from courseware.bank.schema import with_parameters, write_whole
from courseware.labs.models import CheckModel

PATH = Path("_build") / "schema" / "checks.schema.json"


def checks_schema() -> dict[str, Any]:
    """The schema of a list of checks, with the models' docstrings as descriptions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Checks of a lab",
        **with_parameters(TypeAdapter(list[CheckModel]).json_schema(by_alias=True)),
    }


def write_checks_schema(root: Path) -> Path:
    """Write the schema to `_build/schema/checks.schema.json` below `root` and return its path.

    A checks file names it in its first line, from where the file stands:
    `# yaml-language-server: $schema=../../_build/schema/checks.schema.json`.
    """
    return write_whole(root / PATH, checks_schema())
