"""The rubric by which a teacher marks what no scorer can: `exercises/rubric.yml`, if the unit has one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, ValidationError

from courseware.bank.faults import Fault, first_fault
from courseware.bank.files import RUBRIC
from courseware.bank.marked_yaml import read_yaml
from courseware.bank.models import OptionId, Points, StrictModel, Text
from courseware.errors import CoursewareError


class LevelModel(StrictModel):
    """How well a criterion is met."""

    name: Text
    points: Points


class CriterionModel(StrictModel):
    """What is looked at."""

    id: OptionId
    """Stands in the teacher's list of marks and in the gradebook: keep it when you reword the title."""
    title: Text
    levels: list[Text]
    """What a text on each level does, in the order of the rubric's levels."""


class RubricFile(StrictModel):
    """A task and how it is marked."""

    id: OptionId
    """Begins the names of its columns in the gradebook."""
    title: Text
    """What the task is called in the book."""
    levels: Annotated[list[LevelModel], Field(min_length=2)]
    """From the highest to the lowest."""
    criteria: Annotated[list[CriterionModel], Field(min_length=1)]


class Level(NamedTuple):
    """A level of every criterion; points in hundredths."""

    name: str
    points: int


class Criterion(NamedTuple):
    """A criterion; `levels` has a text for each level of the rubric."""

    id: str
    title: str
    levels: tuple[str, ...]


class Rubric(NamedTuple):
    """How a task is marked; levels from the highest to the lowest. Texts are light Markdown."""

    id: str
    title: str
    levels: tuple[Level, ...]
    criteria: tuple[Criterion, ...]

    @property
    def most(self) -> int:
        """Hundredths of a point that a criterion can earn."""
        return self.levels[0].points

    @property
    def total(self) -> int:
        """Hundredths of a point that all criteria can earn together."""
        return self.most * len(self.criteria)


def load_rubric(root: Path) -> Rubric:
    """The rubric of the unit in the folder `root`.

    Raises:
        CoursewareError: there is none, or it is at fault; with the line.
    """
    file = root / RUBRIC
    marked = read_yaml(file)
    try:
        model = RubricFile.model_validate(marked.value)
        _check(model)
    except ValidationError as error:
        fault = first_fault(error, marked.value, RubricFile.model_json_schema)
    except Fault as found:
        fault = found
    else:
        levels = tuple(Level(level.name, int(level.points * 100)) for level in model.levels)
        criteria = tuple(Criterion(one.id, one.title, tuple(one.levels)) for one in model.criteria)
        return Rubric(model.id, model.title, levels, criteria)
    raise CoursewareError(file, f"line {marked.line(fault.path)}", fault.problem, fault.mend)


def _check(model: RubricFile) -> None:
    last = Decimal("Infinity")
    for place, level in enumerate(model.levels):
        if level.points >= last:
            problem = f"the level `{level.name}` has no fewer points than the one before"
            raise Fault(problem, "order the levels from the most points to the fewest", ("levels", place))
        last = level.points
    ids = [criterion.id for criterion in model.criteria]
    for place, criterion in enumerate(model.criteria):
        path = ("criteria", place)
        if criterion.id in ids[:place]:
            raise Fault(f"the id `{criterion.id}` stands twice", "change one of the two", (*path, "id"))
        if len(criterion.levels) != len(model.levels):
            problem = f"{len(criterion.levels)} texts for {len(model.levels)} levels"
            raise Fault(problem, "write a text for each level", (*path, "levels"))
