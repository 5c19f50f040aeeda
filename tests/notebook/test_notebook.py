"""Answering in a notebook: feedback, the file beside it, the outputs, and what goes wrong in a sentence."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from courseware.bank import load_bank
from courseware.gradebook.grade import grade_record
from courseware.handin.notebook_answers import ANSWER, record_of_notebook
from courseware.handin.record import Student, make_record, parse_record
from courseware.notebook import answer, hand_in, show, student
from courseware.notebook.question_text import EXAMPLES
from courseware.scoring import SCORERS
from tests.notebook.conftest import LANDS, OR_THE_NOTEBOOK, new_kernel, saved

CELLS = [
    "from courseware.notebook import answer, hand_in, show, student",
    "student('s-017', 'Aigerim')",
    "show('rivers-02')",
    "answer('rivers-01', 'low')",
    "answer('rivers-01', 'high')",
    "answer('rivers-02', ['bridge'])",
    "import pandas as pd\nanswer('rivers-03', pd.Series([50.0, 80.0]).pct_change().iloc[-1] * 100 + 2.5)",
    "answer('rivers-04', ['spring', 'mill', 'bridge', 'mouth'])",
    "answer('rivers-05', {'ferry': 'low', 'fall': 'high', 'port': 'none'})",
    "answer('rivers-06', '<b>the Ruda</b>')",
    "answer('river-01', 'high')",
    "hand_in()",
]


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> tuple[Path, nbformat.NotebookNode]:
    """A notebook that a kernel has run, saved beside its answers."""
    folder = tmp_path_factory.mktemp("unit")
    shutil.copytree(LANDS, folder, dirs_exist_ok=True)
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    node.cells[-1].metadata["tags"] = ["nbval-ignore-output"]  # its link holds the time
    node = run(node, folder)
    nbformat.write(node, folder / "lab.ipynb")
    return folder, node


def run(node: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """The notebook as a new kernel leaves it."""
    node = copy.deepcopy(node)
    NotebookClient(node, resources={"metadata": {"path": str(folder)}}, timeout=60).execute()
    return node


def test_in_a_kernel_outputs_and_file_hold_the_same_answers_and_earn_the_same(executed):
    folder, _ = executed
    from_file = saved(folder)
    from_notebook = record_of_notebook(json.loads((folder / "lab.ipynb").read_bytes()))
    assert from_notebook.answers == from_file.answers
    assert from_notebook.fingerprints == from_file.fingerprints
    assert from_notebook.first == from_file.first
    assert from_notebook.student == from_file.student == Student("s-017", "Aigerim")
    bank = load_bank(LANDS)
    graded = grade_record(from_file, bank)
    assert graded == grade_record(from_notebook, bank)
    assert [result.score for result in graded.results] == [100, 50, 150, 200, 67, 0]


def test_in_a_kernel_feedback_is_shown_as_text_and_as_escaped_html(executed):
    folder, node = executed
    data = {cell.source: cell.outputs[0].get("data") for cell in node.cells if cell.outputs}
    right = data["answer('rivers-01', 'high')"]
    assert right["text/plain"] == "rivers-01: Correct: 1 of 1 point\nYes, it rises in Highland."
    assert right["text/html"] == (
        "<p><strong>Correct: 1 of 1 point</strong> (rivers-01)</p><p>Yes, it rises in Highland.</p>"
    )
    assert right[ANSWER]["value"] == "high"
    assert right[ANSWER]["counts"]["value"] == "high"
    assert right[ANSWER]["first"]["value"] == "low"
    assert "score" not in right[ANSWER]
    assert "<b>" not in data["answer('rivers-06', '<b>the Ruda</b>')"]["text/html"]
    assert data["hand_in()"]["text/plain"] == (
        "6 of 6 questions answered, 5.67 of 7.5 points.\n"
        "These are the answers of Aigerim, id s-017.\n"
        f"Hand in answers.json, which lies in {folder}. {OR_THE_NOTEBOOK}"
    )
    assert data["show('rivers-02')"]["text/plain"] == (
        "Which of these cross the river?\nOptions:\n  bridge: The bridge\n  ferry: The ferry\n"
        '  wall: The wall\n  road: The mill road\nAnswer with answer("rivers-02", ["id", "id"])'
    )


def test_in_a_kernel_a_misspelt_id_is_a_sentence_not_a_traceback(executed):
    _, node = executed
    (output,) = next(cell.outputs for cell in node.cells if cell.source.startswith("answer('river-01'"))
    assert (output.output_type, output.name) == ("stream", "stdout")
    assert output.text.startswith("There is no question 'river-01'. Did you mean rivers-01 or ")


def test_running_everything_again_loses_nothing_and_counts_nothing_twice(executed):
    folder, node = executed
    before, bank = saved(folder), load_bank(LANDS)
    assert before.first["rivers-01"]["value"] == "low"
    again = run(node, folder)  # in a new kernel
    after, outputs = saved(folder), record_of_notebook(again)
    assert after._replace(saved=before.saved) == before
    assert outputs._replace(saved=before.saved) == before
    assert grade_record(after, bank) == grade_record(before, bank)
    low = next(cell for cell in again.cells if cell.source == "answer('rivers-01', 'low')")
    assert low.outputs[0].data["text/plain"] == (
        "rivers-01: Not correct: 0 of 1 point\nIt ends there: the mouth is in Lowland.\n"
        "Your best answer, high, counts: 1 of 1 point."
    )


def test_outputs_are_valid_notebook_format_and_the_same_on_every_later_run(executed):
    folder, node = executed
    nbformat.write(run(node, folder), folder / "lab.ipynb")
    nbformat.validate(node)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run([*command, folder / "lab.ipynb"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert f"{len(CELLS)} passed" in done.stdout


def test_a_restarted_kernel_and_another_notebook_go_on_in_the_same_file(lab):
    student("s-1", "Ada")
    answer("rivers-01", "high")
    new_kernel()
    answer("rivers-06", "Ruda")
    record = saved(lab)
    assert record.answers == {"rivers-01": "high", "rivers-06": "Ruda"}
    assert record.student == Student("s-1", "Ada")
    bank = load_bank(LANDS)
    assert record.fingerprints == {
        item.id: item.fingerprint for item in bank.items if item.id in record.answers
    }


@pytest.mark.parametrize(
    "value", [62.5, 62.46, 62.0, 1e300, np.float32(62.46), "62,5", "1,234", float("nan"), True, ""]
)
def test_what_is_shown_is_what_the_grader_gives(lab, capsys, value):
    answer("rivers-03", value)
    bank = load_bank(LANDS)
    results = grade_record(saved(lab), bank).results
    (result,) = [result for item, result in zip(bank.items, results, strict=True) if item.id == "rivers-03"]
    verdict = {"blank": "Not answered", "invalid": "Not scored"}.get(result.state)
    verdict = verdict or {150: "Correct: 1.5", 50: "Partly correct: 0.5", 0: "Not correct: 0"}[result.score]
    assert capsys.readouterr().out.startswith(f"rivers-03: {verdict}")


@pytest.mark.parametrize(
    ("item_id", "said"),
    [
        ("rivers-1", "There is no question 'rivers-1'. Did you mean "),
        ("zzz", "There is no question 'zzz'. There are rivers-01, rivers-02, "),
        (None, "There is no question 'None'. "),
        (3, "There is no question '3'. "),
        ("x" * 10_000, "There is no question 'xxx"),
    ],
)
def test_an_unknown_item_is_said_and_nothing_is_saved(lab, capsys, item_id, said):
    answer(item_id, "a")
    show(item_id)
    out = capsys.readouterr().out
    assert out.startswith(said)
    assert len(out) < 600
    assert not list(lab.iterdir())


def test_a_value_that_cannot_be_an_answer_is_said_and_nothing_is_saved(lab, capsys):
    answer("rivers-01", print)
    assert capsys.readouterr().out == (
        "rivers-01: a value of type builtin_function_or_method cannot be an answer. Nothing was saved.\n"
    )
    assert not list(lab.iterdir())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{broken", "it cannot be read as a record (The file cannot be read: it is not JSON"),
        (b"", "it cannot be read as a record (The file cannot be read: it is not JSON"),
        (
            b'{"my": "file"}',
            "it cannot be read as a record (The file is neither a record of answers nor a notebook)",
        ),
        ("other unit", "it holds answers to seas, edition practice-1"),
        ("other edition", "it holds answers to two-lands, edition practice-0"),
    ],
)
def test_a_file_that_is_not_ours_is_kept_aside_and_said(lab, capsys, content, why):
    if isinstance(content, str):
        changes = {"other unit": {"unit": "seas"}, "other edition": {"edition": "practice-0"}}[content]
        identity = {"unit": "two-lands", "edition": "practice-1", **changes}
        time = saved_time()
        content = json.dumps(
            make_record(**identity, student=Student("s-1"), answers={}, fingerprints={}, saved=time)
        ).encode()
    (lab / "answers.json").write_bytes(content)
    (lab / "answers.kept-1.json").write_bytes(b"kept before")
    answer("rivers-01", "high")
    out = capsys.readouterr().out
    assert out.startswith(f"answers.json is not used: {why}")
    assert "It is kept as answers.kept-2.json, and a new one begins." in out
    assert (lab / "answers.kept-2.json").read_bytes() == content
    assert (lab / "answers.kept-1.json").read_bytes() == b"kept before"
    assert saved(lab).answers == {"rivers-01": "high"}


def saved_time():
    from datetime import UTC, datetime

    return datetime(2026, 11, 21, tzinfo=UTC)


def test_a_link_or_a_folder_in_the_place_of_the_file_is_kept_aside(lab, capsys):
    target = lab / "target.json"
    target.write_bytes(b"precious")
    (lab / "answers.json").symlink_to(target)
    answer("rivers-01", "high")
    (lab / "answers.json").unlink()
    (lab / "answers.json").mkdir()
    answer("rivers-06", "Ruda")
    assert target.read_bytes() == b"precious"
    assert (lab / "answers.kept-2.json").is_dir()
    assert saved(lab).answers == {"rivers-06": "Ruda"}


def test_answers_of_another_student_are_kept_aside_not_taken_over(lab, capsys):
    student("s-1", "Ada")
    answer("rivers-01", "high")
    new_kernel()  # the next lesson, at the same computer
    student("s-2", "Ben")
    assert "answers.json holds answers of s-1. It is kept as answers.kept-1.json" in capsys.readouterr().out
    answer("rivers-06", "Ruda")
    assert saved(lab).answers == {"rivers-06": "Ruda"}
    assert saved(lab).student == Student("s-2", "Ben")
    assert parse_record((lab / "answers.kept-1.json").read_bytes()).student == Student("s-1", "Ada")


def test_a_misspelt_student_is_corrected_in_the_same_kernel(lab):
    student("s-l", "Ada")
    answer("rivers-01", "high")
    student("s-1", "Ada")
    assert saved(lab).student == Student("s-1", "Ada")
    assert saved(lab).answers == {"rivers-01": "high"}
    assert [path.name for path in lab.iterdir()] == ["answers.json"]


@pytest.mark.parametrize("student_id", ["", "  ", "s" * 201])
def test_a_student_without_a_usable_id_is_said(lab, capsys, student_id):
    student(student_id, "Ada")
    assert capsys.readouterr().out.startswith("Give an id and a name of at most 200 characters")


def test_an_id_may_be_a_number(lab, capsys):
    student(17, "Ada")
    assert capsys.readouterr().out == "Answers are saved as those of Ada (id 17).\n"


def test_hand_in_says_what_is_left_to_do(lab, capsys):
    hand_in()
    assert capsys.readouterr().out == (
        "0 of 6 questions answered, 0 of 7.5 points.\n"
        "Not answered yet: rivers-01, rivers-02, rivers-03, rivers-04, rivers-05, rivers-06.\n"
        'Say who you are before you hand in: student("your id", "your name").\n'
    )
    student("s-1")
    answer("rivers-01", "high")
    answer("rivers-03", "1,234")
    record = json.loads((lab / "answers.json").read_text())
    record["answers"]["rivers-06"], record["fingerprints"]["rivers-06"] = "Ruda", "an older question"
    (lab / "answers.json").write_text(json.dumps(record))
    capsys.readouterr()
    hand_in()
    assert capsys.readouterr().out == (
        "3 of 6 questions answered, 1 of 7.5 points.\n"
        "Not answered yet: rivers-02, rivers-04, rivers-05.\n"
        "Could not be scored, so answer again: rivers-03.\n"
        "Changed since you answered, so answer again: rivers-06.\n"
        "These are the answers of s-1.\n"
        f"Hand in answers.json, which lies in {lab}. {OR_THE_NOTEBOOK}\n"
    )


def test_a_full_disk_is_said_and_the_old_file_stays(lab, capsys, monkeypatch):
    answer("rivers-01", "high")
    before = (lab / "answers.json").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    answer("rivers-01", "low")
    out = capsys.readouterr().out
    mend = "Your answer is in this notebook only: save it, and hand in the notebook."
    assert out.endswith(f"answers.json could not be saved: No space left on device. {mend}\n")
    assert "rivers-01: Not correct" in out
    assert (lab / "answers.json").read_bytes() == before
    assert [path.name for path in lab.iterdir()] == ["answers.json"]


def test_outside_a_unit_it_is_said_where_to_work(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    new_kernel()
    answer("rivers-01", "high")
    assert "neither this folder nor one above it holds exercises/unit.yml" in capsys.readouterr().out


def test_every_type_of_item_has_an_example_of_an_answer(lab, capsys):
    assert EXAMPLES.keys() == SCORERS.keys()
    for item in load_bank(LANDS).items:
        show(item.id)
        assert f'Answer with answer("{item.id}", {EXAMPLES[item.type]})' in capsys.readouterr().out


def test_showing_a_question_does_not_give_its_key_away(lab, capsys):
    show("rivers-06")
    show("rivers-03")
    out = capsys.readouterr().out
    assert "Ruda" not in out
    assert "62" not in out
    assert "%" in out
