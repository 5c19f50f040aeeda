"""Notebooks as the JSON that a file holds (nbformat 4), without importing Jupyter."""

from __future__ import annotations

from typing import Any


def source_of(cell: dict[str, Any]) -> str:
    """A cell's source as one text: a file may hold it in lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def tags_of(cell: dict[str, Any]) -> list[str]:
    """A cell's tags."""
    return cell.get("metadata", {}).get("tags", [])


def without_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    """A copy of a notebook with nothing that running it has left behind: outputs, counts, widgets' states."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell.get("cell_type") == "code" else cell
        for cell in notebook["cells"]
    ]
    metadata = {name: value for name, value in notebook["metadata"].items() if name != "widgets"}
    return {**notebook, "cells": cells, "metadata": metadata}
