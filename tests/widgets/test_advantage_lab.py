import pandas as pd
import pytest
from traitlets import TraitError

from courseware.measures import balassa
from courseware.widgets import AdvantageLab
from tests.widgets.sample import EXPORTS, exports_table

TABLE = pd.DataFrame(EXPORTS).T
GOODS, TOTALS = TABLE.drop(index="All goods"), TABLE.loc["All goods"]


@pytest.mark.parametrize("exclude_self", [False, True])
def test_every_index_is_what_the_measures_give(lab, exclude_self):
    lab.exclude_self = exclude_self
    for group in GOODS.index:
        for member in GOODS.columns:
            lab.group, lab.member = group, member
            assert lab.index == pytest.approx(balassa(GOODS, group, member, exclude_self, TOTALS))


def test_a_what_if_export_moves_the_totals_too(lab):
    lab.group, lab.member, lab.what_if = "Metal", "Lowland", 200.0
    exports, totals = GOODS.copy(), TOTALS.copy()
    exports.loc["Metal", "Lowland"] = 200.0
    totals["Lowland"] += 200.0 - 120.4
    assert lab.index == pytest.approx(balassa(exports, "Metal", "Lowland", totals=totals))
    by_hand = (200 / (702 + 79.6)) / ((61.2 + 200 + 8.8) / (119.8 + 702 + 79.6 + 41.1))
    assert lab.index == pytest.approx(by_hand)


def test_another_cell_starts_from_its_real_export(lab):
    lab.what_if = 1.0
    lab.member = "Lowland"
    assert lab.what_if == 210.0
    lab.what_if = 3.0
    lab.group = "Cloth"
    assert lab.what_if == 310.6


def test_shares_and_index_agree(lab):
    for actual in lab.data["actual"].values():
        for own, reference, index in zip(actual["own"], actual["reference"], actual["index"], strict=True):
            assert index == pytest.approx([a / b for a, b in zip(own, reference, strict=True)])


def test_the_index_can_be_observed_and_not_set(lab):
    seen = []
    lab.observe(lambda change: seen.append(change["new"]), "index")
    lab.what_if = 0.0
    assert seen == [0.0]
    with pytest.raises(TraitError):
        lab.index = 5.0


def test_an_index_without_reference_is_none():
    table = pd.DataFrame(
        {"group": ["Salt", "Salt", "Tea", "Tea"], "member": ["A", "B"] * 2, "value": [1.0, 0, 2, 2]}
    )
    lab = AdvantageLab(table, total=None)
    lab.exclude_self = True
    assert lab.index is None
    assert lab.data["actual"]["others"]["index"][0][0] is None


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_an_impossible_export_is_refused(lab, value):
    with pytest.raises(TraitError, match="a number from 0 upwards"):
        lab.what_if = value


def test_tables_that_do_not_fit_are_refused():
    table = exports_table()
    with pytest.raises(ValueError, match="no group 'Total'"):
        AdvantageLab(table)
    with pytest.raises(ValueError, match="no member 'World'"):
        AdvantageLab(table, total="All goods", union="World")
    with pytest.raises(ValueError, match="not negative"):
        AdvantageLab(table.iloc[1:], total="All goods")
    with pytest.raises(TraitError, match="member must be one of 'Highland', 'Lowland', 'Island'"):
        AdvantageLab(table, total="All goods").member = "Atlantis"


def test_the_union_is_left_out_of_its_own_reference(lab):
    sums = exports_table().groupby("group", sort=False)["value"].sum().reset_index().assign(member="Union")
    with_union = AdvantageLab(pd.concat([exports_table(), sums]), total="All goods", union="Union")
    assert with_union.data == lab.data


def test_the_slider_reaches_past_an_index_of_1(lab):
    for g, row in enumerate(lab.data["limits"]):
        for m, limit in enumerate(row):
            assert limit >= 2 * lab.data["exports"][g][m]
            assert limit / lab.data["totals"][m] * 100 >= lab.data["actual"]["all"]["reference"][g][m]
