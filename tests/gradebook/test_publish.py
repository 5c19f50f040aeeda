"""Results are replaced whole or not at all, and only where they are ours."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from courseware.errors import CoursewareError
from courseware.gradebook import publish
from courseware.gradebook.collect import RESULTS_MARK
from courseware.gradebook.publish import check, sole_writer

HERE = Path(__file__).parent


def write(out: Path, text: str = "x", files: list | None = None) -> None:
    with sole_writer(out):
        publish.publish(out, files or [("gradebook.csv", text.encode()), ("feedback/a.html", text.encode())])


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_new_results_take_the_place_of_old_ones(tmp_path):
    out = tmp_path / "results"
    write(out, files=[("gradebook.csv", b"old"), ("feedback/gone.html", b"old")])
    write(out, "new")
    assert names(tmp_path) == [
        "results",
        f"results/{RESULTS_MARK}",
        "results/feedback",
        "results/feedback/a.html",
        "results/gradebook.csv",
    ]
    assert (out / "gradebook.csv").read_text() == "new"


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "results").mkdir()
    write(tmp_path / "results")
    assert (tmp_path / "results/gradebook.csv").exists()


@pytest.mark.parametrize("name", ["thesis.docx", "feedback", ".hidden"])
def test_a_folder_of_somebody_else_is_refused(tmp_path, name):
    out = tmp_path / "mine"
    out.mkdir()
    (out / name).write_text("years of work")
    with pytest.raises(CoursewareError, match="not empty and was not written by courseware grade"):
        write(out)
    assert names(tmp_path) == ["mine", f"mine/{name}"]


@pytest.mark.parametrize("name", ["notes.xlsx", "feedback/notes.txt"])
def test_a_file_that_was_added_to_our_results_is_not_lost(tmp_path, name):
    out = tmp_path / "results"
    write(out, "old")
    (out / name).write_text("marks for the discussion")
    with pytest.raises(CoursewareError, match=f"also holds '{name}'.*move it out"):
        write(out, "new")
    assert (out / "gradebook.csv").read_text() == "old"
    assert (out / name).read_text() == "marks for the discussion"


def test_results_that_are_open_in_a_spreadsheet_program_are_still_ours(tmp_path):
    out = tmp_path / "results"
    write(out)
    (out / ".~lock.gradebook.csv#").write_text("Ada")
    (out / "~$gradebook.csv").write_text("Ada")
    check(out)


@pytest.mark.parametrize("kind", ["file", "link", "link to nothing", "no parent"])
def test_what_is_no_folder_is_refused(tmp_path, kind):
    out = tmp_path / "results"
    if kind == "file":
        out.write_text("x")
    elif kind == "no parent":
        out = tmp_path / "nowhere" / "results"
    else:
        target = tmp_path / "elsewhere"
        if kind == "link":
            target.mkdir()
        out.symlink_to(target)
    before = names(tmp_path)
    with pytest.raises(CoursewareError, match=r"--out\.$"):
        write(out)
    assert names(tmp_path) == before


def test_a_full_disk_leaves_old_results_and_nothing_else(tmp_path):
    out = tmp_path / "results"
    write(out, "old")

    def files():
        yield "gradebook.csv", b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write(out, files=files())
    assert (out / "gradebook.csv").read_text() == "old"
    assert names(tmp_path)[0] == "results"
    assert len(names(tmp_path)) == 5


@pytest.mark.parametrize("way", ["with-exchange", "without-exchange"])
def test_killed_at_any_step_old_or_new_results_are_whole_and_the_next_run_clears_up(tmp_path, way):
    command = [sys.executable, HERE / "kill_everywhere.py", tmp_path, way]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    *killed, last = kills
    assert len(killed) > 20
    assert last == {"died": False, "after_kill": "new", "after_next": "next", "beside": ["results"]}
    for kill in killed:
        assert (kill["died"], kill["after_next"], kill["beside"]) == (True, "next", ["results"])
    states = [kill["after_kill"] for kill in killed]
    # Between two renames the old results lie beside; with the exchange there is no such moment.
    between = [] if way == "with-exchange" else ["missing"]
    assert [state for n, state in enumerate(states) if state not in states[:n]] == ["old", *between, "new"]


def test_between_two_renames_the_old_results_lie_beside_whole(tmp_path, monkeypatch):
    out = tmp_path / "results"
    write(out, "old")
    os.rename(out, publish._aside_folder(out))
    with sole_writer(out):
        assert (out / "gradebook.csv").read_text() == "old"


def test_linux_exchanges_in_one_step(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if sys.platform.startswith("linux"):
        assert publish.exchange(tmp_path / "a", tmp_path / "b")
        assert names(tmp_path) == ["a", "a/b", "b", "b/a"]
    assert not publish.exchange(tmp_path / "a", tmp_path / "c")


def test_a_second_run_waits_for_the_first(tmp_path):
    out = tmp_path / "results"
    code = (
        "import sys, time; from pathlib import Path; from courseware.gradebook.publish import *\n"
        "with sole_writer(Path(sys.argv[1])):\n"
        "    print('in', flush=True); time.sleep(0.5)\n"
        "    publish(Path(sys.argv[1]), [('gradebook.csv', b'first')])\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, out], stdout=subprocess.PIPE) as first:
        assert first.stdout.readline() == b"in\n"
        write(out, "second")
    assert (out / "gradebook.csv").read_text() == "second"


def test_kill_9_of_the_command_leaves_the_previous_results_whole(school):
    school.enrol(*((f"s-{n}", f"Student {n}") for n in range(400)))
    school.put("0.json", school.record("s-0"))
    school.grade()
    before = {path: path.read_bytes() for path in school.out.rglob("*") if path.is_file()}
    for n in range(400):
        school.put(f"{n}.json", school.record(f"s-{n}"))
    command = [sys.executable, "-m", "courseware", *school.command()]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 60
        while not list(publish.staging_folder(school.out).glob("feedback/*9.html")):
            assert running.poll() is None, "the command ended before it could be killed"
            assert time.monotonic() < deadline
        os.kill(running.pid, signal.SIGKILL)
    assert {path: path.read_bytes() for path in school.out.rglob("*") if path.is_file()} == before
    assert school.grade().students["graded"] == 400
    assert not publish.staging_folder(school.out).exists()
