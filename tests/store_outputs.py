"""Run notebooks and store in them the outputs that a test compares, and no others.

``python -m tests.store_outputs exercises/lab3-trade.ipynb …``
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
METADATA = {**KERNEL, "language_info": {"name": "python"}}


def tidied(notebook: NotebookNode) -> NotebookNode:
    """A notebook without what differs between two runs: outputs that no test compares, times, widgets."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if "nbval-ignore-output" in cell.metadata.get("tags", []):
            cell.outputs = []
    notebook.metadata = nbformat.from_dict(METADATA)
    return notebook


def store_outputs(file: Path) -> None:
    """Run the notebook in its folder and write it anew."""
    notebook = nbformat.read(file, as_version=4)
    where = {"metadata": {"path": str(file.parent)}}
    NotebookClient(notebook, resources=where, record_timing=False).execute()
    nbformat.write(tidied(notebook), file)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        store_outputs(Path(name))
