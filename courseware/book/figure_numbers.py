"""Figures are numbered, or not, as ``_config.yml`` has it: ``numfig`` under ``sphinx.config``.

The extension for LaTeX that comes with Jupyter Book turns numbers on for every builder. To number figures
Sphinx goes through all pages of the book in every build.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

_AFTER = 600  # that extension


def _as_set(app: Sphinx, config: Config) -> None:
    config.numfig = config.overrides.get("numfig", config.numfig)


def setup(app: Sphinx) -> None:
    """Give the setting back its value."""
    app.connect("config-inited", _as_set, priority=_AFTER)
