"""The report as a page: what it says of classes of several sizes, and what it keeps to itself."""

from __future__ import annotations

import re
import statistics
from math import nan
from random import Random

import pandas as pd
import pytest

from courseware.gradebook.report import Responses, class_report
from courseware.gradebook.report.analysis import analyse
from courseware.gradebook.report.words import (
    frequent_mistakes,
    items_to_look_at,
    modules_to_teach_again,
    percent,
    two_decimals,
)
from tests.gradebook.conftest import RIGHT


def group_of(row):
    return row.carried[0]


def text(html: str) -> str:
    body = html[html.index("<body") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.fixture
def responses(bank):
    def make(rows, group_of=None):
        taken = Responses(bank, group_of)
        for row in rows:
            taken.add(row)
        return taken

    return make


@pytest.fixture
def turned(rows):
    """24 students: the better one is in the rest, the worse in question 1, and most choose "low" there."""
    able = [{"rivers-01": "low"}] * 12
    part = {"rivers-01": "low", "rivers-02": ["bridge"], "rivers-06": "Rudda"}
    unable = [{"rivers-02": ["wall"], "rivers-03": "5", "rivers-06": "Rudda"}] * 8
    return rows([*able, *[part] * 4, *unable])


def test_an_item_against_the_rest_is_named_with_the_option_that_draws_the_able(bank, turned):
    said = text(class_report(bank, turned))
    assert (
        "Question 1 is one to look at: those who did well in the rest of the unit did worse on it than the "
        "others. Read the question and the option “Lowland” again. More students chose “Lowland” (16) than "
        "the right option (8)." in said
    )


def test_thirds_and_what_they_chose(responses, turned):
    analysis = analyse(responses(turned))
    item = analysis.items[0]
    assert item.rest < -0.8 and item.thirds == (8, 12)
    assert {line.id: line.tally for line in item.chosen.lines} == {
        "option:low": (16, 0, 12),
        "option:high": (8, 8, 0),
        "option:sea": (0, 0, 0),
    }


def test_frequent_mistakes(responses, turned):
    found = {
        remark.item.number: str(remark.sentences[0])
        for remark in frequent_mistakes(analyse(responses(turned)))
    }
    assert found[6] == "12 of 24 made the same mistake: “rudda” – One d is enough."
    assert found[2] == "8 of 24 chose the wrong option “The wall”."
    assert found[3] == "8 of 24 gave other wrong answers, which have no feedback of their own."


def test_the_order_of_the_roster_changes_nothing(bank, turned):
    assert class_report(bank, turned[::-1]) == class_report(bank, turned)


def test_a_module_to_teach_again(responses, rows):
    weak = [{"rivers-04": None, "rivers-03": "5", "rivers-06": None}] * 12
    ((module, sentence),) = modules_to_teach_again(analyse(responses(rows(weak))))
    assert module.share == pytest.approx(3 / 7.5)
    assert sentence == "The class earned 40% of its 7.5 points. Hardest: questions 3 (0%), 4 (0%), 6 (0%)."


@pytest.mark.parametrize(
    ("students", "there", "absent"),
    [
        (0, "0 of 0 students handed in", "Difficulty and discrimination 1"),
        (1, "1 graded hand-in make no distribution", "The mean is"),
        (4, "Not shown: 4 graded hand-ins", "The mean is"),
        (5, "The mean is", "No question stands out"),
        (9, "Too few hand-ins were graded to say anything about items: 9 of 10", "No question stands out"),
        (10, "With 10 students, discrimination and reliability would be noise", "Cronbach's alpha: "),
        (19, "fewer than 20 students", "Cronbach's alpha: "),
        (20, "Cronbach's alpha: ", "fewer than 20 students"),
    ],
)
def test_too_few_students_are_told_instead_of_noise(bank, rows, students, there, absent):
    changes = [{}, {"rivers-01": "low"}, {"rivers-06": "Nile", "rivers-01": "sea"}, {"rivers-02": ["wall"]}]
    said = text(class_report(bank, rows([changes[n % 4] for n in range(students)])))
    assert there in said and absent not in said


def test_constant_items_have_a_dash_and_its_reason(bank, rows):
    said = text(class_report(bank, rows([{}, {"rivers-01": "low"}] * 12)))
    assert said.count("– everybody earned the same on it") == 5
    assert said.count("– everybody earned the same on the rest") == 1
    same = text(class_report(bank, rows([{}] * 24)))
    assert "It has no value here: all totals are the same" in same


def test_a_blank_counts_as_no_points_and_another_variant_not_at_all(responses, row, rows):
    made = rows([{}] * 9 + [{"rivers-06": None}] * 9)
    old = RIGHT | {"rivers-06": "Nile"}
    made += [row(f"t-{n}", old, fingerprints={"rivers-06": "older"}) for n in range(4)]
    analysis = analyse(responses(made))
    assert (analysis.graded, analysis.complete) == (22, 18)
    assert (analysis.items[5].difficulty, analysis.items[5].students) == (0.5, 18)
    assert analysis.items[0].students == 22
    remarks = {r.item.number: r.sentences for r in items_to_look_at(analysis)}
    assert remarks[6][0] == "9 of 18 left it blank."


def test_items_rest_on_first_tries_and_totals_on_what_counts(responses, row):
    tries = {"rivers-01": {"value": "low"}}
    analysis = analyse(responses([row(f"s-{n}", RIGHT, first=tries) for n in range(10)]))
    first, last = analysis.items[0].difficulty, analysis.items[0].last
    assert (first, last) == (0, 1)
    assert analysis.totals.mean == 750
    assert analysis.first == (10, 650, 750)
    assert (analysis.modules[0].share, analysis.modules[0].first) == (1, pytest.approx(6.5 / 7.5))


def test_groups(bank, responses, row):
    made = [row(f"s-{n}", RIGHT, "b") for n in range(6)]
    made += [row(f"u-{n}", {"rivers-01": "high"}, "A") for n in range(6)]
    made += [row(f"t-{n}", RIGHT, "") for n in range(2)]
    analysis = analyse(responses(made, group_of))
    assert [(g.name, g.students, g.mean) for g in analysis.groups[:2]] == [("A", 6, 100), ("b", 6, 750)]
    assert analysis.groups[2].name == "" and pd.isna(analysis.groups[2].mean)
    assert "without a group" in text(class_report(bank, made, group_of))
    assert analyse(responses(made)).groups == []


def test_statuses_count_everybody(bank, rows, row):
    made = rows([{}] * 3)
    made += [row("t-1", {}), made[0]._replace(status="missing", graded=None)]
    said = text(class_report(bank, made))
    assert "3 of 5 students handed in answers that could be graded." in said
    assert "graded 3 60% blank 1 20% missing 1 20%" in said


def test_a_hostile_roster_writes_nothing_into_the_page(bank, row):
    made = [row(f"s-{n}", RIGHT, "<script>alert(1)</script>") for n in range(6)]
    html = class_report(bank, made, group_of)
    assert "<script" not in html and "&lt;script&gt;" in html


def test_the_page_loads_nothing_and_names_nobody(bank, turned):
    html = class_report(bank, turned)
    assert "<script" not in html and "http" not in html.split("<body")[1]
    assert "default-src 'none'" in html
    assert "s-1" not in html
    assert len(html) < 60_000


def test_grading_writes_it(school):
    school.put("one.json", school.record("s-1"))
    school.put("two.json", school.record("s-2", {"rivers-01": "low"}))
    school.grade()
    said = text((school.out / "report.html").read_text(encoding="utf-8"))
    assert "2 of 3 students handed in answers that could be graded." in said
    school.grade()  # in the place of the earlier one


def test_numbers_in_words():
    assert [percent(x) for x in (0, 0.625, 1, nan)] == ["0%", "62%", "100%", "–"]
    assert [two_decimals(x) for x in (-0.001, -0.25, 0.5, nan)] == ["0.00", "−0.25", "0.50", "–"]


def test_the_figures_follow_from_the_gradebook(school):
    """The gradebook of a class, read and counted by plain Python, gives what the report says."""
    random = Random(7)
    for n in range(25):
        answers = {item: value for item, value in RIGHT.items() if random.random() < 0.1 + n / 28}
        answers.setdefault("rivers-01", "sea")
        school.put(f"{n}.json", school.record(f"s-{n}", answers))
    school.grade()
    gradebook = school.table("gradebook.csv")
    scored = [row for row in gradebook if row["status"] == "graded"]
    columns = [[float(row[item] or 0) for row in scored] for item in RIGHT]
    totals = [float(row["total"]) for row in scored]
    k = len(columns)
    alpha = k / (k - 1) * (1 - sum(map(statistics.variance, columns)) / statistics.variance(totals))
    html = (school.out / "report.html").read_text(encoding="utf-8")
    said = text(html)
    assert len(scored) == 25
    assert f"Cronbach's alpha: {alpha:.2f} . It rests on 25 students and 6 items." in said
    assert f"The mean is {statistics.mean(totals):.2f} of 7.5 points" in said
    for item, most, column in zip(RIGHT, (1, 1, 1.5, 2, 1, 1), columns, strict=True):
        rest = [total - points for total, points in zip(totals, column, strict=True)]
        r = f"{statistics.correlation(column, rest):.2f}".replace("-", "−")
        share = f"{statistics.mean(column) / most * 100:.0f}%"
        assert re.search(rf"\d {item} [^%]*? {share} {r} \(", said), (item, share, r)
