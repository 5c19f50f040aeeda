"""A build and a test of notebooks keep answers apart from those of whoever works in the folder."""

from courseware.answers_apart import APART, VARIABLE
from courseware.notebook.answer_file import answers_folder


def test_answers_lie_beside_the_notebook(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert answers_folder(tmp_path) == tmp_path


def test_apart_is_a_folder_of_this_kernel(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, APART)
    apart = answers_folder(tmp_path / "exercises")
    assert apart.is_dir() and not apart.is_relative_to(tmp_path)
    assert answers_folder(tmp_path / "exercises") == apart
