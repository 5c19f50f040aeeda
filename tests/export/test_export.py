"""What is exported, without the graders: cells, the scorer's file, right answers, the command."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import sys

import nbformat
import pytest
from markdown_it import MarkdownIt
from markupsafe import Markup

from courseware import light_markdown
from courseware.bank import load_bank
from courseware.cli import main
from courseware.export import new_folder
from courseware.export.cells import question, variable
from courseware.export.markdown import line, paragraphs
from courseware.export.nbgrader import nbgrader_course
from courseware.export.otter import otter_master
from courseware.export.points import hundredths
from courseware.export.right_answer import attainable, right_answer
from courseware.export.scorer_file import PARTS, scorer_file
from courseware.notebook.readable import readable
from courseware.scoring import is_blank, score
from tests.conftest import ROOT
from tests.gradebook.conftest import LANDS
from tests.paper.answering import some_answers

EXPORTS = {"nbgrader": nbgrader_course, "otter": otter_master}


@pytest.fixture(scope="module")
def lands():
    return load_bank(LANDS)


@pytest.fixture(scope="module")
def scorer(tmp_path_factory):
    """The exported file, as a module."""
    path = tmp_path_factory.mktemp("scorer") / "courseware_scoring.py"
    path.write_text(scorer_file(), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("courseware_scoring", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def notebook_of(files: dict[str, bytes]) -> dict:
    (text,) = (content for name, content in files.items() if name.endswith(".ipynb"))
    return json.loads(text)


def test_the_file_of_the_scorer_needs_python_alone():
    names = set()
    for node in ast.walk(ast.parse(scorer_file())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
            names.add(module.partition(".")[0])
    assert names <= sys.stdlib_module_names


def test_no_name_of_the_scorers_parts_clashes():
    seen = {}
    for part in PARTS:
        for node in ast.parse((ROOT / "courseware" / part).read_text(encoding="utf-8")).body:
            names = [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                walked = (name for target in targets for name in ast.walk(target))
                names = [name.id for name in walked if isinstance(name, ast.Name)]
            for name in names:
                assert name not in seen, f"{name} is in {part} and in {seen[name]}"
                seen[name] = part


def test_the_file_scores_as_the_engine_does(scorer):
    groups = json.loads((ROOT / "tests" / "scoring" / "vectors.json").read_text(encoding="utf-8"))
    for group in groups:
        for case in group["cases"]:
            given = case["response"]
            assert tuple(scorer.score(group["scoring"], given)) == tuple(score(group["scoring"], given)), case
            assert scorer.hundredths(group["scoring"], given) == hundredths(group["scoring"], given)


def test_right_answers_earn_everything_and_no_answer_earns_a_score_that_is_not_foreseen(unit, lands):
    for item in (*unit.items, *lands.items):
        for single in item.singles:
            scores = attainable(single.scoring)
            assert score(single.scoring, right_answer(single.scoring)).score == scores[-1] == single.points
            for answer in some_answers(single, 12):
                assert score(single.scoring, answer).score in {0, *scores}, (item.id, answer)


def test_a_whole_number_that_a_double_misses_is_answered_as_text():
    exact = {"type": "numeric", "points": 100, "key": "9007199254740993", "tolerance": {"absolute": "0"}}
    assert right_answer({**exact, "tiers": [], "wrong": [], "units": []}) == "9007199254740993"


def test_what_can_be_no_answer_is_told_and_what_can_is_not(scorer, lands, capsys):
    cells = notebook_of(nbgrader_course(lands))["cells"]
    sources = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["source"]
        for cell in cells
        if "nbgrader" in cell["metadata"]
    }
    odd = (None, ..., 7, "none such", ["x"], {"x": 1}, object(), "1,234", "5 kg")
    for item in lands.items:
        visible = sources[f"{item.id}-test"].partition("### BEGIN HIDDEN")[0]
        for answer in (*some_answers(item, 10), *odd):
            given = answer if answer is not ... else None
            try:
                exec(visible, {variable(item): answer})
                said = capsys.readouterr().out
                assert said == ("Not answered yet.\n" if is_blank(given) else "Your answer can be read.\n")
            except ValueError as error:
                assert str(error)
                assert type(answer) is object or readable(item, given).state == "invalid", (item.id, answer)
            else:
                assert readable(item, given).state != "invalid", (item.id, answer)


def test_nbgraders_test_cells_give_the_points_of_our_scorer(scorer, unit):
    cells = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["source"]
        for cell in notebook_of(nbgrader_course(unit))["cells"]
        if "nbgrader" in cell["metadata"]
    }
    for item in unit.items:
        hidden = cells[f"{item.id}-test"].partition("### BEGIN HIDDEN TESTS\n")[2]
        points = compile(hidden, item.id, "eval")
        for answer in (None, right_answer(item.scoring), *some_answers(item, 20)):
            given = eval(points, {"courseware_scoring": scorer, variable(item): answer})
            assert round(given * 100) == score(item.scoring, answer).score, (item.id, answer)


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("grader", EXPORTS)
def test_the_notebooks_are_valid_the_same_each_time_and_named_by_edition(grader, sealed):
    bank = load_bank(LANDS, sealed=sealed)
    files = EXPORTS[grader](bank)
    assert files == EXPORTS[grader](bank)
    nbformat.validate(nbformat.from_dict(notebook_of(files)))
    name = "two-lands-sealed-1" if sealed else "two-lands-practice-1"
    assert [os.path.basename(path) for path in files if path.endswith(".ipynb")] == [f"{name}.ipynb"]
    texts = "\n".join(c["source"] for c in notebook_of(files)["cells"] if c["cell_type"] == "markdown")
    assert ("<summary>Hint</summary>" in texts) is not sealed
    for item in bank.items:
        assert paragraphs(item.prompt) in texts
        for role in ("options", "left", "right"):
            for part in item.view.get(role, ()):
                assert f"- `{part['id']}`: {line(part['text'])}" in texts


def test_points_of_the_ladder_add_up_to_the_item(lands):
    cells = notebook_of(otter_master(lands))["cells"]
    tests = [cell["source"] for cell in cells if "TEST CONFIG" in cell["source"]]
    steps = [
        (
            re.search(r"def answer_(\w+?)_(?:earns|can)", test)[1],
            float(re.search(r"(?m)^points: (.+)$", test)[1]),
        )
        for test in tests
    ]
    for item in lands.items:
        name = item.id.replace("-", "_")
        assert round(100 * sum(points for owner, points in steps if owner == name)) == item.points


@pytest.mark.parametrize(
    "text",
    [
        "# 1 and 2. $5 to $6, a*b*c, a_b_c, [x](y), <b> & `code` | ~~z~~ \\n",
        "1. first",
        "12) twelfth",
        "- 5 to -2",
        "2015 was *the* **first** year",
        "one\n\ntwo",
        "=====",
        "a &amp; b",
    ],
)
def test_a_text_reads_in_a_notebook_as_in_the_book(text):
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(paragraphs(text))
    assert Markup(shown).striptags() == light_markdown.blocks(text).striptags()
    assert shown.count("<p>") == light_markdown.blocks(text).count("<p>")
    assert "$" not in re.sub(r"\\\$", "", paragraphs(text))


def test_a_question_says_its_number_its_points_and_its_module(unit):
    item = unit.item("trade-05")
    assert question(unit, item, 12).startswith("### Question 12 (0.5 points)\n")
    heads = [cell["source"] for cell in notebook_of(otter_master(unit))["cells"]]
    assert any("In the book: module 3, *Trade and comparative advantage*." in head for head in heads)


@pytest.mark.parametrize("grader", EXPORTS)
def test_the_command_says_what_to_do_next(grader, tmp_path, capsys):
    assert main(["export", grader, str(tmp_path / "out"), "--edition", "sealed", "--root", str(LANDS)]) == 0
    said = capsys.readouterr().out
    assert "edition sealed-1" in said
    assert "hand out this and nothing else" in said
    assert "Everybody gets the first variant" in said
    assert "runs what students hand in" in said


def tree(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("grader", EXPORTS)
def test_a_folder_that_holds_something_is_left_alone(grader, tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["export", grader, str(tmp_path), "--root", str(LANDS)]) == 2
    assert capsys.readouterr().err == (
        f"courseware: {tmp_path}: the folder is not empty; name a new or an empty folder.\n"
    )
    assert tree(tmp_path) == {"mine.txt": b"mine"}


@pytest.mark.parametrize("where", ["file", "nowhere/out", "file/out"])
def test_what_can_be_no_folder_is_refused(where, tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    assert main(["export", "otter", str(tmp_path / where), "--root", str(LANDS)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert tree(tmp_path) == {"file": b"mine"}


def test_an_empty_folder_and_one_that_a_killed_run_left_are_taken(tmp_path):
    (tmp_path / new_folder._STAGING / "source").mkdir(parents=True)
    assert main(["export", "otter", str(tmp_path), "--root", str(LANDS)]) == 0
    assert sorted(tree(tmp_path)) == ["courseware_scoring.py", "two-lands-practice-1.ipynb"]


@pytest.mark.parametrize("there", [False, True])
def test_nothing_is_left_of_an_export_that_fails(there, tmp_path, monkeypatch):
    out = tmp_path / "out"
    if there:
        out.mkdir()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_folder.os, "rename", full)
    with pytest.raises(OSError, match="No space"):
        new_folder.write_new_folder(out, {"a/b.txt": b"b"})
    assert out.exists() is there
    assert not there or list(out.iterdir()) == []
