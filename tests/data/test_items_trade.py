"""The questions on trade: every variant's key against the CSV files by another way, and what makes it fair.

Nothing here goes through the bank's own functions: pandas reads the files, the arithmetic stands below.
"""

from itertools import pairwise

import pandas as pd
import pytest

from courseware.scoring import score
from tests.conftest import ROOT, bank_of

BANK = bank_of(ROOT)
MEMBERS = ["Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia"]
DRAWN = {"trade-02": 10, "trade-04": 12, "trade-06": 14, "trade-09": 13, "trade-11": 16}


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / f"{name}.csv")


MUTUAL = read("mutual_trade").pivot(index="year", columns="member", values="corrected")
GOODS = read("trade_structure").pivot(index="group", columns="member", values="corrected")
FLOWS = read("bilateral_trade").set_index(["flow", "partner", "year"])["corrected"].sort_index()
TURNOVER = FLOWS["export"] + FLOWS["import"]  # not the printed row, of which one partner's is a copy


def series(flow: str, partner: str) -> pd.Series:
    return (TURNOVER if flow == "turnover" else FLOWS[flow])[partner]


def rates(levels: pd.Series, base: int, last: int) -> list[float]:
    """Percent a year, from `base` + 1 to `last`."""
    return [100 * (levels[year] - levels[year - 1]) / levels[year - 1] for year in range(base + 1, last + 1)]


def mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


def percent(part: float, whole: float) -> float:
    return 100 * part / whole


def variants(item_id: str) -> list:
    """One parameter a variant, named by what it draws."""
    drawn = BANK.item(item_id).variants
    return [pytest.param(variant, id=" ".join(map(str, variant.parameters.values()))) for variant in drawn]


def earned(variant, number: float) -> int:
    return score(variant.scoring, f"{number:.6f}").score


def test_nine_items_of_six_types_five_of_them_drawn():
    items = [item for item in BANK.items if item.module == "trade"]
    assert len(items) == 9 and sum(item.points for item in items) == 800
    assert {item.type for item in items} == {"choice", "multiple", "numeric", "order", "match", "text"}
    assert {item.id: len(item.variants) for item in items if len(item.variants) > 1} == DRAWN
    assert all(variant.hint for item in items for variant in item.variants)


@pytest.mark.parametrize("item_id", ["trade-02", "trade-06", "trade-09"])
def test_no_mistake_that_is_foreseen_earns_points(item_id):
    for variant in BANK.item(item_id).variants:
        for wrong in variant.scoring["wrong"]:
            assert score(variant.scoring, wrong["value"]).score == 0


# --- shares


@pytest.mark.parametrize("variant", variants("trade-02"))
def test_a_share_of_mutual_trade(variant):
    member, year = variant.parameters["member"], variant.parameters["year"]
    share = percent(MUTUAL.loc[year, member], MUTUAL.loc[year, MEMBERS].sum())
    assert float(variant.scoring["key"]) == pytest.approx(share, abs=1e-3)  # the total is printed
    assert earned(variant, round(share, 2)) == 100
    assert earned(variant, 100 * round(share / 100, 4)) == 100
    assert earned(variant, round(share, 1)) >= 50
    assert f"{share:.2f}%" in variant.feedback["correct"]


@pytest.mark.parametrize("variant", variants("trade-02"))
def test_the_years_beside_and_the_fraction_upside_down_earn_nothing(variant):
    member, year = variant.parameters["member"], variant.parameters["year"]
    shares = {y: percent(MUTUAL.loc[y, member], MUTUAL.loc[y, "EAEU"]) for y in MUTUAL.index}
    beside = [y for y in (year - 1, year + 1) if y in shares]
    others = [shares[y] for y in beside] + [100 * 100 / shares[year]]
    assert [earned(variant, round(other, 2)) for other in others] == [0] * len(others)


def test_belarus_lost_least_in_2020_and_the_printed_share_is_that_of_2019():
    change = MUTUAL.loc[2020, MEMBERS] / MUTUAL.loc[2019, MEMBERS]
    assert change.idxmax() == "Belarus"
    assert round(percent(MUTUAL.loc[2019, "Belarus"], MUTUAL.loc[2019, "EAEU"]), 1) == 23.6


# --- changes in order


