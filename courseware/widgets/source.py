"""The front end of a widget, put together from the files of this package."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
SHARED = ("host.js", "kit.js", "chart.js")


def module_source(kind: str) -> str:
    """The front end of a kind of widget as one ES module without imports, from the files of this package."""
    names = (*SHARED, f"{kind.replace('-', '_')}.js")
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
