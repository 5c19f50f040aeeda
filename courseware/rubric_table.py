"""The rubric as a table for a notebook cell: the same in JupyterLab and in the book."""

from __future__ import annotations

from pathlib import Path

from IPython.display import Markdown

from courseware.bank.rubric import Rubric, load_rubric


def rubric_table(root: Path) -> Markdown:
    """The rubric of the unit in the folder `root`, a row a criterion, to be shown by a cell.

    Raises:
        CoursewareError: there is no rubric, or it is at fault.
    """
    return Markdown(table_text(load_rubric(root)))


def table_text(rubric: Rubric) -> str:
    """The table in MyST: each criterion's title and what a text on each level does."""
    heads = ["Criterion", *(f"{level.name} ({_points(level.points)})" for level in rubric.levels)]
    rows = [[f"**{criterion.title}**", *criterion.levels] for criterion in rubric.criteria]
    # the class gives the table row headings, and on a phone a block a row
    return "\n".join(["{.cw-stacked}", _line(heads), _line(["---"] * len(heads)), *map(_line, rows)])


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:g} point{'' if hundredths == 100 else 's'}"
