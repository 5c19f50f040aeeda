"""The kernel's side of a question shown as a form: what it takes from the form, and what it tells it."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbclient import NotebookClient

from courseware import notebook
from courseware.bank import load_bank
from courseware.book.widget_output import question_text
from courseware.handin.notebook_answers import ANSWER
from courseware.notebook import another, answer, ask, student
from courseware.notebook.question_form import QuestionForm, module_source, styles
from tests.notebook.conftest import LANDS, new_kernel, saved

BANK = load_bank(LANDS)


def shown(item_id: str) -> QuestionForm:
    """A form as `ask` makes it."""
    session = notebook._session()
    item = session.item(item_id)
    return QuestionForm(session, item, *notebook._question(session, item, session.variant(item)))


def mark(item_id: str, number: int = 0) -> str:
    return BANK.item(item_id).variants[number].fingerprint


def test_a_form_begins_with_what_is_kept(lab):
    assert shown("rivers-01").entry == {"fingerprint": mark("rivers-01"), "checked": False}
    answer("rivers-01", "low")
    answer("rivers-01", "high")
    new_kernel()
    tries = {name: {"value": name, "fingerprint": mark("rivers-01")} for name in ("low", "high")}
    assert shown("rivers-01").entry == {
        "fingerprint": mark("rivers-01"),
        "value": "high",
        "checked": True,
        "first": tries["low"],
        "best": tries["high"],
    }


def test_a_form_stands_at_the_variant_shown_last_with_what_counts_beside_it(lab):
    answer("rivers-03", 62.5)
    form = shown("rivers-03")
    another("rivers-03")  # in another cell
    best = {"value": 62.5, "fingerprint": mark("rivers-03")}
    assert form.entry == {"fingerprint": mark("rivers-03", 1), "checked": False, "first": best, "best": best}
    form.entry = {**form.entry, "fingerprint": mark("rivers-03", 2)}  # Try another
    new_kernel()
    assert shown("rivers-03").entry["fingerprint"] == mark("rivers-03", 2)


def test_what_is_checked_is_taken_and_first_and_best_are_the_files(lab):
    answer("rivers-01", "sea")
    form = shown("rivers-01")
    # The view thinks that this is the first and the best.
    one = {"value": "low", "fingerprint": mark("rivers-01")}
    form.entry = {**one, "checked": True, "first": one, "best": one}
    assert form.entry["value"] == "low"
    assert (form.entry["first"]["value"], form.entry["best"]["value"]) == ("sea", "sea")
    assert saved(lab).answers == {"rivers-01": "sea"}


def test_what_is_only_typed_stands_until_something_is_checked(lab):
    form = shown("rivers-06")
    for value in ("R", "Ruda", "Rud"):  # the right one on the way to another is no answer
        form.entry = {"value": value, "fingerprint": mark("rivers-06"), "checked": False}
    assert (saved(lab).answers, saved(lab).first) == ({"rivers-06": "Rud"}, {})
    form.entry = {"value": "Rudda", "fingerprint": mark("rivers-06"), "checked": True}
    form.entry = {**form.entry, "value": "Ruda", "checked": False}
    assert saved(lab).answers == {"rivers-06": "Rudda"}
    assert saved(lab).first["rivers-06"]["value"] == "Rudda"


def test_clearing_opens_a_question_that_was_never_checked(lab):
    form = shown("rivers-06")
    form.entry = {"value": "Rud", "fingerprint": mark("rivers-06"), "checked": False}
    form.entry = {}
    assert saved(lab).answers == {}


@pytest.mark.parametrize(
    "entry",
    [
        {"value": "high"},
        {"value": "high", "fingerprint": 7, "checked": True},
        {"value": {"a": [None]}, "fingerprint": "unknown", "checked": "yes", "first": 5, "best": []},
        {"value": "high", "fingerprint": ["x"], "checked": True},
        {"value": "x" * 20_000, "checked": True},
    ],
)
def test_an_entry_of_another_shape_is_no_error(lab, entry):
    form = shown("rivers-01")
    form.entry = entry
    assert not (lab / "answers.json").exists() or saved(lab).answers.keys() == {"rivers-01"}


def test_a_file_that_cannot_be_written_is_told_in_the_form(lab, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    form = shown("rivers-01")
    with monkeypatch.context() as broken:
        broken.setattr("os.replace", refuse)
        form.entry = {"value": "low", "fingerprint": mark("rivers-01"), "checked": True}
    assert form.problem.startswith("answers.json could not be saved: Permission denied.")
    form.entry = {"value": "high", "fingerprint": mark("rivers-01"), "checked": True}
    assert form.problem == ""
    assert saved(lab).first["rivers-01"]["value"] == "low"


def test_two_forms_of_one_question_show_the_same(lab):
    one, other = shown("rivers-01"), shown("rivers-01")
    one.entry = {"value": "high", "fingerprint": mark("rivers-01"), "checked": True}
    assert other.entry["value"] == "high"
    assert other.entry["checked"] is True


def test_a_sealed_form_holds_the_students_variant_and_no_key(sealed, capsys):
    ask("rivers-03")
    assert "Say who you are first" in capsys.readouterr().out
    student("s-1")
    form = shown("rivers-03")
    item = BANK.item("rivers-03")
    for word in ("scoring", "feedback", "hint", *(text for text in item.feedback.values())):
        assert word not in form.markup
    first = form.markup
    form.entry = {"value": "25", "fingerprint": form.entry["fingerprint"], "checked": False}
    assert saved(sealed).answers == {"rivers-03": "25"}
    for number in range(2, 12):
        student(f"s-{number}")
        if form.markup != first:
            break
    assert form.markup != first
    assert "value" not in form.entry
    assert form.student["id"] == f"s-{number}"
    form.entry = {"checked": False}
    assert saved(sealed).answers == {}


def test_the_script_and_the_style_leave_the_rest_of_jupyterlab_alone():
    assert (
        module_source().count("globalThis.courseware ??= {}") >= 3
    )  # the page's, inside a function of its own
    assert module_source().startswith("const courseware = ((globalThis) => {")
    assert ":root" not in styles()
    assert "html[" not in styles()


def test_outside_a_notebook_a_question_is_told_in_words(lab, capsys):
    ask("rivers-01")
    assert capsys.readouterr().out.startswith("Which land does the river Ruda leave first?")


def test_without_a_kernel_a_form_is_the_question_in_words(lab):
    cells = [
        "from courseware.notebook import *",
        "ask('rivers-02')",
        "answer('rivers-06', 'Ruda')",
        "ask('rivers-06')",
    ]
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    NotebookClient(node, resources={"metadata": {"path": str(lab)}}, timeout=60).execute()
    form, words, below = (output.data for output in node.cells[1].outputs)
    text = question_text(node.metadata.widgets, form["application/vnd.jupyter.widget-view+json"])
    assert "<li><code>bridge</code> The bridge</li>" in text
    assert text in words["text/html"]
    assert "Which of these" in words["text/plain"]
    assert below == {"text/plain": "", "text/html": ""}
    kept = node.cells[3].outputs[2].data
    assert kept["text/plain"] == "Your answer is kept in this notebook and in answers.json."
    assert kept[ANSWER]["value"] == "Ruda"
    assert "score" not in json.dumps(kept[ANSWER])
