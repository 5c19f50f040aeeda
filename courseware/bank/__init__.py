"""The question bank: what authors write in YAML, checked and compiled to what is scored, shown and said."""

from __future__ import annotations

from pathlib import Path

from courseware.bank.compiled import Bank, CompiledItem, Unit, UnitModule

__all__ = ["Bank", "CompiledItem", "Unit", "UnitModule", "load_bank"]


def load_bank(root: Path, sealed: bool = False) -> Bank:
    """As `courseware.bank.load.load_bank`, imported when it is called: it comes with pandas and all models.

    Args:
        root: the unit's folder.
        sealed: give the sealed edition's bank.

    Raises:
        CoursewareError: anything wrong in the unit.
    """
    from courseware.bank import load

    return load.load_bank(root, sealed)
