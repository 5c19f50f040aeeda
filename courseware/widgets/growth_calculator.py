"""Growth before and after a boundary year, under every choice that can change the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pandas as pd
import traitlets as t

from courseware import measures
from courseware.widgets.base import (
    CoursewareWidget,
    consecutive_years,
    decimals,
    need_columns,
    number_text,
    one_of,
    plain,
    wide,
)

METHODS = ("mean", "cagr", "level")
SIDES = ("before", "after")


class GrowthCalculator(CoursewareWidget):
    """Compares two periods that meet in a boundary year, which either of them may claim.

    Args:
        frames: one tidy table for each version of the numbers, e.g. ``{"corrected": …, "printed": …}``; all with the
            same years, series and flows, years without gaps.
        x, series, flow, value: their columns with the year, the name of the series, the flow and the number.
        flows: the flows offered, in order.
        boundary: the year in which the periods meet.
        together: name under which the sum of all series is offered too; None: it is not.
        unit, title, source: texts.

    Attributes:
        flow, partner, values: which flow of which series, in which version of the numbers.
        method: "mean" (arithmetic mean of the yearly rates), "cagr" (compound yearly rate) or "level" (change of the
            mean level).
        boundary_side: "before" or "after": the period that the boundary year is counted in.
        result: the answer under these choices (read only, observable): ``before`` and ``after``, each with ``first``
            and ``last`` year, ``base`` year of the first rate, numbers of ``levels`` and ``rates``, and ``value`` (percent a
            year, or the mean level in the unit); ``change`` from one to the other (percentage points, or percent); and
            ``flips``, those of the three whose sign turns when the boundary changes sides. What is not defined is None.

    Raises:
        ValueError: the frames do not hold what the arguments say, or the boundary leaves a period without a rate.
    """

    kind = t.Unicode("growth-calculator", read_only=True).tag(sync=True)
    flow = t.Unicode().tag(sync=True)
    partner = t.Unicode().tag(sync=True)
    method = t.Unicode("mean").tag(sync=True)
    boundary_side = t.Unicode("before").tag(sync=True)
    values = t.Unicode().tag(sync=True)
    result = t.Dict(read_only=True)

    def __init__(self, frames: Mapping[str, pd.DataFrame], *, boundary: int, flows: Sequence[str], x: str = "year",
                 series: str = "series", flow: str = "flow", value: str = "value", unit: str = "", title: str = "",
                 source: str = "", together: str | None = None) -> None:
        if not frames or not flows:
            raise ValueError("there must be at least one table and one flow")
        tables = {name: _tables(frame, x, series, flow, value, flows, together) for name, frame in frames.items()}
        first = next(iter(tables.values()))[flows[0]]
        for version, by_flow in tables.items():
            for name, table in by_flow.items():
                if not (table.index.equals(first.index) and table.columns.equals(first.columns)):
                    raise ValueError(f"{version} {name}: other years or series than {flows[0]}")
        comparisons = {
            version: {name: {partner: _compare(table[partner], boundary) for partner in table}
                      for name, table in by_flow.items()}
            for version, by_flow in tables.items()
        }
        sides = next(iter(comparisons.values()))[flows[0]][first.columns[0]]
        levels = [number for by_flow in tables.values() for table in by_flow.values() for number in table.to_numpy().ravel()]
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "x_label": x, "years": first.index.tolist(), "flows": list(flows), "partners": first.columns.tolist(),
                "versions": list(tables), "boundary": boundary, "decimals": decimals(levels),
                "levels": {v: {f: plain(table.T) for f, table in by.items()} for v, by in tables.items()},
                "rates": {v: {f: plain(table.apply(measures.growth).T) for f, table in by.items()}
                          for v, by in tables.items()},
                "differing": {f: [_differing([by[f][partner] for by in tables.values()]) for partner in first]
                              for f in flows},
                "periods": {side: sides[side]["periods"] for side in SIDES},
                "results": {v: {f: [[by_side[side]["results"] for side in SIDES] for by_side in by_partner.values()]
                                for f, by_partner in by.items()} for v, by in comparisons.items()},
            },
            flow=flows[0],
            partner=first.columns[0],
            values=next(iter(tables)),
        )
        places = self.data["decimals"]
        self.fallback = {
            "caption": f"{title} ({unit})" if unit else title,
            "columns": ["Values", "Flow", "Series", *map(str, self.data["years"])],
            "rows": [[version, name, partner, *(number_text(number, places) for number in table[partner])]
                     for version, by_flow in tables.items() for name, table in by_flow.items() for partner in table],
        }

    @t.validate("flow", "partner", "values", "method", "boundary_side")
    def _valid(self, proposal: dict) -> str:
        allowed = {"flow": self.data["flows"], "partner": self.data["partners"], "values": self.data["versions"],
                   "method": METHODS, "boundary_side": SIDES}
        return one_of(proposal, allowed[proposal["trait"].name])

    @t.observe("flow", "partner", "values", "method", "boundary_side")
    def _update_result(self, change: dict) -> None:
        cell = self.data["results"][self.values][self.flow][self.data["partners"].index(self.partner)]
        before, after, difference, flips = cell[SIDES.index(self.boundary_side)][self.method]
        periods = self.data["periods"][self.boundary_side]
        self.set_trait("result", {
            "before": {**periods["before"], "value": before},
            "after": {**periods["after"], "value": after},
            "change": difference,
            "flips": list(flips),
        })


def _tables(frame: pd.DataFrame, x: str, series: str, flow: str, value: str, flows: Sequence[str],
            together: str | None) -> dict[str, pd.DataFrame]:
    """For every flow a table with a row a year and a column a series."""
    need_columns(frame, (x, series, flow, value))
    tables = {}
    for name in flows:
        rows = frame[frame[flow] == name]
        if rows.empty:
            raise ValueError(f"the table has no flow {name!r}")
        tables[name] = consecutive_years(wide(rows, x, series, value))
        if together is not None:
            if together in tables[name]:
                raise ValueError(f"there is a series {together!r} already")
            tables[name][together] = tables[name].sum(axis=1, skipna=False)
    return tables


def _differing(versions: list[pd.Series]) -> int:
    """In how many years the versions of one series are not all the same."""
    return int((pd.DataFrame(versions).nunique(dropna=False) > 1).sum())


def _compare(values: pd.Series, boundary: int) -> dict:
    """Both sides' periods and, for every method, [before, after, change, flips]."""
    both = {side: measures.compare_growth(values, boundary, side) for side in SIDES}
    numbers = {side: _numbers(comparison) for side, comparison in both.items()}
    return {
        side: {
            "periods": {part: {key: asdict(getattr(both[side], part))[key]
                               for key in ("first", "last", "base", "levels", "rates")} for part in SIDES},
            "results": {method: [*plain(numbers[side][method]), _flips(numbers, side, method)] for method in METHODS},
        }
        for side in SIDES
    }


def _numbers(comparison: measures.GrowthComparison) -> dict[str, list[float | None]]:
    before, after = comparison.before, comparison.after
    return {
        "mean": [before.mean_growth, after.mean_growth, _difference(before.mean_growth, after.mean_growth)],
        "cagr": [before.cagr, after.cagr, _difference(before.cagr, after.cagr)],
        "level": [before.mean_level, after.mean_level, comparison.level_change],
    }


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _flips(numbers: dict, side: str, method: str) -> list[str]:
    """Which of before, after and change have the opposite sign when the boundary is on the other side."""
    other = SIDES[1 - SIDES.index(side)]
    pairs = zip(("before", "after", "change"), numbers[side][method], numbers[other][method], strict=True)
    return [name for name, here, there in pairs if here is not None and there is not None and here * there < 0]
