"""The Balassa index by group and member, and what one export would have to be to change it."""

from __future__ import annotations

import math

import pandas as pd
import traitlets as t

from courseware import measures
from courseware.widgets.base import CoursewareWidget, decimals, number_text, one_of, plain, wide


class AdvantageLab(CoursewareWidget):
    """Shows a member's revealed comparative advantage by group, and recomputes it for another export.

    A what-if export changes all it is part of: the group's and the member's totals and, where the member
    belongs to the reference, the reference's too.

    Args:
        frame: a tidy table, one observation a row, exports of every group by every member.
        group, member, value: its columns.
        total: the group that holds all exports of a member, which may be more than its groups together;
            None: their sum.
        union: the member that stands for all of them, if the table has one. It is left out: the reference
            is summed up here.
        unit, title, source: texts.

    Attributes:
        group, member: the cell looked at.
        what_if: the export put in place of the real one, in the unit; the real one again when the cell
            changes.
        exclude_self: measure against the others alone instead of all together.
        index: the Balassa index under these choices (read only, observable); None where it is not defined.

    Raises:
        ValueError: the frame does not hold what the arguments say, or a number is missing or negative.
    """

    kind = t.Unicode("advantage-lab", read_only=True).tag(sync=True)
    group = t.Unicode().tag(sync=True)
    member = t.Unicode().tag(sync=True)
    what_if = t.Float().tag(sync=True)
    exclude_self = t.Bool(False).tag(sync=True)
    index = t.Float(None, allow_none=True, read_only=True)

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        group: str = "group",
        member: str = "member",
        value: str = "value",
        total: str | None = "Total",
        union: str | None = None,
        unit: str = "",
        title: str = "",
        source: str = "",
    ) -> None:
        table = wide(frame, group, member, value)
        if union is not None:
            if union not in table:
                raise ValueError(f"there is no member {union!r} to be the union")
            table = table.drop(columns=union)
        if total is not None and total not in table.index:
            raise ValueError(f"there is no group {total!r} to be the total")
        if table.isna().any(axis=None) or (table < 0).any(axis=None):
            raise ValueError("every group and member needs an export that is not negative")
        self._totals = table.sum() if total is None else table.loc[total]
        self._exports = table if total is None else table.drop(index=total)
        groups, members = self._exports.index.tolist(), self._exports.columns.tolist()
        actual = {
            reference: self._shares(exclude) for reference, exclude in (("all", False), ("others", True))
        }
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "groups": groups,
                "members": members,
                "exports": plain(self._exports),
                "totals": plain(self._totals),
                "actual": actual,
                "limits": _limits(self._exports, self._totals, actual["all"]["reference"]),
                "decimals": decimals(table.to_numpy().ravel()),
            },
            group=groups[0],
            member=members[0],
            what_if=float(self._exports.iloc[0, 0]),
        )
        places = self.data["decimals"]
        self.fallback = {
            "caption": f"{title}: exports{f' ({unit})' if unit else ''} and, in brackets, the Balassa index",
            "columns": ["Group", *members],
            "rows": [
                [
                    name,
                    *(
                        f"{number_text(x, places)} ({number_text(index, 2)})"
                        for x, index in zip(row, indices, strict=True)
                    ),
                ]
                for name, row, indices in zip(
                    groups, self._exports.to_numpy().tolist(), actual["all"]["index"], strict=True
                )
            ],
        }

    def _shares(self, exclude_self: bool) -> dict[str, list]:
        """Own share and reference share (percent) and the index, each a row a group and a column a member."""
        exports, totals = self._exports, self._totals
        own = exports.apply(
            lambda column: measures.share(column, totals[column.name]) if totals[column.name] else None
        )
        rest = {
            name: (exports.drop(columns=name) if exclude_self else exports).sum(axis=1) for name in exports
        }
        whole = {name: (totals.drop(name) if exclude_self else totals).sum() for name in exports}
        reference = pd.DataFrame({name: measures.share(rest[name], whole[name]) for name in exports})
        index = measures.balassa_matrix(exports, totals, exclude_self)
        return {"own": plain(own), "reference": plain(reference), "index": plain(index)}

    @t.validate("group", "member")
    def _valid_cell(self, proposal: dict) -> str:
        return one_of(proposal, self.data["groups" if proposal["trait"].name == "group" else "members"])

    @t.validate("what_if")
    def _valid_what_if(self, proposal: dict) -> float:
        if not (math.isfinite(proposal["value"]) and proposal["value"] >= 0):
            raise t.TraitError(f"what_if must be a number from 0 upwards, not {proposal['value']}")
        return proposal["value"]

    @t.observe("group", "member")
    def _back_to_real(self, change: dict) -> None:
        self.what_if = float(self._exports.loc[self.group, self.member])

    @t.observe("group", "member", "what_if", "exclude_self")
    def _update_index(self, change: dict) -> None:
        exports, totals = self._exports.copy(), self._totals.copy()
        totals[self.member] += self.what_if - exports.loc[self.group, self.member]
        exports.loc[self.group, self.member] = self.what_if
        index = measures.balassa_matrix(exports, totals, self.exclude_self).loc[self.group, self.member]
        self.set_trait("index", plain(float(index)))


def _limits(exports: pd.DataFrame, totals: pd.Series, reference: list) -> list[list[float]]:
    """How far each slider goes: twice the real export, or twice what an index of 1 takes, rounded up."""
    return [
        [_round_up(2 * max(x, totals.iloc[m] * (reference[g][m] or 0) / 100)) for m, x in enumerate(row)]
        for g, row in enumerate(exports.to_numpy().tolist())
    ]


def _round_up(value: float) -> float:
    """The next number among 1, 2, 2.5, 5 and 10 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value * (1 - 1e-12))