@pytest.mark.parametrize("variant", variants("trade-04"))
def test_an_order_by_change(variant):
    drawn = variant.parameters
    first, last = MUTUAL.loc[drawn["begin"], MEMBERS], MUTUAL.loc[drawn["end"], MEMBERS]
    change = (100 * (last - first) / first).sort_values(ascending=drawn["start"] == "smallest")
    assert variant.scoring["key"] == [name.lower() for name in change.index]
    assert (drawn["start"], drawn["first"]) in {("largest", "highest"), ("smallest", "lowest")}
    assert drawn["order"].startswith(f"the {drawn['first']} first")
    assert ("a fall is a change below zero" in drawn["order"]) == bool((change < 0).any())
    assert min(abs(a - b) for a, b in pairwise(change)) > 0.45  # one decimal tells all five apart
    assert variant.scoring["key"] != [option["id"] for option in variant.view["options"]]
    for other in (last - first, first, last):
        for ascending in (True, False):
            order = other.sort_values(ascending=ascending).index
            assert variant.scoring["key"] != [name.lower() for name in order]


def test_no_two_variants_of_the_order_have_one_answer():
    keys = [tuple(variant.scoring["key"]) for variant in BANK.item("trade-04").variants]
    assert len(set(keys)) == len(keys)


def test_the_largest_and_the_smallest_seller_are_as_told():
    assert set(MUTUAL[MEMBERS].idxmax(axis=1)) == {"Russia"}
    assert set(MUTUAL[MEMBERS].idxmin(axis=1)) == {"Armenia", "Kyrgyzstan"}


# --- rates of growth


@pytest.mark.parametrize("variant", variants("trade-11"))
def test_an_amount_and_its_rate(variant):
    drawn = variant.parameters
    before, rate = rates(series(drawn["flow"], drawn["partner"]), drawn["year"] - 2, drawn["year"])
    key = f"{'rise' if rate > 0 else 'fall'}-{'higher' if rate > before else 'lower'}"
    assert variant.scoring["key"] == key
    # the amount and the rate part, which is what the question is about, and not by a hair
    assert key in ("rise-lower", "fall-higher")
    assert abs(rate) > 3 and abs(rate - before) > 2
    assert "Yes." in variant.feedback[f"option:{key}"]
    assert sum("Yes." in text for text in variant.feedback.values()) == 1


def test_both_answers_to_the_rate_question_are_common():
    keys = [variant.scoring["key"] for variant in BANK.item("trade-11").variants]
    assert max(keys.count(key) for key in keys) <= 0.6 * len(keys)


@pytest.mark.parametrize("variant", variants("trade-06"))
def test_a_mean_of_rates(variant):
    drawn = variant.parameters
    levels = series(drawn["flow"], drawn["partner"])
    yearly = rates(levels, drawn["base"], drawn["last"])
    assert float(variant.scoring["key"]) == pytest.approx(mean(yearly), abs=1e-9)
    assert abs(mean(yearly)) > 0.5
    for decimals in (1, 2, 4):
        rough = mean([round(rate, decimals) for rate in yearly])
        assert earned(variant, rough) == 100
        assert earned(variant, round(rough, max(decimals, 2))) == 100
    assert earned(variant, round(mean(yearly), 1)) == 100


@pytest.mark.parametrize("variant", variants("trade-06"))
def test_the_other_side_of_2015(variant):
    drawn = variant.parameters
    levels = series(drawn["flow"], drawn["partner"])
    own, other = (set(range(drawn[f"{side}base"] + 1, drawn[f"{side}last"] + 1)) for side in ("", "other_"))
    assert own ^ other == {2015}
    later = drawn["last"] == 2020
    assert (2015 in own) == (later == (drawn["counted"] == "the union's first year"))
    moved = mean(rates(levels, drawn["other_base"], drawn["other_last"]))
    assert earned(variant, moved) == 0
    assert f"{moved:.1f}%".replace("-", "−") in variant.feedback["correct"]
    wrong = [
        mean(rates(series("turnover", drawn["partner"]), drawn["base"], drawn["last"])),
        100 * ((levels[drawn["last"]] / levels[drawn["base"]]) ** (1 / (drawn["last"] - drawn["base"])) - 1),
        100 * (levels[drawn["last"]] - levels[drawn["base"]]) / levels[drawn["base"]],
        -float(variant.scoring["key"]),
    ]
    given = [score(variant.scoring, f"{number:.6f}") for number in wrong]
    assert all(result.score == 0 and result.feedback[0].startswith("wrong:") for result in given)


# --- Balassa's index


