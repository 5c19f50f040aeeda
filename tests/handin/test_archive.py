"""Zips: what honest programs write is read, what lies is listed and costs little."""

from __future__ import annotations

import io
import os
import random
import stat
import struct
import time
import zipfile

import pytest

from courseware.handin.found import Found, members, read_found
from courseware.handin.record import Fault

LIMIT = 32_000_000


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def odd(name: str, content: bytes = b"{}", mode: int = 0, **fields: object) -> bytes:
    """A zip of one file whose entry is not as `zipfile` would write it."""
    info = zipfile.ZipInfo("x" if "\0" in name else name)
    info.external_attr = mode << 16
    for field, value in fields.items():
        setattr(info, field, value)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, content)
    return out.getvalue()


def found(tmp_path, data: bytes, name: str = "all.zip") -> Found:
    path = tmp_path / name
    path.write_bytes(data)
    return Found(path)


def listed(found: Found) -> dict[str, bytes | Fault]:
    return {one.inside[-1]: read_found(one, LIMIT) for one in members(found) or ()}


def reason(value: bytes | Fault) -> str:
    assert isinstance(value, Fault), value
    assert value.status == "unreadable"
    return value.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_files_are_read_and_folders_left_out(tmp_path, method):
    files = {"Anna Berg_1_assignsubmission_file/a.json": b"{}", "Ән/бір.json": b"[1]", "./b//c.json": b"2"}
    zip_file = found(tmp_path, zipped({"folder/": b"", **files}, method), "All.ZIP")
    inside = listed(zip_file)
    assert list(inside) == [*list(files)[:2], "b/c.json"]
    assert list(inside.values()) == [*files.values()]
    assert members(zip_file)[0].path == tmp_path / "All.ZIP" / "Anna Berg_1_assignsubmission_file" / "a.json"


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_not(tmp_path):
    third = zipped({"deep.json": b"{}"})
    second = zipped({"work.json": b"{}", "third.zip": third, "no.zip": b"{}"})
    (inner,) = members(found(tmp_path, zipped({"Anna/second.zip": second})))
    inside = members(inner)
    assert [one.inside for one in inside] == [
        ("Anna/second.zip", name) for name in ("work.json", "third.zip", "no.zip")
    ]
    assert read_found(inside[0], LIMIT) == b"{}"
    assert members(inside[1]) is None
    assert "archive in an archive in an archive" in reason(read_found(inside[1], LIMIT))
    assert read_found(inside[2], LIMIT) == b"{}"


@pytest.mark.parametrize(
    "name", ["../up.json", "a/../../up.json", "/etc/passwd", "C:/x.json", "c:x.json", "a\\b.json", ".."]
)
def test_a_name_that_leads_out_is_listed_and_not_opened(tmp_path, name):
    zip_file = found(tmp_path, odd(name))
    (content,) = listed(zip_file).values()
    assert "leads out of the folder" in reason(content)
    assert os.fspath(members(zip_file)[0].path).startswith(os.fspath(tmp_path / "all.zip") + "/")


def test_a_nul_in_a_name_hides_nothing(tmp_path):
    data = odd("good.json?/../x").replace(b"good.json?", b"good.json\0")
    (content,) = listed(found(tmp_path, data)).values()
    assert "leads out of the folder" in reason(content)


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [(stat.S_IFLNK | 0o777, "is a link"), (stat.S_IFIFO, "a pipe or"), (stat.S_IFCHR, "or a device")],
)
def test_what_is_no_file_in_an_archive(tmp_path, mode, sentence):
    (content,) = listed(found(tmp_path, odd("a.json", b"/etc/passwd", mode))).values()
    assert sentence in reason(content)


