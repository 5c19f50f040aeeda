"""Every kind of widget has its room on a page."""

import pytest

from courseware.widgets import KINDS
from courseware.widgets.room import ROOM, room_for


def test_every_kind_has_its_room():
    assert ROOM.keys() == KINDS.keys()


def test_it_grows_with_what_the_widget_lists():
    def state(count):
        return {"kind": "series-explorer", "data": {"names": ["a"] * count}}

    assert room_for(state(6)) == (986, 846)
    assert room_for(state(25)) == (1860, 1340)
    assert room_for({"kind": "breakdown", "data": {}}) == (940, 610)


def test_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        room_for({"kind": "none", "data": {}})
