"""What is wrong with folder or computer: a sentence in the notebook, exit code 2 on the command line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from courseware.cli import main
from courseware.datapackage import refresh
from courseware.notebook import answer, ask, hand_in, show
from courseware.versions import PANDAS, check_pandas
from tests.bank.conftest import Folder
from tests.conftest import ROOT
from tests.notebook.conftest import new_kernel, saved

EDITED = (
    "wool.csv: this table was edited: it is not the one that datapackage.json describes; put the "
    "original back and keep changes in a copy of another name, or run `courseware data` if all are to have "
    "the new one."
)
INSTALL = "run `pip install -r requirements.txt` in the folder that you got, and restart the kernel."


@pytest.fixture
def wool(tmp_path, monkeypatch) -> Folder:
    """A unit whose keys are computed from a table with a checksum; `exercises` is the working directory."""
    unit = Folder(tmp_path / "wool")
    refresh(unit.root)
    monkeypatch.chdir(unit.root / "exercises")
    monkeypatch.delenv("COURSEWARE_EDITION", raising=False)
    new_kernel()
    return unit


def edit(unit: Folder) -> None:
    unit.change("2002,Lowland,180,180", "2002,Lowland,180,270", "data/wool.csv")


def told(capsys) -> str:
    """One sentence on one line."""
    out, err = capsys.readouterr()
    text = out + err
    assert text.count("\n") == 1 and "Traceback" not in text
    return text


# --- the data -------------------------------------------------------------------------------------


def test_an_edited_table_is_named_and_no_answer_is_marked_against_it(wool, capsys):
    answer("wool-03", 60)
    assert capsys.readouterr().out.startswith("wool-03: Correct")
    before = (wool.root / "exercises" / "answers.json").read_bytes()
    edit(wool)
    new_kernel()
    for call in (lambda: answer("wool-03", 69.2), lambda: show("wool-03"), lambda: ask("wool-01"), hand_in):
        call()
        assert told(capsys).endswith(EDITED + "\n")
    assert (wool.root / "exercises" / "answers.json").read_bytes() == before
    wool.change("2002,Lowland,180,270", "2002,Lowland,180,180", "data/wool.csv")
    answer("wool-03", 1)
    assert "Your best answer, 60, counts" in capsys.readouterr().out


def test_the_command_refuses_an_edited_table_until_its_checksum_is_renewed(wool, capsys):
    edit(wool)
    assert main(["check", "--root", str(wool.root)]) == 2
    assert told(capsys).endswith(EDITED + "\n")
    assert main(["data", "--root", str(wool.root)]) == 0
    assert main(["check", "--root", str(wool.root)]) == 0


def test_other_line_ends_are_no_edit(wool, capsys):
    table = wool.root / "data" / "wool.csv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    answer("wool-03", 60)
    assert capsys.readouterr().out.startswith("wool-03: Correct")


def test_a_missing_table_is_named(wool, capsys):
    (wool.root / "data" / "wool.csv").unlink()
    answer("wool-03", 60)
    sentence = "wool.csv: there is no such file; put it back, or take it out of datapackage.json.\n"
    assert told(capsys).endswith(sentence)
    assert main(["check", "--root", str(wool.root)]) == 2
    assert told(capsys).endswith(sentence)
    assert not (wool.root / "exercises" / "answers.json").exists()


# --- the engine -----------------------------------------------------------------------------------


def test_another_engine_than_the_units_is_refused(wool, capsys):
    wool.write("requirements.txt", "--find-links wheels\ncourseware==9.1.0 \\\n    --hash=sha256:0\n")
    installed = metadata.version("courseware")
    sentence = f": the unit came with courseware 9.1.0, and {installed} is installed; {INSTALL}\n"
    answer("wool-03", 60)
    assert told(capsys).endswith(sentence)
    assert main(["check", "--root", str(wool.root)]) == 2
    assert told(capsys).endswith(sentence)
    wool.write("requirements.txt", f"courseware=={installed} \\\n")
    new_kernel()
    answer("wool-03", 60)
    assert capsys.readouterr().out.startswith("wool-03: Correct")


@pytest.mark.parametrize("version", ["2.3.3", "1.0", "2.99.0rc1"])
def test_an_old_pandas_is_told(version):
    with pytest.raises(Exception, match=f"pandas {version}: the unit needs 3.0 or newer; run `pip install"):
        check_pandas(version)


def test_the_oldest_python_and_pandas_are_those_of_the_package(capsys):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'"pandas>={".".join(map(str, PANDAS))}"' in text
    for version in ("3.0.0", "3.1.1", "4.0.0.dev0+1"):
        check_pandas(version)
    [needed] = re.findall(r'requires-python = ">=(3\.\d+)"', text)
    assert f'"the unit needs {needed} or newer"' in (ROOT / "courseware" / "__init__.py").read_text()


# --- in a kernel, where Python would show a traceback ---------------------------------------------


def cell(folder: Path, code: str) -> str:
    """What a notebook's cell shows that IPython runs in a folder."""
    command = [sys.executable, "-m", "IPython", "--no-banner", "--colors=NoColor", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(folder / "ipython")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr


OUTSIDE = "neither this folder nor one above it holds exercises/unit.yml"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "from courseware.tables import find_root\nfind_root()",
            f"{OUTSIDE}; put the notebook back into the unit's folder and open it there.",
        ),
        (
            "import pandas\npandas.__version__ = '2.3.3'\nfrom courseware.notebook import ask",
            f"newer; {INSTALL}",
        ),
        (
            "import sys\nsys.version_info = (3, 10, 2)\nfrom courseware.notebook import ask",
            "Python 3.10: the unit needs 3.11 or newer; "
            "install one from python.org and make its environment anew.",
        ),
    ],
    ids=["another folder", "an old pandas", "an old Python"],
)
def test_a_cell_that_needs_what_is_not_there_shows_a_sentence(tmp_path, code, sentence):
    text = cell(tmp_path, code)
    assert text.strip().endswith(sentence)
    assert len(text.strip().splitlines()) == 1


