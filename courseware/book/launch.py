"""Launch buttons on notebook pages: Binder, Colab and a JupyterHub, by the theme, from one setting.

The theme makes the links. It gets its options here and not from `_config.yml`, where Jupyter Book would put
in an address of its own if none is set, and where an unknown host stops the build. What a host cannot do has
no button: Binder takes GitHub and GitLab, Colab GitHub alone, nbgitpuller any, but it needs a hub.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from courseware.bank.files import UNIT
from courseware.book.item_directive import EDITION, Refused
from courseware.bundle.tree import CHAPTERS
from courseware.errors import CoursewareError
from courseware.repository import BRANCH, Repository, read_repository

FOLDERS = (CHAPTERS, UNIT.parent)  # whose notebooks students get
_OURS = ("repository_url", "repository_branch", "repository_provider", "path_to_docs", "launch_buttons")


def theme_options(repository: Repository | None) -> dict[str, Any]:
    """The theme's options for a repository; none of them where it has no button."""
    if repository is None:
        return {}
    host, hub = repository.host, repository.hub
    is_github = host == "github.com"
    # The theme spells the address of a repository within groups so that Binder cannot read it.
    takes_binder = is_github or (host == "gitlab.com" and repository.path.count("/") == 1)
    buttons = {
        "binderhub_url": "https://mybinder.org" if takes_binder else "",
        "colab_url": "https://colab.research.google.com" if is_github else "",
        "jupyterhub_url": hub,
    }
    if not any(buttons.values()):
        return {}
    return {
        "repository_url": repository.url,
        "repository_branch": BRANCH,
        "repository_provider": "github" if is_github else "gitlab",  # said, or the theme refuses other hosts
        "launch_buttons": {"notebook_interface": "jupyterlab", **buttons},
    }


def _set(app: Sphinx, config: Config) -> None:
    try:
        repository = read_repository(Path(app.srcdir))
    except CoursewareError as error:
        raise Refused(str(error)) from None
    kept = {name: value for name, value in config.html_theme_options.items() if name not in _OURS}
    # Behind the buttons lies the practice edition: the pages of a test have none.
    found = {} if os.environ.get(EDITION) == "sealed" else theme_options(repository)
    config.html_theme_options = {**kept, **found}


def _drop(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take the buttons from pages that are no notebook of the students'."""
    path = Path(app.env.doc2path(page, base=False))
    if path.suffix == ".ipynb" and path.parent in FOLDERS:
        return
    buttons = context.get("header_buttons", [])
    buttons[:] = [button for button in buttons if button.get("label") != "launch-buttons"]


def setup(app: Sphinx) -> None:
    """Before the theme reads its options, and after it has made its buttons."""
    app.connect("config-inited", _set, priority=100)
    app.connect("html-page-context", _drop, priority=600)
