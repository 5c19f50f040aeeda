"""The sealed edition of a small book, as the command builds it."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.cli import main
from courseware.sealing.build import earlier_code
from courseware.sealing.code import check_code
from courseware.sealing.crypto import unseal
from courseware.sealing.documents import key_document, question_document
from courseware.sealing.notebooks import without_outputs
from tests.conftest import ROOT

LANDS = ROOT / "tests" / "two_lands"
CODE = "a code for this test"
CONFIG = """
title: Lowland and Highland
author: Nobody
only_build_toc_files: true
execute: {execute_notebooks: cache}
sphinx:
  extra_extensions: [courseware.book]
  config: {html_copy_source: false, nb_execution_raise_on_error: true}
"""
CONTENTS = """
format: jb-book
root: index
chapters: [{file: chapters/rivers}, {file: exercises/rivers}]
"""
ANSWERED = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Rivers, to answer"], "id": "a"},
        {
            "cell_type": "code",
            "execution_count": 3,
            "id": "b",
            "metadata": {},
            "outputs": [{"name": "stdout", "output_type": "stream", "text": ["It rises in Highland"]}],
            "source": ["from courseware.notebook import show\n", "show('rivers-01')"],
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}, "widgets": {}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def make_book(folder: Path) -> Path:
    root = Path(shutil.copytree(LANDS, folder))
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text(CONTENTS)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    (root / "exercises/rivers.ipynb").write_text(json.dumps(ANSWERED))
    return root


def run(root: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "courseware", "seal", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL
    )


def sealed_of(root: Path) -> dict:
    script = (root / "_build/sealed/html/_static/courseware/key.js").read_text(encoding="utf-8")
    assert ".sealed = {" in script
    return json.loads(script[script.index(".sealed = ") + 10 :].strip().rstrip(";"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A book built once with a code of its own; with what the command said."""
    root = make_book(tmp_path_factory.mktemp("sealed") / "unit")
    done = run(root)
    assert done.returncode == 0, done.stderr
    return root, done.stdout


def test_the_last_lines_tell_the_code_its_place_and_the_address(built):
    root, said = built
    code = (root / "_build/sealed/unlock-code.txt").read_text().strip()
    *_, told, kept, address = said.splitlines()
    assert told == f"Unlock code: {code}"
    assert kept.startswith("It is kept in _build/sealed/unlock-code.txt")
    assert address == f"Open {(root / '_build/sealed/html/index.html').as_uri()}"
    assert (root / "_build/sealed/html/index.html").is_file()
    assert said.count("file://") == 1, "no address but that of the finished site"
    check_code(code)


def test_what_is_beside_the_site_is_for_the_teacher(built):
    root, _ = built
    folder, bank = root / "_build/sealed", load_bank(root, sealed=True)
    assert sorted(path.name for path in folder.iterdir()) == [
        "html",
        "key.json",
        "notebooks",
        "unlock-code.txt",
    ]
    assert json.loads((folder / "key.json").read_text()) == json.loads(json.dumps(key_document(bank)))
    for name in ("key.json", "unlock-code.txt"):
        assert (folder / name).stat().st_mode & 0o077 == 0, "nobody else on the machine reads it"
        assert not list((folder / "html").rglob(name)) and not list((folder / "notebooks").rglob(name))


def test_the_site_holds_the_keys_for_the_code_alone(built):
    root, _ = built
    code = (root / "_build/sealed/unlock-code.txt").read_text()
    assert unseal(sealed_of(root), code) == key_document(load_bank(root, sealed=True))
    page = (root / "_build/sealed/html/chapters/rivers.html").read_text(encoding="utf-8")
    assert page.index("courseware/lock.") < page.index("courseware/courseware.")


def test_the_notebooks_hold_questions_and_no_keys(built):
    root, _ = built
    folder = root / "_build/sealed/notebooks"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert files == ["exercises/questions.json", "exercises/rivers.ipynb", "exercises/unit.yml"]
    questions = json.loads((folder / "exercises/questions.json").read_text(encoding="utf-8"))
    assert questions == json.loads(json.dumps(question_document(load_bank(root, sealed=True))))
    notebook = json.loads((folder / "exercises/rivers.ipynb").read_text())
    assert notebook == without_outputs(ANSWERED)
    assert "Highland" not in json.dumps(notebook)


def test_a_notebook_that_asks_is_shown_and_not_run(built):
    root, _ = built
    page = (root / "_build/sealed/html/exercises/rivers.html").read_text(encoding="utf-8")
    assert "Rivers, to answer" in page and "show" in page
    assert "cell_output" not in page and "It rises" not in page


def test_the_code_is_used_again_until_another_is_given(built):
    root, _ = built
    first = (root / "_build/sealed/unlock-code.txt").read_text().strip()
    (root / "_build/sealed/results").mkdir()
    before = sealed_of(root)
    done = run(root)
    assert done.returncode == 0 and "used again" in done.stdout and f"Unlock code: {first}\n" in done.stdout
    again = sealed_of(root)
    assert before["salt"] != again["salt"] and before["nonce"] != again["nonce"]
    assert unseal(again, first)
    done = run(root, "--code", " another code 2026 ")
    assert done.returncode == 0 and "Unlock code: another code 2026\n" in done.stdout
    assert unseal(sealed_of(root), "ANOTHER-CODE-2026")
    assert (root / "_build/sealed/results").is_dir(), "what is not ours stays"


