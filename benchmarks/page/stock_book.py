"""Writes the sources of the stock book: the same pages and tables, without our Sphinx extension."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import yaml

from benchmarks.commands import ROOT
from benchmarks.page import vendor
from courseware.bank import Bank, load_bank

FENCE = re.compile(r"^(`{3,}|:{3,})\{(?P<name>item|progress)\} *(?P<id>\S*)[^\n]*\n.*?^\1 *$", re.M | re.S)

# Since plotly 6.1 a stock page shows an empty box by default. This is the remedy in its lightest form:
# figures as HTML, and plotly.js loaded once a page, from a local file, where the first figure is.
PLOTLY_CELL = """\
import plotly.io as pio
from plotly.io.base_renderers import MimetypeRenderer

class LocalScript(MimetypeRenderer):
    library = "../_static/plotly.min.js"

    def to_mimebundle(self, figure):
        html = pio.to_html(figure, include_plotlyjs=self.library, full_html=False, default_height=525)
        LocalScript.library = False  # plotly copies the renderer for every figure
        return {"text/html": html}

pio.renderers["local"] = LocalScript()
pio.renderers.default = "local"
"""


def write(folder: Path, page: str) -> None:
    """Write the book into `folder`, which must not exist.

    Args:
        folder: where; `jupyter-book build` can build it.
        page: the page that is measured, without suffix; its notebook chooses plotly's renderer.
    """
    folder.mkdir(parents=True)
    bank = load_bank(ROOT)
    ours = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    (folder / "_config.yml").write_text(yaml.safe_dump(_config(ours), sort_keys=False), encoding="utf-8")
    shutil.copy(ROOT / "_toc.yml", folder)
    for name in ("data", "exercises", "chapters"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "index.md", folder)
    for source in folder.rglob("*.md"):
        source.write_text(without_items(source.read_text(encoding="utf-8"), bank), encoding="utf-8")
    for source in folder.rglob("*.ipynb"):
        notebook = nbformat.read(source, 4)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = without_items(cell.source, bank)
        if source == folder / f"{page}.ipynb":
            _choose_renderer(notebook)
        nbformat.write(notebook, source)
    vendor.fill(folder / "vendor")


def without_items(markdown: str, bank: Bank) -> str:
    """Markdown with each item's form replaced by its prompt, and without the progress panel."""
    return FENCE.sub(lambda m: bank.item(m["id"]).view["prompt"] if m["name"] == "item" else "", markdown)


def _choose_renderer(notebook: nbformat.NotebookNode) -> None:
    first = next(i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    cell = nbformat.v4.new_code_cell(PLOTLY_CELL, id="plotly-renderer", metadata={"tags": ["remove-cell"]})
    notebook.cells.insert(first, cell)


def _config(ours: dict) -> dict:
    """What a stock book of these pages needs: the same syntax, local addresses for what a CDN would serve."""
    return {
        "title": ours["title"],
        "author": ours["author"],
        "only_build_toc_files": True,
        "execute": ours["execute"],
        "parse": ours["parse"],
        "sphinx": {
            "config": {
                "language": "en",
                "myst_heading_anchors": ours["sphinx"]["config"]["myst_heading_anchors"],
                "html_static_path": ["vendor"],
                "mathjax_path": "mathjax/tex-mml-chtml.js",
                "nb_ipywidgets_js": {"require.min.js": {}, "widget-paths.js": {}, "embed-amd.js": {}},
            }
        },
    }