def test_a_cell_that_loads_an_edited_table_shows_a_sentence(wool):
    edit(wool)
    code = "from courseware.tables import find_root, load_table\nload_table(find_root(), 'wool')"
    text = cell(wool.root / "exercises", code)
    assert text.strip().endswith(EDITED)
    assert len(text.strip().splitlines()) == 1


def test_the_command_tells_of_an_old_python_and_an_old_pandas(wool):
    start = "import runpy, sys\nsys.argv = ['-m', 'check']\n"
    changes = {
        "Python 3.10": "sys.version_info = (3, 10, 2)\n",
        "pandas 2.3.3": "import pandas\npandas.__version__ = '2.3.3'\n",
    }
    for name, change in changes.items():
        code = f"{start}{change}runpy.run_module('courseware', run_name='__main__')"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=wool.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"courseware: {name}: the unit needs 3.")
        assert done.stderr.count("\n") == 1


# --- folders --------------------------------------------------------------------------------------


def test_a_folder_that_is_gone_is_told(lab, capsys):
    shutil.rmtree(lab)
    answer("rivers-01", "high")
    assert told(capsys).endswith("Open the notebook from a folder that you can write to.\n")


def test_the_command_tells_that_it_cannot_write(wool, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    arguments = ["grade", str(tmp_path / "file"), "--roster", str(tmp_path / "roster.csv")]
    (tmp_path / "roster.csv").write_text("id,name\ns-1,Ada\n")
    assert main([*arguments, "--out", "/proc/results", "--root", str(wool.root)]) == 2
    assert told(capsys).startswith("courseware: /proc/.results")


def test_an_older_edition_of_the_unit_is_told_for_a_file_in_the_place_of_the_answers(wool, capsys):
    answer("wool-06", "Uppertown")
    wool.change("edition: practice-1", "edition: practice-2", "exercises/unit.yml")
    new_kernel()
    capsys.readouterr()
    answer("wool-06", "Lower Town")
    assert capsys.readouterr().out.startswith(
        "answers.json is not used: it holds answers to wool, edition practice-1. "
        "It is kept as answers.kept-1.json, and a new one begins.\n"
    )
    assert saved(wool.root / "exercises").answers == {"wool-06": "Lower Town"}
