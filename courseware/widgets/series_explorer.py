"""Levels, shares and growth of several series over the years."""

from __future__ import annotations

import pandas as pd
import traitlets as t

from courseware import measures
from courseware.widgets.base import (
    CoursewareWidget,
    consecutive_years,
    decimals,
    number_text,
    one_of,
    plain,
    wide,
)


class SeriesExplorer(CoursewareWidget):
    """Compares series year by year, as levels, as shares of a total, or by their growth.

    Args:
        frame: a tidy table, one observation a row, without gaps in the years.
        x, series, value: its columns with the year, the name of the series and the number.
        unit: unit of the numbers.
        title, source: shown above and below the chart.
        total: the series that is the whole of the others; None: no shares are offered.

    Attributes:
        measure: "level", "share" (percent of the total) or "growth" (percent on the year before).
        chosen: names of the series shown.
        x_from, x_to: first and last year shown.

    Raises:
        ValueError: the frame does not hold what the arguments say.
    """

    kind = t.Unicode("series-explorer", read_only=True).tag(sync=True)
    measure = t.Unicode("level").tag(sync=True)
    chosen = t.List(t.Unicode()).tag(sync=True)
    x_from = t.Int().tag(sync=True)
    x_to = t.Int().tag(sync=True)

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        x: str = "year",
        series: str = "series",
        value: str = "value",
        unit: str = "",
        title: str = "",
        source: str = "",
        total: str | None = None,
    ) -> None:
        table = consecutive_years(wide(frame, x, series, value))
        if total is not None and total not in table.columns:
            raise ValueError(f"there is no series {total!r} to be the total")
        self._columns = (x, series, value)
        self._tables = {"level": table, "growth": table.apply(measures.growth)}
        if total is not None:
            self._tables["share"] = table.apply(measures.share, whole=table[total])
        years, names = table.index.tolist(), table.columns.tolist()
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "x_label": x,
                "years": years,
                "names": names,
                "total": total,
                "decimals": {"level": decimals(table.to_numpy().ravel()), "share": 1, "growth": 1},
                "values": {name: plain(frame.T) for name, frame in self._tables.items()},
            },
            chosen=[name for name in names if name != total],
            x_from=years[0],
            x_to=years[-1],
        )
        places = self.data["decimals"]["level"]
        self.fallback = {
            "caption": f"{title} ({unit})" if unit else title,
            "columns": [x.capitalize(), *names],
            "rows": [
                [str(year), *(number_text(v, places) for v in row)]
                for year, row in zip(years, table.to_numpy().tolist(), strict=True)
            ],
        }

    @t.validate("measure")
    def _valid_measure(self, proposal: dict) -> str:
        return one_of(proposal, self._tables)

    @t.validate("chosen")
    def _valid_chosen(self, proposal: dict) -> list[str]:
        names = self.data["names"]
        unknown = [name for name in proposal["value"] if name not in names]
        if unknown:
            raise t.TraitError(f"chosen holds {unknown[0]!r}; the series are {', '.join(map(repr, names))}")
        return [name for name in names if name in proposal["value"]]

    @t.validate("x_from", "x_to")
    def _valid_range(self, proposal: dict) -> int:
        name, year, years = proposal["trait"].name, proposal["value"], self.data["years"]
        if year not in years:
            raise t.TraitError(f"{name} must be a year from {years[0]} to {years[-1]}, not {year}")
        first, last = (year, self.x_to) if name == "x_from" else (self.x_from, year)
        if first > last:
            raise t.TraitError(
                f"x_from ({first}) must not be after x_to ({last}): change the other one first"
            )
        return year

    @property
    def selection(self) -> pd.DataFrame:
        """What is shown now, tidy: year, series and the measure (percent, unless it is the level)."""
        x, series, value = self._columns
        table = self._tables[self.measure].loc[self.x_from : self.x_to, self.chosen]
        tidy = table.rename_axis(index=x, columns=series).stack(future_stack=True)
        return tidy.rename(value if self.measure == "level" else self.measure).reset_index()
