"""What a student reads about a task that the teacher marked by the unit's rubric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import Unit
from courseware.bank.rubric import Criterion, Rubric
from courseware.feedback import points_of
from courseware.gradebook.decisions import Decision


def total_of(rubric: Rubric, marks: Sequence[Decision]) -> int | None:
    """Hundredths of a point of all criteria together; None until each of them is marked."""
    return sum(mark.points for mark in marks) if len(marks) == len(rubric.criteria) else None


def task(rubric: Rubric, marks: Sequence[Decision], unit: Unit) -> dict[str, Any]:
    """The marks as the feedback page shows them: title, total, a sentence, and a row a criterion."""
    total = total_of(rubric, marks)
    marked = f"Marked by your teacher, and not part of the unit's {unit.total / 100:g} points."
    if total is None:
        marked += f" So far {len(marks)} of {len(rubric.criteria)} criteria are marked."
    return {
        "title": rubric.title,
        "total": "" if total is None else points_of(total, rubric.total),
        "summary": marked,
        "marks": [
            {
                "title": light_markdown.inline(rubric.criteria[mark.place].title),
                "points": f"{mark.points / 100:g} of {rubric.most / 100:g}",
                "level": level_text(rubric, rubric.criteria[mark.place], mark.points),
                "reason": mark.reason,
            }
            for mark in marks
        ],
    }


def level_text(rubric: Rubric, criterion: Criterion, points: int) -> Markup:
    """What so many points say: a level and its text, or the two levels that they lie between."""
    for level, text in zip(rubric.levels, criterion.levels, strict=True):
        if level.points == points:
            return Markup("{}: {}").format(level.name, light_markdown.inline(text))
    above = [level for level in rubric.levels if level.points > points]
    below = [level for level in rubric.levels if level.points < points]
    if not below:
        return Markup("Below {}").format(above[-1].name)
    return Markup("Between {} and {}").format(below[0].name, above[-1].name)
