"""The functions over tables, each on numbers small enough to check by head."""

from decimal import Decimal

import pandas as pd
import pytest
from pydantic import TypeAdapter, ValidationError

from courseware.bank.expressions import Expression, evaluate
from courseware.bank.faults import Fault

WOOL = pd.DataFrame(
    [
        (year, country, flow, value)
        for country, flow, values in (
            ("Lowland", "export", (100, 200, 100, 150)),
            ("Highland", "export", (50, 50, 75, 150.25)),
            ("Midland", "export", (10, 20, 40, 80)),
            ("Lowland", "import", (10, 10, 10, 10)),
        )
        for year, value in zip(range(2001, 2005), values, strict=True)
    ],
    columns=["year", "country", "flow", "value"],
)
GOODS = pd.DataFrame(
    [
        (group, member, value)
        for group, values in {
            "wool": (60, 20, 80),
            "silk": (20, 60, 80),
            "all goods": (100, 100, 200),
        }.items()
        for member, value in zip(("Lowland", "Highland", "both"), values, strict=True)
    ],
    columns=["group", "member", "value"],
)
PRINTED = WOOL.assign(value=1.0)
LOW, HIGH, MID = ({"country": name, "flow": "export"} for name in ("Lowland", "Highland", "Midland"))
EXPORTS = {"flow": "export", "country": ["Lowland", "Highland", "Midland"]}


def tables(name, values):
    return {"wool": {"corrected": WOOL, "printed": PRINTED}, "goods": {"corrected": GOODS}}[name][values]


def result(function, **arguments):
    over_table = not {"of", "rate"} & arguments.keys()
    data = {"function": function, **({"table": "wool"} if over_table else {}), **arguments}
    return evaluate(TypeAdapter(Expression).validate_python(data), tables)


def one(where, year, **more):
    return {"function": "value", "table": "wool", "where": {**where, "year": year}, **more}


def growth(year):
    return {"function": "growth", "table": "wool", "where": LOW, "at": {"year": year}}


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        ("value", {"where": {**LOW, "year": 2002}}, "200"),
        ("value", {"where": {**LOW, "year": 2002}, "values": "printed"}, "1"),
        ("value", {"where": {**LOW, "year": 2002}, "column": "country"}, "Lowland"),
        ("total", {"where": {"year": 2001, "flow": "export"}}, "160"),
        ("total", {"where": {"year": [2001, 2002], **LOW}}, "300"),
        ("count", {"where": {"year": [2001, 2002], "country": "Lowland"}}, "4"),
        ("count", {"where": {"flow": "import"}, "column": "country"}, "4"),
        ("share", {"part": {**MID, "year": 2003}, "whole": {**LOW, "year": 2003}}, "40"),
        ("growth", {"where": LOW, "at": {"year": 2003}}, "-50"),
        ("mean", {"where": LOW, "from": 2001, "to": 2003, "decimals": 2}, "133.33"),
        ("mean_growth", {"where": LOW, "from": 2001, "to": 2003}, "25"),
        ("cagr", {"where": MID, "from": 2001, "to": 2004}, "100"),
        ("change", {"where": HIGH, "from": 2001, "to": 2003}, "50"),
        (
            "before_after",
            {"where": LOW, "boundary": 2003, "side": "after", "give": "mean_growth_before"},
            "100",
        ),
        ("before_after", {"where": LOW, "boundary": 2003, "side": "after", "give": "mean_growth_after"}, "0"),
        (
            "before_after",
            {"where": LOW, "boundary": 2003, "side": "after", "give": "mean_level_after"},
            "125",
        ),
        (
            "before_after",
            {"where": HIGH, "boundary": 2002, "side": "before", "give": "mean_level_before"},
            "50",
        ),
        (
            "before_after",
            {"where": MID, "boundary": 2002, "side": "before", "give": "level_change"},
            "300",
        ),
        ("difference", {"of": one(LOW, 2004), "minus": one(HIGH, 2004)}, "-0.25"),
        ("ratio", {"of": one(MID, 2004), "to": one(MID, 2001)}, "8"),
        ("signs", {"of": [one(LOW, 2004), growth(2003), growth(2004)]}, "+-+"),
        ("difference", {"of": 100, "minus": one(MID, 2004)}, "20"),
        ("sum", {"of": [one(MID, 2004), one(LOW, 2004), 0.5]}, "230.5"),
        ("product", {"of": [one(MID, 2004), 2, Decimal("0.25")]}, "40"),
        ("compound", {"rate": 40, "periods": 2}, "96"),
        ("compound", {"rate": -19, "periods": {"function": "ratio", "of": 1, "to": 2}}, "-10"),
        ("top", {"where": {**EXPORTS, "year": 2002}, "by": "country"}, "Lowland"),
        ("top", {"where": {**EXPORTS, "year": 2002}, "by": "country", "start": "smallest"}, "Midland"),
        ("top", {"where": EXPORTS, "by": "country", "measure": "cagr", "from": 2001, "to": 2004}, "Midland"),
    ],
)
def test_a_function_gives(function, arguments, expected):
    given = result(function, **arguments)
    assert given == (Decimal(expected) if isinstance(given, Decimal) else expected)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ({"where": {**EXPORTS, "year": 2003}}, ["Lowland", "Highland", "Midland"]),
        ({"where": {**EXPORTS, "year": 2003}, "start": "smallest"}, ["Midland", "Highland", "Lowland"]),
        (
            {"where": EXPORTS, "measure": "change", "from": 2001, "to": 2004},
            ["Midland", "Highland", "Lowland"],
        ),
    ],
)
def test_a_ranking_gives_labels_in_order(measure, expected):
    assert result("ranking", by="country", **measure) == expected


