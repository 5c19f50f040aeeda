"""The zip: what is in it, what is not, how large, and the same bytes each time."""

from __future__ import annotations

import io
import json
import re
import shutil
import time
import zipfile
from functools import partial
from pathlib import Path

import pytest

from courseware.bundle import write
from courseware.bundle.built_book import built_book
from courseware.bundle.requirements import LOCK
from courseware.bundle.write import LIMIT, write_bundle
from courseware.bundle.zip_file import write_zip
from courseware.cli import main
from courseware.errors import CoursewareError
from tests.conftest import ROOT, bank_of
from tests.parallel import made_once
from tests.sealing import leaks

LANDS = ROOT / "tests" / "two_lands"


@pytest.fixture(scope="module")
def bundle(book, tmp_path_factory):
    """The real unit's bundle for practice."""
    folder = made_once(tmp_path_factory, "bundle", partial(write_bundle, ROOT, False, book))
    return next(folder.glob("*.zip"))


@pytest.fixture
def lands(tmp_path, engine_at_hand):
    """A small unit with a lock and something in the place of its built book."""
    root = Path(shutil.copytree(LANDS, tmp_path / "unit"))
    shutil.copy(ROOT / LOCK, root / LOCK)
    for folder, key in (
        ("_build/html", '.key = {"edition":"practice-1"};'),
        ("_build/sealed/html", "(globalThis.courseware ??= {}).sealed = {};"),
    ):
        (root / folder / "_static/courseware").mkdir(parents=True)
        (root / folder / "index.html").write_text("<h1>Lowland and Highland</h1>")
        (root / folder / "_static/courseware/key.js").write_text(key)
    return root


def names(path):
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_one_folder_named_after_the_unit_with_all_a_student_needs(bundle):
    assert bundle.name == "eeu-tech-growth.zip"
    inside = {name.removeprefix("eeu-tech-growth/") for name in names(bundle)}
    assert all(name.startswith("eeu-tech-growth/") for name in names(bundle)), "one folder"
    assert {name.split("/")[0] for name in inside} == {
        "START-HERE.html",
        "START-HERE.txt",
        "LICENSE",
        "LICENSE-CONTENT.md",
        "book",
        "chapters",
        "data",
        "exercises",
        "requirements.txt",
        "wheels",
    }
    assert "book/index.html" in inside and "exercises/unit.yml" in inside
    assert len([name for name in inside if name.startswith("wheels/")]) == 1, "the engine's"
    tables = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))["resources"]
    wanted = {f"data/{table['path']}" for table in tables if table["name"] != "uncited_numbers"}
    assert wanted | {"data/datapackage.json"} == {name for name in inside if name.startswith("data/")}


def test_it_is_small_enough_and_unpacks_on_windows(bundle):
    assert bundle.stat().st_size < LIMIT
    for name in names(bundle):
        assert len(name) < 160, "with a student's folders before it, it stays below 260"
        assert not re.search(r'[<>:"\\|?*]|[ .](/|$)', name), name


def test_nothing_tells_where_it_was_made(bundle):
    places = [str(ROOT).encode(), str(Path.home()).encode() + b"/", b"pytest-of-"]
    with zipfile.ZipFile(bundle) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            packed = [content]
            if name.endswith(".whl"):
                wheel = zipfile.ZipFile(io.BytesIO(content))
                packed = [wheel.read(part) for part in wheel.namelist() if "dist-info" in part]
            assert not [place for place in places for part in packed if place in part], name


def test_the_same_book_gives_the_same_bytes(lands, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (
        write_bundle(lands, False, lands / "_build/html", tmp_path / place).path for place in ("one", "two")
    )
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {time.gmtime(1_700_000_000)[:6]}


def test_a_file_s_own_time_and_rights_do_not_matter(tmp_path):
    (tmp_path / "a").write_text("a")
    write_zip(tmp_path / "first.zip", {"x/a": tmp_path / "a", "x/b": b"b"}, 315_532_800)
    (tmp_path / "a").chmod(0o600)
    write_zip(tmp_path / "second.zip", {"x/b": b"b", "x/a": tmp_path / "a"}, 315_532_800)
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_a_bundle_that_is_too_large_is_refused_and_the_last_one_stays(lands, monkeypatch, capsys):
    assert main(["bundle", "--root", str(lands)]) == 0
    said = capsys.readouterr().out
    path = lands / "_build/bundle/two-lands.zip"
    size, count = path.stat().st_size, len(names(path))
    assert said.startswith(f"{path}: {size / 1e6:.1f} MB, {count} files\n")
    before = path.read_bytes()
    (lands / "_build/html/film.mp4").write_bytes(bytes(range(256)) * 300)
    monkeypatch.setattr(write, "LIMIT", size // 2)
    assert main(["bundle", "--root", str(lands)]) == 2
    said = capsys.readouterr().err
    assert "two-lands.zip: it would have 0." in said and " MB that a bundle may have; make its files" in said
    assert path.read_bytes() == before and [path] == list(path.parent.iterdir())


def test_a_book_that_is_not_there_or_of_another_edition_is_refused(lands):
    unit, sealed = bank_of(lands).unit, bank_of(lands, sealed=True).unit
    assert built_book(lands, unit) == lands / "_build/html"
    assert built_book(lands, sealed) == lands / "_build/sealed/html"
    shutil.rmtree(lands / "_build/html")
    with pytest.raises(CoursewareError, match="there is no built book; build the book by `make book`"):
        built_book(lands, unit)
    shutil.copytree(lands / "_build/sealed/html", lands / "_build/html")
    with pytest.raises(CoursewareError, match="is not of the edition practice-1; build the book by"):
        built_book(lands, unit)
    key = lands / "_build/sealed/html/_static/courseware/key.js"
    key.write_text('.key = {"edition":"sealed-1"};')
    with pytest.raises(CoursewareError, match=r"not of the edition sealed-1; .* `make book EDITION=sealed`"):
        built_book(lands, sealed)


def test_a_sealed_bundle_has_a_name_of_its_own(lands, tmp_path):
    written = write_bundle(lands, True, lands / "_build/sealed/html", tmp_path)
    assert written.path.name == "two-lands-sealed-1.zip"
    assert all(name.startswith("two-lands-sealed-1/") for name in names(written.path))
    assert not [name for name in names(written.path) if re.search("items|checks|unlock|key.json", name)]


def test_no_page_and_no_notebook_of_the_bundle_is_a_solution(bundle, tmp_path):
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    files = leaks.files(tmp_path)
    assert not [name for name, text in files.items() if re.search(r"#\s*(BEGIN|END) SOLUTION", text)]
