"""What a quoted multiplier makes of a change, and how much rests on the multiplier."""

from __future__ import annotations

import math

import pandas as pd
import traitlets as t

from courseware.widgets.base import CoursewareWidget, decimals, number_text

STEPS = (0.0, 0.5, 1.0, 1.5, 2.0)  # of the quoted multiplier


def multiplied(base: float, change: float, multiplier: float) -> float:
    """The effect of a change (percent) of the base amount: base · change / 100 · multiplier."""
    return base * change / 100 * multiplier


class MultiplierWhatIf(CoursewareWidget):
    """Changes a base amount by a percentage and multiplies the difference: arithmetic, not a forecast.

    Args:
        multiplier: the quoted one: units of effect for each unit that the base changes by.
        base: the base amount.
        base_label, effect_label: names of the base and of what is affected.
        unit: unit of both amounts.
        low, high: the least and the largest change offered, in percent.
        title, source: shown above and below the chart.

    Attributes:
        change: the change in percent, at first the middle of the range.
        multiplier: the one that is applied, at first the quoted one; from 0 to twice the quoted one.
        result: the answer (read only, observable): ``base_change``, ``base_after`` and ``effect`` in the
            unit, ``effect_quoted`` with the quoted multiplier, and the ``least`` and the ``most`` that the
            range of multipliers gives.

    Raises:
        ValueError: base or multiplier is not a positive number, or the range of changes is none.
    """

    kind = t.Unicode("multiplier-what-if", read_only=True).tag(sync=True)
    change = t.Float().tag(sync=True)
    multiplier = t.Float().tag(sync=True)
    result = t.Dict(read_only=True)

    def __init__(
        self,
        *,
        multiplier: float,
        base: float,
        base_label: str,
        effect_label: str,
        unit: str,
        low: float = -100.0,
        high: float = 0.0,
        title: str = "",
        source: str = "",
    ) -> None:
        for name, value in (("multiplier", multiplier), ("base", base)):
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"the {name} must be a number above 0, not {value}")
        if not (-100 <= low < high < math.inf):
            raise ValueError(f"the changes must go from -100 or more upwards, not from {low} to {high}")
        multipliers = [step * float(multiplier) for step in STEPS]
        places = decimals([base]) if base >= 1000 else min(2, decimals([base]) + 1)
        super().__init__(
            title=title,
            unit=unit,
            source=source,
            data={
                "base": float(base),
                "base_label": base_label,
                "effect_label": effect_label,
                "quoted": float(multiplier),
                "multipliers": multipliers,
                "changes": [float(low), float(high)],
                # what the bars have room for
                "reach": [multiplied(base, change, multipliers[-1]) for change in (low, high)],
                "decimals": places,
            },
            change=(low + high) / 2,
            multiplier=float(multiplier),
        )
        rows = [low + (high - low) * i / 10 for i in range(11)]
        self.fallback = {
            "caption": f"{title}: {effect_label} ({unit}) by the change of {base_label} and by the multiplier"
            f" (quoted: {_short(multiplier)})",
            "columns": ["Change (%)", *map(_short, multipliers)],
            "rows": [
                [_short(row), *(number_text(multiplied(base, row, x), places) for x in multipliers)]
                for row in rows
            ],
        }

    @property
    def table(self) -> pd.DataFrame:
        """The effect of the chosen change with each of the shown multipliers."""
        base, multipliers = self.data["base"], self.data["multipliers"]
        effects = [multiplied(base, self.change, multiplier) for multiplier in multipliers]
        return pd.DataFrame({"multiplier": multipliers, "effect": effects})

    @t.validate("change", "multiplier")
    def _valid(self, proposal: dict) -> float:
        name, value = proposal["trait"].name, proposal["value"]
        limits = {"change": self.data["changes"], "multiplier": self.data["multipliers"]}[name]
        if not limits[0] <= value <= limits[-1]:
            raise t.TraitError(
                f"{name} must be a number from {_short(limits[0])} to {_short(limits[-1])}, not {value}"
            )
        return value

    @t.observe("change", "multiplier")
    def _update_result(self, change: dict) -> None:
        base, quoted = self.data["base"], self.data["quoted"]
        ends = [multiplied(base, self.change, x) for x in (0.0, self.data["multipliers"][-1])]
        self.set_trait(
            "result",
            {
                "base_change": multiplied(base, self.change, 1.0),
                "base_after": base + multiplied(base, self.change, 1.0),
                "effect": multiplied(base, self.change, self.multiplier),
                "effect_quoted": multiplied(base, self.change, quoted),
                "least": min(ends),
                "most": max(ends),
            },
        )


def _short(value: float) -> str:
    """A number with as many decimals as it needs, at most 2."""
    return number_text(value, decimals([value]))