def test_a_tie_leaves_no_order():
    with pytest.raises(Fault, match=r"`Lowland` and `Highland` tie"):
        result("ranking", by="country", where=EXPORTS, measure="mean_growth", **{"from": 2001, "to": 2003})


STEPS = pd.DataFrame(
    [
        ("born", "1999"),
        ("walks", "2000-10"),
        ("talks", "2000-11-01"),
        ("reads", "2005-12"),
        ("writes", "2006-01-01"),
        ("sings", "2006"),
        ("asked", "soon"),
    ],
    columns=["step", "day"],
)


def by_date(*steps, **more):
    where, column = {"step": list(steps)}, {"column": "day", "measure": "date"}
    data = {"function": "ranking", "table": "t", "where": where, "by": "step", **column, "start": "smallest"}
    ranking = TypeAdapter(Expression).validate_python({**data, **more})
    return evaluate(ranking, lambda *_: STEPS)


def test_dates_of_days_months_and_years_are_ranked():
    assert by_date("reads", "talks", "born", "walks") == ["born", "walks", "talks", "reads"]
    assert by_date("born", "sings", "walks", start="largest") == ["sings", "walks", "born"]
    assert by_date("born", "sings", function="top") == "born"


def test_a_day_within_a_year_leaves_no_order():
    with pytest.raises(Fault, match="the dates of `writes` and `sings` overlap"):
        by_date("writes", "born", "sings")


def test_what_is_no_date_is_not_ranked():
    with pytest.raises(Fault, match='"soon" is no date'):
        by_date("born", "asked")


def days(start, end):
    day = {"function": "value", "table": "steps", "column": "day"}
    first, last = ({**day, "where": {"step": step}} for step in (start, end))
    expression = TypeAdapter(Expression).validate_python({"function": "days", "from": first, "to": last})
    return evaluate(expression, lambda *_: STEPS)


def test_days_are_counted_from_one_date_to_another():
    assert days("talks", "writes") == 1887
    assert days("writes", "talks") == -1887


def test_days_are_not_counted_to_a_month():
    with pytest.raises(Fault, match='the date "2000-10" names no day'):
        days("writes", "walks")


def test_days_are_not_counted_to_what_is_no_date():
    with pytest.raises(Fault, match='"soon" is no date'):
        days("asked", "writes")


def test_binary_noise_is_gone():
    frame = pd.DataFrame({"year": [1, 1], "value": [0.1, 0.2]})
    data = {"function": "total", "table": "t", "where": {"year": 1}}
    assert str(evaluate(TypeAdapter(Expression).validate_python(data), lambda *_: frame)) == "0.3"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, "1.5"),  # 60 of 100 against 80 of 200
        ({"exclude_self": True}, "3"),  # against 20 of 100
    ],
)
def test_the_balassa_index_sets_totals_apart(arguments, expected):
    total = {"group": "all goods", "member": "both"}
    given = result("balassa", table="goods", group="wool", member="Lowland", total=total, **arguments)
    assert given == Decimal(expected)


