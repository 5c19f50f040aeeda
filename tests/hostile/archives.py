"""Zips that are traps, lies, or broken, made byte by byte where ``zipfile`` refuses to."""

from __future__ import annotations

import io
import json
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from tests.gradebook.conftest import RIGHT, School
from tests.hostile.case import FULL

OUTSIDE = "Its name in the archive leads out of the folder"
DAMAGED = "The archive is damaged or cut short"
SPOILT = "The file is damaged in its archive"
EARLY, LATE = "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"


class Zipped(NamedTuple):
    """An archive handed in by the student whose id is its name.

    Attributes:
        name: of the case, the student and the archive.
        what: what it is, as a phrase.
        inside: the path of the file in it that is judged, as it is shown; "" for the archive itself.
        file: that file's status.
        total: the student's points, "" for none.
        reason: how the reason begins.
        make: (school, student) -> the archive.
        suffix: of the archive.
    """

    name: str
    what: str
    inside: str
    file: str
    total: str
    reason: str
    make: Callable[[School, str], bytes]
    suffix: str = ".zip"

    @property
    def path(self) -> str:
        """The judged file's path below the hand-ins."""
        return "/".join(filter(None, (self.name + self.suffix, self.inside)))


class Entry(NamedTuple):
    """A file in an archive, with everything that its headers may lie about.

    Attributes:
        name: raw bytes.
        data: as it is stored, compressed or not.
        sizes: bytes, (compressed, plain), as the headers say; those of `data` by default.
    """

    name: bytes
    data: bytes = b""
    method: int = 0
    sizes: tuple[int, int] | None = None
    crc: int | None = None
    flags: int = 0x800
    mode: int = 0
    local_name: bytes | None = None


