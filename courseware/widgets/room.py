"""How high each kind of widget is, so that a page leaves it its room before its script has come.

Rounded from what a browser laid out; a widget need not be exactly so high, `widget-host.js` sees to that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Room(NamedTuple):
    """Height in px, as a constant and a part for each entry of one list in the widget's data."""

    phone: tuple[int, int]  # a card 360 px wide
    page: tuple[int, int]  # a card 700 px wide
    each: str = ""  # the list, "" where the height does not depend on one


ROOM = {
    "advantage-lab": Room((1050, 46), (700, 34), "exports"),
    "argument-builder": Room((1500, 0), (1100, 0)),
    "breakdown": Room((940, 0), (610, 0)),
    "claim-sorter": Room((0, 345), (0, 255), "claims"),
    "decision-tree": Room((615, 0), (490, 0)),
    "growth-calculator": Room((900, 110), (770, 70), "partners"),
    "multiplier-what-if": Room((1470, 0), (980, 0)),
    "mutual-shares": Room((660, 120), (585, 80), "categories"),
    "rate-converter": Room((1200, 0), (840, 0)),
    "series-explorer": Room((710, 46), (690, 26), "names"),
    "timeline": Room((1585, 34), (1150, 25), "entries"),
    "weight-comparer": Room((600, 110), (450, 66), "members"),
}


def room_for(state: Mapping[str, Any]) -> tuple[int, int]:
    """The heights to keep free for a widget on a phone and on a page, px.

    Args:
        state: its traits.
    """
    room = ROOM[state["kind"]]
    count = len(state["data"].get(room.each, ()))
    (phone, phone_part), (page, page_part) = room.phone, room.page
    return phone + phone_part * count, page + page_part * count
