"""What a figure depends on besides the programs measured."""

from __future__ import annotations

import os
import sys


def machine(*programs: str) -> str:
    """Cores, load and versions, for the line above a table."""
    versions = (f"Python {sys.version.split()[0]}", *programs)
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {', '.join(versions)}"
