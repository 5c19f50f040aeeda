"""What the report says in figures: everything computed, nothing worded."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan
from typing import Any, NamedTuple

import pandas as pd

from courseware.bank import CompiledItem, UnitModule
from courseware.gradebook.report.chosen import Chosen, chosen, usual_variant
from courseware.gradebook.report.responses import Responses
from courseware.gradebook.report.statistics import (
    Bin,
    Interval,
    alpha_interval,
    correlation_interval,
    cronbach_alpha,
    difficulty,
    distribution,
    error_of_measurement,
    item_rest,
    lower_and_upper,
)
from courseware.gradebook.report.thresholds import (
    FEWEST_FOR_DIFFICULTY,
    FEWEST_FOR_DISCRIMINATION,
    FEWEST_FOR_TOTALS,
)


class Totals(NamedTuple):
    """The totals of the graded students, in hundredths of a point."""

    students: int
    mean: float
    deviation: float
    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float
    bins: list[Bin]


class Reliability(NamedTuple):
    """Cronbach's alpha of the totals that count; NaN where it has no value.

    `error` in hundredths of a point; `first` is alpha of the first tries, where enough records tell them.
    """

    alpha: float
    interval: Interval
    items: int
    students: int
    error: float
    first: float


class ItemFigures(NamedTuple):
    """One item: all but `last` by the first tries, where the records tell them.

    Attributes:
        number: as the student sees it, from 1.
        item: with all its variants; `shown` is the variant that most students had.
        difficulty, last: shares of its points; `last` of the tries that count. NaN for too few students.
        students: how many were scored in it.
        rest: item-rest correlation; NaN for too few students, or where it has none.
        likely: its 95% interval.
        constant: all students who were scored earned the same.
        chosen: what was answered; for all, then for the lower and the upper third if there are enough.
        thirds: how many students the lower and the upper third have; empty if they are not told.
    """

    number: int
    item: CompiledItem
    shown: CompiledItem
    difficulty: float
    last: float
    students: int
    rest: float
    likely: Interval
    constant: bool
    chosen: Chosen
    thirds: tuple[int, ...]


class ModuleFigures(NamedTuple):
    """A module with the share of its points that the class earned (`first`: at the first try), or NaN."""

    module: UnitModule
    share: float
    first: float
    items: list[ItemFigures]


class GroupFigures(NamedTuple):
    """A group: totals in hundredths of a point and shares by module; NaN for too few students."""

    name: str
    students: int
    mean: float
    median: float
    shares: list[float]


class FirstTries(NamedTuple):
    """First tries against those that count, of the students whose record tells both; means of totals."""

    students: int
    first: float
    best: float


class Analysis(NamedTuple):
    """Everything the report rests on; None where there are too few students or nothing to compare.

    `complete` counts the students of whom every item was scored or blank (in the tries that items rest on):
    discrimination and the thirds rest on them.
    """

    graded: int
    complete: int
    totals: Totals | None
    reliability: Reliability | None
    items: list[ItemFigures]
    modules: list[ModuleFigures]
    groups: list[GroupFigures]
    first: FirstTries | None


def analyse(responses: Responses) -> Analysis:
    """Compute everything from the answers of a class."""
    points = responses.points
    first = responses.first_points().dropna(how="all")
    reliability = _reliability(points.dropna(), first.dropna())
    first_tries = _first_tries(points, first)
    first_shares = _module_shares(responses, first)
    del first  # a table of a large class is large, and the next is to come
    complete = responses.tries.dropna()
    items = list(_items(responses, complete))
    return Analysis(
        graded=len(points),
        complete=len(complete),
        totals=_totals(points.sum(axis="columns"), responses.of),
        reliability=reliability,
        items=items,
        modules=_modules(responses, items, _module_shares(responses, points), first_shares),
        groups=list(_groups(responses, points)),
        first=first_tries,
    )


def _totals(totals: pd.Series, most: int) -> Totals | None:
    if len(totals) < FEWEST_FOR_TOTALS:
        return None
    told = totals.describe()
    names = ("mean", "std", "min", "25%", "50%", "75%", "max")
    figures: list[Any] = [float(told[name]) for name in names]
    return Totals(*[len(totals), *figures, distribution(totals, most)])


def _reliability(complete: pd.DataFrame, first: pd.DataFrame) -> Reliability | None:
    students, items = complete.shape
    if students < FEWEST_FOR_DISCRIMINATION:
        return None
    alpha = cronbach_alpha(complete)
    error = error_of_measurement(float(complete.sum(axis="columns").std()), alpha)
    of_first = cronbach_alpha(first) if len(first) >= FEWEST_FOR_DISCRIMINATION else nan
    return Reliability(alpha, alpha_interval(alpha, items, students), items, students, error, of_first)


def _items(responses: Responses, complete: pd.DataFrame) -> Iterator[ItemFigures]:
    tries = responses.tries
    shares = _by_item(tries, responses.most)
    lasts = _by_item(responses.points, responses.most)
    enough = len(complete) >= FEWEST_FOR_DISCRIMINATION
    rests = item_rest(complete) if enough else pd.Series(nan, index=responses.ids)
    total = complete.sum(axis="columns")
    for place, item in enumerate(responses.bank.items):
        parts = lower_and_upper(total - complete[item.id]) if enough else None
        # a mask of all students: who is not complete is in neither part
        masks = [part.reindex(tries.index, fill_value=False) for part in parts] if parts else []
        results = responses.results(place)
        tallies = [responses.counts(place, mask) for mask in (None, *masks)]
        column = tries[item.id].dropna()
        rest = float(rests[item.id])
        yield ItemFigures(
            number=place + 1,
            item=item,
            shown=item.singles[usual_variant(results, tallies[0])],
            difficulty=float(shares[item.id]),
            last=float(lasts[item.id]),
            students=len(column),
            rest=rest,
            likely=correlation_interval(rest, len(complete)),
            constant=bool(column.min() == column.max()),
            chosen=chosen(item, results, tallies),
            thirds=tuple(int(mask.sum()) for mask in masks),
        )


def _by_item(points: pd.DataFrame, most: pd.Series) -> pd.Series:
    """Difficulty of the items that enough students were scored in, else NaN."""
    return difficulty(points, most).where(points.count() >= FEWEST_FOR_DIFFICULTY)


def _module_shares(responses: Responses, points: pd.DataFrame) -> dict[str, float]:
    """Module id → the share of its points that was earned."""
    own: dict[str, list[str]] = {}
    for item in responses.bank.items:
        own.setdefault(item.module, []).append(item.id)
    return {module: _share(points[ids], responses.most[ids]) for module, ids in own.items()}


def _modules(
    responses: Responses, items: list[ItemFigures], shares: dict[str, float], first: dict[str, float]
) -> list[ModuleFigures]:
    """The modules that have items, in the unit's order."""
    return [
        ModuleFigures(module, shares[module.id], first[module.id], own)
        for module in responses.bank.unit.modules
        if (own := [each for each in items if each.item.module == module.id])
    ]