def test_locked_and_oddly_packed_files_have_their_reasons(tmp_path):
    data = bytearray(zipped({"a.json": b"{}"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in reason(*listed(found(tmp_path, bytes(data))).values())
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        data = zipped({"a.json": bytes(100_000)}, method)
        assert "pack it again" in reason(*listed(found(tmp_path, data, f"{method}.zip")).values())


def test_two_files_of_one_name_are_both_listed(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for content in (b"1", b"2"):
                archive.writestr("a.json", content)
            archive.writestr("./a.json", b"3")
    assert listed(found(tmp_path, out.getvalue())) == {"a.json": b"1", "a.json (2)": b"2", "a.json (3)": b"3"}


def test_names_in_utf8_without_the_flag_for_it(tmp_path):
    data = zipped({"Әсел.json": b"{}"})
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + flags
        data = data[:place] + struct.pack("<H", 0) + data[place + 2 :]
    assert listed(found(tmp_path, data)) == {"Әсел.json": b"{}"}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04\x14\0", "damaged or cut short"),
        (zipped({"a.json": b"{}" * 999})[:-30], "damaged or cut short"),
        (zipped({}), "holds no files"),
        (zipped({"folder/": b""}), "holds no files"),
        (zipped({f"{n}.json": b"" for n in range(3)}) + b"x" * 70_000, "damaged or cut short"),
    ],
    ids=["stub", "cut", "empty", "folders", "tail"],
)
def test_an_archive_that_cannot_be_opened_is_one_thing(tmp_path, data, sentence):
    one = found(tmp_path, data)
    assert members(one) is None
    assert sentence in reason(read_found(one, LIMIT))


def test_what_is_only_called_an_archive_is_read_as_it_is(tmp_path):
    one = found(tmp_path, b'{"format": 1}')
    assert members(one) is None
    assert read_found(one, LIMIT) == b'{"format": 1}'
    assert members(found(tmp_path, zipped({"a": b""}), "essay.docx")) is None


def test_a_pipe_and_a_link_with_the_name_of_an_archive(tmp_path):
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "link.zip").symlink_to(tmp_path / "pipe.zip")
    for name, sentence in (("pipe.zip", "a pipe or a device"), ("link.zip", "is a link")):
        assert members(Found(tmp_path / name)) is None
        assert sentence in reason(read_found(Found(tmp_path / name), LIMIT))


def test_too_large_a_file_is_not_unpacked(tmp_path):
    one = found(tmp_path, zipped({"a.json": bytes(33_000_000), "b.json": b"{}"}))
    inside = listed(one)
    assert "33,000,000" in reason(inside["a.json"])
    assert inside["b.json"] == b"{}"


def test_a_declared_size_that_lies_gets_no_more_than_it_says(tmp_path):
    data = bytearray(zipped({"a.json": bytes(30_000_000)}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(signature) + place
        data[start : start + 4] = struct.pack("<I", 10)
    assert "damaged" in reason(*listed(found(tmp_path, bytes(data))).values())


def test_bombs_cost_little(tmp_path):
    claims = repeated(40, bytes(30), declared=31_000_000)  # little in it, and over a gigabyte by its own word
    bombs = {
        "giants": repeated(40, bytes(30), declared=2**32 - 2),
        "overlap": repeated(5_000, bytes(1_000_000)),
        "claims": claims,
        "crowd": repeated(160_000, b""),
        "inner crowd": zipped({"a.zip": repeated(5_000, b"")}),
        "inner claims": zipped({"a.zip": claims}),
    }
    start = time.process_time()
    reasons = {}
    for name, data in bombs.items():
        one = found(tmp_path, data, f"{name}.zip")
        for opened in members(one) or [one]:
            value = read_found(opened, LIMIT)
            reasons[name] = value.reason if isinstance(value, Fault) else len(value)
    assert time.process_time() - start < 10
    assert "more than once" in reasons["overlap"]
    assert "too large: 4,294,967,294 bytes" in reasons["giants"]  # alone: what lies beside them is read
    assert "would come to 1,240,000,000 bytes" in reasons["claims"]
    assert "more than 150,000 files" in reasons["crowd"]
    assert "more than 2,000 files" in reasons["inner crowd"]
    assert "would come to 1,240,000,000 bytes" in reasons["inner claims"]


def repeated(count: int, content: bytes, declared: int | None = None) -> bytes:
    """A zip whose entries all point at the same bytes."""
    data = zipped({"a.json": content})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry, tail = bytearray(data[start:end]), bytearray(data[end : end + 22])
    if declared is not None:
        entry[24:28] = struct.pack("<I", declared)
    contents = b"".join(bytes(entry).replace(b"a.json", b"%06d" % n) for n in range(count))
    tail[8:20] = struct.pack("<HHII", count % 65_536, count % 65_536, len(contents), start)
    return data[:start] + contents + bytes(tail)


def test_a_contents_table_of_absurd_length_is_refused_before_it_is_read(tmp_path):
    data = bytearray(zipped({"a.json": b"{}"}))
    end = data.index(b"PK\x05\x06")
    padding = bytes(25_000_000)
    data[end + 12 : end + 16] = struct.pack("<I", len(padding))
    one = found(tmp_path, bytes(data[:end]) + padding + bytes(data[end:]))
    assert "table of contents" in reason(read_found(one, LIMIT))


def test_random_damage_never_raises(tmp_path):
    chance = random.Random(29)
    inner = zipped({"x.json": b'{"a": 1}' * 50})
    good = zipped({"a/b.json": b"{}" * 200, "c.zip": inner, "d.json": bytes(300)})
    for number in range(400):
        data = bytearray(good)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        length = chance.choice((len(data), chance.randrange(4, len(data))))
        one = found(tmp_path, bytes(data[:length]), f"{number}.zip")
        for opened in members(one) or [one]:
            for deep in members(opened) or [opened]:
                assert isinstance(read_found(deep, LIMIT), bytes | Fault)


def test_a_file_that_changed_is_opened_anew(tmp_path):
    one = members(found(tmp_path, zipped({"a.json": b"1"})))[0]
    assert read_found(one, LIMIT) == b"1"
    found(tmp_path, zipped({"a.json": b"22"}))
    os.utime(one.file, ns=(1, 1))
    assert read_found(one, LIMIT) == b"22"
    found(tmp_path, zipped({"b.json": b"1"}))
    assert "no longer" in reason(read_found(one, LIMIT))
