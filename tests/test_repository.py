"""The one address of the repository: taken as people write it, refused in a sentence, absent by default."""

from __future__ import annotations

import pytest
import yaml

from courseware.book.launch import theme_options
from courseware.cli import main
from courseware.errors import CoursewareError
from courseware.repository import Repository, read_repository
from tests.conftest import ROOT

HUB = "https://hub.example.org"


def settings(folder, url="", hub=""):
    text = {"title": "x", "repository": {"url": url}, "launch_buttons": {"jupyterhub_url": hub}}
    (folder / "_config.yml").write_text(yaml.safe_dump(text), encoding="utf-8")
    return read_repository(folder)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/some-one/unit.4",
        "https://github.com/some-one/unit.4/",
        "https://github.com/some-one/unit.4.git",
        " https://GitHub.com/some-one/unit.4 ",
    ],
)
def test_an_address_as_people_copy_it(tmp_path, address):
    found = settings(tmp_path, address, f"{HUB}/")
    assert found == Repository("github.com", "some-one/unit.4", HUB)
    assert found.url == "https://github.com/some-one/unit.4"


@pytest.mark.parametrize(
    "address",
    [
        "git@github.com:o/r.git",
        "http://github.com/o/r",
        "https://[x",
        "https://github.com/o",
        "https://github.com",
        "https://github.com/o/r?tab=readme",
        "https://github.com/o/r#top",
        "https://user:secret@github.com/o/r",
        "https://github.com/o/r/../../x/y",
        "https://github.com/o/<b>",
        "https://gıthub.com/o/r",
        "o/r",
        7,
        ["https://github.com/o/r"],
    ],
)
def test_what_is_no_address_is_told_with_its_place(tmp_path, address):
    with pytest.raises(CoursewareError) as caught:
        settings(tmp_path, address)
    assert caught.value.place == "repository: url"
    assert str(caught.value).endswith("take the line out.")


@pytest.mark.parametrize("hub", ["hub.example.org", "ftp://hub", "https://hub/?next=x", "https://hub/ x", 7])
def test_what_is_no_hub_is_told_with_its_place(tmp_path, hub):
    with pytest.raises(CoursewareError) as caught:
        settings(tmp_path, "https://github.com/o/r", hub)
    assert caught.value.place == "launch_buttons: jupyterhub_url"


@pytest.mark.parametrize("text", ["", "title: x", "repository:", "repository: {url: }", "- a"])
def test_without_an_address_there_is_no_repository(tmp_path, text):
    (tmp_path / "_config.yml").write_text(text)
    assert read_repository(tmp_path) is None


def test_settings_that_are_no_yaml_are_told(tmp_path):
    (tmp_path / "_config.yml").write_text("title: [")
    with pytest.raises(CoursewareError, match="it is no YAML"):
        read_repository(tmp_path)


def test_the_unit_names_none_now():
    assert read_repository(ROOT) is None
    assert read_repository(ROOT / "tests" / "two_lands") is None


@pytest.mark.parametrize(
    ("repository", "buttons"),
    [
        (Repository("github.com", "o/r", ""), {"binderhub_url", "colab_url"}),
        (Repository("github.com", "o/r", HUB), {"binderhub_url", "colab_url", "jupyterhub_url"}),
        (Repository("gitlab.com", "o/r", ""), {"binderhub_url"}),
        (Repository("gitlab.com", "group/sub/r", HUB), {"jupyterhub_url"}),
        (Repository("git.example.org", "o/r", HUB), {"jupyterhub_url"}),
    ],
)
def test_a_host_gets_the_buttons_that_it_can_serve(repository, buttons):
    options = theme_options(repository)
    launch = {name for name, value in options["launch_buttons"].items() if value}
    assert launch == buttons | {"notebook_interface"}
    assert options["repository_branch"] == "students"


@pytest.mark.parametrize("repository", [None, Repository("git.example.org", "o/r", "")])
def test_without_any_button_the_theme_is_told_nothing(repository):
    assert theme_options(repository) == {}


def test_the_command_writes_into_a_new_folder_alone(tmp_path, capsys):
    (tmp_path / "new").mkdir()
    assert main(["students", str(tmp_path / "new"), "--root", str(ROOT)]) == 2
    assert capsys.readouterr().err.endswith("it exists already; name a new folder, or delete this one.\n")
