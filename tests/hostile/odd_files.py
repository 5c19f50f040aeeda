"""What lies among hand-ins and is no file, or bears a name that is a trap; made by the system itself."""

from __future__ import annotations

import json
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.gradebook.conftest import School
from tests.hostile.case import FULL

LINK = "It is a link to somewhere else, and links are not followed."
DENIED = "The file cannot be opened: Permission denied."
DEVICE = "It is not a file but a pipe or a device."


class Odd(NamedTuple):
    """Something laid among the hand-ins.

    Attributes:
        name: the student's id.
        what: what is laid, as a phrase.
        path: where, below the hand-ins; as hand-ins.csv shows it.
        file: its status there.
        total: the student's points, "" for none.
        reason: how the file's reason begins.
        lay: (school, path, student) -> None.
    """

    name: str
    what: str
    path: str
    file: str
    total: str
    reason: str
    lay: Callable[[School, Path, str], None]


def _write(school: School, path: Path, student: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(school.record(student)))


def _link(target: Callable[[School, Path], Path | str]) -> Callable[[School, Path, str], None]:
    def lay(school: School, path: Path, student: str) -> None:
        secret = school.folder / f"secret-{student}.json"
        secret.write_text(json.dumps(school.record(student)))
        path.symlink_to(target(school, secret))

    return lay


def _socket(school: School, path: Path, student: str) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's path has at most 108 characters
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def _device(school: School, path: Path, student: str) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero, which never ends
    except PermissionError:
        os.mkfifo(path)  # only root makes devices


def _huge(school: School, path: Path, student: str) -> None:
    """A notebook with 200 MB of output: valid JSON, with a hole on the disk in the place of its blanks."""
    text = json.dumps(school.notebook(student)).encode()
    with open(path, "wb") as file:
        file.write(text)
        file.truncate(200_000_000)
        file.seek(200_000_000)
        file.write(b"\n")


def _raw(name: bytes) -> Callable[[School, Path, str], None]:
    def lay(school: School, path: Path, student: str) -> None:
        with open(os.path.join(os.fsencode(school.hand_ins), name), "w") as file:
            json.dump(school.record(student), file)

    return lay


def _hard_link(school: School, path: Path, student: str) -> None:
    """The gradebook's own roster under another name."""
    os.link(school.roster, path)


def _sealed(school: School, path: Path, student: str) -> None:
    _write(school, path / "answers.json", student)
    path.chmod(0)


def _closed(mode: int, folder: bool) -> Callable[[School, Path, str], None]:
    """A file without permissions, or a folder without them with a file in it."""

    def lay(school: School, path: Path, student: str) -> None:
        _write(school, path, student)
        (path.parent if folder else path).chmod(mode)

    return lay


def _named(name: str, what: str, path: str) -> Odd:
    return Odd(name, what, path, "valid", FULL, "", _write)


ODD = [
    Odd("link", "a link to a record outside", "link.json", "unreadable", "", LINK, _link(lambda s, f: f)),
    Odd(
        "link-up", "a link that climbs", "up.json", "unreadable", "", LINK, _link(lambda s, f: f"../{f.name}")
    ),
    Odd(
        "link-folder",
        "a link to a folder outside",
        "folder",
        "unreadable",
        "",
        LINK,
        _link(lambda s, f: f.parent),
    ),
    Odd("link-itself", "a link to itself", "itself", "unreadable", "", LINK, _link(lambda s, f: "itself")),
    Odd("link-nowhere", "a link to nothing", "nowhere", "unreadable", "", LINK, _link(lambda s, f: "gone")),
    Odd(
        "link-zero",
        "a link to a device without end",
        "zero",
        "unreadable",
        "",
        LINK,
        _link(lambda s, f: "/dev/zero"),
    ),
    Odd(
        "link-passwords",
        "a link to the passwords",
        "answers.json",
        "unreadable",
        "",
        LINK,
        _link(lambda s, f: "/etc/passwd"),
    ),
    Odd(
        "link-process",
        "a link to the process's memory",
        "mem",
        "unreadable",
        "",
        LINK,
        _link(lambda s, f: "/proc/self/mem"),
    ),
    Odd(
        "pipe",
        "a pipe that nobody writes into",
        "pipe.json",
        "unreadable",
        "",
        DEVICE,
        lambda s, p, who: os.mkfifo(p),
    ),
    Odd("socket", "a socket", "socket.json", "unreadable", "", "", _socket),
    Odd("device", "a device without end", "device.json", "unreadable", "", DEVICE, _device),
    Odd(
        "huge",
        "a notebook with 200 MB of output",
        "huge.ipynb",
        "unreadable",
        "",
        "The file is too large: 200,000,001 bytes",
        _huge,
    ),
    Odd("roster-again", "the roster, linked among the hand-ins", "roster.csv", "skipped", "", "", _hard_link),
    Odd("closed", "a file that nobody may read", "closed.json", "unreadable", "", DENIED, _closed(0, False)),
    Odd(
        "closed-folder",
        "a file in a folder that may be listed, no more",
        "closed/answers.json",
        "unreadable",
        "",
        DENIED,
        _closed(0o444, True),
    ),
    Odd("sealed-folder", "a folder that nobody may open", "sealed", "unreadable", "", DENIED, _sealed),
    _named("as-folder", "a record in a folder named like one", "as-folder.json/answers.json"),
    _named("win-device", "a name that Windows keeps for itself", "aux.json"),
    _named("win-dots", "a name that Windows cannot hold", "answers.json. . ."),
    _named("win-path", "a path of Windows as a name", "C:\\Users\\me\\answers.json"),
    _named("win-climbs", "a name that climbs on Windows", "..\\..\\answers.json"),
    _named("win-stream", "a stream of a file on Windows", "answers.json:hidden"),
    _named("case-one", "a name that differs in case alone, one", "Clash.json"),
    _named("case-two", "a name that differs in case alone, the other", "cLASH.json"),
    _named("form-one", "é in one character", "caf\u00e9.json"),
    _named("form-two", "é in two characters", "cafe\u0301.json"),
    _named("dash", "a name like an option", "--out=x"),
    _named("formula-name", "a name like a formula", "=1+1.json"),
    _named("hidden", "a hidden file", ".answers.json"),
    _named("glob", "a name of wildcards", "*?[a].json"),
    _named("braces", "a name that a shell would run", "$(touch TRIPWIRE).json"),
    Odd(
        "bytes-name", "a name that is no text", "\ufffd\ufffd.json", "valid", FULL, "", _raw(b"\xff\xfe.json")
    ),
    Odd("line-name", "a name of two lines", "two lines.json", "valid", FULL, "", _raw(b"two\nlines.json")),
    Odd(
        "turned-name",
        "a name that reads backwards",
        "a gnp.json",
        "valid",
        FULL,
        "",
        _raw("a\u202egnp.json".encode()),
    ),
    Odd("escape-name", "a name that clears a terminal", "[2J.json", "valid", FULL, "", _raw(b"\x1b[2J.json")),
    Odd("long-name", "a name as long as can be", "y" * 255, "valid", FULL, "", _raw(b"y" * 255)),
    _named("deep-folders", "a record 200 folders down", "d/" * 200 + "answers.json"),
]
