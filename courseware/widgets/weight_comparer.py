"""How much each member weighs in one whole against another: of output against people, say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import traitlets as t

from courseware.widgets.base import (
    CoursewareWidget,
    decimals,
    number_text,
    one_of,
    plain,
    some_of,
    wide,
    with_labels,
)

MOST_MEMBERS = 8  # the shares of every set of members are handed over: 8 members are 255 sets


class WeightComparer(CoursewareWidget):
    """Puts the members' shares of two wholes side by side, with the ratio of the two.

    A ratio of 1 is the average of all members: as much of the one as of the other. Members can be left out;
    the shares of the rest are then of what they have together, so that they add up to 100. A member without
    a value for one of the two measures has no ratio, and counts as left out as soon as another one is.

    Args:
        frame: a tidy table, one observation a row: each member's share of every whole, in percent. A share
            that is not known is empty, or its row is missing.
        member, measure, value: its columns.
        unit: the sign behind the shares.
        title, source: texts.

    Attributes:
        measure: the whole whose shares are looked at.
        against: the whole they are compared with; not the same.
        left_out: the members left out.

    Raises:
        ValueError: the frame does not hold what the arguments say, has one measure only, or more members than
            can be combined.
    """

    kind = t.Unicode("weight-comparer", read_only=True).tag(sync=True)
    measure = t.Unicode().tag(sync=True)
    against = t.Unicode().tag(sync=True)
    left_out = t.List(t.Unicode()).tag(sync=True)

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        member: str = "member",
        measure: str = "measure",
        value: str = "value",
        title: str = "",
        source: str = "",
        unit: str = "%",
    ) -> None:
        table = wide(with_labels(frame, (member, measure)), member, measure, value)
        members, measures = table.index.tolist(), table.columns.tolist()
        if len(measures) < 2:
            raise ValueError("there must be two measures to compare")
        if len(members) > MOST_MEMBERS:
            raise ValueError(f"there are {len(members)} members; {MOST_MEMBERS} can be combined")
        if (table < 0).any(axis=None):
            raise ValueError("a share must not be negative")
        self._column, self._table = member, table
        sets = [self._shares(kept) for kept in range(2 ** len(members))]
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "member_label": member,
                "members": members,
                "measures": measures,
                "decimals": max(1, decimals(table.to_numpy().ravel())),
                # [set of members kept, as bits][measure][member]
                "shares": [_short(shares) for shares in sets],
                # [set][measure][measure compared with][member]
                "ratios": [[_short(_ratios(shares, name)) for name in measures] for shares in sets],
            },
            measure=measures[0],
            against=measures[1],
        )
        places = self.data["decimals"]
        self.fallback = {
            "caption": f"{title} ({unit})" if unit else title,
            "columns": [member.capitalize(), *measures],
            "rows": [
                [name, *(number_text(share, places) for share in row)]
                for name, row in zip(members, table.to_numpy().tolist(), strict=True)
            ],
        }

    def _shares(self, kept: int) -> pd.DataFrame:
        """The shares of a set of members: as they are for all of them, else of what the set has together."""
        inside = np.array([bool(kept & 1 << i) for i in range(len(self._table))])
        if inside.all():
            return self._table
        rest = self._table.loc[inside].reindex(self._table.index)
        return 100 * rest / rest.sum().where(lambda total: total > 0)

    def _kept(self) -> list[bool]:
        """Which members the shares are rescaled to."""
        kept = [name not in self.left_out for name in self._table.index]
        if all(kept):
            return kept
        known = self._table[[self.measure, self.against]].notna().all(axis=1)
        return [a and b for a, b in zip(kept, known, strict=True)]

    @t.validate("measure", "against")
    def _valid_measure(self, proposal: dict) -> str:
        name = one_of(proposal, self.data["measures"])
        other = "against" if proposal["trait"].name == "measure" else "measure"
        if name == getattr(self, other):
            raise t.TraitError(f"measure and against must differ; {other} is {name!r} already")
        return name

    @t.validate("left_out")
    def _valid_left_out(self, proposal: dict) -> list[str]:
        return some_of(proposal, self.data["members"])

    @property
    def selection(self) -> pd.DataFrame:
        """What is shown now, a row a member that is not left out: its two shares and their ratio."""
        bits = sum(1 << i for i, kept in enumerate(self._kept()) if kept)
        shares = self._shares(bits)[[self.measure, self.against]].drop(index=self.left_out)
        ratio = (shares[self.measure] / shares[self.against]).where(shares[self.against] > 0)
        return shares.assign(ratio=ratio).rename_axis(index=self._column, columns=None).reset_index()


def _ratios(shares: pd.DataFrame, name: str) -> pd.DataFrame:
    return shares.where(shares > 0).rdiv(shares[name], axis=0)


def _short(table: pd.DataFrame) -> list[list[float | None]]:
    """A row a column of the table, to eight digits, which is more than any share has."""
    return plain(table.T.map(lambda x: float(f"{x:.8g}")))
