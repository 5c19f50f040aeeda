"""Charts as inline SVG: coloured by the page's style sheet, without script, each beside its table."""

from __future__ import annotations

from math import isnan

from markupsafe import Markup

from courseware.gradebook.report.statistics import Bin, Interval

_HEIGHT, _STEP, _BAR = 120, 40, 34  # of the histogram, in SVG units
_LABEL = 22
_SIDE = 12  # for the half of a label that stands under the edge of its column


def histogram(bins: list[Bin]) -> Markup:
    """Columns for a distribution of totals; the number of students above each, the first total below."""
    most = max((part.students for part in bins), default=0) or 1
    parts = []
    for place, part in enumerate(bins):
        height = round(part.students / most * _HEIGHT, 1)
        middle = place * _STEP + _STEP / 2
        parts.append(
            Markup(
                '<rect class="bar" x="{}" y="{}" width="{}" height="{}"/><text x="{}" y="{}">{}</text>'
                '<text x="{}" y="{}">{}</text>'
            ).format(
                middle - _BAR / 2,
                round(_LABEL + _HEIGHT - height, 1),
                _BAR,
                height,
                middle,
                round(_LABEL + _HEIGHT - height - 5, 1),
                f"{part.students:,}" if part.students else "",
                place * _STEP + 3,
                _LABEL + _HEIGHT + 17,
                f"{part.start / 100:g}",
            )
        )
    width = len(bins) * _STEP
    base = Markup('<path class="axis" d="M0 {0}H{1}"/>').format(_LABEL + _HEIGHT, width)
    return Markup(
        '<svg class="histogram" viewBox="-{} 0 {} {}" role="img" aria-label="{}">{}{}</svg>'
    ).format(
        _SIDE,
        width + 2 * _SIDE,
        _LABEL + _HEIGHT + 24,
        "Columns: students by total. The table below has the numbers.",
        Markup().join(parts),
        base,
    )


def bar(share: float) -> Markup:
    """A bar for a table's cell that says the share in words too; nothing for NaN."""
    if isnan(share):
        return Markup()
    width = round(100 * min(max(share, 0), 1), 1)
    return Markup(
        '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="ground" width="100" height="10"/><rect class="bar" width="{}" height="10"/></svg>'
    ).format(width)


def whisker(value: float, likely: Interval) -> Markup:
    """A point with its interval on a line from −1 to 1, with a mark at 0; nothing for NaN."""
    if isnan(value):
        return Markup()
    low, middle, high = (round(50 + 50 * x, 1) for x in (likely.low, value, likely.high))
    return Markup(
        '<svg class="whisker" viewBox="0 0 100 10" aria-hidden="true"><path class="axis" d="M50 0V10"/>'
        '<path class="line" d="M{} 5H{}"/><circle class="dot" cx="{}" cy="5" r="3"/></svg>'
    ).format(low, high, middle)
