"""How readers write the unit of a number."""

from __future__ import annotations


def spellings(unit: str) -> list[str]:
    """What may follow the number. A percent sign is typed for "percent" and the other way round."""
    if unit == "%" or unit.startswith("percent"):
        return list(dict.fromkeys([unit, "%", "percent", "per cent"]))
    return [unit] if unit else []
