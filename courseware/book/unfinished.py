"""A build that stopped halfway is made good by the next one, which reads and writes every page.

Sphinx keeps what it has read before it writes a page. So a build that is stopped while it writes would leave
pages behind that the next one takes for new.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_LAST = 990  # after all that may refuse the pages, and after the site is finished


def _mark(app: Sphinx) -> Path:
    return Path(app.doctreedir, "courseware-unfinished")


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    return sorted(env.found_docs - added - changed) if _mark(app).exists() else []


def _start(app: Sphinx, env: BuildEnvironment) -> None:
    _mark(app).touch()


def _finish(app: Sphinx, error: Exception | None) -> None:
    if not error:
        _mark(app).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Set the mark before anything is kept, and take it away when all is written."""
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _start, priority=_LAST)
    app.connect("build-finished", _finish, priority=_LAST)
