"""What a cell prints gives one page, however the kernel cut it."""

from itertools import pairwise

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from myst_nb.core import render

from courseware.book import PARTS, streams
from courseware.book.streams import joined

TEXT = "Table 5, faults\n            turnover\nRussia    0\n"


def stream(text, name="stdout"):
    return nbformat.v4.new_output("stream", name=name, text=text)


@given(st.lists(st.integers(0, len(TEXT)), max_size=4).map(sorted))
def test_any_cut_gives_the_same(cuts):
    edges = [0, *cuts, len(TEXT)]
    pieces = [stream(TEXT[a:b]) for a, b in pairwise(edges)]
    assert joined(pieces) == [stream(TEXT)]
    assert pieces[0]["text"] == TEXT[: edges[1]]


def test_streams_stay_apart_and_keep_their_place():
    chart = nbformat.v4.new_output("display_data", {"text/plain": "x"})
    pieces = [stream("a"), stream("w", "stderr"), chart, stream("b\n")]
    assert joined(pieces) == [stream("ab\n"), stream("w", "stderr"), chart]


@pytest.mark.parametrize("cut", [5, 15, 16, 20])
def test_the_build_uses_it(monkeypatch, cut):
    pieces = [stream(TEXT[:cut]), stream(TEXT[cut:])]
    monkeypatch.setattr(render, "coalesce_streams", render.coalesce_streams)  # put back afterwards
    streams.setup(None)
    assert "streams" in PARTS
    assert render.coalesce_streams(pieces) == [stream(TEXT)]