def test_practice_and_sealed_side_by_side(built):
    root, _ = built

    def pages(folder):
        return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*.html")}

    sealed = pages(root / "_build/sealed/html")
    builder = Path(sys.executable).with_name("jupyter-book")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COURSEWARE_EDITION": "practice"}
    subprocess.run([builder, "build", root], check=True, capture_output=True, env=environment)
    assert pages(root / "_build/sealed/html") == sealed
    practice = root / "_build/html"
    script = (practice / "_static/courseware/key.js").read_text(encoding="utf-8")
    key = json.loads(script[script.index(".key = ") + 7 :].strip().rstrip(";"))
    assert key == json.loads(json.dumps(key_document(load_bank(root))))
    assert "courseware/lock." not in (practice / "chapters/rivers.html").read_text(encoding="utf-8")
    assert '"edition":"practice-1"' in (practice / "chapters/rivers.html").read_text(encoding="utf-8")
    assert b'"edition":"practice-1"' not in b"".join(sealed.values())


def test_a_failed_build_leaves_the_last_one(built):
    root, _ = built
    files = {p: p.read_bytes() for p in (root / "_build/sealed").rglob("*") if p.is_file()}
    page = root / "chapters/rivers.md"
    text = page.read_text()
    page.write_text(text + "\n```{item} rivers-99\n```\n")
    try:
        done = run(root, "--code", "one more code 123")
    finally:
        page.write_text(text)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("courseware: ") and "could not be built" in done.stderr
    assert {p: p.read_bytes() for p in (root / "_build/sealed").rglob("*") if p.is_file()} == files


def test_sphinx_alone_needs_a_code(built):
    root, _ = built
    builder = Path(sys.executable).with_name("jupyter-book")
    settings = {"PYTHONPATH": str(ROOT), "COURSEWARE_EDITION": "sealed"}
    for code, sentence in (
        ("", "use `make book EDITION=sealed`, or set COURSEWARE_UNLOCK_CODE."),
        ("short", "unlock code: it has 5 letters and digits"),
    ):
        environment = {**os.environ, **settings, "COURSEWARE_UNLOCK_CODE": code}
        command = [builder, "build", root, "--path-output", root / "_build/other"]
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        assert done.returncode != 0 and sentence in " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--code", "too short"], "unlock code: it has 8 letters and digits"),
        (["--root", "nowhere"], "unit.yml: there is no such file"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path, monkeypatch, capsys, arguments, problem):
    root = Path(shutil.copytree(LANDS, tmp_path / "unit"))
    monkeypatch.chdir(root)
    assert main(["seal", *arguments]) == 2
    said = capsys.readouterr().err
    assert problem in said and said.count("\n") == 1 and said.endswith(".\n")
    assert not (root / "_build").exists()


def test_a_unit_without_a_sealed_edition_says_so(tmp_path, capsys):
    root = Path(shutil.copytree(LANDS, tmp_path / "unit"))
    file = root / "exercises/unit.yml"
    file.write_text(file.read_text().replace("sealed_edition: sealed-1\n", ""))
    assert main(["seal", "--root", str(root)]) == 2
    assert "has no sealed edition" in capsys.readouterr().err


def test_a_spoilt_code_file_is_named(tmp_path, capsys):
    root = Path(shutil.copytree(LANDS, tmp_path / "unit"))
    (root / "_build/sealed").mkdir(parents=True)
    (root / "_build/sealed/unlock-code.txt").write_text("abc\n")
    assert main(["seal", "--root", str(root)]) == 2
    said = capsys.readouterr().err
    assert "unlock-code.txt: it has 3 letters and digits" in said and "correct the file or delete it" in said


def ask(tmp_path: Path, typed: bytes) -> tuple[str, str]:
    """What the command takes as code, and what it says, if that is typed at its terminal."""
    ours, theirs = pty.openpty()
    os.write(ours, typed)
    script = (
        "from pathlib import Path; from courseware.cli import _unlock_code; "
        f"print('=' + _unlock_code('', Path({str(tmp_path)!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], stdin=theirs, capture_output=True, text=True, cwd=ROOT
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0, done.stderr
    return done.stdout.rpartition("=")[2].strip(), done.stdout


def test_at_a_terminal_the_code_is_asked_for(tmp_path):
    code, said = ask(tmp_path, b"short\nmy own code 2026\n")
    assert code == "my own code 2026"
    assert "unlock code: it has 5 letters and digits" in said
    for typed in (b"\n", b"\x04"):
        code, _ = ask(tmp_path, typed)
        check_code(code)


def test_there_is_no_earlier_code_at_first(tmp_path):
    assert earlier_code(tmp_path) is None


def test_a_folder_that_is_no_book_is_refused_in_a_sentence(tmp_path, capsys):
    root = Path(shutil.copytree(LANDS, tmp_path / "unit"))
    assert main(["seal", "--root", str(root), "--code", CODE]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert f"{root / '_config.yml'}: there is no such file, so no book to build; " in said.err
    assert not (root / "_build").exists()


def make_book_refuses(*settings: str) -> subprocess.CompletedProcess:
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "book", *settings]
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True)
    assert done.returncode == 2
    return done


@pytest.mark.parametrize("edition", ["Sealed", "exam", "practice sealed"])
def test_make_refuses_an_unknown_edition_first(edition):
    said = f'There is no edition "{edition}"; use EDITION=practice or EDITION=sealed.\n'
    assert make_book_refuses(f"EDITION={edition}").stdout == said


def test_make_refuses_a_short_code_before_it_sets_anything_up():
    done = make_book_refuses("EDITION=sealed", "CODE=short")
    assert done.stdout == ""
    assert done.stderr.startswith("unlock code: it has 5 letters and digits, which can be guessed; use 12 ")
