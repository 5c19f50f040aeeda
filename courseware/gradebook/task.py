"""What a student reads about a task that the teacher marked by the unit's rubric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from courseware import light_markdown
from courseware.bank.rubric import Criterion, Rubric
from courseware.feedback import points_of
from courseware.gradebook.decisions import Decision
from courseware.gradebook.rubric_marks import marks_total


def task(rubric: Rubric, marks: Sequence[Decision], of: int) -> dict[str, Any]:
    """The marks as the feedback page shows them: title, total, a sentence, and a row a criterion.

    Args:
        of: hundredths of a point that the items can earn.
    """
    total = marks_total(rubric, marks)
    marked = f"Marked by your teacher. These points are not part of the {of / 100:g} points above."
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
        return Markup("Below {}.").format(above[-1].name)
    return Markup("Between {} and {}.").format(below[0].name, above[-1].name)
