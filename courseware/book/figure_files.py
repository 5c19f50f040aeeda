"""Writes the CSV file of every figure of the book."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from courseware.book.mime import FIGURE_FOLDER


def _start(app: Sphinx, env: Any, docnames: list[str]) -> None:
    if not hasattr(env, "courseware_csv"):
        env.courseware_csv = {}


def _purge(app: Sphinx, env: Any, docname: str) -> None:
    getattr(env, "courseware_csv", {}).pop(docname, None)


def _merge(app: Sphinx, env: Any, docnames: list[str], other: Any) -> None:
    for docname in docnames:
        if docname in getattr(other, "courseware_csv", {}):
            env.courseware_csv[docname] = other.courseware_csv[docname]


def _write(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir, FIGURE_FOLDER)
    shutil.rmtree(folder, ignore_errors=True)  # with the files of figures that are gone
    folder.mkdir(exist_ok=True)
    for files in getattr(app.env, "courseware_csv", {}).values():
        for name, text in files.items():
            # The mark at the start tells spreadsheet programs that the file is UTF-8.
            (folder / name).write_text(text, encoding="utf-8-sig", newline="")


def setup(app: Sphinx) -> None:
    """Collect while pages are read, write when the book is built."""
    app.connect("env-before-read-docs", _start)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("build-finished", _write)
