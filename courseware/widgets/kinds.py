"""All kinds of widgets."""

from __future__ import annotations

from courseware.widgets.advantage_lab import AdvantageLab
from courseware.widgets.argument_builder import ArgumentBuilder
from courseware.widgets.base import CoursewareWidget
from courseware.widgets.breakdown import Breakdown
from courseware.widgets.claim_sorter import ClaimSorter
from courseware.widgets.decision_tree import DecisionTree
from courseware.widgets.growth_calculator import GrowthCalculator
from courseware.widgets.multiplier_what_if import MultiplierWhatIf
from courseware.widgets.mutual_shares import MutualShares
from courseware.widgets.rate_converter import RateConverter
from courseware.widgets.series_explorer import SeriesExplorer
from courseware.widgets.timeline import Timeline
from courseware.widgets.weight_comparer import WeightComparer

WIDGETS = (
    SeriesExplorer,
    GrowthCalculator,
    AdvantageLab,
    DecisionTree,
    ClaimSorter,
    MutualShares,
    RateConverter,
    MultiplierWhatIf,
    WeightComparer,
    Timeline,
    Breakdown,
    ArgumentBuilder,
)

# Every kind of widget by the name that its state carries in a saved notebook.
KINDS: dict[str, type[CoursewareWidget]] = {widget.kind.default_value: widget for widget in WIDGETS}
