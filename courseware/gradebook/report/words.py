"""What the figures mean, in sentences: items to look at, modules to teach again, what alpha allows."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import NamedTuple

from markupsafe import Markup

from courseware.gradebook.report.analysis import Analysis, ItemFigures, ModuleFigures, Reliability
from courseware.gradebook.report.chosen import Line
from courseware.gradebook.report.statistics import Z_90, correlation_interval
from courseware.gradebook.report.thresholds import (
    ALPHA_FOR_GROUPS,
    ALPHA_FOR_ONE,
    COMMON_MISTAKE,
    FEWEST_FOR_DIFFICULTY,
    FEWEST_FOR_DISCRIMINATION,
    FEWEST_FOR_TOTALS,
    FEWEST_WITH_ONE_MISTAKE,
    HARD,
    MANY_BLANK,
    MANY_INVALID,
    POOR_DISCRIMINATION,
    TEACH_AGAIN,
)


class Remark(NamedTuple):
    """What there is to say of an item; the most serious first."""

    item: ItemFigures
    sentences: list[Markup]


def items_to_look_at(analysis: Analysis) -> list[Remark]:
    """The items that the figures speak against, those whose sign is wrong first, then by number."""
    found = []
    for item in analysis.items:
        ranked = sorted(_reasons(item, analysis.complete), key=lambda reason: reason[0])
        if ranked:
            first, *others = [sentence for _, sentence in ranked]
            found.append((ranked[0][0], Remark(item, [first[:1].lower() + first[1:], *others])))
    return [remark for _, remark in sorted(found, key=lambda each: (each[0], each[1].item.number))]


def _reasons(item: ItemFigures, complete: int) -> Iterator[tuple[int, Markup]]:
    """Sentences on an item, each with its rank; 0 is the most serious."""
    yield from _discrimination(item, complete)
    asked, answers = item.students, item.chosen
    if asked < FEWEST_FOR_DIFFICULTY:
        return
    yield from _beaten_key(item)
    if item.difficulty < HARD:
        first, last = percent(item.difficulty), percent(item.last)
        when = f" at the first try, {last} in the end" if last != first else ""
        yield 3, Markup("It was hard: the class earned {} of its points{}.").format(first, when)
    if answers.blank >= MANY_BLANK * asked:
        yield 4, Markup("{} left it blank.").format(of(answers.blank, asked))
    if answers.invalid >= max(MANY_INVALID * asked, FEWEST_WITH_ONE_MISTAKE):
        text = "{} gave something that cannot be read as an answer. Does the question say in which form?"
        yield 4, Markup(text).format(of(answers.invalid, asked))


def _discrimination(item: ItemFigures, complete: int) -> Iterator[tuple[int, Markup]]:
    # Only if chance is an unlikely reason: a single class gives a few low values to sound items too.
    if isnan(item.rest) or correlation_interval(item.rest, complete, Z_90).high >= POOR_DISCRIMINATION:
        return
    if item.rest < 0:
        said = "Those who did well in the rest of the unit did worse on it than the others. {}"
        yield 0, Markup(said).format(_read_again(item))
    else:
        said = "It hardly tells those who did well in the rest of the unit from those who did not. {}"
        yield 1, Markup(said).format(_read_again(item))


def _read_again(item: ItemFigures) -> Markup:
    """What to read: the question, and the wrong option that most of the upper third chose."""
    wrong = [line for line in item.chosen.lines if line.right is False and len(line.tally) == 3]
    tempting = max(wrong, key=lambda line: line.tally[2], default=None)
    if item.item.type not in ("choice", "multiple") or tempting is None or not tempting.tally[2]:
        return Markup("Read the question and its key again.")
    return Markup("Read the question and the option {} again.").format(_quoted(tempting.text))


def _beaten_key(item: ItemFigures) -> Iterator[tuple[int, Markup]]:
    if item.item.type != "choice" or item.chosen.answered[0] < FEWEST_FOR_DIFFICULTY:
        return
    key = sum(line.tally[0] for line in item.chosen.lines if line.right)
    top = max(_wrong(item), key=lambda line: line.tally[0], default=None)
    if top and top.tally[0] > key:
        said = "More students chose {} ({:,}) than the right option ({:,})."
        yield 2, Markup(said).format(_quoted(top.text), top.tally[0], key)


def frequent_mistakes(analysis: Analysis) -> list[Remark]:
    """For each item the wrong answer that most gave, if many did; the most frequent first."""
    found = []
    for item in analysis.items:
        n = item.chosen.answered[0]
        if n >= FEWEST_FOR_DIFFICULTY and item.item.type != "order" and (top := _common(_wrong(item), n)):
            found.append((-top.tally[0] / n, Remark(item, [_mistake(item, top, n)])))
    return [remark for _, remark in sorted(found, key=lambda each: (each[0], each[1].item.number))]


def _mistake(item: ItemFigures, line: Line, n: int) -> Markup:
    share = of(line.tally[0], n)
    if item.item.type == "match":
        return Markup("{} missed the pair {}.").format(share, _quoted(line.text))
    if item.item.type in ("choice", "multiple"):
        return Markup("{} chose the wrong option {}.").format(share, _quoted(line.text))
    if line.id == "other":
        return Markup("{} gave other wrong answers, which have no feedback of their own.").format(share)
    return Markup("{} made the same mistake: {}").format(share, line.text)


def _wrong(item: ItemFigures) -> list[Line]:
    return [line for line in item.chosen.lines if line.right is False]


def _quoted(text: Markup) -> Markup:
    return Markup("“{}”").format(Markup(text.removesuffix(".")))


def _common(wrong: list[Line], n: int) -> Line | None:
    """The most frequent wrong answer, if frequent enough to say something about the teaching."""
    top = max(wrong, key=lambda line: line.tally[0], default=None)
    if top is None or top.tally[0] < max(COMMON_MISTAKE * n, FEWEST_WITH_ONE_MISTAKE):
        return None
    return top


def modules_to_teach_again(analysis: Analysis) -> list[tuple[ModuleFigures, Markup]]:
    """Modules in which the class earned too little, the weakest first, each with a sentence."""
    weak = [module for module in analysis.modules if module.share < TEACH_AGAIN]
    return [(module, _module_sentence(module)) for module in sorted(weak, key=lambda module: module.share)]


def _module_sentence(module: ModuleFigures) -> Markup:
    said = Markup("The class earned {} of its {} points.").format(
        percent(module.share), f"{module.module.points / 100:g}"
    )
    # by the tries that count, as the share of the module, so that the figures of the sentence add up
    hard = [item for item in module.items if item.last < TEACH_AGAIN]
    hard.sort(key=lambda item: item.last)
    if hard:
        named = [f"{item.number} ({percent(item.last)})" for item in hard[:3]]
        said += Markup(" Hardest: question{} {}.").format("s" if len(named) > 1 else "", ", ".join(named))
    return said


def first_try_text(analysis: Analysis) -> str:
    """Which modules were weak at the first try alone; "" if none was, or first tries are not known."""
    weak = [module for module in analysis.modules if module.first < TEACH_AGAIN <= module.share]
    if not weak:
        return ""
    named = ", ".join(f"{module.module.title} ({percent(module.first)})" for module in weak)
    return f"At the first try the class earned less than {percent(TEACH_AGAIN)} in {named}."


def modules_text(analysis: Analysis) -> str:
    """A sentence where no module is to be taught again, or none can be told."""
    known = [module for module in analysis.modules if not isnan(module.share)]
    if not known:
        return (
            f"Too few hand-ins were graded: {analysis.graded}. Shares are shown from {FEWEST_FOR_TOTALS} on."
        )
    weakest = min(known, key=lambda module: module.share)
    return (
        f"None: the class earned at least {percent(TEACH_AGAIN)} in every module. The lowest is "
        f"{weakest.module.title} with {percent(weakest.share)}."
    )


def items_text(analysis: Analysis) -> str:
    """What to know of the list of items to look at."""
    n = analysis.complete
    if n < FEWEST_FOR_DIFFICULTY:
        return f"Too few hand-ins were graded to say anything about items: {n} of {FEWEST_FOR_DIFFICULTY}."
    if n < FEWEST_FOR_DISCRIMINATION:
        return (
            f"With {n} students, discrimination and reliability would be noise: they are shown from "
            f"{FEWEST_FOR_DISCRIMINATION} on. What is said below rests on how many points were earned."
        )
    return (
        "A question is named for its discrimination only if chance is an unlikely reason (the upper end of "
        f"its 90% interval is below {POOR_DISCRIMINATION:g})."
    )


def reliability_text(figures: Reliability | None, complete: int) -> str:
    """What alpha allows."""
    if figures is None:
        return (
            f"Not shown: it would rest on {complete} student{'' if complete == 1 else 's'}. Below "
            f"{FEWEST_FOR_DISCRIMINATION} it says more about who handed in than about the questions."
        )
    if isnan(figures.alpha):
        return "It has no value here: all totals are the same, or there is one item only."
    rests = f"It rests on {figures.students:,} students and {figures.items} items."
    low, high = map(two_decimals, figures.interval)
    spread = f"Another such class may give anything from {low} to {high} (95% interval)."
    if figures.alpha < 0:
        return f"{rests} Below 0 the items work against one another: the totals measure nothing. {spread}"
    said = f"{rests} {spread} {_allows(figures.alpha)} {_error(figures.error)}"
    if not isnan(figures.first):
        said += f" Of the first tries alone, alpha is {two_decimals(figures.first)}."
    return said


def _allows(alpha: float) -> str:
    if alpha >= ALPHA_FOR_ONE:
        return f"From {ALPHA_FOR_ONE:g} on it is enough for decisions about single students."
    if alpha >= ALPHA_FOR_GROUPS:
        return (
            f"That is enough to compare groups ({ALPHA_FOR_GROUPS:g} and more), not to decide about a single "
            f"student ({ALPHA_FOR_ONE:g})."
        )
    return f"That is too low even to compare groups ({ALPHA_FOR_GROUPS:g}): read totals as rough."


def _error(error: float) -> str:
    return f"A total is typically off by {points(error)}: do not make much of a smaller difference."


def why_no_discrimination(item: ItemFigures, complete: int) -> str:
    """Why there is a dash in the place of the item-rest correlation."""
    if complete < FEWEST_FOR_DISCRIMINATION:
        return f"fewer than {FEWEST_FOR_DISCRIMINATION} students"
    return "everybody earned the same on it" if item.constant else "everybody earned the same on the rest"


def of(n: int, total: int) -> str:
    """ "7 of 22"; of many, with the share."""
    return f"{n:,} of {total:,}" + (f" ({percent(n / total)})" if total >= 100 else "")


def percent(share: float) -> str:
    """ "63%", "–" for NaN."""
    return "–" if isnan(share) else f"{share * 100:.0f}%"


def two_decimals(value: float) -> str:
    """ "0.42" with a real minus sign, "–" for NaN."""
    return "–" if isnan(value) else f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")


def points(hundredths: float) -> str:
    """ "1.25 points", "–" for NaN."""
    return "–" if isnan(hundredths) else f"{hundredths / 100:.2f} points"
