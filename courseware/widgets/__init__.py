"""Interactive charts: ipywidgets with traits to observe, one front end for page and JupyterLab.

They are imported when one is asked for: building a page takes only their rooms and their scripts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courseware.widgets.kinds import (
        KINDS,
        AdvantageLab,
        ArgumentBuilder,
        Breakdown,
        ClaimSorter,
        CoursewareWidget,
        DecisionTree,
        GrowthCalculator,
        MultiplierWhatIf,
        MutualShares,
        RateConverter,
        SeriesExplorer,
        Timeline,
        WeightComparer,
    )

__all__ = [
    "KINDS",
    "AdvantageLab",
    "ArgumentBuilder",
    "Breakdown",
    "ClaimSorter",
    "CoursewareWidget",
    "DecisionTree",
    "GrowthCalculator",
    "MultiplierWhatIf",
    "MutualShares",
    "RateConverter",
    "SeriesExplorer",
    "Timeline",
    "WeightComparer",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.kinds"), name)