def archive(*entries: Entry, one_place: bool = False, before: bytes = b"", comment: bytes = b"") -> bytes:
    """An archive of `entries`; with `one_place`, all of them use the first one's bytes."""
    body, contents = bytearray(before), bytearray()
    for place, entry in enumerate(entries):
        start = len(before) if one_place else len(body)
        packed, plain = entry.sizes or (len(entry.data), len(entry.data))
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        name = entry.name if entry.local_name is None else entry.local_name
        shared = struct.pack(
            "<HHHHHIIIHH", 20, entry.flags, entry.method, 0, 33, crc, packed, plain, len(name), 0
        )
        if place == 0 or not one_place:
            body += b"PK\x03\x04" + shared + name + entry.data
        shared = shared[:-4] + struct.pack("<HH", len(entry.name), 0)
        contents += b"PK\x01\x02" + struct.pack("<H", 0x314) + shared
        contents += struct.pack("<HHHII", 0, 0, 0, entry.mode << 16, start) + entry.name
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(contents), len(body), len(comment))
    return bytes(body + contents) + b"PK\x05\x06" + end + comment


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def bomb(megabytes: int, head: bytes = b"") -> bytes:
    """Deflated `head`, and after it so many megabytes of blanks, packed a megabyte at a time."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    blanks = b" " * 1_000_000
    return b"".join(
        [packer.compress(head), *(packer.compress(blanks) for _ in range(megabytes)), packer.flush()]
    )


def right(school: School, student: str, answers: dict = RIGHT, saved: str = LATE) -> bytes:
    return json.dumps(school.record(student, answers, saved)).encode()


def plain(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive as an ordinary program makes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that stands twice
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def named(name: bytes, **more: int) -> Callable[[School, str], bytes]:
    """An archive of one right record under a name."""
    return lambda school, who: archive(Entry(name, right(school, who), **more))


def changed(change: Callable[[bytes], bytes]) -> Callable[[School, str], bytes]:
    """An ordinary archive of one right record, after something was done to its bytes."""
    return lambda school, who: change(plain(("answers.json", right(school, who))))


def _spoilt(data: bytes) -> bytes:
    """A byte of the packed record turned over."""
    return data[:60] + bytes([data[60] ^ 0xFF]) + data[61:]


def _large(school: School, who: str) -> bytes:
    """A right notebook and 200 MB of blanks."""
    head = json.dumps(school.notebook(who)).encode()
    packed = bomb(200, head)
    return archive(Entry(b"lab.ipynb", packed, 8, (len(packed), len(head) + 200_000_000)))


def _many_large(school: School, who: str) -> bytes:
    """Forty files of 30 MB each, every one below the limit of a file."""
    packed = bomb(30)
    return archive(*(Entry(b"%d.json" % n, packed, 8, (len(packed), 30_000_000)) for n in range(40)))


def _liar(school: School, who: str) -> bytes:
    """A file that says it has as many bytes as a record, and comes to 100 MB."""
    packed = bomb(100, right(school, who))
    return archive(Entry(b"answers.json", packed, 8, (len(packed), len(right(school, who)))))


def _overlapping(school: School, who: str) -> bytes:
    """Two hundred files that all use the same bytes."""
    packed = bomb(4)
    entries = [Entry(b"%d.json" % n, packed, 8, (len(packed), 4_000_000)) for n in range(200)]
    return archive(*entries, one_place=True)


def _nested(depth: int) -> Callable[[School, str], bytes]:
    def make(school: School, who: str) -> bytes:
        data = plain(("answers.json", right(school, who)))
        for _ in range(depth - 1):
            data = plain(("inner.zip", data))
        return data

    return make


def small_bombs() -> bytes:
    """200 archives in one, each of a few kilobytes, which come to 30 MB each: together to six gigabytes."""
    packed = bomb(30)
    inner = archive(Entry(b"answers.json", packed, 8, (len(packed), 30_000_000)))
    packed = deflated(inner)
    sizes = (len(packed), len(inner))
    entries = [Entry(b"%d.zip" % n, packed, 8, sizes, zlib.crc32(inner)) for n in range(200)]
    return archive(*entries)


def small_crowds() -> bytes:
    """90 archives in one with 2,000 files each: together 180,000."""
    inner = archive(*[Entry(b"x")] * 2000, one_place=True)
    packed = deflated(inner)
    sizes = (len(packed), len(inner))
    return archive(*(Entry(b"%d.zip" % n, packed, 8, sizes, zlib.crc32(inner)) for n in range(90)))


def _bomb_beside(school: School, who: str) -> bytes:
    """A right record beside a file of four gigabytes, which is refused alone."""
    packed = bomb(1)
    giant = Entry(b"giant.json", packed, 8, (len(packed), 4_000_000_000))
    return archive(giant, Entry(b"answers.json", right(school, who)))


def _two_alike(school: School, who: str) -> bytes:
    """Two files of one name: the right one was saved later."""
    wrong = right(school, who, {**RIGHT, "rivers-01": "low"}, EARLY)
    return plain(("answers.json", right(school, who)), ("answers.json", wrong))


def _endless(school: School, who: str) -> bytes:
    """An archive that says its table of contents has four gigabytes."""
    data = bytearray(plain(("answers.json", right(school, who))))
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 12, 0xFFFFFFF0)
    return bytes(data)


def _other_end(school: School, who: str) -> bytes:
    """An archive with the end of another one in its comment."""
    other = archive(Entry(b"other.json", b"{}"))
    return archive(Entry(b"answers.json", right(school, who)), comment=other[-60:])


def one_name(count: int) -> bytes:
    """Files that all have one name."""
    return archive(*[Entry(b"x")] * count, one_place=True)


MARKS = ("a" + "\u0301\u0316" * 15_000).encode()  # 60,001 bytes, slow to put in order
LINK = stat.S_IFLNK | 0o777

ZIPPED = [
    Zipped("zip-plain", "a record in a zip", "answers.json", "valid", FULL, "", changed(lambda data: data)),
    Zipped(
        "zip-folder",
        "a record three folders down",
        "a/b/c/answers.json",
        "valid",
        FULL,
        "",
        named(b"a/./b//c/answers.json"),
    ),
    Zipped(
        "zip-climbs",
        "a name that climbs",
        "../../evil.json",
        "unreadable",
        "",
        OUTSIDE,
        named(b"../../evil.json"),
    ),
    Zipped(
        "zip-climbs-late",
        "a name that climbs later",
        "a/../../../evil.json",
        "unreadable",
        "",
        OUTSIDE,
        named(b"a/../../../evil.json"),
    ),
    Zipped(
        "zip-root", "an absolute name", "tmp/evil.json", "unreadable", "", OUTSIDE, named(b"/tmp/evil.json")
    ),
    Zipped(
        "zip-drive", "a name with a drive", "C:evil.json", "unreadable", "", OUTSIDE, named(b"C:evil.json")
    ),
    Zipped(
        "zip-back",
        "a name that climbs on Windows",
        "..\\..\\evil.json",
        "unreadable",
        "",
        OUTSIDE,
        named(b"..\\..\\evil.json"),
    ),
    Zipped(
        "zip-nul",
        "a NUL in the name",
        "answers.json .png",
        "unreadable",
        "",
        OUTSIDE,
        named(b"answers.json\0.png"),
    ),
    Zipped(
        "zip-link",
        "a link",
        "passwd",
        "unreadable",
        "",
        "It is a link",
        lambda s, who: archive(Entry(b"passwd", b"/etc/passwd", mode=LINK)),
    ),
    Zipped(
        "zip-link-record",
        "a record that is a link by its mode",
        "answers.json",
        "unreadable",
        "",
        "It is a link",
        named(b"answers.json", mode=LINK),
    ),
    Zipped(
        "zip-device",
        "a device",
        "zero",
        "unreadable",
        "",
        "It is not a file but a pipe or a device.",
        lambda s, who: archive(Entry(b"zero", mode=stat.S_IFCHR | 0o666)),
    ),
    Zipped(
        "zip-locked",
        "a file with a password",
        "answers.json",
        "unreadable",
        "",
        "It is locked with a password.",
        named(b"answers.json", flags=0x801),
    ),
    Zipped(
        "zip-bzip2",
        "packed by bzip2",
        "answers.json",
        "unreadable",
        "",
        "It is packed in a way",
        lambda s, who: plain(("answers.json", right(s, who)), method=zipfile.ZIP_BZIP2),
    ),
    Zipped(
        "zip-lzma",
        "packed by LZMA",
        "answers.json",
        "unreadable",
        "",
        "It is packed in a way",
        lambda s, who: plain(("answers.json", right(s, who)), method=zipfile.ZIP_LZMA),
    ),
    Zipped(
        "zip-method-99",
        "packed in an unknown way",
        "answers.json",
        "unreadable",
        "",
        "It is packed in a way",
        named(b"answers.json", method=99),
    ),
    Zipped("zip-spoilt", "a byte turned over", "answers.json", "unreadable", "", SPOILT, changed(_spoilt)),
    Zipped(
        "zip-crc", "a wrong checksum", "answers.json", "unreadable", "", SPOILT, named(b"answers.json", crc=1)
    ),
    Zipped(
        "zip-two-names",
        "another name in its own header",
        "answers.json",
        "unreadable",
        "",
        SPOILT,
        lambda s, who: archive(Entry(b"answers.json", right(s, who), local_name=b"evil12345678"[:12])),
    ),
    Zipped(
        "zip-cut", "cut in half", "", "unreadable", "", DAMAGED, changed(lambda data: data[: len(data) // 2])
    ),
    Zipped("zip-endless", "a table of contents of four gigabytes", "", "unreadable", "", "", _endless),
    Zipped(
        "zip-empty", "no files", "", "unreadable", "", "The archive holds no files.", lambda s, who: plain()
    ),
    Zipped(
        "zip-only-folders",
        "folders alone",
        "",
        "unreadable",
        "",
        "The archive holds no files.",
        lambda s, who: archive(Entry(b"a/"), Entry(b"a/b/")),
    ),
    Zipped("zip-no-zip", "a record under the name of a zip", "", "valid", FULL, "", right),
    Zipped(
        "zip-program",
        "a program that unpacks itself",
        "",
        "unreadable",
        "",
        "",
        lambda s, who: archive(Entry(b"answers.json", right(s, who)), before=b"MZ" + b"\0" * 100),
    ),
    Zipped(
        "zip-document",
        "a document of a word processor",
        "",
        "unreadable",
        "",
        "",
        lambda s, who: plain(("word/document.xml", b"<x/>"), ("answers.json", right(s, who))),
        ".docx",
    ),
    Zipped("zip-in-zip", "a zip in a zip", "inner.zip/answers.json", "valid", FULL, "", _nested(2)),
    Zipped(
        "zip-in-zip-in-zip",
        "a zip in a zip in a zip",
        "inner.zip/inner.zip",
        "unreadable",
        "",
        "It is an archive in an archive in an archive",
        _nested(3),
    ),
    Zipped(
        "zip-9-deep",
        "nine zips in each other",
        "inner.zip/inner.zip",
        "unreadable",
        "",
        "It is an archive in an archive in an archive",
        _nested(9),
    ),
    Zipped(
        "zip-large",
        "a notebook with 200 MB of output",
        "lab.ipynb",
        "unreadable",
        "",
        "The file is too large: 200,",
        _large,
    ),
    Zipped(
        "zip-many-large",
        "forty files of 30 MB",
        "",
        "unreadable",
        "",
        "The archive would come to 1,200,000,000 bytes",
        _many_large,
    ),
    Zipped("zip-bomb-beside", "a bomb beside a record", "answers.json", "valid", FULL, "", _bomb_beside),
    Zipped(
        "zip-liar", "100 MB in a file that says it is small", "answers.json", "unreadable", "", SPOILT, _liar
    ),
    Zipped(
        "zip-claims",
        "a small file that says it is large",
        "answers.json",
        "unreadable",
        "",
        "The file is too large: 999,",
        lambda s, who: archive(Entry(b"answers.json", right(s, who), sizes=(10, 999_000_000))),
    ),
    Zipped(
        "zip-overlap",
        "200 files in one place",
        "",
        "unreadable",
        "",
        "The archive's files use the same bytes",
        _overlapping,
    ),
    Zipped(
        "zip-contents",
        "a table of contents of 30 MB",
        "",
        "unreadable",
        "",
        "The archive's table of contents has more",
        lambda s, who: archive(*[Entry(b"x" * 60_000)] * 500, one_place=True),
    ),
    Zipped("zip-two-alike", "two files of one name", "answers.json", "valid", FULL, "", _two_alike),
    Zipped(
        "zip-two-cases",
        "two names that differ in case",
        "A.json",
        "valid",
        FULL,
        "",
        lambda s, who: plain(("A.json", right(s, who)), ("a.json", right(s, who, {}, EARLY))),
    ),
    Zipped("zip-end", "the end of another archive in its comment", "", "unreadable", "", "", _other_end),
    Zipped(
        "zip-utf-8",
        "a name in UTF-8 that does not say so",
        "Аня.json",
        "valid",
        FULL,
        "",
        named("Аня.json".encode(), flags=0),
    ),
    Zipped(
        "zip-cp866",
        "a name in Cyrillic of DOS",
        "Ç¡∩.json",
        "valid",
        FULL,
        "",
        named("Аня.json".encode("cp866"), flags=0),
    ),
    Zipped(
        "zip-bytes",
        "a name that says it is UTF-8 and is not",
        "",
        "unreadable",
        "",
        DAMAGED,
        named(b"\xff\xfe.json"),
    ),
    Zipped(
        "zip-windows",
        "a name that Windows keeps for itself",
        "CON.json",
        "valid",
        FULL,
        "",
        named(b"CON.json"),
    ),
    Zipped(
        "zip-formula", "a formula as the name", "=HYPERLINK(1)", "valid", FULL, "", named(b"=HYPERLINK(1)")
    ),
    Zipped(
        "zip-html", "HTML as the name", "<script>alert(1)<", "valid", FULL, "", named(b"<script>alert(1)<")
    ),
    Zipped("zip-lines", "a name of two lines", "two lines", "valid", FULL, "", named(b"two\r\nlines")),
    Zipped("zip-terminal", "a name that clears a terminal", "x [2J", "valid", FULL, "", named(b"x\x1b[2J")),
]

LONG_NAMES = [
    Zipped(
        "zip-marks",
        "five names of 30,000 accents",
        "",
        "",
        FULL,
        "",
        lambda s, who: archive(
            Entry(b"answers.json", right(s, who)), *[Entry(b"%d" % n + MARKS) for n in range(5)]
        ),
    ),
    Zipped(
        "zip-slashes",
        "a name of 60,000 slashes",
        "",
        "",
        FULL,
        "",
        lambda s, who: archive(Entry(b"answers.json", right(s, who)), Entry(b"d/" * 30_000 + b"x")),
    ),
]
