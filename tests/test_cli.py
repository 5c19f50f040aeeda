"""The command: what it prints, its exit codes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from courseware.bank import load_bank
from courseware.cli import main
from courseware.handin.record import Student, dump_record, make_record
from courseware.scoring import draw

LANDS = Path(__file__).parent / "two_lands"


@pytest.fixture
def unit(tmp_path, monkeypatch):
    """A unit with a roster and a hand-in; the working directory."""
    root = tmp_path / "unit"
    shutil.copytree(LANDS, root)
    (root / "roster.csv").write_text("id,name\ns-1,Ada\ns-2,Ben\n")
    (root / "in").mkdir()
    record = {
        "format": "courseware-record/1",
        "unit": "two-lands",
        "edition": "practice-1",
        "student": {"id": "s-1", "name": "Ada"},
        "saved": "2026-11-21T20:50:00Z",
        "answers": {"rivers-01": "high"},
    }
    (root / "in" / "a.json").write_text(json.dumps(record))
    (root / "in" / "b.json").write_text("{")
    monkeypatch.chdir(root)
    return root


GRADE = ["grade", "in", "--roster", "roster.csv", "--out", "results"]


def test_grade_writes_results_and_a_summary(unit, capsys):
    assert main(GRADE) == 0
    out, err = capsys.readouterr()
    assert out == (
        "Lowland and Highland, edition practice-1: 2 files found\n"
        "  status         students\n"
        "  graded                1\n"
        "  blank                 0\n"
        "  missing               1\n"
        "  invalid               0\n"
        "  unreadable            0\n"
        "  wrong unit            0\n"
        "  wrong edition         0\n"
        "1 file without a student: see hand-ins.csv\n"
        "Results: results/: gradebook.csv, hand-ins.csv, canvas.csv, moodle.csv, report.html, feedback/\n"
    )
    assert err == ""
    assert main(GRADE) == 0
    assert ": 2 files found, 2 of them as they were when last graded\n" in capsys.readouterr().out
    assert sorted(path.name for path in (unit / "results").rglob("*")) == [
        ".courseware-kept",
        ".courseware-results",
        "canvas.csv",
        "feedback",
        "gradebook.csv",
        "hand-ins.csv",
        "moodle.csv",
        "report.html",
        "s-1.html",
    ]


def test_check_counts_items_and_points(unit, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == (
        "Lowland and Highland, edition practice-1: the bank is valid\n"
        "  module  items  points   of  variants     types\n"
        "  rivers      6     7.5  7.5  1 1 3 1 1 1  choice, match, multiple, numeric, order, text\n"
        "  hills       0       0  0.5\n"
        "  all         6     7.5    8\n"
    )


def test_a_sealed_record_is_graded_as_one_of_the_sealed_edition(unit, capsys):
    bank = load_bank(unit, sealed=True)
    item = bank.item("rivers-03")
    mine = item.variants[draw("sealed-1", item.id, "s-2", len(item.variants))]
    answers = {"rivers-01": "high", item.id: mine.scoring["key"]}
    marks = {"rivers-01": bank.item("rivers-01").fingerprint, item.id: mine.fingerprint}
    record = make_record("two-lands", "sealed-1", Student("s-2", "Ben"), answers, marks, datetime.now(UTC))
    shutil.rmtree(unit / "in")
    (unit / "in").mkdir()
    (unit / "in" / "ben.json").write_bytes(dump_record(record))

    def graded(*more):
        assert main([*GRADE, *more]) == 0
        said = capsys.readouterr().out
        with (unit / "results/gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
            ben = [row for row in csv.DictReader(file) if row["student"] == "s-2"]
        return said, ben[0]

    said, ben = graded("--edition", "sealed")
    assert "edition sealed-1: 1 file found" in said
    assert (ben["status"], ben["total"]) == ("graded", "2.50")
    for more in ((), ("--edition", "practice")):
        said, ben = graded(*more)
        assert "edition practice-1: 1 file found" in said
        assert (ben["status"], ben["total"]) == ("wrong edition", "")


def test_nobody_graded_is_said_with_what_may_mend_it(unit, capsys):
    assert main([*GRADE, "--edition", "sealed"]) == 0
    mend = "if the answers belong to the other edition, run the command again with --edition practice"
    assert capsys.readouterr().err == f"courseware: no student was graded; {mend}.\n"
    (unit / "in" / "a.json").unlink()
    assert main(GRADE) == 0
    mend = "check that these are the folders and files that were handed in"
    assert capsys.readouterr().err == f"courseware: no student was graded; {mend}.\n"


def test_python_m_courseware_is_the_same_command_from_anywhere(unit, tmp_path):
    command = [sys.executable, "-m", "courseware", "check", "--root", unit]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "the bank is valid" in done.stdout


def test_schema_says_where_it_is(unit, capsys):
    assert main(["schema"]) == 0
    paths = capsys.readouterr().out.split()
    assert [Path(path).name for path in paths] == ["items.schema.json", "checks.schema.json"]
    for path in paths:
        assert json.loads(Path(path).read_text())["$schema"].startswith("https://json-schema.org/")


def test_data_brings_hashes_up_to_date(unit, capsys):
    data = unit / "data"
    data.mkdir()
    (data / "t.csv").write_text("a\n1\n")
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}
    (data / "datapackage.json").write_text(json.dumps({"name": "d", "resources": [resource]}))
    assert main(["data"]) == 0
    assert capsys.readouterr().out == "brought up to date: t\n"
    assert main(["data"]) == 0
    assert capsys.readouterr().out == "everything was up to date\n"


def _break(unit: Path, what: str) -> None:
    if what == "bank":
        (unit / "exercises/items/rivers.yml").write_text("- id: [\n")
    elif what == "unit":
        (unit / "exercises/unit.yml").unlink()
    elif what == "roster":
        (unit / "roster.csv").write_text("id;nom\n1;Ada\n")
    elif what == "no roster":
        (unit / "roster.csv").unlink()
    elif what == "submissions":
        shutil.rmtree(unit / "in")
    elif what == "results":
        (unit / "results").mkdir()
        (unit / "results" / "thesis.docx").write_text("x")


@pytest.mark.parametrize("what", ["bank", "unit", "roster", "no roster", "submissions", "results"])
def test_bad_input_is_one_sentence_and_exit_code_2(unit, capsys, what):
    _break(unit, what)
    before = sorted(path for path in unit.rglob("*"))
    assert main(GRADE) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("courseware: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert sorted(path for path in unit.rglob("*")) == before


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied", "closed"), "closed: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError("strange"), "strange"),
    ],
)
def test_an_error_of_the_system_is_one_sentence_too(unit, capsys, monkeypatch, error, sentence):
    def fail(*_):
        raise error

    monkeypatch.setattr("courseware.gradebook.run.publish", fail)
    assert main(GRADE) == 2
    assert capsys.readouterr().err == f"courseware: {sentence}; mend this and run the command again.\n"


def test_ctrl_c_is_no_traceback(unit, capsys, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("courseware.gradebook.run.publish", stop)
    assert main(GRADE) == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["grade"], ["grade", "in"], ["unknown"], ["grade", "in", "--out", "x"]]
)
def test_wrong_usage_is_exit_code_2(unit, capsys, arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_a_full_disk_is_reported_and_loses_nothing(unit, capsys):
    """A real limit of the system on the size of files stands for the disk."""
    assert main(GRADE) == 0
    before = {path: path.read_bytes() for path in (unit / "results").rglob("*") if path.is_file()}
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from courseware.cli import main; import courseware.bank, courseware.gradebook\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-B", "-c", code, *GRADE], capture_output=True, text=True)
    assert done.returncode == 2
    file = unit / "results" / "feedback" / "s-1.html"
    assert done.stderr == f"courseware: {file}: File too large; mend this and run the command again.\n"
    assert {path: path.read_bytes() for path in (unit / "results").rglob("*") if path.is_file()} == before
    assert not list(unit.glob(".results*"))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8:strict"])
def test_words_that_the_terminal_cannot_show_are_spelt_out(unit, encoding):
    file = unit / "exercises" / "unit.yml"
    file.write_text(file.read_text().replace("Lowland and Highland", "Река"), encoding="utf-8")
    command = [sys.executable, "-m", "courseware", *GRADE[:-1], b"results\xff"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"\\u0420" in done.stdout) == (encoding != "utf-8:strict")
    assert b"\\udcff" in done.stdout


def test_progress_is_shown_on_a_terminal_only(unit):
    command = [sys.executable, "-m", "courseware", *GRADE]
    piped = subprocess.run(command, capture_output=True, text=True)
    assert piped.stderr == ""
    shutil.rmtree("results")
    ours, theirs = pty.openpty()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert done.stdout == piped.stdout.encode()
    assert re.search(r"graded +\[#+\] 2 of 2", shown)
    assert re.search(r"feedback pages +\[#+\] 1 of 1", shown)


def test_without_pages_none_are_written(unit, capsys):
    assert main([*GRADE, "--no-pages"]) == 0
    assert capsys.readouterr().out.endswith("canvas.csv, moodle.csv, report.html\n")
    assert not (unit / "results" / "feedback").exists()
    assert ".html" not in (unit / "results" / "gradebook.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scheduler", "tcp://10.0.0.1:8786"], "--scheduler, tcp://10.0.0.1:8786: Dask is not installed"),
        (["in/c.parquet"], "in/c.parquet: reading Parquet needs pyarrow"),
    ],
)
def test_what_only_clusters_need_is_named_where_it_is_missing(unit, capsys, arguments, said, monkeypatch):
    for name in ("distributed", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    (unit / "in" / "c.parquet").touch()
    assert main([GRADE[0], *arguments, *GRADE[1:]]) == 2
    mend = "install it by `pip install --require-hashes -r requirements-cluster.txt`"
    assert capsys.readouterr().err == f"courseware: {said}; {mend}.\n"


def test_a_schema_for_a_misspelt_folder_is_refused(unit, capsys):
    assert main(["schema", "--root", "unti"]) == 2
    file = os.path.join("unti", "exercises", "unit.yml")
    sentence = f"courseware: {file}: there is no such file; name the unit's folder by --root.\n"
    assert capsys.readouterr().err == sentence
    assert not (unit / "unti").exists()


def test_starting_imports_nothing_heavy():
    code = "import sys, courseware.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "numpy", "pydantic", "jinja2", "sphinx"} & set(done.stdout.split())


def test_the_bank_of_the_tests_is_what_these_tests_take_it_for():
    assert [item.points for item in load_bank(LANDS).items] == [100, 100, 150, 200, 100, 100]


def test_a_package_that_only_the_book_needs_is_named(unit, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["check"]) == 0, "students and graders do not have it"
    assert main(["paper"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("courseware: the package typst is not installed here; give the command where")
