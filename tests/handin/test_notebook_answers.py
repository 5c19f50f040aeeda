"""Answers in a notebook's outputs."""

from __future__ import annotations

import copy

import pytest

from courseware.handin.notebook_answers import ANSWER, STUDENT, is_notebook, record_of_notebook
from courseware.handin.record import Fault, Student


def answer(item, value, saved=None, /, **changes):
    payload = {
        "format": "courseware-answer/1",
        "unit": "lowland",
        "edition": "practice-2026",
        "item": item,
        "value": value,
        "fingerprint": f"mark of {item}",
        "student": {"id": "s-017", "name": "Aigerim"},
        **changes,
    }
    metadata = {"courseware": {"saved": saved}} if saved else {}
    return {
        "output_type": "display_data",
        "data": {"text/plain": "1 of 1 point", ANSWER: payload},
        "metadata": metadata,
    }


def student(student_id, name=""):
    data = {STUDENT: {"format": "courseware-student/1", "id": student_id, "name": name}}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def notebook(*outputs, source="answer('x')"):
    cells = [
        {"cell_type": "code", "source": source, "metadata": {}, "outputs": [output]} for output in outputs
    ]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [{"cell_type": "markdown", "source": "#"}, *cells],
    }


def test_a_notebook_amounts_to_a_record():
    record = record_of_notebook(
        notebook(
            answer("rivers-01", "a", "2026-11-21T20:50:00.100Z"),
            answer("rivers-02", 61.95, "2026-11-21T20:51:00Z"),
        )
    )
    assert (record.unit, record.edition) == ("lowland", "practice-2026")
    assert record.student == Student("s-017", "Aigerim")
    assert record.answers == {"rivers-01": "a", "rivers-02": 61.95}
    assert record.fingerprints == {"rivers-01": "mark of rivers-01", "rivers-02": "mark of rivers-02"}
    assert record.saved.isoformat() == "2026-11-21T20:51:00+00:00"
    assert record.note == ""


def test_the_last_answer_to_an_item_counts_by_time_then_by_place():
    early, late = "2026-11-21T20:50:00.100Z", "2026-11-21T20:50:00.200Z"
    assert record_of_notebook(notebook(answer("r-1", "a", late), answer("r-1", "b", early))).answers == {
        "r-1": "a"
    }
    assert record_of_notebook(notebook(answer("r-1", "a"), answer("r-1", "b"))).answers == {"r-1": "b"}
    assert record_of_notebook(notebook(answer("r-1", "a", early), answer("r-1", "b"))).answers == {"r-1": "a"}


def test_what_counts_and_the_first_try_are_taken_of_the_last_output_of_an_item():
    early, late = "2026-11-21T20:50:00.100Z", "2026-11-21T20:50:00.200Z"
    best = {"value": "best", "fingerprint": "m2"}
    first = {"value": "first", "fingerprint": "m1", "score": 2900}
    record = record_of_notebook(
        notebook(
            answer("r-1", "b", late, counts=best, first=first),
            answer("r-1", "a", early, counts={"value": "a"}, first={"value": "a"}),
            answer("r-2", "x", counts={"value": "y"}),
        )
    )
    assert record.answers == {"r-1": "best", "r-2": "y"}
    assert record.fingerprints == {"r-1": "m2"}
    assert record.first == {"r-1": {"value": "first", "fingerprint": "m1"}}


@pytest.mark.parametrize(
    "tries", [None, [], "text", 7, {}, {"fingerprint": "m"}, {"value": 1, "fingerprint": 2}]
)
@pytest.mark.parametrize("name", ["counts", "first"])
def test_tries_of_another_shape_are_no_answer(name, tries):
    assert record_of_notebook(notebook(answer("r-1", "a", **{name: tries}))).status == "invalid"


def test_the_student_cell_decides_who_hands_in_and_a_mixture_is_said():
    outputs = answer("r-1", "a"), student("s-018", "Berik")
    record = record_of_notebook(notebook(*outputs))
    assert record.student == Student("s-018", "Berik")
    assert record.note == "holds answers given as s-017"
    late = record_of_notebook(notebook(answer("r-1", "a", student=None), student("s-018", "Berik")))
    assert (late.student, late.note) == (Student("s-018", "Berik"), "")


def test_answers_of_another_edition_are_left_out_and_said():
    record = record_of_notebook(notebook(answer("r-1", "a", edition="practice-2025"), answer("r-2", "b")))
    assert record.answers == {"r-2": "b"}
    assert record.note == "1 answer(s) of another unit or edition left out"


def test_forged_scores_and_strange_values_are_only_ever_answers():
    value = [{"score": 2900}, None, "<script>alert(1)</script>"]
    record = record_of_notebook(notebook(answer("r-1", value, score=2900, state="graded", points=29)))
    assert record.answers == {"r-1": value}
    assert "2900" not in repr(record._replace(answers={}))


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "courseware-answer/2"},
        {"format": True},
        {"item": None},
        {"item": ""},
        {"item": "x" * 201},
        {"unit": 1},
        {"edition": {}},
    ],
)
def test_an_output_that_breaks_the_format_is_no_answer(changes):
    alone = record_of_notebook(notebook(answer("r-1", "a", **changes)))
    assert alone.status == "invalid"
    assert alone.reason == "The notebook's answers cannot be read: 1 output(s) could not be read as answers."
    beside = record_of_notebook(notebook(answer("r-1", "a", **changes), answer("r-2", "b")))
    assert beside.answers == {"r-2": "b"}
    assert beside.note == "1 output(s) could not be read as answers"


@pytest.mark.parametrize("payload", [None, [], "text", 1, {}])
def test_an_output_of_another_shape_is_no_answer(payload):
    output = {"data": {ANSWER: payload}, "metadata": None}
    assert record_of_notebook(notebook(output)).status == "invalid"


def test_a_notebook_without_answers_is_blank():
    assert record_of_notebook(notebook()) == Fault(
        "blank", "The notebook has no answers in its outputs: it was not run before it was saved, or cleared."
    )
    assert record_of_notebook(notebook(student("s-1"))).student == Student("s-1")


@pytest.mark.parametrize(
    "cells",
    [
        [None, 1, "x", []],
        [{"outputs": None}, {"outputs": {}}, {"outputs": "x"}],
        [{"outputs": [None, 1, {}, {"data": None}, {"data": [1]}, {"data": {"text/plain": 1}}]}],
    ],
)
def test_a_notebook_of_any_shape_is_read(cells):
    document = {"nbformat": 4, "cells": cells}
    assert is_notebook(document)
    assert record_of_notebook(document).status == "blank"


def test_of_very_many_students_a_note_names_the_first():
    cells = notebook(*(answer("r-1", "a", student={"id": f"s-{n}"}) for n in range(10, 41)))
    note = record_of_notebook(cells).note
    assert note == "holds answers given as s-10, s-11, s-12, s-13, s-14 and 25 more"


def test_other_documents_are_no_notebooks():
    for document in (
        None,
        [],
        {},
        {"cells": []},
        {"nbformat": 4, "cells": {}},
        {"nbformat": 3, "worksheets": []},
    ):
        assert not is_notebook(document)


def test_reading_changes_nothing():
    document = notebook(answer("r-1", "a"), student("s-1"), answer("r-2", "b", "2026-11-21T20:50:00Z"))
    before = copy.deepcopy(document)
    record_of_notebook(document)
    assert document == before
