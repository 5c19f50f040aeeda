"""The keys of the items outside trade, computed once more straight from the CSV files, for every variant."""

import re
from datetime import date
from itertools import combinations, pairwise

import pandas as pd
import pytest

from courseware.scoring import score
from tests.conftest import ROOT, bank_of

BANK = bank_of(ROOT)
MINE = [item for item in BANK.items if item.module != "trade"]
MODULES = {module.id: module.page for module in BANK.unit.modules}


def table(name):
    return pd.read_csv(ROOT / "data" / f"{name}.csv", keep_default_na=False, na_values=[""])


MUTUAL = table("mutual_trade").pivot(index="year", columns="member", values="corrected")
OUTPUT = table("member_weights").query("measure == 'Output'").set_index("member")["corrected"]
STEPS = table("timeline").set_index("id")
BRANCHES = table("industry_branches").pivot(index="branch", columns="year", values="value")
TABLE_8 = table("interdependence").set_index(["flow", "category", "direction"])["corrected"]
JOINT = table("joint_entities").set_index(["partner", "sector", "size"])["corrected"]
PERIODS = table("transition_periods").set_index("row")
BILATERAL = table("bilateral_trade").set_index(["year", "partner", "flow"])["corrected"]
STRUCTURE = table("trade_structure").set_index(["group", "member"])["corrected"]
LATER = table("russia_2021").set_index(["flow", "measure"])["corrected"]


def variants(item_id):
    return [pytest.param(v, id=f"{item_id}-{n}") for n, v in enumerate(BANK.item(item_id).variants)]


def text(variant):
    """Everything that somebody with this variant may read."""
    return "\n".join([variant.view["prompt"], *variant.feedback.values()]).replace("\u202f", "")


def earns_all(variant, answer):
    return score(variant.scoring, str(answer)).score == variant.scoring["points"]


# --- union-01: six dated steps


def test_the_steps_are_drawn_in_every_way():
    """Three of them always, three of five others."""
    always = {"ces-signed", "customs-union-set-up", "ces-in-force"}
    others = {"wto-applied", "community-created", "treaty-signed", "union-begins", "wto-joined"}
    drawn = {frozenset(variant.parameters.values()) for variant in BANK.item("union-01").variants}
    assert drawn == {frozenset(always | set(three)) for three in combinations(others, 3)}
    assert (STEPS.loc[list(always | others), "source"].astype(int) == 3).all()


@pytest.mark.parametrize("variant", variants("union-01"))
def test_the_steps_stand_in_the_order_of_their_dates(variant):
    step = {name.removeprefix("step_"): row for name, row in variant.parameters.items()}
    assert {option["id"]: option["text"] for option in variant.view["options"]} == {
        slot: f"{STEPS.loc[row, 'event']}." for slot, row in step.items()
    }
    dates = [STEPS.loc[step[slot], "date"] for slot in variant.scoring["key"]]
    assert all(earlier < later[: len(earlier)] for earlier, later in pairwise(dates))
    shown = [option["id"] for option in variant.view["options"]]
    assert sum(a == b for a, b in zip(shown, variant.scoring["key"], strict=True)) == 1


def test_no_two_variants_of_the_order_have_the_same_places():
    keys = set()
    for variant in BANK.item("union-01").variants:
        shown = [option["id"] for option in variant.view["options"]]
        keys.add(tuple(shown.index(slot) for slot in variant.scoring["key"]))
    assert len(keys) == len(BANK.item("union-01").variants)


# --- union-04: two shares of one member


@pytest.mark.parametrize("variant", variants("union-04"))
def test_the_share_of_sales_against_the_share_of_output(variant):
    member, year = variant.parameters["member"], variant.parameters["year"]
    sales = 100 * MUTUAL.loc[year, member] / MUTUAL.loc[year, "EAEU"]
    assert float(variant.scoring["key"]) == pytest.approx(sales / OUTPUT[member])
    assert all(earns_all(variant, f"{round(sales, places) / OUTPUT[member]:.2f}") for places in (2, 3, 4))
    prompt = text(variant)
    for shown in (MUTUAL.loc[year, member], MUTUAL.loc[year, "EAEU"]):
        assert f"{shown:.1f} million" in prompt
    assert f"{sales:.2f}% of the sales, {OUTPUT[member]:.2f}% of the output" in prompt


# --- digital-02: growth upon growth


@pytest.mark.parametrize("variant", variants("digital-02"))
def test_growth_upon_growth(variant):
    growth, first, years = (variant.parameters[name] for name in ("growth", "first", "years"))
    assert first + years == 2023  # so that both spans are equally long
    factor = 1 + growth / 100
    key = 100 * (factor**2 - 1)
    assert float(variant.scoring["key"]) == pytest.approx(key)
    yearly = factor ** (1 / years)
    by_the_year = [round(100 * (yearly - 1), places) / 100 + 1 for places in (1, 2)] + [round(yearly, 2)]
    assert all(earns_all(variant, f"{100 * (rate ** (2 * years) - 1):.2f}") for rate in by_the_year)
    assert earns_all(variant, f"{100 * (round(yearly**years, 2) ** 2 - 1):.0f}")
    for rate, wrong in ((growth / 100, 2 * years), (growth / 100 / years, years)):  # neither is the way
        assert not earns_all(variant, f"{100 * ((1 + rate) ** wrong - 1):.2f}")


