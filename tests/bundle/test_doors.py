"""The branch behind the launch buttons, and the cell that makes a notebook of it run elsewhere.

There is no Colab, Binder or hub in a test. A Python without the engine, a fake `google.colab` and a local
remote stand in for them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
import yaml

from courseware.bundle.doors import CELL, start_cell
from courseware.bundle.requirements import LOCK
from courseware.repository import Repository
from tests.conftest import ROOT
from tests.sealing.test_build import LANDS

ADDRESS = "https://github.com/some-one/two-lands"
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_TERMINAL_PROMPT": "0",
    **{f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
COLAB = """
import sys, types
google, colab, output = (types.ModuleType(name) for name in ("google", "google.colab", "google.colab.output"))
output.enable_custom_widget_manager = lambda: print("widgets enabled")
colab.output = output
sys.modules |= {"google": google, "google.colab": colab, "google.colab.output": output}
"""
USE = """
import courseware, os
from courseware.notebook import answer
print(courseware.__file__)
print(os.getcwd())
answer("rivers-01", "high")
"""


class Published(NamedTuple):
    """A unit in a git repository, and the bare one that its branch was published to."""

    root: Path
    remote: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", self.remote, *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout

    def publish(self) -> str:
        script = [self.root / ".ci" / "publish-students", self.remote]
        settings = {**os.environ, **GIT, "GIT_CONFIG_COUNT": "0", "PYTHONPATH": str(ROOT)}
        return subprocess.run(script, env=settings, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Published:
    folder = tmp_path_factory.mktemp("published")
    root = Path(shutil.copytree(LANDS, folder / "unit"))
    shutil.copy(ROOT / LOCK, root / LOCK)
    (root / "_config.yml").write_text(f"repository: {{url: {ADDRESS}}}\n")
    for name in ("chapters/map.ipynb", "exercises/rivers.ipynb"):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import courseware")])
        nbformat.write(notebook, root / name)
    (root / ".venv").symlink_to(ROOT / ".venv")
    (root / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "publish-students", root / ".ci")
    settings = {**os.environ, **GIT, "GIT_CONFIG_COUNT": "0"}
    for command in (
        ["git", "init", "-q", "--bare", folder / "remote.git"],
        ["git", "init", "-q", root],
        ["git", "-C", root, "add", "exercises"],
        ["git", "-C", root, "commit", "-qm", "first"],
    ):
        subprocess.run(command, env=settings, check=True)
    made = Published(root, folder / "remote.git")
    made.publish()
    return made


@pytest.fixture
def bare_python(tmp_path) -> Path:
    """A Python with everything that a notebook needs but the engine."""
    folder = tmp_path / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    packages = folder / "packages"
    packages.mkdir()
    installed = Path(nbformat.__file__).parents[1]
    for path in installed.iterdir():
        if "courseware" not in path.name and path.suffix != ".pth":
            (packages / path.name).symlink_to(path)
    own = next((folder / "env").glob("lib/python*/site-packages"))
    (own / "shared.pth").write_text(f"{packages}\n")
    return folder / "env" / "bin" / "python"


def run(python: Path, folder: Path, code: str, remote: Path | str) -> subprocess.CompletedProcess:
    """Run code in a folder, with a remote in the place of the address."""
    rewrite = {"GIT_CONFIG_KEY_0": f"url.{remote}.insteadOf", "GIT_CONFIG_VALUE_0": ADDRESS}
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | GIT | rewrite
    return subprocess.run([python, "-c", code], cwd=folder, env=settings, capture_output=True, text=True)


def first_cell(published: Published, path: str) -> str:
    cell = json.loads(published.git("show", f"students:{path}"))["cells"][0]
    assert cell["id"] == CELL
    return "".join(cell["source"])


def test_the_branch_holds_what_binder_and_students_need(published):
    files = published.git("ls-tree", "-r", "--name-only", "students").splitlines()
    assert {".binder/requirements.txt", ".binder/runtime.txt", "requirements.txt"} < set(files)
    assert {"chapters/map.ipynb", "exercises/rivers.ipynb", "exercises/items/rivers.yml"} < set(files)
    assert published.git("show", "students:.binder/requirements.txt") == "-r ../requirements.txt\n"
    for path in ("chapters/map.ipynb", "exercises/rivers.ipynb"):
        nbformat.validate(nbformat.reads(published.git("show", f"students:{path}"), 4))
        assert f"'{path.partition('/')[0]}'" in first_cell(published, path)


def test_publishing_again_adds_a_commit_only_where_something_has_changed(published):
    before = published.git("rev-parse", "students")
    assert published.publish() == "The branch students is up to date\n"
    unit = published.root / "exercises" / "unit.yml"
    unit.write_text(unit.read_text() + "# changed\n")
    assert published.publish() == "Published on the branch students\n"
    assert published.git("rev-parse", "students^") == before


def test_colab_fetches_the_unit_installs_its_engine_and_enables_widgets(published, bare_python, tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    code = COLAB + first_cell(published, "exercises/rivers.ipynb") + USE
    for _ in range(2):  # and after a restart of the session, in the folder where it begins
        done = run(bare_python, content, code, published.remote)
        assert done.returncode == 0, done.stdout + done.stderr
        said = done.stdout.splitlines()
        assert said[0] == "widgets enabled"
        assert "download them with the last cell" in said[1]
        assert said[2].startswith(str(bare_python.parents[1]))
        assert said[3] == str(content / "two-lands" / "exercises")
        assert said[4] == "rivers-01: Correct: 1 of 1 point"
    assert (content / "two-lands" / "exercises" / "answers.json").is_file()


def test_colab_without_a_network_is_told_in_words(published, bare_python, tmp_path):
    code = COLAB + first_cell(published, "chapters/map.ipynb")
    done = run(bare_python, tmp_path, code, tmp_path / "nothing")
    assert done.returncode == 1
    assert done.stderr.endswith("\nCheck that you are online, then run this cell again.\n")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "two-lands").exists()


def test_on_a_hub_that_has_pulled_the_folder_the_engine_is_installed_and_no_more(
    published, bare_python, tmp_path
):
    subprocess.run(
        ["git", "clone", "-q", "--branch=students", published.remote, tmp_path / "pulled"], check=True
    )
    exercises = tmp_path / "pulled" / "exercises"
    code = first_cell(published, "exercises/rivers.ipynb") + USE
    done = run(bare_python, exercises, code, tmp_path / "nothing")
    assert done.returncode == 0, done.stdout + done.stderr
    said = done.stdout.splitlines()
    assert said[0].startswith(str(bare_python.parents[1]))
    assert said[1:3] == [str(exercises), "rivers-01: Correct: 1 of 1 point"]


@pytest.fixture
def unit(tmp_path) -> Path:
    return Path(shutil.copytree(LANDS, tmp_path / "unit"))


CELL_HERE = start_cell(Repository("github.com", "o/r", ""), "two-lands", "exercises", ["pandas>=3.0"])


@pytest.mark.parametrize("inside", [True, False], ids=["in the unit", "in another folder"])
def test_where_the_engine_is_installed_the_cell_does_nothing(unit, tmp_path, monkeypatch, capsys, inside):
    def refuse(*_, **__):
        raise AssertionError("a command is run")

    monkeypatch.setattr(subprocess, "run", refuse)
    folder = unit / "exercises" if inside else tmp_path
    monkeypatch.chdir(folder)
    before = sorted(folder.iterdir())
    exec(compile(CELL_HERE, "the cell", "exec"), {})
    assert (Path.cwd(), sorted(folder.iterdir())) == (folder, before)
    assert capsys.readouterr() == ("", "")


def test_a_package_that_was_loaded_before_asks_for_a_restart(unit, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, "", ""))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr("pandas.__version__", "2.2.2")
    monkeypatch.chdir(unit)
    (unit / "wheels").mkdir()
    (unit / "wheels" / "courseware-0.1.0-py3-none-any.whl").touch()
    with pytest.raises(SystemExit, match="Now restart the kernel"):
        exec(compile(CELL_HERE, "the cell", "exec"), {})


def test_a_notebook_server_keeps_its_own_packages(published):
    cell = first_cell(published, "exercises/rivers.ipynb")
    assert "'pandas>=3.0'" in cell
    assert "'jupyterlab" not in cell
    assert "'notebook" not in cell


def test_the_bundle_and_a_test_have_no_such_cell(practice_tree):
    assert not (practice_tree / ".binder").exists()  # the unit names no repository now
    for path in practice_tree.glob("*/*.ipynb"):
        assert CELL not in {cell.get("id") for cell in json.loads(path.read_bytes())["cells"]}


def test_every_notebook_page_of_the_book_stands_at_the_same_place_on_the_branch(practice_tree):
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text())
    pages = [entry["file"] for part in contents["parts"] for entry in part["chapters"]]
    notebooks = [page for page in pages if (ROOT / f"{page}.ipynb").is_file()]
    assert len(notebooks) > 10
    assert [page for page in notebooks if not (practice_tree / f"{page}.ipynb").is_file()] == []
