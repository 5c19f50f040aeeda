"""What ``hand_in()`` leaves in a notebook: words, a link to the file, and all answers for the grader.

The link carries the file in itself: it works wherever the output can be seen, also where no file can be
written or found. The answers are those of the whole unit, so that the notebook alone earns the same points
as the file, wherever they were given.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from markupsafe import Markup

from courseware.bank import Unit
from courseware.handin.notebook_answers import ANSWER
from courseware.handin.record import dump_record
from courseware.notebook.answer_file import NAME
from courseware.notebook.kept import Kept, Try
from courseware.notebook.outputs import Bundle, answer_payload, bundle, saved_at


def hand_in_output(
    unit: Unit, items: Iterable[str], kept: Kept, lines: list[str], record: dict[str, Any], moment: datetime
) -> tuple[Bundle, Bundle]:
    """The content and the metadata of the output.

    Args:
        unit: in its edition.
        items: ids of its items.
        kept: what is handed in; nothing but the words is shown where it holds no answer.
        lines: the words, a paragraph each.
        record: the file's content.
        moment: when it was saved, in UTC.
    """
    html = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    if not kept.counts:
        return bundle("\n".join(lines), html), {}
    data = bundle("\n".join(lines), html + _link(record))
    return {**data, ANSWER: payloads(unit, items, kept)}, saved_at(moment)


def payloads(unit: Unit, items: Iterable[str], kept: Kept) -> list[dict[str, Any]]:
    """Every answer as an output tells it; one taken back must not count by an earlier output."""
    order = dict.fromkeys([*items, *kept.counts])
    return [answer_payload(unit, item_id, kept.counts.get(item_id, Try(None)), kept) for item_id in order]


def _link(record: dict[str, Any]) -> Markup:
    content = base64.b64encode(dump_record(record)).decode("ascii")
    address = f"data:application/json;base64,{content}"
    return Markup('<p><a download="{}" href="{}">Download {}</a></p>').format(NAME, address, NAME)
