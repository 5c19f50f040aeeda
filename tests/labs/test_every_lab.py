"""Every lab of this book: its solution, its students' copy, its checks and its page."""

from __future__ import annotations

import html
import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from courseware import notebook as notebook_functions
from courseware.gradebook.grade import grade_record
from courseware.handin.record import parse_record
from courseware.labs.judge import judge
from courseware.labs.load import load_checks
from courseware.labs.notebooks import lab_files, read_lab
from courseware.labs.strip import TURN, students_copy
from courseware.labs.telling import tells
from courseware.notebook import edition, session
from courseware.notebook.answer_file import NAME
from courseware.notebook_json import source_of
from tests.conftest import ROOT, bank_of
from tests.labs.solutions import solution_lines

LABS = {file.stem: file for file in lab_files(ROOT)}
every_lab = pytest.mark.parametrize("lab", LABS)
checks_of = cache(load_checks)
CHECKS = checks_of(ROOT)
every_check = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
ANSWERED = re.compile(r"""\banswer\(\s*["']([^"']+)["']""")


def code_of(notebook: dict) -> list[str]:
    return [source_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.fixture
def answers(tmp_path, monkeypatch):
    """The folder in which a lab keeps its answers, in a kernel of its own. Bank and checks are read once."""
    monkeypatch.chdir(ROOT / "exercises")
    monkeypatch.delenv("COURSEWARE_EDITION", raising=False)
    monkeypatch.setattr(edition, "load_bank", bank_of)
    monkeypatch.setattr(session, "answers_folder", lambda folder: tmp_path)
    notebook_functions._session.cache_clear()
    yield tmp_path
    notebook_functions._session.cache_clear()


def run(sources: list[str]) -> None:
    """Run code cells one after the other, without the seconds that a kernel takes: nbval uses one."""
    names: dict[str, object] = {"display": print}
    for number, source in enumerate(sources):
        exec(compile(source, f"cell {number}", "exec"), names)


@every_lab
def test_a_solved_lab_answers_its_questions_right(lab, answers, capsys):
    sources = code_of(read_lab(LABS[lab]))
    run(sources)
    said = capsys.readouterr().out
    assert "not right yet" not in said and "not done yet" not in said
    answered = {name for source in sources for name in ANSWERED.findall(source)}
    assert answered or any("ask(" in source for source in sources), "the questions of a lab may all be forms"
    if answered:
        bank, record = bank_of(ROOT), parse_record((answers / NAME).read_bytes())
        results = zip(bank.items, grade_record(record, bank).results, strict=True)
        assert answered <= {item.id for item, result in results if result.score == item.points}


@every_lab
def test_a_students_copy_runs_up_to_the_first_thing_to_do(lab, answers, capsys):
    sources = code_of(students_copy(read_lab(LABS[lab])))
    first = next(number for number, source in enumerate(sources) if TURN in source)
    run(sources[: first + (1 if "check(" in sources[first] else 2)])
    assert "not done yet" in capsys.readouterr().out


@every_lab
def test_a_students_copy_holds_no_solution(lab):
    notebook = read_lab(LABS[lab])
    copied = students_copy(notebook)
    text = "\n".join(source_of(cell) for cell in copied["cells"])
    assert text.count(TURN) >= 3 and len(solution_lines(notebook)) >= 3
    assert not [line for line in solution_lines(notebook) if line in text]
    assert "SOLUTION" not in text and not [cell for cell in copied["cells"] if cell.get("outputs")]
    for source in code_of(copied):
        compile(source, lab, "exec")


@every_lab
def test_a_lab_can_be_done_in_a_lesson(lab):
    copied = students_copy(read_lab(LABS[lab]))
    assert 25 <= len(copied["cells"]) <= 48
    assert max(source.count("\n") for source in code_of(copied)) < 20
    assert 'student("' in code_of(copied)[0] and "hand_in()" in code_of(copied)[-1]


def _value(key):
    """A value as a solution has it."""
    if isinstance(key, dict):
        return pd.Series({label: float(number) for label, number in key.items()})
    return list(key) if isinstance(key, tuple) else key if isinstance(key, str) else float(key)


def wrong_values(check):
    """Values of all kinds that are not the key."""
    key = _value(check.key)
    yield from (..., None, "", "?", float("nan"), [], {}, pd.Series(dtype=float), True, print)
    if check.kind == "number":
        yield from (key * 100, key / 100, key * 1000, -key, 1.5 * key + 7, [key], str(key))
    elif check.kind == "series":
        yield from (key / 100, -key, key.iloc[1:], key + 1, list(key), key.where(key != key.iloc[0]), 5.0)
        yield from (key.rename(lambda label: f"{label}?"), pd.Series([...], index=["a"]))
    elif check.kind == "labels":
        yield from (key[1:], [*key, "?"], key[0], [True, False], np.array([1.5]), [...])
    else:
        yield from ([key], f"{key}?", 1.5)


@every_check
def test_the_key_passes_and_nothing_else_does(check):
    assert judge(check, _value(check.key)).state == "right"
    for value in wrong_values(check):
        state, sentence = judge(check, value)
        assert state != "right" and sentence, value


@every_check
def test_every_foreseen_mistake_has_its_own_sentence(check):
    for wrong, sentence in check.wrong:
        value = {**check.key, **wrong} if isinstance(wrong, dict) else wrong
        assert judge(check, _value(value)) == ("wrong", sentence)


# What a sentence says again of what was handed over: labels, and how many there are.
SAID_AGAIN = re.compile(r"The labels are .*|and \d+ more|of \d+ values|\d+ by \d+|by 100")


@every_check
def test_no_sentence_holds_the_answer(check):
    for value in wrong_values(check):
        if isinstance(value, list) and value and check.kind == "labels":
            continue  # names that the student wrote are said again
        said = SAID_AGAIN.sub("", judge(check, value).sentence)
        for label in check.key if check.kind == "series" else ():
            said = said.replace(label, "")
        assert not tells(said, check), value
    assert not [sentence for _, sentence in check.wrong if tells(sentence, check)]


@pytest.fixture(scope="module")
def pages(book):
    return {path.stem: path.read_text(encoding="utf-8") for path in book.glob("exercises/lab*.html")}


@every_lab
def test_the_page_of_a_lab_holds_no_solution_and_no_output(lab, pages):
    shown = re.sub(r"<[^<>]*>", "", html.unescape(pages[lab]))
    assert TURN in shown and "cell_output" not in pages[lab]
    assert not [line for line in solution_lines(read_lab(LABS[lab])) if line in shown or line in pages[lab]]


def test_every_lab_has_a_page(pages):
    assert pages.keys() == LABS.keys()
