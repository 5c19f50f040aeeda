"""Where a unit keeps its bank, seen from the unit's folder."""

from __future__ import annotations

from pathlib import Path

UNIT = Path("exercises") / "unit.yml"
ITEMS = Path("exercises") / "items"
