import json

import pytest
from traitlets import TraitError

from courseware import measures
from courseware.widgets import SeriesExplorer
from tests.widgets.sample import trade_table


def test_numbers_are_those_of_the_measures(explorer):
    table = trade_table().pivot(index="year", columns="member", values="value")
    names, values = explorer.data["names"], explorer.data["values"]
    highland = names.index("Highland")
    assert values["level"][highland] == table["Highland"].tolist()
    assert values["growth"][highland][0] is None
    assert values["growth"][highland][1:] == measures.growth(table["Highland"]).tolist()[1:]
    assert values["share"][highland] == measures.share(table["Highland"], table["Union"]).tolist()
    assert explorer.chosen == ["Highland", "Lowland"]


def test_without_a_total_there_are_no_shares():
    explorer = SeriesExplorer(trade_table(), series="member")
    assert "share" not in explorer.data["values"]
    with pytest.raises(TraitError, match="'level', 'growth', not 'share'"):
        explorer.measure = "share"


def test_selection_is_what_is_shown(explorer):
    explorer.chosen, explorer.x_from, explorer.measure = ["Union", "Highland"], 2019, "growth"
    assert explorer.chosen == ["Highland", "Union"]  # in the order of the table
    shown = explorer.selection
    assert shown.columns.tolist() == ["year", "member", "growth"]
    assert shown[["year", "member"]].to_numpy().tolist() == [
        [2019, "Highland"],
        [2019, "Union"],
        [2020, "Highland"],
        [2020, "Union"],
    ]
    assert shown["growth"].iloc[2] == pytest.approx(100 * (119.8 / 121.3 - 1))


def test_a_change_can_be_observed(explorer):
    seen = []
    explorer.observe(lambda change: seen.append((change["name"], change["new"])), ["measure", "x_to"])
    explorer.measure, explorer.x_to = "growth", 2015
    assert seen == [("measure", "growth"), ("x_to", 2015)]


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("measure", "size", "measure must be one of 'level', 'growth', 'share', not 'size'"),
        (
            "chosen",
            ["Highland", "Atlantis"],
            "chosen holds 'Atlantis'; the series are 'Highland', 'Lowland', 'Union'",
        ),
        ("x_from", 1999, "x_from must be a year from 2011 to 2020, not 1999"),
    ],
)
def test_a_wrong_value_is_refused_and_the_old_one_kept(explorer, trait, value, message):
    before = getattr(explorer, trait)
    with pytest.raises(TraitError, match=message):
        setattr(explorer, trait, value)
    assert getattr(explorer, trait) == before


def test_years_do_not_cross(explorer):
    explorer.x_to = 2014
    with pytest.raises(TraitError, match="must not be after x_to"):
        explorer.x_from = 2018
    with explorer.hold_trait_notifications():
        explorer.x_from, explorer.x_to = 2018, 2019
    assert (explorer.x_from, explorer.x_to) == (2018, 2019)


def test_a_table_with_a_gap_is_refused():
    table = trade_table()
    with pytest.raises(ValueError, match="without a gap"):
        SeriesExplorer(table[table["year"] != 2013], series="member")
    with pytest.raises(ValueError, match="no series 'World'"):
        SeriesExplorer(table, series="member", total="World")


def test_state_and_fallback_are_plain(explorer):
    json.dumps(explorer.get_state(), allow_nan=False)
    assert explorer.fallback["columns"] == ["Year", "Highland", "Lowland", "Union"]
    assert explorer.fallback["rows"][0] == ["2011", "120.0", "1\u202f450.0", "1\u202f570.0"]
