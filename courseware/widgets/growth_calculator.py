"""Growth before and after a boundary year, under every choice that can change the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

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
SIDES: tuple[Literal["before", "after"], ...] = ("before", "after")


class GrowthCalculator(CoursewareWidget):
    """Compares two periods that meet in a boundary year, which either of them may claim.

    Args:
        frames: one tidy table for each version of the numbers, e.g. ``{"corrected": …, "printed": …}``; all
            with the same years, series and flows, years without gaps.
        x, series, flow, value: their columns with the year, the name of the series, the flow and the number.
        flows: the flows offered, in order.
        boundary: the year in which the periods meet.
        together: name under which the sum of all series is offered too; None: it is not.
        unit, title, source: texts.

    Attributes:
        flow, partner, values: which flow of which series, in which version of the numbers.
        method: "mean" (arithmetic mean of the yearly rates), "cagr" (compound yearly rate) or "level" (mean
            level).
        boundary_side: "before" or "after": the period that the boundary year is counted in.
        result: the answer under these choices (read only, observable). ``before`` and ``after`` each hold
            ``first`` and ``last`` year, ``base`` year of the first rate, the numbers of ``levels`` and
            ``rates``, and ``value``: percent a year, or the mean level in the unit. ``change`` is the
            difference in percentage points, of levels the change in percent. ``flips`` lists which of the
            three turn their sign when the boundary changes sides. What is not defined is None.

    Raises:
        ValueError: the frames do not hold what the arguments say, or a period is left without a rate.
    """

    kind = t.Unicode("growth-calculator", read_only=True).tag(sync=True)
    flow = t.Unicode().tag(sync=True)
    partner = t.Unicode().tag(sync=True)
    method = t.Unicode("mean").tag(sync=True)
    boundary_side = t.Unicode("before").tag(sync=True)
    values = t.Unicode().tag(sync=True)
    result = t.Dict(read_only=True)

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        *,
        boundary: int,
        flows: Sequence[str],
        x: str = "year",
        series: str = "series",
        flow: str = "flow",
        value: str = "value",
        unit: str = "",
        title: str = "",
        source: str = "",
        together: str | None = None,
    ) -> None:
        if not frames or not flows:
            raise ValueError("there must be at least one table and one flow")
        tables = {
            (version, name): table
            for version, frame in frames.items()
            for name, table in _tables(frame, x, series, flow, value, flows, together).items()
        }
        years, partners = _shared_labels(tables)
        found = {
            key: [_compare(table[partner], boundary) for partner in partners] for key, table in tables.items()
        }
        places = decimals(number for table in tables.values() for number in table.to_numpy().ravel())
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "x_label": x,
                "years": years,
                "flows": list(flows),
                "partners": partners,
                "versions": list(frames),
                "boundary": boundary,
                "decimals": places,
                # version → flow → [partner], and there a number a year, or [side] → method → _compare's four
                "levels": _nested({key: plain(table.T) for key, table in tables.items()}),
                "rates": _nested(
                    {key: plain(table.apply(measures.growth).T) for key, table in tables.items()}
                ),
                "results": _nested(
                    {
                        key: [[one[side]["results"] for side in SIDES] for one in row]
                        for key, row in found.items()
                    }
                ),
                "periods": {side: next(iter(found.values()))[0][side]["periods"] for side in SIDES},
                "differing": {
                    name: [_differing([tables[v, name][partner] for v in frames]) for partner in partners]
                    for name in flows
                },
            },
            flow=flows[0],
            partner=partners[0],
            values=next(iter(frames)),
        )
        self.fallback = {
            "caption": f"{title} ({unit})" if unit else title,
            "columns": ["Values", "Flow", "Series", *map(str, years)],
            "rows": [
                [*key, partner, *(number_text(number, places) for number in table[partner])]
                for key, table in tables.items()
                for partner in partners
            ],
        }

    @t.validate("flow", "partner", "values", "method", "boundary_side")
    def _valid(self, proposal: dict) -> str:
        allowed = {
            "flow": self.data["flows"],
            "partner": self.data["partners"],
            "values": self.data["versions"],
            "method": METHODS,
            "boundary_side": SIDES,
        }
        return one_of(proposal, allowed[proposal["trait"].name])

    @t.observe("flow", "partner", "values", "method", "boundary_side")
    def _update_result(self, change: dict) -> None:
        cell = self.data["results"][self.values][self.flow][self.data["partners"].index(self.partner)]
        before, after, difference, flips = cell[SIDES.index(self.boundary_side)][self.method]
        periods = self.data["periods"][self.boundary_side]
        self.set_trait(
            "result",
            {
                "before": {**periods["before"], "value": before},
                "after": {**periods["after"], "value": after},
                "change": difference,
                "flips": list(flips),
            },
        )


def _tables(
    frame: pd.DataFrame,
    x: str,
    series: str,
    flow: str,
    value: str,
    flows: Sequence[str],
    together: str | None,
) -> dict[str, pd.DataFrame]:
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


def _shared_labels(tables: dict[tuple[str, str], pd.DataFrame]) -> tuple[list[int], list[str]]:
    """Years and series that all tables have.

    Raises:
        ValueError: one has others than the first.
    """
    first = next(iter(tables.values()))
    for (version, name), table in tables.items():
        if not (table.index.equals(first.index) and table.columns.equals(first.columns)):
            raise ValueError(f"{version} {name}: other years or series than the first table")
    return first.index.tolist(), first.columns.tolist()


def _nested(values: dict[tuple[str, str], Any]) -> dict[str, dict[str, Any]]:
    """The same with the two keys one inside the other, as JSON wants it."""
    out: dict[str, dict[str, Any]] = {}
    for (outer, inner), value in values.items():
        out.setdefault(outer, {})[inner] = value
    return out


def _differing(versions: list[pd.Series]) -> int:
    """In how many years the versions of one series are not all the same."""
    return int((pd.DataFrame(versions).nunique(dropna=False) > 1).sum())


def _compare(values: pd.Series, boundary: int) -> dict:
    """Both sides' periods and, for every method, [before, after, change, flips]."""
    both = {side: measures.compare_growth(values, boundary, side) for side in SIDES}
    numbers = {side: _numbers(comparison) for side, comparison in both.items()}
    return {
        side: {
            "periods": {
                part: {
                    key: asdict(getattr(both[side], part))[key]
                    for key in ("first", "last", "base", "levels", "rates")
                }
                for part in SIDES
            },
            "results": {
                method: [*plain(numbers[side][method]), _flips(numbers, side, method)] for method in METHODS
            },
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
    return [
        name for name, here, there in pairs if here is not None and there is not None and here * there < 0
    ]