def test_the_first_variant_has_the_figure_of_the_case_study():
    told = table("tech_indicators").set_index("id").loc["kz-it-growth"]
    first = BANK.item("digital-02").variants[0].parameters
    assert (float(told["value"]), told["period"]) == (first["growth"], f"{first['first']}–2023")


# --- industry-04: a share and its neighbour


@pytest.mark.parametrize("variant", variants("industry-04"))
def test_the_share_of_manufacturing_if_mining_had_changed_otherwise(variant):
    percent = variant.parameters["percent"]
    words = "risen" if percent > 0 else "fallen"
    assert variant.parameters["case"] == f"{words} by {abs(percent)}%"
    made, other = BRANCHES.loc["manufacturing", 2020], BRANCHES.loc["other branches", 2020]
    mined = BRANCHES.loc["mining", 2019] * (100 + percent) / 100
    assert float(variant.scoring["key"]) == pytest.approx(100 * made / (made + other + mined))
    for places in (1, 2, 3):  # the page gives one decimal
        a, b, c = (round(value, places) for value in (made, other, BRANCHES.loc["mining", 2019]))
        answer = 100 * a / (a + b + round(c * (100 + percent) / 100, places))
        assert earns_all(variant, f"{answer:.1f}")
    # in percent of the industry of 2020, as printed: 49 of manufacturing, 44 of mining, 7 of the others
    for before in (44 / 0.675, round(44 / 0.675, 1)):
        assert earns_all(variant, f"{100 * 49 / (49 + 7 + before * (100 + percent) / 100):.1f}")
    said = text(variant)
    assert f"{mined:.1f} billion dollars" in said and f"{made + other + mined:.1f} billion" in said


def test_the_branches_are_those_of_the_thesis():
    production = table("industrial_production").set_index(["year", "branch", "measure"])["printed"]
    shares = table("production_shares_2020").set_index("branch")["printed"]
    mined = production[2020, "all industry", "output"] * shares["mining"] / 100
    before = mined / (1 + production[2020, "mining", "growth"] / 100)
    assert BRANCHES.loc["mining", 2019] == pytest.approx(before)
    prompt = text(BANK.item("industry-04").variants[0])
    assert f"{shares['manufacturing']}% of the output of 2020" in prompt.replace("\n", " ")
    assert f"fell by {-production[2020, 'mining', 'growth']}%" in prompt.replace("\n", " ")


# --- industry-02: one part, four wholes


def test_one_part_of_four_wholes():
    item = BANK.item("industry-02")
    everywhere, all_sizes = "All partners", "all sizes"
    wholes = {
        "all": JOINT[everywhere, "all industries", all_sizes],
        "made": JOINT[everywhere, "manufacturing", all_sizes],
        "russian": JOINT["Russia", "all industries", all_sizes],
        "union": JOINT["EAEU", "all industries", all_sizes],
        "union-made": JOINT["EAEU", "manufacturing", all_sizes],
    }
    part = JOINT["Russia", "manufacturing", all_sizes]
    shown = {entry["id"]: float(entry["text"].rstrip("%")) for entry in item.view["left"]}
    key = item.scoring["key"]
    assert shown == {left: round(100 * part / wholes[right], 1) for left, right in key.items()}
    assert len({round(100 * part / whole, 1) for whole in wholes.values()}) == 5
    assert list(shown.values()) == sorted(shown.values())


# --- dependence-01: one flow, two ends


@pytest.mark.parametrize("variant", variants("dependence-01"))
def test_one_flow_from_both_ends(variant):
    drawn = variant.parameters
    assert {drawn["seller"], drawn["buyer"]} == {drawn["top"], drawn["below"]} == {"Russia", "Kazakhstan"}
    column = {"Kazakhstan": "Russia for Kazakhstan", "Russia": "Kazakhstan for Russia"}
    sold = TABLE_8["export", drawn["goods"], column[drawn["seller"]]]
    bought = TABLE_8["import", drawn["goods"], column[drawn["buyer"]]]
    ends = {drawn["seller"]: sold, drawn["buyer"]: bought}
    ratio = ends[drawn["top"]] / ends[drawn["below"]]
    assert ratio > 1 and float(variant.scoring["key"]) == pytest.approx(ratio)
    assert earns_all(variant, f"{ratio:.1f}") and earns_all(variant, f"{ratio:.2f}")
    words = f"{ends[drawn['top']]:.1f}% of {drawn['top']}'s {drawn['top_flow']}s"
    assert words in text(variant) and drawn["words"].split()[0].capitalize() in drawn["goods"].title()


# --- what is asked in words: the truth of each statement


