"""What a notebook keeps of a view: something to read where it is opened without the kernel that made it.

JupyterLab and Notebook then have no view to show, and say "Loading widget" or "model not found". So every
view is followed by a second output, folded up, which stands in for it there and is hidden while it lives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

SAVED = "application/vnd.courseware.saved+json"  # marks the output: a page leaves it out
# The view lives: away with this output. It does not: away with what stands in its place.
_STYLE = Markup("""<style>
.jp-OutputArea-child:has(.cww, .cw-lab) + .jp-OutputArea-child:has(> .jp-OutputArea-output > .cw-saved),
.jp-OutputArea-child:not(:has(.cww, .cw-lab)):has(+ .jp-OutputArea-child > .jp-OutputArea-output > .cw-saved)
{
  display: none;
}
</style>""")


def saved_output(summary: str, html: Markup, plain: str = "") -> dict[str, Any]:
    """The content of the output behind a view.

    Args:
        summary: a line that says what is folded up, and that the cell must be run for more.
        html: what is folded up.
        plain: the same where there is no HTML.
    """
    folded = Markup('<details class="cw-saved"><summary>{}</summary>{}</details>').format(summary, html)
    return {"text/html": str(_STYLE + folded), "text/plain": plain, SAVED: {}}


def table_html(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """A table of texts, the first cell of each row its heading."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in columns)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells)
        )
        for first, *cells in rows
    )
    return Markup(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(caption, head, body)
