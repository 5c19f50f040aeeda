import itertools

import pandas as pd
import pytest
from traitlets import TraitError

from courseware.measures import compare_growth
from courseware.widgets import GrowthCalculator
from tests.widgets.sample import flows_table

SIDES, METHODS = ("before", "after"), {"mean": "mean_growth", "cagr": "cagr", "level": "mean_level"}


def levels(values: str, flow: str, partner: str) -> pd.Series:
    table = flows_table(shift=30.0 if values == "printed" else 0.0)
    table = table[table["flow"] == flow].pivot(index="year", columns="partner", values="value")
    return table.sum(axis=1) if partner == "Both" else table[partner]


def test_every_combination_is_what_the_measures_give(calculator):
    choices = itertools.product(
        ("corrected", "printed"), ("export", "import"), ("Highland", "Lowland", "Both"), METHODS, SIDES
    )
    for values, flow, partner, method, side in choices:
        calculator.set_trait("values", values)
        calculator.flow, calculator.partner, calculator.method, calculator.boundary_side = (
            flow,
            partner,
            method,
            side,
        )
        expected = compare_growth(levels(values, flow, partner), 2015, side)
        for name in SIDES:
            period, shown = getattr(expected, name), calculator.result[name]
            assert shown["value"] == pytest.approx(getattr(period, METHODS[method]))
            assert {key: shown[key] for key in ("first", "last", "base", "levels", "rates")} == {
                key: getattr(period, key) for key in ("first", "last", "base", "levels", "rates")
            }
        numbers = [calculator.result[name]["value"] for name in SIDES]
        change = expected.level_change if method == "level" else numbers[1] - numbers[0]
        assert calculator.result["change"] == pytest.approx(change)


def test_the_side_of_the_boundary_turns_the_sign(calculator):
    calculator.flow, calculator.partner = "export", "Lowland"
    assert calculator.result["before"]["rates"] == 4 and calculator.result["after"]["rates"] == 5
    counted_before = calculator.result["after"]["value"]
    assert calculator.result["flips"] == ["after"]
    calculator.boundary_side = "after"
    assert calculator.result["before"]["rates"] == 3 and calculator.result["after"]["rates"] == 6
    assert calculator.result["flips"] == ["after"]
    assert counted_before > 0 > calculator.result["after"]["value"]


def test_result_can_be_observed(calculator):
    seen = []
    calculator.observe(lambda change: seen.append(change["new"]["after"]["first"]), "result")
    calculator.boundary_side = "after"
    assert seen == [2015]


def test_what_is_not_defined_is_none():
    table = pd.DataFrame(
        {"year": range(2011, 2018), "series": "Gap", "flow": "balance", "value": [1, -2, 3, 4, 5, 6, 7]}
    )
    calculator = GrowthCalculator({"only": table}, flows=["balance"], boundary=2014)
    assert calculator.result["before"]["value"] is None
    assert calculator.result["change"] is None
    assert calculator.result["after"]["value"] == pytest.approx((25 + 20 + 100 / 6) / 3)


def test_it_tells_where_the_versions_differ(calculator):
    assert calculator.data["differing"] == {"export": [1, 0, 1], "import": [0, 0, 0]}


@pytest.mark.parametrize(
    ("trait", "value", "allowed"),
    [
        ("flow", "smuggling", "'export', 'import'"),
        ("partner", "Atlantis", "'Highland', 'Lowland', 'Both'"),
        ("method", "median", "'mean', 'cagr', 'level'"),
        ("boundary_side", "left", "'before', 'after'"),
        ("values", "guessed", "'corrected', 'printed'"),
    ],
)
def test_a_wrong_value_is_refused(calculator, trait, value, allowed):
    with pytest.raises(TraitError, match=f"{trait} must be one of {allowed}, not '{value}'"):
        calculator.set_trait(trait, value)


def test_tables_that_do_not_fit_are_refused():
    table = flows_table()
    arguments = {"series": "partner", "flows": ["export"], "boundary": 2015}
    with pytest.raises(ValueError, match="no flow 'balance'"):
        GrowthCalculator({"a": table}, **{**arguments, "flows": ["balance"]})
    with pytest.raises(ValueError, match="b export: other years or series"):
        GrowthCalculator({"a": table, "b": table[table["year"] > 2011]}, **arguments)
    with pytest.raises(ValueError, match="a series 'Lowland' already"):
        GrowthCalculator({"a": table}, **arguments, together="Lowland")
    with pytest.raises(ValueError, match="too few years"):
        GrowthCalculator({"a": table}, **{**arguments, "boundary": 2011})
    with pytest.raises(ValueError, match="at least one table"):
        GrowthCalculator({}, **arguments)
