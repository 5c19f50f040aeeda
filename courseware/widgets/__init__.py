"""Interactive charts: ipywidgets with traits to observe, one front end for page and JupyterLab.

They are imported when one is asked for: building a page takes only their rooms and their scripts. `kinds` has
the list of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    if name[:1].isupper() and hasattr(kinds := import_module(f"{__name__}.kinds"), name):
        return getattr(kinds, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
