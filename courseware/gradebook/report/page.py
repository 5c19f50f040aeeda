"""The report as one HTML file: it opens from a mail attachment, runs no script and loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from math import isnan
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import Bank
from courseware.gradebook.report import charts, thresholds, words
from courseware.gradebook.report.analysis import Analysis, ItemFigures, analyse
from courseware.gradebook.report.responses import Responses
from courseware.gradebook.rows import STATUSES, Row
from courseware.palette import standalone
from courseware.templating import html_templates

MOST_GROUPS = 60  # in the table; a page with thousands of rows is no report


@lru_cache
def _template() -> Template:
    environment = html_templates(__package__)
    environment.filters |= {
        "percent": words.percent,
        "decimals": words.two_decimals,
        "points": lambda hundredths: words.points(hundredths).removesuffix(" points"),
        "bar": charts.bar,
        "number": lambda n: f"{n:,}",
    }
    return environment.get_template("report.html.j2")


def class_report(
    bank: Bank, rows: Iterable[Row], group_of: Callable[[Row], str] | None = None
) -> str:
    """The report of a class.

    It rests on what the scorer made of the answers: a teacher's override changes a grade, not what a class
    understood.

    Args:
        bank: whose items were graded.
        rows: one a student, in any order; taken one at a time.
        group_of: the group of a student, "" for none; None for a class without groups.
    """
    responses = Responses(bank, group_of)
    for row in rows:
        responses.add(row)
    return report_page(responses)


def report_page(responses: Responses) -> str:
    """The report of a class whose rows `responses` has taken in."""
    analysis = analyse(responses)
    students = responses.statuses.total()
    groups = sorted(analysis.groups, key=lambda group: -group.students)[:MOST_GROUPS]
    return _template().render(
        style=Markup(standalone(Path(__file__).with_name("report.css").read_text(encoding="utf-8"))),
        unit=responses.bank.unit,
        analysis=analysis,
        of=responses.of,
        students=students,
        statuses=[(name, n, n / students) for name in STATUSES if (n := responses.statuses[name])],
        remarks=words.items_to_look_at(analysis),
        items_text=words.items_text(analysis),
        mistakes=words.frequent_mistakes(analysis),
        first_try_text=words.first_try_text(analysis),
        again=words.modules_to_teach_again(analysis),
        modules_text=words.modules_text(analysis),
        reliability_text=words.reliability_text(analysis.reliability, analysis.complete),
        histogram=charts.histogram(analysis.totals.bins) if analysis.totals else Markup(),
        items=[_item(item, analysis, responses) for item in analysis.items],
        groups=[group for group in analysis.groups if group in groups],
        more_groups=len(analysis.groups) - len(groups),
        has_first=analysis.first is not None,
        limits=thresholds,
    )


def _item(item: ItemFigures, analysis: Analysis, responses: Responses) -> dict:
    answers = item.chosen
    no_value = "" if not isnan(item.rest) else words.why_no_discrimination(item, analysis.complete)
    return {
        "number": item.number,
        "id": item.item.id,
        "type": item.item.type,
        "module": next(m.title for m in responses.bank.unit.modules if m.id == item.item.module),
        "most": f"{item.item.points / 100:g}",
        "variants": len(item.item.variants),
        "prompt": light_markdown.blocks(item.shown.view["prompt"]),
        "difficulty": item.difficulty,
        "last": item.last,
        "rest": item.rest,
        "likely": item.likely,
        "whisker": charts.whisker(item.rest, item.likely),
        "no_value": no_value,
        "chosen": answers,
        "thirds": item.thirds,
        "lines": [(line, line.tally[0] / max(answers.answered[0], 1)) for line in answers.lines],
        "aside": _aside(item, analysis.graded),
    }


def _aside(item: ItemFigures, graded: int) -> str:
    """Who is not in the table of answers."""
    answers = item.chosen
    parts = [
        (answers.blank, "left it blank"),
        (answers.invalid, "gave what cannot be read as an answer"),
        (answers.unscored, "answered another version of it, which cannot be scored"),
    ]
    said = ", ".join(f"{n:,} {what}" for n, what in parts if n)
    return f"Of {graded:,} graded students, {said}." if said else ""
