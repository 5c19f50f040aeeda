"""Which wheels a bundle carries: for every computer one of each package, and what the wheels ask for."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile

import pytest
from packaging.markers import Marker

from courseware.bundle import download as downloading
from courseware.bundle import wheels as module
from courseware.bundle.lock import read_lock
from courseware.bundle.targets import TARGETS
from courseware.bundle.wheels import all_wheels, missing_from, serving, verified, wheel_named
from courseware.errors import CoursewareError
from tests.conftest import ROOT

BY_NAME = {(target.name, target.python[2]): target for target in TARGETS}
WINDOWS = BY_NAME["Windows, Python 3.12", 0]
LINUX = BY_NAME["Linux, Python 3.12", 0]


def make(folder, name, *needs):
    """A wheel with nothing in it but what it needs; its path."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        said = "".join(f"Requires-Dist: {need}\n" for need in needs)
        archive.writestr("x.dist-info/METADATA", f"Metadata-Version: 2.1\n{said}")
    return path


def locked(folder, *lines):
    """A lock of lines such as "name==1.0 ; marker", with the checksums of the wheels in `folder`."""
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.whl")]
    hashes = "".join(f" \\\n    --hash=sha256:{digest}" for digest in [*digests, "0" * 64])
    lock = folder / "lock.txt"
    lock.write_text("# compiled\n" + "".join(f"{line}{hashes}\n    # via x\n" for line in lines))
    return lock


def test_the_platforms_are_those_that_students_have():
    assert len({target.name for target in TARGETS}) == 15
    for target in TARGETS:
        assert target.takes(None)
        assert target.takes(Marker("os_name == 'nt'")) == target.name.startswith("Windows")
        assert target.takes(Marker("sys_platform == 'darwin'")) == target.name.startswith("macOS")
    late = BY_NAME["Linux, Python 3.11", 99]
    asked = Marker("python_full_version < '3.11.5'")
    assert BY_NAME["Linux, Python 3.11", 0].takes(asked) and not late.takes(asked)


def test_each_computer_gets_the_wheel_made_for_it(tmp_path):
    for tag in (
        "py3-none-any",
        "cp312-cp312-win_amd64",
        "cp311-abi3-manylinux2014_x86_64",
        "cp312-cp312-manylinux_2_28_x86_64",
        "cp312-cp312-manylinux_2_35_x86_64",
        "cp312-cp312-musllinux_1_2_x86_64",
        "cp311-cp311-macosx_10_9_universal2",
        "cp311-cp311-macosx_13_0_arm64",
    ):
        make(tmp_path, f"x-1.0-{tag}.whl")
    pins = read_lock(locked(tmp_path, "x==1.0"))
    wheels = verified(tmp_path, pins)
    assert len(wheels) == 8
    best = {target.name: serving(pins, target, wheels)[pins[0]].path.name for target in TARGETS}
    assert best["Windows, Python 3.12"] == "x-1.0-cp312-cp312-win_amd64.whl"
    assert best["Linux, Python 3.12"] == "x-1.0-cp312-cp312-manylinux_2_28_x86_64.whl", "for no newer system"
    assert best["Linux, Python 3.11"] == "x-1.0-cp311-abi3-manylinux2014_x86_64.whl"
    for name in ("macOS, Intel, Python 3.11", "macOS, Apple, Python 3.11"):
        assert best[name] == "x-1.0-cp311-cp311-macosx_10_9_universal2.whl"
    assert best["Linux, ARM, Python 3.13"] == "x-1.0-py3-none-any.whl"


def test_a_wheel_with_another_checksum_is_none(tmp_path):
    path = make(tmp_path, "x-1.0-py3-none-any.whl")
    pins = read_lock(locked(tmp_path, "x==1.0"))
    path.write_bytes(path.read_bytes()[:-1])
    make(tmp_path, "y-1.0-py3-none-any.whl")
    (tmp_path / "half.whl").write_text("")
    assert verified(tmp_path, pins) == []


def test_what_the_wheels_ask_for_and_do_not_find(tmp_path):
    names = {
        "engine-1.0-py3-none-any.whl": ("a[more]>=1", "missing-here ; extra == 'book'"),
        "a-1.0-py3-none-any.whl": ("winpty>=3 ; os_name == 'nt'", "b<2 ; extra == 'more'"),
        "b-2.0-py3-none-any.whl": (),
    }
    wheels = [wheel_named(make(tmp_path, name, *needs)) for name, needs in names.items()]
    assert missing_from(wheels, LINUX) == ["b<2, which a needs"]
    assert sorted(missing_from(wheels, WINDOWS)) == [
        "b<2, which a needs",
        "winpty>=3, which a needs",
        "winpty>=3, which a needs",
    ]


def test_a_set_that_is_not_whole_is_refused(tmp_path):
    engine = make(tmp_path, "engine-1.0-py3-none-any.whl", "a", "winpty ; os_name == 'nt'")
    a = make(tmp_path, "a-1.0-py3-none-any.whl")
    with pytest.raises(CoursewareError, match=r"for Windows, Python 3\.11 there is no winpty, which engine"):
        all_wheels(locked(tmp_path, "a==1.0"), engine, tmp_path, print)
    engine.unlink()
    engine = make(tmp_path, "engine-1.0-py3-none-any.whl", "a")
    module._requirements.cache_clear()
    assert all_wheels(locked(tmp_path, "a==1.0"), engine, tmp_path, print) == [a]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("WARNING: Retrying (Retry(total=4)\nERROR: No matching distribution found", "without a network"),
        ("ERROR: No matching distribution found for a==1.0", "a wheel for Windows, Python 3.11 cannot"),
    ],
)
def test_what_pip_cannot_do_is_one_sentence(tmp_path, monkeypatch, said, sentence):
    commands, told = [], []

    def run(command, **options):
        commands.append(command)
        return subprocess.CompletedProcess(command, 1, "", said)

    monkeypatch.setattr(downloading.subprocess, "run", run)
    engine = make(tmp_path, "engine-1.0-py3-none-any.whl")
    with pytest.raises(CoursewareError, match=sentence):
        all_wheels(locked(tmp_path, "a==1.0 ; os_name == 'nt'"), engine, tmp_path, told.append)
    assert told == ["Windows, Python 3.11: downloading 1 of 1 packages"]
    assert {"--require-hashes", "--only-binary=:all:", "win_amd64", "3.11.0"} <= set(commands[0])


@pytest.mark.parametrize("line", ["a", "a>=1 --hash=sha256:" + "0" * 64, "a==1.0", "??? --hash=sha256:00"])
def test_a_lock_that_pins_nothing_is_refused(tmp_path, line):
    (tmp_path / "lock.txt").write_text(line)
    with pytest.raises(CoursewareError, match="this is not pinned with checksums"):
        read_lock(tmp_path / "lock.txt")


def test_the_students_lock_names_what_each_system_needs():
    pins = read_lock(ROOT / "requirements-student.txt")
    here = {target.name: {pin.name for pin in pins if target.takes(pin.marker)} for target in TARGETS}
    for name, packages in here.items():
        assert {"jupyterlab", "notebook", "pandas", "plotly", "anywidget"} <= packages
        assert ({"pywinpty", "colorama"} <= packages) == name.startswith("Windows"), name
