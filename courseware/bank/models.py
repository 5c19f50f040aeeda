"""The items files and `unit.yml` as typed models: what an author may write, and nothing else.

The docstrings below are also the descriptions in the JSON Schema that editors show, so they speak to authors.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from courseware.bank.expressions import EXPRESSION, PLAIN, WHICH, Expression, Operand
from courseware.bank.faults import Fault
from courseware.bank.typed_number import Number, number_schema, typed_number

Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
LEVELS = get_args(Level)


def _points(value: Any) -> Decimal:
    number = typed_number(value)
    if number != round(number, 2):
        raise Fault("has more than two decimals", "give points in whole hundredths, such as 0.25")
    return number


def _positive_points(value: Any) -> Decimal:
    number = _points(value)
    if number <= 0:
        raise Fault("is not above 0", "give it points")
    return number


def _weight(value: Any) -> Decimal:
    number = _points(value)
    if number == 0:
        raise Fault("is 0", "give a right option points and take points off for a wrong one")
    return number


def _width(value: Any) -> Decimal:
    number = typed_number(value)
    if number < 0:
        raise Fault("is below 0", "write how far off an answer may be, as a number from 0 upwards")
    return number


def _text(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise Fault("is empty", "write its text")
    return value


Points = Annotated[
    Decimal, BeforeValidator(_positive_points), number_schema(exclusiveMinimum=0, multipleOf=0.01)
]
Weight = Annotated[Decimal, BeforeValidator(_weight), number_schema(multipleOf=0.01)]
Width = Annotated[Decimal, BeforeValidator(_width), number_schema(minimum=0)]
Text = Annotated[str, BeforeValidator(_text)]
ItemId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$", max_length=60)]
OptionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
_OptionKey = Annotated[Annotated[OptionId, PLAIN] | Annotated[Expression, EXPRESSION], WHICH]
_OrderKey = Annotated[Annotated[list[OptionId], PLAIN] | Annotated[Expression, EXPRESSION], WHICH]
_Parameter = str | Number
ValueName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class StrictModel(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)


class Module(StrictModel):
    """A part of the unit."""

    id: OptionId
    title: Text
    points: Points
    """What its items are worth together."""
    page: Text | None = None
    """Its page without suffix (`chapters/03-trade`). A module with a page must have items worth exactly its
    points; one without a page must have none yet."""


class UnitFile(StrictModel):
    """The unit and its point scheme."""

    id: OptionId
    """Goes into every record a student hands in; never change it."""
    number: Text
    title: Text
    edition: OptionId
    """Goes into records too: answers to another edition are not graded as answers to this one."""
    sealed_edition: OptionId | None = None
    """The name of the edition whose pages hold no answers, if the unit has one."""
    total: Points
    """The sum of the modules' points."""
    modules: Annotated[list[Module], Field(min_length=1)]


class Option(StrictModel):
    """An option to choose."""

    id: OptionId
    """Stored in answers: keep it when you reword the option."""
    text: Text
    feedback: Text
    """Shown to whoever chose this option: why it is right, or what leads there and where to look again."""


class ChoiceOption(Option):
    """An option to choose."""

    value: str | Number | None = None
    """What an expression in `key` must give for this option to be the right one."""
    when_right: Text | None = None
    """Shown instead of `feedback` in the variants in which this option is the right one."""


class WeightedOption(Option):
    """An option to tick."""

    weight: Weight
    """Points for ticking it: above 0 if it is right, below 0 if it is wrong."""


class Entry(StrictModel):
    """An entry to order, or to match others with."""

    id: OptionId
    """Stored in answers: keep it when you reword the entry."""
    text: Text


class OrderEntry(Entry):
    """An entry to order."""

    value: str | Number | None = None
    """The label by which an expression in `key` names this entry."""


class LeftEntry(Entry):
    """An entry to find the match for."""

    feedback: Text
    """Shown when this entry is matched wrongly."""


class Overall(StrictModel):
    """Feedback on the answer as a whole."""

    correct: Text
    """Shown when everything is right."""
    other: Text
    """Shown when nothing is, and nothing more special is known: how to go about it."""


class OverallInParts(Overall):
    """Feedback on the answer as a whole."""

    partial: Text
    """Shown when a part is right."""


class OverallMultiple(OverallInParts):
    """Feedback on the answer as a whole."""

    missed: Text | None = None
    """Shown when a right option is not ticked; without it, a general sentence says so."""


class Tolerance(StrictModel):
    """How far from the key an answer may be, the edge included: `absolute` or `relative`, one of the two."""

    absolute: Width | None = None
    """In the unit of the key: 0.05 accepts 61.90 to 62.00 for 61.95."""
    relative: Width | None = None
    """As a share of the key: 0.01 accepts 1 % more or less."""


