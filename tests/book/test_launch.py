"""A unit begun as CONTRIBUTING.md says, and its launch buttons: there with an address, each leading to a file
of the students'."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import nbformat
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from courseware.bundle import students_tree
from courseware.cli import main
from tests.browser.conftest import OF_COLOUR, axe
from tests.conftest import ROOT
from tests.parallel import made_once

LANDS = ROOT / "tests" / "two_lands"
ADDRESS, HUB = "https://github.com/some-one/two-lands", "https://hub.example.org"
NOTEBOOKS = ("chapters/map", "exercises/rivers", "appendix/more")
PAGES = ("chapters/rivers", "exercises/score", "exercises/grading", *NOTEBOOKS)
CONTENTS = "format: jb-book\nroot: index\nchapters:\n" + "".join(f"- {{file: {page}}}\n" for page in PAGES)
ON = {"repository": {"url": ADDRESS}, "launch_buttons": {"jupyterhub_url": HUB}}
BUTTON = "Launch interactive content"


def build(root: Path, out: Path, edition: str = "practice", **more) -> subprocess.CompletedProcess:
    """Build strictly with the settings of this book, without what is told to be taken out of them."""
    lines = (ROOT / "_config.yml").read_text(encoding="utf-8").splitlines()
    kept = yaml.safe_load("\n".join(line for line in lines if not re.search("bibtex|favicon", line)))
    (root / "_config.yml").write_text(yaml.safe_dump(kept | more), encoding="utf-8")
    builder = Path(sys.executable).parent / "jupyter-book"
    settings = {"COURSEWARE_EDITION": edition, "COURSEWARE_UNLOCK_CODE": "a code for this test"}
    command = [builder, "build", root, "--path-output", out, "-q", "-W", "-n", "--keep-going"]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **settings})


def copied() -> list[Path]:
    """What CONTRIBUTING.md has one begin a new unit with."""
    recipe = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## A new unit")[2]
    step = recipe.partition("1. ")[2].partition("Nothing")[0]
    return [path for name in re.findall(r"`([^`]+)`", step) for path in sorted(ROOT.glob(name.rstrip("/")))]


def make_root(folder: Path) -> Path:
    folder.mkdir()
    for path in copied():
        (shutil.copy if path.is_file() else shutil.copytree)(path, folder / path.name)
    root = Path(shutil.copytree(LANDS, folder, dirs_exist_ok=True))
    (root / "index.md").write_text("# Two lands\n\n```{progress}\n```\n")
    (root / "_toc.yml").write_text(CONTENTS)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    for name in ("score", "grading"):
        (root / f"exercises/{name}.md").write_text(f"# {name}\n\n```{{{name}}}\n```\n")
    for name in NOTEBOOKS:
        (root / name).parent.mkdir(exist_ok=True)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# {name}\n\nWords.")])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, root / f"{name}.ipynb")
    return root


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """A small book with buttons in `on`, and the students' folder that belongs to it in `tree`.

    In the same place it is then built without an address, and copied to `off`; beside it, sealed.
    """

    def make(folder: Path) -> None:
        root = make_root(folder / "root")
        builds = {
            "on": ("book", "practice", ON),
            "off": ("book", "practice", {}),
            "sealed": ("tests", "sealed", ON),
        }
        for name, (place, edition, more) in builds.items():
            done = build(root, folder / place, edition, **more)
            if done.returncode:
                pytest.fail((done.stdout + done.stderr)[-3000:], pytrace=False)
            shutil.copytree(folder / place / "_build" / "html", folder / name)
            if name == "on":
                students_tree(root, folder / "tree")

    return made_once(tmp_path_factory, "small-book-with-buttons", make)


def links(page: Path) -> dict[str, str]:
    """The buttons of a page: text → address."""
    text = page.read_text(encoding="utf-8")
    menu = re.search(r'<div class="dropdown dropdown-launch-buttons">.*?</div>', text, re.DOTALL)
    if not menu:
        return {}
    found = re.findall(r'<a href="([^"]+)".*?<span class="btn__text-container">(\w+)<', menu[0], re.DOTALL)
    return {name: address.replace("&amp;", "&") for address, name in found}


def path_behind(name: str, address: str) -> str:
    """The file that an address opens, relative to the branch; every other part of it is asserted."""
    parts, query = urlsplit(address), parse_qs(urlsplit(address).query)
    if name == "Binder":
        assert address.startswith("https://mybinder.org/v2/gh/some-one/two-lands/students?")
        return query["urlpath"][0].removeprefix("lab/tree/")
    if name == "Colab":
        start = "https://colab.research.google.com/github/some-one/two-lands/blob/students/"
        assert address.startswith(start)
        return unquote(address.removeprefix(start))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{HUB}/hub/user-redirect/git-pull"
    assert (query["repo"], query["branch"]) == ([ADDRESS], ["students"])
    return query["urlpath"][0].removeprefix("lab/tree/two-lands/")  # the folder that nbgitpuller makes


@pytest.mark.parametrize("page", ["chapters/map", "exercises/rivers"])
def test_each_button_leads_to_the_same_notebook_on_the_students_branch(small, page):
    found = links(small / "on" / f"{page}.html")
    assert found.keys() == {"Binder", "Colab", "JupyterHub"}
    for name, address in found.items():
        assert path_behind(name, address) == f"{page}.ipynb"
        assert (small / "tree" / f"{page}.ipynb").is_file()


def test_pages_that_are_no_notebook_of_the_students_have_no_button(small):
    for page in ("index", "chapters/rivers", "appendix/more", "search", "404"):
        assert links(small / "on" / f"{page}.html") == {}
    assert not (small / "tree" / "appendix").exists()


def html_of(folder: Path) -> str:
    pages = [path for path in folder.rglob("*.html") if "_static" not in path.parts]
    assert len(pages) > 4
    return "".join(path.read_text(encoding="utf-8") for path in pages)


@pytest.mark.parametrize("name", ["on", "off", "sealed"])
def test_buttons_go_where_the_address_goes_and_in_a_sealed_edition(small, name):
    text = html_of(small / name)
    assert (BUTTON in text) == ("mybinder.org" in text) == (name == "on")
    assert "executablebooks/jupyter-book" not in text.replace("https://jupyterbook.org", "")


def test_a_unit_that_was_begun_as_told_passes_the_checks(small, capsys):
    root = str(small / "root")
    assert main(["check", "--root", root]) == 0
    assert "the bank is valid" in capsys.readouterr().out
    assert main(["claims", "--root", root]) == 0
    assert "no register of claims" in capsys.readouterr().out


def test_the_real_book_has_no_button_and_nobody_elses_address(book):
    for path in book.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert BUTTON not in text, path
        assert "mybinder" not in text and "github.com/executablebooks" not in text, path


def test_an_address_that_is_none_stops_check_and_build_with_a_sentence(tmp_path, capsys):
    root = make_root(tmp_path / "root")
    done = build(root, tmp_path / "book", repository={"url": "git@github.com:o/r.git"})
    assert done.returncode != 0
    sentence = "_config.yml, repository: url: 'git@github.com:o/r.git' is no address of a repository; write"
    assert sentence in done.stdout + done.stderr
    assert main(["check", "--root", str(root)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_host_that_the_theme_does_not_know_is_no_fault(tmp_path):
    more = ON | {"repository": {"url": "https://code.example.org/group/sub/unit"}}
    done = build(make_root(tmp_path / "root"), tmp_path / "book", **more)
    assert done.returncode == 0, done.stdout + done.stderr
    [(name, address)] = links(tmp_path / "book" / "_build" / "html" / "chapters" / "map.html").items()
    assert name == "JupyterHub"
    query = parse_qs(urlsplit(address).query)
    assert query["repo"] == ["https://code.example.org/group/sub/unit"]
    assert query["urlpath"] == ["lab/tree/unit/chapters/map.ipynb"]


# --- to look at -----------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Browser, small: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    page.goto((small / "on" / "chapters" / "map.html").as_uri())
    yield page
    context.close()


def open_by_keyboard(page: Page) -> None:
    button = page.get_by_role("button", name=BUTTON)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Binder")).to_be_visible()


def test_the_buttons_are_reached_and_left_by_keyboard(page):
    open_by_keyboard(page)
    for name in ("Binder", "JupyterHub", "Colab"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=name)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Binder")).to_be_hidden()
    expect(page.get_by_role("button", name=BUTTON)).to_be_focused()


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_buttons_in_light_and_dark(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_by_keyboard(page)
    assert axe(page, within=".article-header-buttons") == []
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert axe(page, within=".article-header-buttons", rules=OF_COLOUR) == []
    menu = page.locator(".dropdown-launch-buttons .dropdown-menu")
    box = menu.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
