"""Two forms that plain Markdown has words for, made usable in the page.

A list whose items all begin with ``[ ]`` becomes a list of checkboxes to tick; nothing is stored. A table
under ``{.cw-stacked}`` has row headings, and on a narrow screen a block a row, in which each cell names its
column.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

BOX = "[ ] "
STACKED = "cw-stacked"


def _read(app: Sphinx, doctree: nodes.document) -> None:
    for bullets in list(doctree.findall(nodes.bullet_list)):
        lines = [item.children[0] for item in bullets if item.children]
        if len(lines) == len(bullets) and all(_is_open(line) for line in lines):
            bullets["classes"].append("cw-checklist")
            for line in lines:
                _make_box(line)
    for table in list(doctree.findall(nodes.table)):
        if STACKED in table["classes"]:
            _name_cells(table)


def _is_open(line: nodes.Node) -> bool:
    return (
        isinstance(line, nodes.paragraph)
        and len(line) > 0
        and isinstance(line[0], nodes.Text)
        and line[0].startswith(BOX)
    )


def _make_box(line: nodes.paragraph) -> None:
    words = [nodes.Text(line[0].removeprefix(BOX)), *line.children[1:]]
    start, end = '<label class="cw-check"><input type="checkbox">', "</label>"
    line.children = []
    line += [
        nodes.raw("", start, format="html"),
        nodes.inline("", "", *words),
        nodes.raw("", end, format="html"),
    ]


def _name_cells(table: nodes.table) -> None:
    group = table[0]
    next(group.findall(nodes.colspec))["stub"] = 1
    [head] = group.findall(nodes.thead)
    names = [entry.astext() for entry in head[0]]
    for row in next(group.findall(nodes.tbody)):
        for name, entry in list(zip(names, row, strict=True))[1:]:
            if not entry.children:
                entry += nodes.paragraph()
            entry[0].insert(0, nodes.inline(text=name, classes=["cw-cell-name"]))


def setup(app: Sphinx) -> None:
    """Change the pages as they are read."""
    app.connect("doctree-read", _read)
