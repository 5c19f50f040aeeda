"""The ``data-dictionary`` directive: what every table of the data package holds, column by column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from courseware.bank.files import UNIT
from courseware.book.item_directive import Refused, bank_of
from courseware.datapackage import PACKAGE, read_package
from courseware.errors import CoursewareError
from courseware.sealing.tables import published

_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "year": "year",
    "boolean": "yes or no",
}


class DataDictionary(SphinxDirective):
    """``{data-dictionary}``: a section a table, with its columns, its source and the file to download."""

    def run(self) -> list[nodes.Node]:
        """The sections, in the order of the package.

        Raises:
            Refused: the package or a table is at fault; the message says where and how to mend it.
        """
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / PACKAGE))
        try:
            resources = read_package(root)["resources"]
            if (root / UNIT).is_file() and bank_of(self.env.app).unit.sealed:
                resources = published(resources)
            return [self._section(root, resource) for resource in resources]
        except CoursewareError as error:
            raise Refused(str(error)) from None

    def _section(self, root: Path, resource: dict[str, Any]) -> nodes.section:
        from courseware.tables import load_table  # with pandas, which a build without this page does not need

        title = resource.get("title") or resource["name"]
        section = nodes.section("", nodes.title(text=title), ids=[f"data-{resource['name']}"], names=[title])
        path = (root / PACKAGE).parent / resource["path"]
        self.env.note_dependency(str(path))
        if resource.get("description"):
            section += nodes.paragraph(text=resource["description"])
        origin = "; ".join(source.get("title", "") for source in resource.get("sources", []))
        rows = len(load_table(root, resource["name"]))
        file = nodes.paragraph("", f"{rows:,} rows. ".replace(",", "\u202f"))
        file += nodes.Text(f"From: {origin.rstrip('.')}. ") if origin else nodes.Text("")
        # an address from the source folder, so that the page's own folder does not matter
        target = "/" + path.relative_to(root).as_posix()
        file += addnodes.download_reference(
            "",
            "",
            nodes.literal(text=path.name),
            refdoc=self.env.docname,
            reftarget=target,
            reftype="download",
        )
        section += file
        section += nodes.definition_list(
            "", *map(_column, resource["schema"]["fields"]), classes=["cw-columns"]
        )
        return section


def _column(field: dict[str, Any]) -> nodes.definition_list_item:
    kind = _KINDS.get(field.get("type", "string"), field.get("type", "string"))
    term = nodes.term("", "", nodes.literal(text=field["name"]), nodes.Text(f" ({kind})"))
    text = ". ".join(
        part.rstrip(".") for part in (field.get("title", ""), field.get("description", "")) if part
    )
    allowed = _allowed(field.get("constraints", {}))
    return nodes.definition_list_item(
        "", term, nodes.definition("", nodes.paragraph(text=f"{text}.{f' {allowed}.' if allowed else ''}"))
    )


def _allowed(constraints: dict[str, Any]) -> str:
    """The limits on a column's values in words."""
    if "enum" in constraints:
        words = "One of" if len(constraints["enum"]) > 1 else "Always"
        return f"{words}: {', '.join(map(str, constraints['enum']))}"
    low, high = constraints.get("minimum"), constraints.get("maximum")
    if low is not None and high is not None:
        return f"From {low} to {high}" if low != high else f"Always {low}"
    return f"At least {low}" if low is not None else f"At most {high}" if high is not None else ""


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("data-dictionary", DataDictionary)