class Tier(StrictModel):
    """Part of the points for an answer that is near."""

    tolerance: Tolerance
    """Wider than the item's tolerance and than that of the tier before."""
    credit: Points
    """Points, fewer than the item's and than those of the tier before."""
    feedback: Text


class WrongNumber(StrictModel):
    """A wrong number that students arrive at by a mistake one can name."""

    value: Operand
    """The wrong number; the item's tolerance applies around it."""
    feedback: Text
    """The mistake, without giving away the key."""


class WrongText(StrictModel):
    """A wrong answer one can say something about."""

    accept: Annotated[list[Text], Field(min_length=1)]
    """Its spellings."""
    feedback: Text


class _Item(StrictModel):
    id: ItemId
    """Stable for good: records name it. Such as `trade-01`."""
    module: OptionId
    """A module of `unit.yml`."""
    points: Points
    """What a full answer earns, at most two decimals."""
    level: Level
    """What the item asks of the student, in Bloom's revised taxonomy."""
    prompt: Text
    """The question: paragraphs, *emphasis*, **strong**, `code`; `{name}` inserts a number from `values` or a
    parameter of the variant."""
    variants: list[dict[ValueName, _Parameter | list[_Parameter]]] | None = None
    """Parameters that the question draws: every block gives as many variants as its lists have combinations.
    `$year` in an expression and `{year}` in a text stand for the parameter `year`, `$year-1` for one less."""
    values: dict[ValueName, Expression] = {}
    """Named results of expressions over the data, for `{name}` in any text of this item."""
    passage: Text
    """Where the answer can be found: page without suffix, `#`, label, such as `chapters/03-trade#shares`.
    The label is one set in that page with `(shares)=`."""
    hint: Text | None = None
    """A push in the right direction, shown on request before an answer."""
    source: list[Text] = []
    """Ids of the claims in the table `claims` that the item rests on."""


class ChoiceItem(_Item):
    """One option is right. It earns the points, any other nothing."""

    type: Literal["choice"]
    options: Annotated[list[ChoiceOption], Field(min_length=2)]
    key: _OptionKey
    """Id of the right option, or an expression whose result is the `value` of exactly one option."""
    shuffle: bool = False
    """Show the options in another order than written here (the same for every reader)."""


class MultipleItem(_Item):
    """Several options may be right. Ticked options add their weights, never below 0 or above the points."""

    type: Literal["multiple"]
    options: Annotated[list[WeightedOption], Field(min_length=2)]
    feedback: OverallMultiple
    shuffle: bool = False
    """Show the options in another order than written here (the same for every reader)."""


class NumericItem(_Item):
    """A number. Students may write a decimal point or comma, group thousands by spaces, and add the unit."""

    type: Literal["numeric"]
    key: Operand
    """The number, or an expression over the data that gives it."""
    unit: str = ""
    """Shown beside the field, such as `%` or `USD million`."""
    tolerance: Tolerance
    tiers: list[Tier] = []
    wrong: list[WrongNumber] = []
    """Common wrong numbers, each outside the tolerance and the tiers."""
    feedback: Overall


class OrderItem(_Item):
    """Entries to put in order. Each entry in its right place earns its share of the points."""

    type: Literal["order"]
    options: Annotated[list[OrderEntry], Field(min_length=2)]
    """The entries; students see them shuffled."""
    key: _OrderKey
    """All ids in the right order, or an expression such as `ranking` that names the entries' `value`s."""
    feedback: OverallInParts


class MatchItem(_Item):
    """Each entry on the left goes with one on the right. Each right pair earns its share of the points."""

    type: Literal["match"]
    left: Annotated[list[LeftEntry], Field(min_length=2)]
    right: Annotated[list[Entry], Field(min_length=2)]
    """Entries to choose from; some may fit nothing, one may fit several."""
    key: dict[OptionId, OptionId]
    """For every id on the left, the id on the right that goes with it."""
    feedback: OverallInParts
    shuffle: bool = False
    """Show the right side in another order than written here (the same for every reader)."""


class TextItem(_Item):
    """A word or a short phrase. Capitals, extra spaces and the kind of quote or dash make no difference."""

    type: Literal["text"]
    accept: Annotated[list[Text], Field(min_length=1)]
    """Every spelling that counts, in any script."""
    wrong: list[WrongText] = []
    feedback: Overall


AnyItem = ChoiceItem | MultipleItem | NumericItem | OrderItem | MatchItem | TextItem
Item = Annotated[AnyItem, Field(discriminator="type")]
