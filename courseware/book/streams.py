"""What a cell prints, in one piece however the kernel sent it.

A kernel on a busy machine sends what is printed in several pieces, split anywhere. myst-nb's
``nb_merge_streams`` puts a line break between them, so that the same notebook could give another page.
"""

from __future__ import annotations

from typing import Any

from myst_nb.core import render
from sphinx.application import Sphinx

_merge = render.coalesce_streams


def setup(app: Sphinx) -> None:
    """Let myst-nb merge streams that are whole already; it offers no hook for this."""
    render.coalesce_streams = lambda outputs: _merge(joined(outputs))


def joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A cell's outputs with the pieces of each stream joined, in the place of its first piece.

    Args:
        outputs: of one cell in notebook format; not changed.
    """
    whole: list[dict[str, Any]] = []
    streams: dict[str, dict[str, Any]] = {}
    for output in outputs:
        if output["output_type"] != "stream":
            whole.append(output)
        elif output["name"] in streams:
            streams[output["name"]]["text"] += output["text"]
        else:
            streams[output["name"]] = type(output)(output)
            whole.append(streams[output["name"]])
    return whole
