"""Notebooks that the book shows as they are: without running them, and without what an earlier run left."""

from __future__ import annotations

from typing import Any

from courseware.notebook_json import without_outputs


def not_run(notebook: dict[str, Any]) -> dict[str, Any]:
    """A copy of a notebook that myst-nb shows and does not run."""
    shown = without_outputs(notebook)
    settings = {**shown["metadata"].get("mystnb", {}), "execution_mode": "off"}
    return {**shown, "metadata": {**shown["metadata"], "mystnb": settings}}
