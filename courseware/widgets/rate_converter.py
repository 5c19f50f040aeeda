"""A total change as a yearly rate, by the year in which it is taken to have begun."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import traitlets as t

from courseware import measures
from courseware.widgets.base import CoursewareWidget, decimals, number_text


class RateConverter(CoursewareWidget):
    """Turns a change up to a year into a yearly rate, for every first year that is offered.

    Args:
        change: the total change, in percent.
        unit: the sign of the change and of the rates.
        last: the year the change runs up to.
        starts: the first years offered; all before `last`.
        title, source: shown above and below the chart.

    Attributes:
        start: the first year chosen, at first the earliest.
        result: the answer (read only, observable): the number of ``years``, the compound ``rate`` a year, and
            ``divided``, the change over the number of years, which is not the rate.

    Raises:
        ValueError: the change is −100 % or less, or there is no first year, or one that is not before `last`.
    """

    kind = t.Unicode("rate-converter", read_only=True).tag(sync=True)
    start = t.Int().tag(sync=True)
    result = t.Dict(read_only=True)

    def __init__(
        self,
        *,
        change: float,
        unit: str = "%",
        last: int,
        starts: Sequence[int],
        title: str = "",
        source: str = "",
    ) -> None:
        years = sorted({int(year) for year in starts})
        if not years or years[-1] >= last:
            raise ValueError(f"there must be first years, all of them before {last}")
        spans = [int(last) - year for year in years]
        rates = [measures.compound_rate(change, span) for span in spans]
        self._table = pd.DataFrame(
            {"start": years, "years": spans, "rate": rates, "divided": [change / span for span in spans]}
        )
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "change": float(change),
                "last": int(last),
                "starts": years,
                "years": spans,
                "rates": rates,
                "divided": self._table["divided"].tolist(),
                "decimals": decimals([change]),
            },
            start=years[0],
        )
        self.fallback = {
            "caption": title,
            "columns": [
                "First year",
                f"Years up to {last}",
                f"Rate a year ({unit})",
                f"Change divided by years ({unit})",
            ],
            "rows": [
                [str(row.start), str(row.years), number_text(row.rate, 1), number_text(row.divided, 1)]
                for row in self._table.itertuples()
            ],
        }

    @property
    def table(self) -> pd.DataFrame:
        """Every first year with its ``years``, ``rate`` and ``divided``."""
        return self._table.copy()

    @t.validate("start")
    def _valid_start(self, proposal: dict) -> int:
        if proposal["value"] not in self.data["starts"]:
            allowed = ", ".join(map(str, self.data["starts"]))
            raise t.TraitError(f"start must be one of {allowed}, not {proposal['value']}")
        return proposal["value"]

    @t.observe("start")
    def _update_result(self, change: dict) -> None:
        i = self.data["starts"].index(self.start)
        self.set_trait(
            "result",
            {
                "years": self.data["years"][i],
                "rate": self.data["rates"][i],
                "divided": self.data["divided"][i],
            },
        )
