"""The `jupyter-book` command as it is where this project is not installed: without our MIME renderers.

Run it as `python -m benchmarks.page.stock_jupyter_book build FOLDER`.
"""

from __future__ import annotations

from jupyter_book.cli.main import main
from myst_nb.core import render


def _plugins_but_ours() -> list:
    found = render.entry_points().select(group=render.MIME_RENDER_ENTRY_GROUP)
    return [point.load() for point in found if not point.value.startswith("courseware.")]


if __name__ == "__main__":
    # myst-nb finds plugins through entry points, and in this environment ours is one of them.
    render.load_mime_renders = _plugins_but_ours
    main()
