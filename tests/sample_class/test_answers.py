"""Made-up answers: the same for the same seed, fit for any unit, and graded as they are meant."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import islice
from random import Random
from statistics import correlation

from courseware.bank import Bank
from courseware.gradebook.grade import grade_first_tries, grade_record
from courseware.handin.record import Record, Student
from courseware.sample_class import Sheet, make_answers
from courseware.sample_class.responses import Responses
from courseware.scoring import score


def as_record(bank: Bank, sheet: Sheet) -> Record:
    student = Student(sheet.student.id, sheet.student.name)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return Record(
        bank.unit.id, bank.unit.edition, student, moment, sheet.answers, sheet.fingerprints, "", sheet.first
    )


def test_a_seed_gives_the_same_class_and_a_larger_one_begins_with_it(bank):
    small = list(make_answers(bank, 8, seed=3))
    assert small == list(islice(make_answers(bank, 20, seed=3), 8))
    assert small != list(make_answers(bank, 8, seed=4))


def test_right_is_right_wrong_is_an_answer_and_invalid_is_none(bank):
    rng = Random(1)
    for item in bank.items:
        for variant in item.variants:
            scoring = variant.scoring
            responses = Responses(variant, [1.0] * len(scoring.get("options", ())))
            for _ in range(10):
                right = score(scoring, responses.right(rng))
                assert (right.state, right.score) == ("graded", item.points), item.id
                assert score(scoring, responses.wrong(rng)).state == "graded", item.id
                assert score(scoring, responses.invalid(rng)).state == "invalid", item.id


def test_wrong_answers_are_wrong_nearly_always(bank):
    rng = Random(2)
    for item in bank.items:
        responses = Responses(item.variants[0], [1.0] * len(item.scoring.get("options", ())))
        full = sum(score(item.scoring, responses.wrong(rng)).score == item.points for _ in range(200))
        assert full < 60, item.id


def test_answers_are_those_of_the_variants_that_the_grader_expects(bank):
    states = Counter()
    for sheet in make_answers(bank, 60):
        states.update(result.state for result in grade_record(as_record(bank, sheet), bank).results)
    assert set(states) == {"graded", "blank", "invalid"}
    assert 0.85 < states["graded"] / states.total() < 0.97


def test_ability_shows_in_the_points(bank):
    sheets = list(make_answers(bank, 100))
    totals = [grade_record(as_record(bank, sheet), bank).total or 0 for sheet in sheets]
    assert correlation([sheet.student.ability for sheet in sheets], totals) > 0.5


def test_one_module_is_understood_less_than_the_others(bank):
    points = {module.id: [0, 0] for module in bank.unit.modules}
    for sheet in make_answers(bank, 60):
        for item, result in zip(bank.items, grade_record(as_record(bank, sheet), bank).results, strict=True):
            points[item.module][0] += result.score or 0
            points[item.module][1] += item.points
    shares = sorted(earned / possible for earned, possible in points.values() if possible)
    assert len(shares) == 1 or shares[0] < shares[1] - 0.08


def test_first_tries_are_never_better_and_often_worse_than_what_counts(bank):
    worse = 0
    for sheet in make_answers(bank, 40):
        record = as_record(bank, sheet)
        best = grade_record(record, bank)
        first = grade_first_tries(record, bank, best)
        if bank.unit.sealed:
            assert not sheet.first
            continue
        assert first.total <= best.total
        worse += first.total < best.total
    assert bank.unit.sealed or worse > 10


def test_names_and_ids_tell_a_class_apart(bank):
    students = [sheet.student for sheet in make_answers(bank, 150)]
    assert len({student.id for student in students}) == 150
    assert len({student.name for student in students[:120]}) == 120
    assert all(student.email.isascii() and student.email.endswith("@school.example") for student in students)