@pytest.mark.parametrize(
    ("exact", "decimals", "shown"),
    [(0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (2.5, 0, "3"), (-0.001, 1, "0.0")],
)
def test_halves_round_away_from_zero(exact, decimals, shown):
    frame = pd.DataFrame({"year": [1], "value": [exact]})
    data = {"function": "value", "table": "t", "where": {"year": 1}, "decimals": decimals}
    assert str(evaluate(TypeAdapter(Expression).validate_python(data), lambda *_: frame)) == shown


@pytest.mark.parametrize(
    ("function", "arguments", "problem"),
    [
        (
            "value",
            {"where": {"year": "2002", **LOW}},
            "no row of the table `wool` has year 2002 and country Lowland",
        ),
        (
            "mean",
            {"where": {"country": "Lowland"}, "from": 2001, "to": 2004},
            "are not one for each year without gaps",
        ),
        ("growth", {"where": LOW, "at": {"year": 2001}}, "has no year 2000 with country Lowland"),
        ("growth", {"where": LOW, "at": {"country": "Lowland"}}, "`at` names the country by a text"),
        ("mean", {"where": LOW, "along": "flow", "from": 1, "to": 2}, "`flow` of `wool` does not hold years"),
        ("mean", {"where": LOW, "column": "flow", "from": 2001, "to": 2002}, "`flow` of `wool` holds text"),
        ("total", {"where": LOW, "column": "flow"}, "the column `flow` of `wool` holds text"),
        (
            "share",
            {"part": {**LOW, "year": 2001}, "whole": {**LOW, "year": 2001}, "column": "flow"},
            "holds text",
        ),
        (
            "total",
            {"where": {"year": 2001, "country": ["Lowland", "Hihgland"]}},
            "no row of the table `wool` has year 2001 and country Hihgland",
        ),
        (
            "signs",
            {"of": [one(LOW, 2001), {**growth(2002), "where": HIGH}]},
            "number 2 of the signs is 0",
        ),
        ("top", {"where": EXPORTS, "by": "land"}, "has no column `land`"),
        ("top", {"where": EXPORTS, "by": "country", "measure": "cagr"}, "needs the first and the last year"),
        (
            "before_after",
            {"where": LOW, "boundary": 1990, "side": "after", "give": "level_change"},
            "too few years",
        ),
        (
            "balassa",
            {"table": "goods", "group": "wool", "member": "Lowland", "total": {"member": "Both"}},
            "has no member `Both`",
        ),
        (
            "balassa",
            {"table": "goods", "group": "fur", "member": "Lowland", "total": {}},
            "has no group `fur`",
        ),
        (
            "balassa",
            {"group": "fur", "member": "Lowland", "total": {}},
            "the table `wool` has no column `group`",
        ),
        ("compound", {"rate": -100, "periods": 2}, "needs a rate above −100 percent"),
        ("compound", {"rate": 40, "periods": 1e6}, "too large to compute"),
        ("sum", {"of": [1, one(LOW, 2004, column="flow")]}, "gives a label where a number is needed"),
    ],
)
def test_a_function_without_a_result_says_why(function, arguments, problem):
    with pytest.raises(Fault) as caught:
        result(function, **arguments)
    assert problem in caught.value.problem


@pytest.mark.parametrize(
    "data",
    [
        {"function": "value", "table": "wool", "where": {}},
        {"function": "value", "table": "wool", "where": {"year": 2002.5}},
        {"function": "value", "table": "wool", "where": {"year": True}},
        {"function": "value", "table": "wool", "where": {"year": 2002}, "decimals": 11},
        {"function": "growth", "table": "wool", "where": {"year": 1}, "at": {"year": 1, "month": 2}},
        {"function": "mean", "table": "wool", "where": {"year": 1}, "from": "2001", "to": 2004},
        {"function": "value", "table": "wool", "where": {"year": 2002}, "values": "guessed"},
        {"function": "sum", "of": [1]},
        {"function": "product", "of": [1, "2"]},
        {"function": "ratio", "of": True, "to": 2},
        {"function": "__import__('os').system('true')", "table": "wool"},
    ],
)
def test_arguments_are_checked(data):
    with pytest.raises(ValidationError):
        TypeAdapter(Expression).validate_python(data)