def truth(item_id):
    return {name for name, weight in BANK.item(item_id).scoring["weights"].items() if weight > 0}


def test_what_table_2_supports():
    ends = PERIODS["ends_before"].map(date.fromisoformat)
    day = date(2022, 2, 24)
    drilling, loans, cars = 5, 1, 4
    assert "before 1 January 2015" in PERIODS.loc[drilling, "condition"]
    assert "before 1 July 2011" in PERIODS.loc[loans, "condition"]
    holds = {
        "a": date(2015, 1, 1) < date(2011, 7, 1),
        "b": ends[drilling] > day and date(2014, 1, 1) < date(2015, 1, 1),
        "c": ends[drilling] > day and date(2016, 1, 1) < date(2015, 1, 1),
        "d": not (ends[PERIODS["tied_to"] == "local content"] > day).any() or ends[cars] > day,
        "e": PERIODS.loc[ends.idxmax(), "tied_to"] == "local content",
        "f": bool(PERIODS.loc[ends > day, "unless_wto_protocol"].all()),
    }
    assert truth("rules-02") == {name for name, held in holds.items() if held}


def weighted(exports, imports, of_exports, of_imports):
    return 100 * (exports + imports) / (100 * exports / of_exports + 100 * imports / of_imports)


def test_which_year_table_8_can_be_of():
    side = "Russia for Kazakhstan"
    shares = {flow: TABLE_8[flow, "All goods", side] for flow in ("export", "import", "turnover")}
    amounts = {flow: LATER[flow, "amount"] for flow in ("export", "import")}
    later = weighted(*amounts.values(), shares["export"], shares["import"])
    others = sum(BILATERAL[2020, name, "export"] for name in ("Armenia", "Belarus", "Kyrgyzstan"))
    most = STRUCTURE["Total", "Kazakhstan"] - others
    sold = BILATERAL[2020, "Russia", "export"], most
    bought = BILATERAL[2020, "Russia", "import"]
    bought = bought, bought + STRUCTURE["Food products", "Russia"]
    corners = [weighted(x, m, shares["export"], shares["import"]) for x in sold for m in bought]
    # the amount and both shares may have been rounded in the way that makes the rise smallest
    share = shares["export"]
    rise = (amounts["export"] - 0.05) * 1000 / most * (share - 0.05) / (share + 0.05)
    holds = {
        "a": abs(later - LATER["turnover", "share"]) < 0.05,
        "b": abs(later - shares["turnover"]) < 0.05,
        "d": not min(corners) <= shares["turnover"] <= max(corners),
        "e": rise > 1.3,
    }
    assert {name for name, held in holds.items() if held} == truth("dependence-02") - {"f"}
    assert f"at most {most:.0f} million" in text(BANK.item("dependence-02").variants[0])


def test_how_much_of_the_rise_is_recovery():
    told, rate = 52_000, 32.5
    quarters, usual = 0.75 * MUTUAL.loc[2019, "EAEU"], 0.75 * MUTUAL.loc[2020, "EAEU"]
    before = told / (1 + rate / 100)
    holds = {"a": 100 * (told / quarters - 1) < rate / 2, "b": told <= quarters, "d": before < usual}
    assert {name for name, held in holds.items() if held} == truth("choices-02") - {"f"}
    said = text(BANK.item("choices-02").variants[0])
    assert f"{quarters / 1000:.1f} billion, and 52 is {100 * (told / quarters - 1):.1f}% more" in said
    assert f"{before / 1000:.1f} billion. Three quarters of the year are {usual / 1000:.1f} billion" in said
    assert MUTUAL["EAEU"].idxmax() == 2019  # "the best year"


# --- all of them


@pytest.mark.parametrize("item", MINE, ids=lambda item: item.id)
def test_every_item_has_a_hint_that_gives_no_number_away(item):
    for variant in item.variants:
        assert variant.hint and not re.search(r"\d", re.sub(r"Table \d", "", variant.hint))


NUMERIC = [item for item in MINE if item.type == "numeric"]


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item.id)
def test_no_key_stands_on_the_page_of_its_module(item):
    """A number to be found by reading would ask another thing of those who drew it."""
    page = pd.read_json(ROOT / f"{MODULES[item.module]}.ipynb", typ="series")["cells"]
    prose = "".join("".join(cell["source"]) for cell in page if cell["cell_type"] == "markdown")
    prose = re.sub(r"\]\([^)]*\)", "]", prose)
    decimals = 2 if item.id == "union-04" else 1
    for variant in item.variants:
        key = f"{float(variant.scoring['key']):.{decimals}f}"
        assert not re.search(rf"(?<![\d.,]){re.escape(key)}(?![\d]|\.\d)", prose), key


@pytest.mark.parametrize("item", NUMERIC, ids=lambda item: item.id)
def test_a_neighbours_answer_is_not_ones_own(item):
    """Whoever copies from somebody with another variant is not right by chance."""
    for variant in item.variants:
        takers = sum(earns_all(other, variant.scoring["key"]) for other in item.variants)
        assert takers == 1, variant.parameters