@pytest.mark.parametrize("variant", variants("trade-09"))
def test_an_index_of_advantage(variant):
    member, group = variant.parameters["member"], variant.parameters["group"]
    own = percent(GOODS.loc[group, member], GOODS.loc["Total", member])
    union = percent(GOODS.loc[group, "EAEU"], GOODS.loc["Total", "EAEU"])  # as a student reads the table
    summed = percent(GOODS.loc[group, MEMBERS].sum(), GOODS.loc["Total", MEMBERS].sum())
    assert float(variant.scoring["key"]) == pytest.approx(own / summed, abs=1e-9)
    assert own / union == pytest.approx(own / summed, abs=2e-4)
    assert earned(variant, round(own / union, 2)) == 100
    assert earned(variant, round(round(own, 2) / round(union, 2), 2)) == 100
    assert earned(variant, round(round(own, 1) / round(union, 1), 2)) >= 50
    rest = [name for name in MEMBERS if name != member]
    others = percent(GOODS.loc[group, rest].sum(), GOODS.loc["Total", rest].sum())
    listed = GOODS.drop(index="Total")
    parts = percent(listed.loc[group, member], listed[member].sum())
    wholes = percent(listed.loc[group, MEMBERS].sum(), listed[MEMBERS].sum().sum())
    assert [earned(variant, n) for n in (own / others, union / own, own, union)] == [0] * 4
    assert earned(variant, round(parts / wholes, 2)) < 100  # near, where it is, and told so


# --- what is typed


def test_the_one_partner_with_a_surplus_in_all_years():
    balance = (FLOWS["export"] - FLOWS["import"]).unstack("partner")
    surplus = [name for name in balance if (balance[name] > 0).all()]
    item = BANK.item("trade-05")
    assert [score(item.scoring, name).score for name in balance] == [
        50 if name in surplus else 0 for name in balance
    ]
    assert surplus == ["Kyrgyzstan"]
    assert (balance[["Russia", "Belarus"]] < 0).all(axis=None)
    signs = balance["Armenia"] > 0
    assert sum(a != b for a, b in pairwise(signs)) == 4


def test_the_statements_on_table_5():
    totals = TURNOVER.unstack("partner")
    early, late = totals.loc[2011:2015].mean(), totals.loc[2016:2020].mean()
    russia, belarus = totals["Russia"], totals["Belarus"]
    exports = FLOWS["export"]["Belarus"]
    right = {
        "a": late.sum() < early.sum(),
        "b": (late > early).all(),
        "c": mean(rates(russia, 2015, 2020)) > mean(rates(russia, 2011, 2015)),
        "d": mean(rates(belarus, 2014, 2020)) > 0,
        "e": mean(rates(exports, 2015, 2020)) > mean(rates(belarus, 2015, 2020)),
        "f": belarus[2018] >= belarus[2014],
    }
    weights = BANK.item("trade-07").scoring["weights"]
    assert {name: weight > 0 for name, weight in weights.items()} == right
    assert abs(sum(rates(belarus, 2014, 2018))) < 1  # why one might think that f is right
    assert (late > early)[["Armenia"]].all() and not (late > early)[["Russia", "Belarus", "Kyrgyzstan"]].any()


def test_what_is_wrong_with_each_statement():
    listed = GOODS.drop(index="Total")["EAEU"]
    belarus = mean(rates(FLOWS["export"]["Belarus"], 2011, 2015))
    found = {
        "share": "year" if round(percent(*MUTUAL.loc[2019, ["Russia", "EAEU"]]), 1) == 63.7 else "",
        "decline": "rate" if MUTUAL["EAEU"].loc[2017:2019].is_monotonic_increasing else "",
        "minerals": "base" if round(percent(listed["Mineral products"], listed.sum()), 1) == 23.4 else "",
        "turnover": "imports" if FLOWS["import", "Kyrgyzstan", 2020] == 233.6 else "",
        "average": "exports" if round(belarus, 1) == -13.1 else "",
    }
    assert BANK.item("trade-08").scoring["key"] == found
    # the compound rate, which is left over, explains no −13.1
    for levels in (series(flow, "Belarus") for flow in ("turnover", "export", "import")):
        assert abs(100 * ((levels[2015] / levels[2011]) ** (1 / 4) - 1) + 13.1) > 1
    growth = rates(MUTUAL["EAEU"], 2016, 2020)
    assert growth == sorted(growth, reverse=True) and growth[2] > 0 > growth[3]


def test_what_follows_when_over_half_of_a_basket_has_a_high_index():
    for weight in (0.5, 0.52, 0.6, 0.66):  # above two thirds, an index of 1.5 is not possible
        rest = (1 - 1.5 * weight) / (1 - weight)
        assert 0 < rest <= 0.5  # above zero, so a small group may still lie above 1
    assert BANK.item("trade-10").scoring["key"] == "c"
