"""An environment is made once, made again when it is out of date or half made, and its failure is told."""

from __future__ import annotations

import importlib

import pytest

from tests.tools import TOOLS, environment, student_wheels

MODULE = importlib.import_module("tests.tools.environment")  # whose name the function has too


@pytest.fixture
def made(monkeypatch, tmp_path):
    """The commands that would have been run, in a folder of this test's own."""
    ran = []

    def run(command, tries):
        ran.append([str(part) for part in command])
        if "venv" in ran[-1]:
            command[-1].mkdir(parents=True)

    monkeypatch.setattr(MODULE, "_FOLDER", tmp_path)
    monkeypatch.setattr(MODULE, "_run", run)
    monkeypatch.setattr(MODULE, "_PAUSE", 0)
    return ran


def test_it_is_made_once_from_hashed_requirements(made, capsys):
    programs = environment(TOOLS[0])
    assert programs == environment(TOOLS[0])
    assert ["venv" in command for command in made] == [True, False]
    assert "--require-hashes" in made[1]
    assert capsys.readouterr().err.count("==> Installing") == 1


def test_one_that_is_half_made_or_out_of_date_is_made_again(made, tmp_path):
    environment("otter")
    stamp = tmp_path / "otter" / "requirements.sha256"
    stamp.write_text("of other requirements")
    environment("otter")
    stamp.unlink()
    environment("otter")
    assert len(made) == 6


def test_the_students_packages_are_downloaded_once_with_their_checksums(made, tmp_path, monkeypatch):
    ran = []

    def run(command, tries):
        ran.append([str(part) for part in command])
        (tmp_path / "wheels").mkdir()

    monkeypatch.setattr(MODULE, "_run", run)
    assert student_wheels() == student_wheels() == tmp_path / "wheels"
    assert len(ran) == 1 and "--require-hashes" in ran[0] and "download" in ran[0]
    (tmp_path / "wheels" / "requirements.sha256").write_text("of another lock")
    student_wheels()
    assert len(ran) == 2


def test_what_fails_is_tried_again_and_then_told(monkeypatch, capsys):
    monkeypatch.setattr(MODULE, "_PAUSE", 0)
    with pytest.raises(RuntimeError, match="exit code 3:\nno such package"):
        MODULE._run(["sh", "-c", "echo no such package; exit 3"], tries=3)
    assert capsys.readouterr().err.count("trying again") == 2
