"""Notebooks that a build runs keep their answers apart: nobody's own get into the book, or are changed."""

from __future__ import annotations

import os

from sphinx.application import Sphinx

from courseware.answers_apart import APART, VARIABLE


def setup(app: Sphinx) -> None:
    """Tell the kernels, which inherit this process's environment."""
    os.environ[VARIABLE] = APART
