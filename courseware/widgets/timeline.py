"""Dated events, as exactly as their sources date them: what came before a day, runs on it, or follows."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

import pandas as pd
import traitlets as t

from courseware.widgets.base import CoursewareWidget, need_columns, some_of, text_of

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
OPEN = ".."  # an end that has not come, as ISO 8601-2 writes it
NEVER = "9999-12-31"


class Timeline(CoursewareWidget):
    """Splits events by a day: before it, on it or running, after it.

    A date may be a year, a month or a day ("2015", "2015-01", "2015-01-01"). A year stands for all its days:
    an event dated "2015" is before a day in 2016, and on a day in 2015 the date leaves it open. Rows with
    the same event and category from different sources are shown as one event with all its dates.

    Args:
        events: a row an event and source.
        date, label, category: its columns with the date, the event's name and its category.
        end: the column with the last day of what lasts, or None. Empty: the row is an event, not a span;
            "..": the span has not ended.
        source: the column that says who dates the event so, or None.
        note: a column with more words, or None.
        title, credit: shown above and below.

    Attributes:
        chosen: the categories shown.
        on_date: the day, as "yyyy-mm-dd"; at first the one on which the event in the middle may have come.

    Raises:
        ValueError: a column is missing, an event has no name or category, a date is none, or an end comes
            before its beginning.
    """

    kind = t.Unicode("timeline", read_only=True).tag(sync=True)
    chosen = t.List(t.Unicode()).tag(sync=True)
    on_date = t.Unicode().tag(sync=True)

    def __init__(
        self,
        events: pd.DataFrame,
        *,
        date: str = "date",
        end: str | None = None,
        label: str = "event",
        category: str = "category",
        source: str | None = "source",
        note: str | None = None,
        title: str = "",
        credit: str = "",
    ) -> None:
        columns = [date, end, label, category, source, note]
        need_columns(events, [name for name in columns if name])
        categories = events[category].map(text_of).drop_duplicates().tolist()
        rows = [
            _row(*(text_of(values[name]) if name else "" for name in columns))
            for _, values in events.iterrows()
        ]
        order = sorted(range(len(rows)), key=lambda i: (rows[i]["first"], rows[i]["last"]))
        rows = [rows[i] for i in order]
        self._events, self._rows = events.iloc[order].reset_index(drop=True), rows
        self._category = category
        years = [int(day[:4]) for row in rows for day in _extent(row)]
        super().__init__(
            title=title,
            source=credit,
            data={
                "categories": categories,
                "years": [min(years), max(years)],
                "entries": _entries(rows),
            },
            chosen=categories,
            on_date=rows[len(rows) // 2]["first"],
        )
        named = [name for name in (source, note) if name]
        heads = {source: "Source", note: "Note"}
        keys = {source: "source", note: "note"}
        self.fallback = {
            "caption": title,
            "columns": ["Date", "Event", "Category", *(heads[name] for name in named)],
            "rows": [
                [row["when"], row["label"], row["category"], *(row[keys[name]] for name in named)]
                for row in rows
            ],
        }

    @t.validate("chosen")
    def _valid_chosen(self, proposal: dict) -> list[str]:
        return some_of(proposal, self.data["categories"])

    @t.validate("on_date")
    def _valid_on_date(self, proposal: dict) -> str:
        day, (first, last) = proposal["value"], self.data["years"]
        try:
            if len(day) == 10 and first <= dt.date.fromisoformat(day).year <= last:
                return day
        except ValueError:
            pass
        raise t.TraitError(f"on_date must be a day from {first}-01-01 to {last}-12-31, not {day!r}")

    @property
    def selection(self) -> pd.DataFrame:
        """The rows of the chosen categories by date, with their state on the day.

        The state is "before", "on", "running", "after", or "open" where the date leaves it open.
        """
        table = self._events.assign(state=[_state(row, self.on_date) for row in self._rows])
        return table[table[self._category].map(text_of).isin(self.chosen)].reset_index(drop=True)

    @property
    def running(self) -> pd.DataFrame:
        """Of the selection, what is on the day or runs on it for certain."""
        table = self.selection
        return table[table["state"].isin(["on", "running"])].reset_index(drop=True)


def _days(date: str, label: str) -> tuple[str, str]:
    """The first and the last day that the date may mean."""
    try:
        year, month, day = ISO.fullmatch(date).groups()  # type: ignore[union-attr]
        months = (int(month), int(month)) if month else (1, 12)
        days = (int(day), int(day)) if day else (1, calendar.monthrange(int(year), months[1])[1])
        first, last = (dt.date(int(year), *pair) for pair in zip(months, days, strict=True))
    except (AttributeError, ValueError):
        raise ValueError(f"{date!r}, the date of {label!r}, is no year, month or day in ISO form") from None
    return first.isoformat(), last.isoformat()


def _words(date: str) -> str:
    """2015-01-02 → "2 January 2015", 2015-01 → "January 2015"."""
    year, month, day = (*date.split("-"), "", "")[:3]
    return " ".join(filter(None, (day.lstrip("0"), month and calendar.month_name[int(month)], year)))


def _row(date: str, end: str, label: str, category: str, source: str, note: str) -> dict[str, Any]:
    if not label or not category:
        raise ValueError(f"the event of {date or 'no date'} needs a name and a category")
    first, last = _days(date, label)
    until = None
    if end:
        until = (NEVER, NEVER) if end == OPEN else _days(end, label)
        if until[1] < first:
            raise ValueError(f"{label!r} ends in {end}, before it begins in {date}")
    text, ends = _words(date), "not ended" if end == OPEN else _words(end) if end else ""
    when = text if not end else f"since {text}" if end == OPEN else f"{text} to {ends}"
    return {
        "label": label, "category": category, "source": source, "note": note, "when": when, "first": first,
        "last": last, "until": until,
    }  # fmt: skip


def _extent(row: dict[str, Any]) -> tuple[str, str]:
    """The first and the last day that the row may touch, as far as it has ended."""
    until = row["until"]
    return row["first"], until[1] if until and until[1] != NEVER else row["last"]


def _state(row: dict[str, Any], day: str) -> str:
    ends = row["until"] or (row["first"], row["last"])
    if ends[1] < day:
        return "before"
    if row["first"] > day:
        return "after"
    if row["until"]:
        return "running" if row["last"] <= day <= ends[0] else "open"
    return "on" if row["first"] == row["last"] else "open"


def _entries(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows by event. An event that one source dates twice is several events of the same name."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["label"], row["category"]), []).append(row)
    entries = []
    for (label, category), group in groups.items():
        sources = {row["source"] for row in group}
        for dated in [group] if len(sources) == len(group) else [[row] for row in group]:
            keep = ("when", "first", "last", "until", "source", "note")
            dates = [{key: row[key] for key in keep} for row in dated]
            entries.append({"label": label, "category": category, "dates": dates})
    return sorted(entries, key=lambda entry: (entry["dates"][0]["first"], entry["dates"][0]["last"]))
