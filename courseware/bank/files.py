"""Where a unit keeps its bank, its rubric and the checks of its labs, seen from the unit's folder."""

from __future__ import annotations

from pathlib import Path

UNIT = Path("exercises") / "unit.yml"
ITEMS = Path("exercises") / "items"
RUBRIC = Path("exercises") / "rubric.yml"
CHECKS = Path("exercises") / "checks"