def _share(points: pd.DataFrame, most: pd.Series) -> float:
    """The share of the points of several items that was earned, or NaN for too few students."""
    if len(points) < FEWEST_FOR_TOTALS:
        return nan
    return float(points.mean().sum() / most.sum())


def _groups(responses: Responses, points: pd.DataFrame) -> Iterator[GroupFigures]:
    """Each group by name; those without a group last."""
    if responses.groups.empty:
        return
    modules: dict[str, list[str]] = {}
    for item in responses.bank.items:
        modules.setdefault(item.module, []).append(item.id)
    totals = points.sum(axis="columns").groupby(responses.groups, observed=True)
    told = totals.agg(["size", "mean", "median"])
    means = points.groupby(responses.groups, observed=True).mean()  # of all items, a row a group
    most = responses.most
    shares = pd.DataFrame(
        {module: means[ids].sum(axis="columns") / most[ids].sum() for module, ids in modules.items()}
    )
    few = told["size"] < FEWEST_FOR_TOTALS
    told[["mean", "median"]] = told[["mean", "median"]].mask(few)
    shares = shares.mask(few)
    for name in sorted(told.index, key=lambda name: (name == "", name.casefold(), name)):
        size, mean, median = told.loc[name]
        yield GroupFigures(name, int(size), float(mean), float(median), shares.loc[name].tolist())


def _first_tries(points: pd.DataFrame, first: pd.DataFrame) -> FirstTries | None:
    if len(first) < FEWEST_FOR_TOTALS:
        return None
    best = points.loc[first.index].sum(axis="columns").mean()
    return FirstTries(len(first), float(first.sum(axis="columns").mean()), float(best))
