"""The feedback page of one student."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from courseware import light_markdown
from courseware.bank import Bank, CompiledItem
from courseware.feedback import answer_lines, feedback, points_of
from courseware.gradebook.grade import ItemResult
from courseware.gradebook.rows import Row
from courseware.record import Record, format_time


@lru_cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("courseware.gradebook", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("feedback.html.j2")


def feedback_page(bank: Bank, row: Row, record: Record | None) -> str:
    """The page as HTML: everything a student wrote is escaped, no script, nothing loaded from elsewhere.

    An item that the student left blank gets no feedback, and so no key.

    Args:
        row: the student's row of the gradebook, for a student who handed something in.
        record: the answers that were graded; None where no hand-in can count.
    """
    graded, saved = row.graded, row.hand_in.saved
    titles = {module.id: module.title for module in bank.unit.modules}
    return _template().render(
        unit=bank.unit,
        student=row.student,
        name=row.name,
        saved=format_time(saved).replace("T", " ").replace("Z", " UTC") if saved else "",
        file=row.file,
        total=None if graded is None or graded.total is None else points_of(graded.total, row.of),
        summary=_summary(row),
        questions=[
            _question(item, result, record, titles.get(item.module, ""))
            for item, result in zip(bank.items, graded.results, strict=True)
        ]
        if graded and record
        else [],
        others="; ".join(row.others),
    )


def _summary(row: Row) -> str:
    if row.graded is None:
        return f"This could not be graded: {row.status}. {row.hand_in.reason}"
    count = len(row.graded.results)
    return f"{row.graded.answered} of {count} question{'' if count == 1 else 's'} answered."


def _question(item: CompiledItem, result: ItemResult, record: Record, module: str) -> dict[str, Any]:
    said = feedback(item, result.state, result.score, result.feedback)
    return {
        "prompt": light_markdown.blocks(item.view["prompt"]),
        "answer": [] if result.state == "blank" else answer_lines(item, record.answers[item.id]),
        "list": "ol" if item.type == "order" else "ul",
        "unit": item.view.get("unit") or "",
        "verdict": said.verdict,
        "points": said.points,
        "texts": [light_markdown.blocks(text) for text in said.texts],
        "read": module if said.verdict != "Correct" else "",
    }
