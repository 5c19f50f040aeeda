"""A class as arrays of small integers, so that the report of a hundred thousand students fits in memory."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from math import nan

import numpy as np
import pandas as pd

from courseware.bank import Bank
from courseware.gradebook.grade import Graded, ItemResult
from courseware.gradebook.rows import Row

_UNKNOWN = -1  # in the place of a first try that the record does not tell


class Responses:
    """What a class answered: fed row by row, then asked for tables.

    Each item keeps a list of the different results it met, and for each graded student the place of theirs
    in it. Only students whose hand-in was graded are in the tables; `statuses` counts everybody.

    Args:
        bank: whose items were graded.
        group_of: the group of a student, "" for none; None for a class without groups.
    """

    def __init__(self, bank: Bank, group_of: Callable[[Row], str] | None = None) -> None:
        self.bank = bank
        self.statuses: Counter[str] = Counter()
        self._group_of = group_of
        self._groups: dict[str, int] = {}
        self._group_codes = array("i")
        self._places: list[dict[ItemResult, int]] = [{} for _ in bank.items]
        self._codes = [array("i") for _ in bank.items]
        self._first_codes = [array("i") for _ in bank.items]

    def add(self, row: Row) -> None:
        """Take in one student."""
        self.statuses[row.status] += 1
        if row.graded is None or row.graded.status != "graded":
            return
        _append(row.graded, self._places, self._codes)
        if row.first is None:
            for codes in self._first_codes:
                codes.append(_UNKNOWN)
        else:
            _append(row.first, self._places, self._first_codes)
        if self._group_of is not None:
            group = self._group_of(row)
            self._group_codes.append(self._groups.setdefault(group, len(self._groups)))

    @property
    def graded(self) -> int:
        """Students in the tables."""
        return len(self._codes[0])

    @cached_property
    def of(self) -> int:
        """Hundredths of a point that can be earned."""
        return sum(item.points for item in self.bank.items)

    @cached_property
    def ids(self) -> list[str]:
        return [item.id for item in self.bank.items]

    @cached_property
    def most(self) -> pd.Series:
        """Hundredths of a point that each item gives, by item id."""
        return pd.Series({item.id: item.points for item in self.bank.items}, dtype="float64")

    @cached_property
    def points(self) -> pd.DataFrame:
        """Students × items: hundredths of a point of the try that counts; blank and invalid are 0.

        NaN where the student answered another item than the bank has: that says nothing about this one.
        """
        return self._table(self._codes)

    def first_points(self) -> pd.DataFrame:
        """`points` of the first tries; NaN throughout for students whose record does not tell them."""
        return self._table(self._first_codes)

    @cached_property
    def tries(self) -> pd.DataFrame:
        """`points` of the first tries where the record tells them, of the try that counts elsewhere.

        What is said of items rests on these: a second try follows feedback, and so measures something else.
        """
        return self._table(map(self._try_codes, range(len(self._codes))))

    @cached_property
    def groups(self) -> pd.Series:
        """The group of each student, "" where the roster has none; empty without such a column."""
        names = [*self._groups]
        return pd.Series(pd.Categorical.from_codes(np.asarray(self._group_codes), categories=names))

    def results(self, place: int) -> list[ItemResult]:
        """The different results that the item at `place` met; counts are in this order."""
        return [*self._places[place]]

    def counts(self, place: int, among: pd.Series | None = None) -> list[int]:
        """How many students have each of `results(place)`, by the tries that `tries` has.

        Args:
            among: a mask by student; None counts all.
        """
        codes = self._try_codes(place)
        if among is not None:
            codes = codes[among.to_numpy()]
        return np.bincount(codes, minlength=len(self._places[place])).tolist()

    def _try_codes(self, place: int) -> np.ndarray:
        """The item's results that `tries` has."""
        first = np.asarray(self._first_codes[place])
        return np.where(first == _UNKNOWN, np.asarray(self._codes[place]), first)

    def _table(self, columns: Iterable[array | np.ndarray]) -> pd.DataFrame:
        return pd.DataFrame(
            {
                item: np.array([*map(_points, places), nan])[np.asarray(codes)]  # _UNKNOWN takes the last
                for item, places, codes in zip(self.ids, self._places, columns, strict=True)
            }
        )


def _append(graded: Graded, places: list[dict[ItemResult, int]], columns: list[array]) -> None:
    for result, known, codes in zip(graded.results, places, columns, strict=True):
        codes.append(known.setdefault(result, len(known)))


def _points(result: ItemResult) -> float:
    if result.state in ("changed", "other variant"):
        return nan
    return float(result.score or 0)
