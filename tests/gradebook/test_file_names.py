"""File names for students, whatever their ids are made of."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.gradebook.file_names import file_names

HOSTILE = [
    "../../etc/passwd",
    "..",
    ".",
    "",
    "/",
    "C:\\Windows",
    "a/b",
    "a\\b",
    "nul\x00byte",
    "CON",
    "con.html",
    "Com1",
    "lpt9.txt",
    "-rf",
    ".hidden",
    "ends.with.",
    "x" * 10_000,
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "Ада",
    "Ади",
    "s 17",
    "s-17 ",
    "\ud83d",
]


def test_plain_ids_are_their_own_names():
    assert file_names(["s-017", "KZ_9", "a.b", "7"]) == {name: name for name in ("s-017", "KZ_9", "a.b", "7")}


def test_hostile_ids_get_harmless_names():
    names = file_names(HOSTILE)
    assert len({name.casefold() for name in names.values()}) == len(HOSTILE)
    for name in names.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{12}", name)
        assert len(name) <= 60


def test_ids_that_differ_in_letter_case_get_names_that_differ_in_more():
    names = file_names(["ab", "AB", "Ab", "cd"])
    assert names["cd"] == "cd"
    assert len({name.casefold() for name in names.values()}) == 4


def test_a_plain_id_cannot_take_the_name_of_a_hashed_one():
    hashed = file_names(["a/b"])["a/b"]
    names = file_names(["a/b", hashed])
    assert names[hashed] == hashed
    assert names["a/b"] != hashed


@settings(deadline=None)  # other work on the machine is no fault of this
@given(st.sets(st.text(st.characters(codec=None), max_size=12), max_size=12))
def test_no_two_ids_share_a_name(ids):
    names = file_names(sorted(ids))
    assert set(names) == ids
    assert len({name.casefold() for name in names.values()}) == len(ids)
    assert all(
        re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) and not name.endswith(".")
        for name in names.values()
    )
